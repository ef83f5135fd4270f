package plumbline.storage.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Trajectory;

/**
 * A stretch of a recording as a recording of its own, with its original times: the frames in the range, every message in it,
 * what those frames hold from just outside, each sensor's last message before it (so that the first moment looks the same),
 * and the poses around all of these. Nanoseconds since 1970 UTC; both ends belong to it. Labels are numbered anew by frame.
 */
public final class CaptureClip implements CaptureSource {
    /** An older message than this is not what a sensor last said, it is one that had fallen silent. */
    private static final long LONGEST_AGO_NANOS = 2_000_000_000L;

    private final CaptureSource source;
    private final Labels labels;
    private final Ontology ontology;
    private final Capture capture;

    /** {@code source} stays the caller's to close; {@code labels} are those of the whole recording. */
    public CaptureClip(CaptureSource source, Labels labels, Ontology ontology, long fromNanos, long toNanos) {
        this.source = source;
        this.ontology = ontology;
        Capture whole = source.capture();
        List<Frame> frames = new ArrayList<>();
        int first = 0;
        for (Frame f : whole.frames()) {
            if (f.timeNanos() >= fromNanos && f.timeNanos() <= toNanos) {
                first = frames.isEmpty() ? f.index() : first;
                frames.add(new Frame(frames.size(), f.timeNanos(), f.worldFromEgo(), f.samples()));
            }
        }
        List<Sample> samples = samples(whole, frames, fromNanos, toNanos);
        this.capture = new Capture(
                whole.name(), whole.format(), whole.world(), whole.sensors(), whole.referenceLidar(), frames, samples,
                poses(whole.trajectory(), samples, fromNanos, toNanos), List.of());
        List<Label> kept = new ArrayList<>();
        int begin = first;
        labels.forEach(l -> inClip(l, begin, frames.size()).ifPresent(kept::add));
        this.labels = Labels.of(kept);
    }

    private static List<Sample> samples(Capture whole, List<Frame> frames, long from, long to) {
        Set<Sample> held = new LinkedHashSet<>();
        frames.forEach(f -> held.addAll(f.samples().values()));
        Map<SensorId, Sample> last = new LinkedHashMap<>();
        for (Sample s : whole.samples()) {
            if (s.timeNanos() >= from && s.timeNanos() <= to) {
                held.add(s);
            } else if (s.timeNanos() < from && from - s.timeNanos() <= LONGEST_AGO_NANOS) {
                last.merge(s.sensor(), s, (a, b) -> b.timeNanos() >= a.timeNanos() ? b : a);
            }
        }
        Collection<Sample> before = last.values();
        held.addAll(before);
        return held.stream().sorted(java.util.Comparator.comparingLong(Sample::timeNanos)).toList();
    }

    /** From the pose at or before the first message to the one at or after the last. */
    private static Trajectory poses(Trajectory t, List<Sample> samples, long from, long to) {
        long first = samples.stream().mapToLong(Sample::timeNanos).reduce(from, Math::min);
        long last = samples.stream().mapToLong(Sample::timeNanos).reduce(to, Math::max);
        int start = 0;
        while (start + 1 < t.size() && t.timeNanos(start + 1) <= first) {
            start++;
        }
        int end = start;
        while (end < t.size() && (end == start || t.timeNanos(end - 1) < last)) {
            end++;
        }
        long[] times = new long[end - start];
        List<Pose> poses = new ArrayList<>();
        for (int i = start; i < end; i++) {
            times[i - start] = t.timeNanos(i);
            poses.add(t.worldFromEgo(i));
        }
        return new Trajectory(times, poses);
    }

    /** With the clip's frame numbers; what holds from before it holds from its first frame, what outlasts it to its last. */
    private static Optional<Label> inClip(Label label, int first, int count) {
        int frame = label.frame() - first;
        boolean begins = frame >= 0 && frame < count;
        return switch (label) {
            case Label.Cuboid c when begins -> Optional.of(new Label.Cuboid(
                    c.id(), c.track(), c.className(), frame, c.box(), c.attributes(), c.origin(), c.finalised(),
                    c.confidence(), c.review()));
            case Label.ImageBox b when begins -> Optional.of(new Label.ImageBox(
                    b.id(), b.track(), b.className(), frame, b.camera(), b.left(), b.top(), b.right(), b.bottom(),
                    b.attributes(), b.origin(), b.finalised(), b.review()));
            case Label.PointMask m when begins -> Optional.of(new Label.PointMask(
                    m.id(), m.track(), m.className(), frame, m.sensor(), m.points(), m.instance(), m.attributes(),
                    m.origin(), m.finalised(), m.review()));
            case Label.Relation r when lasts(r.frame(), r.lastFrame(), first, count) -> Optional.of(new Label.Relation(
                    r.head().withFrame(Math.max(0, frame)), r.to(), last(r.lastFrame(), first, count)));
            case Label.SceneTag t when lasts(t.frame(), t.lastFrame(), first, count) -> Optional.of(new Label.SceneTag(
                    t.head().withFrame(Math.max(0, frame)), t.value(), last(t.lastFrame(), first, count)));
            case Label.Shape s when begins -> Optional.of(s.with(s.head().withFrame(frame)));
            case Label.ImageShape s when begins -> Optional.of(s.with(s.head().withFrame(frame)));
            case Label.ImageMask m when begins -> Optional.of(m.with(m.head().withFrame(frame)));
            case Label.Cuboid c -> Optional.empty();
            case Label.ImageBox b -> Optional.empty();
            case Label.PointMask m -> Optional.empty();
            case Headed h -> Optional.empty();
        };
    }

    private static int last(int lastFrame, int first, int count) {
        return lastFrame == Label.TO_THE_END ? lastFrame : Math.min(count - 1, lastFrame - first);
    }

    private static boolean lasts(int from, int to, int first, int count) {
        return from < first + count && to >= first && count > 0;
    }

    @Override
    public Capture capture() {
        return capture;
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return source.points(sample);
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return source.image(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        return source.raw(sample);
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public Ontology ontology() {
        return ontology;
    }

    @Override
    public void close() {}
}
