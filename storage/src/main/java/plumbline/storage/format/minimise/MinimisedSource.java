package plumbline.storage.format.minimise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.MotionCompensation;
import plumbline.annotation.scene.PlumblinePoints;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;

/**
 * A recording without what a {@link Minimisation} leaves out. Sweeps are encoded anew without those points; images that
 * were taken where nothing may be kept, and labels that stand there, are gone. Where the rig's motion is known, a point is
 * judged where it was measured, not where the sweep began. The ego trajectory stays whole.
 */
public final class MinimisedSource implements CaptureSource {
    private final CaptureSource source;
    private final Minimisation rules;
    private final Capture capture;
    private final Map<Sample, Sample> originals = new HashMap<>();
    private final Map<SensorId, Sensor> sensors = new HashMap<>();
    private final AtomicLong pointsLeftOut = new AtomicLong();
    private final long imagesLeftOut;
    private long labelsLeftOut;

    /** Takes the source over: closing this closes it. */
    public MinimisedSource(CaptureSource source, Minimisation rules) {
        this.source = source;
        this.rules = rules;
        Capture whole = source.capture();
        whole.sensors().forEach(s -> sensors.put(s.id(), s));
        Map<Sample, Sample> kept = new HashMap<>();
        Set<Sample> all = new HashSet<>(whole.samples());
        whole.frames().forEach(f -> all.addAll(f.samples().values()));
        long images = 0;
        for (Sample s : all) {
            Optional<Sample> now = minimised(s);
            if (now.isPresent()) {
                kept.put(s, now.get());
                originals.put(now.get(), s);
            } else if (kind(s) == SensorKind.CAMERA) {
                images++;
            }
        }
        this.imagesLeftOut = images;
        List<Frame> frames = new ArrayList<>();
        for (Frame f : whole.frames()) {
            Map<SensorId, Sample> samples = new HashMap<>();
            f.samples().forEach((id, s) -> Optional.ofNullable(kept.get(s)).ifPresent(k -> samples.put(id, k)));
            frames.add(new Frame(f.index(), f.timeNanos(), f.worldFromEgo(), samples));
        }
        this.capture = new Capture(
                whole.name(), whole.format(), whole.world(),
                whole.sensors().stream().filter(s -> !rules.sensors().contains(s.id())).toList(), whole.referenceLidar(),
                frames, whole.samples().stream().filter(kept::containsKey).map(kept::get).toList(), whole.trajectory(),
                whole.problems());
    }

    private Optional<Sample> minimised(Sample s) {
        if (rules.sensors().contains(s.sensor())) {
            return Optional.empty();
        }
        return switch (kind(s)) {
            case LIDAR, RADAR -> Optional.of(
                    touches(s) ? new Sample(s.sensor(), s.timeNanos(), s.worldFromSensor(), PlumblinePoints.ENCODING, s.key()) : s);
            case CAMERA -> {
                Vec3 at = s.worldFromSensor().apply(Vec3.ZERO);
                yield rules.admits(at.x(), at.y()) ? Optional.of(s) : Optional.empty();
            }
            case IMU, GNSS -> Optional.of(s);
        };
    }

    private SensorKind kind(Sample s) {
        return sensors.get(s.sensor()).kind();
    }

    private boolean touches(Sample s) {
        return rules.fenced() || rules.masks().stream().anyMatch(m -> m.sensor().equals(s.sensor()));
    }

    @Override
    public Capture capture() {
        return capture;
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        Sample original = originals.get(sample);
        PointBlock all = source.points(original);
        return touches(original) ? all.at(admitted(original, all)) : all;
    }

    private int[] admitted(Sample original, PointBlock all) {
        PointBlock moved = rules.fenced()
                ? MotionCompensation.atSampleTime(
                        all, original, sensors.get(original.sensor()).egoFromSensor(), source.capture().trajectory())
                : all;
        List<Minimisation.FieldOfView> masks =
                rules.masks().stream().filter(m -> m.sensor().equals(original.sensor())).toList();
        Pose world = original.worldFromSensor();
        int[] kept = new int[all.size()];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            double x = moved.px(i);
            double y = moved.py(i);
            double z = moved.pz(i);
            if (rules.admits(world.x(x, y, z), world.y(x, y, z)) && !masked(masks, all, i)) {
                kept[n++] = i;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static boolean masked(List<Minimisation.FieldOfView> masks, PointBlock all, int i) {
        for (Minimisation.FieldOfView m : masks) {
            if (m.contains(all.px(i), all.py(i), all.pz(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        Sample original = originals.get(sample);
        boolean points = kind(original) == SensorKind.LIDAR || kind(original) == SensorKind.RADAR;
        if (!points || !touches(original)) {
            return source.raw(original);
        }
        PointBlock all = source.points(original);
        int[] kept = admitted(original, all);
        pointsLeftOut.addAndGet(all.size() - kept.length);
        return PlumblinePoints.encode(all.at(kept));
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return source.image(originals.get(sample));
    }

    @Override
    public Labels labels() throws IOException {
        List<Label> out = new ArrayList<>();
        for (Label l : source.labels().all()) {
            admitted(l).ifPresent(out::add);
        }
        labelsLeftOut = source.labels().size() - out.size();
        return Labels.of(out);
    }

    private Optional<Label> admitted(Label label) throws IOException {
        Frame whole = source.capture().frames().get(label.frame());
        return switch (label) {
            case Label.Cuboid c -> {
                Vec3 at = source.capture().worldFromLidar(whole).apply(c.box().centre());
                yield rules.admits(at.x(), at.y()) ? Optional.of(c) : Optional.empty();
            }
            case Label.ImageBox i -> seen(i, i.camera());
            case Label.PointMask m -> renumbered(m, whole);
            case Label.Shape s -> {
                Pose worldFromLidar = source.capture().worldFromLidar(whole);
                yield s.vertices().stream().map(worldFromLidar::apply).allMatch(v -> rules.admits(v.x(), v.y()))
                        ? Optional.of(s)
                        : Optional.empty();
            }
            case Label.ImageShape s -> seen(s, s.camera());
            case Label.ImageMask m -> seen(m, m.camera());
            case Label.Relation r -> Optional.of(r);
            case Label.SceneTag t -> Optional.of(t);
        };
    }

    private Optional<Label> seen(Label label, SensorId camera) {
        return capture.frames().get(label.frame()).sample(camera).isPresent() ? Optional.of(label) : Optional.empty();
    }

    /** Points are numbered by their place in the sweep, so the numbers follow what is left of it. */
    private Optional<Label> renumbered(Label.PointMask mask, Frame whole) throws IOException {
        Optional<Sample> original = whole.sample(mask.sensor()).filter(s -> !rules.sensors().contains(s.sensor()));
        if (original.isEmpty()) {
            return Optional.empty();
        }
        if (!touches(original.get())) {
            return Optional.of(mask);
        }
        int[] kept = admitted(original.get(), source.points(original.get()));
        BitSet numbers = new BitSet();
        for (int i = 0; i < kept.length; i++) {
            if (mask.points().contains(kept[i])) {
                numbers.set(i);
            }
        }
        return numbers.isEmpty() ? Optional.empty() : Optional.of(mask.withPoints(PointRuns.of(numbers)));
    }

    @Override
    public Ontology ontology() throws IOException {
        return source.ontology();
    }

    /** In words what was left out of everything that has been read so far. */
    public String leftOut() {
        return pointsLeftOut + " points, " + imagesLeftOut + " images, " + labelsLeftOut + " labels and "
                + rules.sensors().size() + " sensors were left out";
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
