package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;

/** Everything the timeline shows of a capture, worked out once; findings change. Times in nanoseconds since 1970. */
public final class TimelineModel {
    /** A stretch of time. */
    public record Span(long fromNanos, long toNanos) {}

    /** A finding on the timeline. */
    public record Mark(Finding finding, Span span) {}

    private final Capture capture;
    private final List<Lane> lanes;
    private final List<Series> series;
    private final Map<SensorId, List<Span>> late = new HashMap<>();
    private final long start;
    private final long end;
    private List<Mark> marks = List.of();

    public TimelineModel(Capture capture) {
        this.capture = capture;
        this.lanes = Lane.of(capture);
        this.series = java.util.stream.Stream.of(
                        Series.speed(capture.trajectory()),
                        Series.yawRate(capture.trajectory()),
                        Series.syncOffset(capture))
                .filter(s -> !s.isEmpty())
                .toList();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Lane l : lanes) {
            first = Math.min(first, l.timesNanos()[0]);
            last = Math.max(last, l.timesNanos()[l.timesNanos().length - 1]);
        }
        for (Frame f : capture.frames()) {
            first = Math.min(first, f.timeNanos());
            last = Math.max(last, f.timeNanos());
        }
        this.start = first == Long.MAX_VALUE ? 0 : first;
        this.end = Math.max(last, start);
        for (var camera : capture.sensors(SensorKind.CAMERA)) {
            late.put(camera.id(), late(camera.id()));
        }
    }

    public Capture capture() {
        return capture;
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public List<Series> series() {
        return series;
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    /** Stretches in which a camera's pictures were out of sync with the sweep by more than the limit. */
    public List<Span> lateOf(SensorId camera) {
        return late.getOrDefault(camera, List.of());
    }

    public List<Mark> marks() {
        return marks;
    }

    /** Worst first, then in time. */
    public void setFindings(List<Finding> findings) {
        marks = findings.stream()
                .filter(f -> f.place().frame() >= 0 && f.place().frame() < capture.frames().size())
                .map(f -> new Mark(f, frameSpan(f.place().frame())))
                .sorted(Comparator.comparing((Mark m) -> m.finding().severity().ordinal())
                        .reversed()
                        .thenComparing(m -> m.span().fromNanos())
                        .thenComparing(m -> m.finding().id()))
                .toList();
    }

    public long[] frameTimes() {
        return capture.frames().stream().mapToLong(Frame::timeNanos).toArray();
    }

    /** From a frame's time to the next one's. */
    public Span frameSpan(int frame) {
        List<Frame> frames = capture.frames();
        long from = frames.get(frame).timeNanos();
        long to = frame + 1 < frames.size() ? frames.get(frame + 1).timeNanos() : from;
        return new Span(from, Math.max(from, to));
    }

    private List<Span> late(SensorId camera) {
        List<Span> out = new ArrayList<>();
        long from = -1;
        long to = -1;
        for (Frame f : capture.frames()) {
            long sweep = f.sample(capture.referenceLidar()).map(Sample::timeNanos).orElse(f.timeNanos());
            boolean isLate = f.sample(camera)
                    .filter(s -> Math.abs(s.timeNanos() - sweep) > Series.SYNC_LIMIT_MS * 1e6)
                    .isPresent();
            if (isLate) {
                from = from < 0 ? f.timeNanos() : from;
                to = frameSpan(f.index()).toNanos();
            } else if (from >= 0) {
                out.add(new Span(from, to));
                from = -1;
            }
        }
        if (from >= 0) {
            out.add(new Span(from, to));
        }
        return out;
    }
}
