package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.project.PassEvent;

/** Everything the timeline shows of a capture, worked out once; findings change. Times in nanoseconds since 1970. */
public final class TimelineModel {
    /** A stretch of time. */
    public record Span(long fromNanos, long toNanos) {}

    /** A finding on the timeline. */
    public record Mark(Finding finding, Span span) {}

    private final Capture capture;
    private final List<Lane> lanes;
    private final List<Series> ego;
    private final List<Span> frameSpans;
    private final SyncOffsets sync;
    private final Map<SensorId, List<Span>> late = new HashMap<>();
    private final long start;
    private final long end;
    private final long allSpoken;
    private List<Mark> marks = List.of();
    private List<Series> series;
    private List<TrackLane> tracks = List.of();
    private List<PassEvent> events = List.of();
    private int[] traffic = {};

    public TimelineModel(Capture capture) {
        this.capture = capture;
        this.lanes = Lane.of(capture);
        this.sync = new SyncOffsets(capture);
        this.ego = java.util.stream.Stream.of(
                        Series.speed(capture.trajectory()),
                        Series.yawRate(capture.trajectory()),
                        Series.syncOffset(capture, sync))
                .filter(s -> !s.isEmpty())
                .toList();
        this.series = ego;
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
        this.allSpoken = lanes.stream().mapToLong(l -> l.timesNanos()[0]).max().orElse(start);
        this.end = Math.max(last, start);
        this.frameSpans = IntStream.range(0, capture.frames().size()).mapToObj(this::span).toList();
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

    /** What is plotted, from top to bottom. */
    public List<Series> series() {
        return series;
    }

    public void setSeries(List<Series> shown) {
        series = List.copyOf(shown);
    }

    /** Speed, yaw rate and sync error, as far as the capture gives them. */
    public List<Series> ego() {
        return ego;
    }

    /** The rows of tracks. */
    public List<TrackLane> tracks() {
        return tracks;
    }

    public void setTracks(List<TrackLane> shown) {
        tracks = List.copyOf(shown);
    }

    /** In the order of time. */
    public List<PassEvent> events() {
        return events;
    }

    public void setEvents(List<PassEvent> now) {
        events = List.copyOf(now);
    }

    /** How many messages came in each of so many equal parts of the pass; counted once for a number of parts. */
    public int[] traffic(int parts) {
        if (traffic.length != parts) {
            traffic = new int[parts];
            double perNano = parts / Math.max(1.0, (double) end - start);
            for (Lane lane : lanes) {
                for (long t : lane.timesNanos()) {
                    traffic[(int) Math.clamp((t - start) * perNano, 0, parts - 1)]++;
                }
            }
        }
        return traffic;
    }

    /** How long each frame lasts. */
    public List<Span> frameSpans() {
        return frameSpans;
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    /** What is usual between camera and sweep, and what is off it. */
    public SyncOffsets sync() {
        return sync;
    }

    /** When the last of the sensors sent its first message. */
    public long allSpoken() {
        return allSpoken;
    }

    /** Where the playhead best stands to look at a frame: as late in it as every sensor needs to have spoken. */
    public long lookAt(int frame) {
        Span s = frameSpan(frame);
        return Math.max(s.fromNanos(), Math.min(allSpoken, s.toNanos() - 1));
    }

    /** Where the playhead stands to see a finding come: before it by as much as asked, but not before there is data. */
    public long before(Mark m, long nanos) {
        return Math.max(m.span().fromNanos() - nanos, Math.min(lookAt(0), lookAt(m.finding().place().frame())));
    }

    /** Stretches in which a camera's pictures were off their usual distance to the sweep by more than the limit. */
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

    /** The one after a finding in the list, the first after the last or where none is chosen; empty without any. */
    public Optional<Finding> next(Optional<Finding> chosen) {
        int at = -1;
        for (int i = 0; i < marks.size(); i++) {
            String id = marks.get(i).finding().id();
            at = chosen.filter(c -> c.id().equals(id)).isPresent() ? i : at;
        }
        return marks.isEmpty() ? Optional.empty() : Optional.of(marks.get((at + 1) % marks.size()).finding());
    }

    public long[] frameTimes() {
        return capture.frames().stream().mapToLong(Frame::timeNanos).toArray();
    }

    /** From a frame's time to the next one's. */
    public Span frameSpan(int frame) {
        return frameSpans.get(frame);
    }

    private Span span(int frame) {
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
            boolean isLate = sync.isLate(f, camera);
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
