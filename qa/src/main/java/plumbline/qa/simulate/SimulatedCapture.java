package plumbline.qa.simulate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PlumblinePoints;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Trajectory;

/**
 * A street driven through by a rig, with known truth. Nothing is kept: points and images are made when asked, the same
 * bytes each time for the same options. A lidar sample's time is the middle of its turn, points are in the sensor's
 * frame at their own time, {@code time + sample time}. Faults of calibration and drift move the sensor and leave the
 * recorded extrinsics; faults of time, drop and pose change what is recorded. Safe for several threads.
 */
public final class SimulatedCapture implements CaptureSource {
    /** The first sweep's reference time: 2025-10-09T08:53:20Z. */
    public static final long START_NANOS = 1_760_000_000_000_000_000L;

    private final SimulationOptions options;
    private final Rig rig;
    private final World world;
    private final Lidar lidar;
    private final int[] sweeps;
    private final EgoMeasurements measurements;
    private final Capture capture;
    private final Object labelling = new Object();
    private Labelled labelled;

    private record Labelled(LabelTruth truth, Labels labels, SimulationTruth faults) {}

    public SimulatedCapture(SimulationOptions options) {
        this.options = options;
        this.rig = new Rig(options);
        this.world = new World(options.seed(), options.frames() * Lidar.TURN_SECONDS);
        this.lidar = new Lidar(options.pointsPerFrame(), options.seed(), t -> trueWorldFromSensor(Rig.LIDAR, t));
        this.sweeps = IntStream.range(0, options.frames())
                .filter(i -> !rig.dropped(Rig.LIDAR, i))
                .toArray();
        this.measurements = new EgoMeasurements(world.ego, options.seed());
        this.capture = describe();
    }

    @Override
    public Capture capture() {
        return capture;
    }

    private static long nanos(double seconds) {
        return START_NANOS + Math.round(seconds * 1e9);
    }

    private Pose trueWorldFromSensor(String name, double t) {
        return world.ego.worldFromEgo(t).times(rig.trueEgoFromSensor(name, t));
    }

    private Pose recordedWorldFromEgo(double t) {
        Pose pose = world.ego.worldFromEgo(t);
        for (Fault f : options.faults()) {
            double jump = (rig.jumpFrame(f) - 0.5) * Lidar.TURN_SECONDS;
            if (f.kind() == Fault.Kind.POSE && t >= jump) {
                double h = world.ego.worldFromEgo(jump).yaw();
                double metres = f.amount("metres", 0);
                pose = Pose.translation(-metres * Math.sin(h), metres * Math.cos(h), 0).times(pose);
            }
        }
        return pose;
    }

    private Sample sample(String sensor, int index, double t, String encoding) {
        double recorded = t + rig.lateSeconds(sensor);
        Pose pose = recordedWorldFromEgo(recorded).times(rig.sensor(sensor).egoFromSensor());
        String key = String.format(Locale.ROOT, "%s/%06d", sensor, index);
        return new Sample(new SensorId(sensor), nanos(recorded), pose, encoding, key);
    }

    private Capture describe() {
        List<Frame> frames = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        int frame = 0;
        for (int i = 0; i < options.frames(); i++) {
            double t = i * Lidar.TURN_SECONDS;
            Map<SensorId, Sample> of = new HashMap<>();
            List<Sample> now = new ArrayList<>();
            for (int c = 0; c < Rig.CAMERAS.size(); c++) {
                String camera = Rig.CAMERAS.get(c);
                if (options.cameras().contains(camera) && !rig.dropped(camera, i)) {
                    now.add(sample(camera, i, t + Rig.triggerSeconds(c), "jpeg"));
                }
            }
            now.add(sample("gnss", i, t, "gnss-json"));
            for (int k = 0; k < 10; k++) {
                Sample imu = sample("imu", 10 * i + k, t + 0.01 * k, "imu-json");
                samples.add(imu);
                of.putIfAbsent(imu.sensor(), imu);
            }
            samples.addAll(now);
            if (rig.dropped(Rig.LIDAR, i)) {
                continue;
            }
            Sample sweep = sample(Rig.LIDAR, i, t, PlumblinePoints.ENCODING);
            samples.add(sweep);
            now.add(sweep);
            now.forEach(s -> of.put(s.sensor(), s));
            Pose worldFromEgo = recordedWorldFromEgo(t + rig.lateSeconds(Rig.LIDAR));
            frames.add(new Frame(frame++, sweep.timeNanos(), worldFromEgo, of));
        }
        samples.sort(Comparator.comparingLong(Sample::timeNanos).thenComparing(Sample::sensor));
        return new Capture(
                "simulated-" + options.seed(), "simulated", "ENU at first fix", rig.sensors(), new SensorId(Rig.LIDAR),
                frames, samples, trajectory(), List.of());
    }

    private Trajectory trajectory() {
        int n = 10 * options.frames() + 50;
        long[] times = new long[n];
        List<Pose> poses = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double t = 0.01 * (i - 20);
            times[i] = nanos(t);
            poses.add(recordedWorldFromEgo(t));
        }
        return new Trajectory(times, poses);
    }

    private int index(Sample sample) throws IOException {
        String key = sample.key();
        String number = key.substring(key.lastIndexOf('/') + 1);
        int limit = options.frames() * (sample.sensor().value().equals("imu") ? 10 : 1);
        if (!key.startsWith(sample.sensor().value() + "/") || !number.matches("[0-9]{6}")
                || Integer.parseInt(number) >= limit) {
            throw new IOException(capture.name() + ": there is no sample \"" + key
                    + "\"; take samples from its capture");
        }
        return Integer.parseInt(number);
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return sweep(sample, false);
    }

    /** As {@link #points}, with the columns classification (u1) and instance (u4) that no sensor measures. */
    public PointBlock truthPoints(Sample sample) throws IOException {
        return sweep(sample, true);
    }

    private PointBlock sweep(Sample sample, boolean truth) throws IOException {
        if (!sample.sensor().value().equals(Rig.LIDAR)) {
            throw new IOException(sample.key() + " holds no points; ask for a sample of " + Rig.LIDAR);
        }
        int i = index(sample);
        return lidar.sweep(world, i, i * Lidar.TURN_SECONDS, truth);
    }

    private Renderer renderer(Sample sample, int i) throws IOException {
        String name = sample.sensor().value();
        int camera = Rig.CAMERAS.indexOf(name);
        if (camera < 0) {
            throw new IOException(sample.key() + " is no image; ask for a sample of one of " + options.cameras());
        }
        double t = i * Lidar.TURN_SECONDS + Rig.triggerSeconds(camera);
        LensModel lens = rig.sensor(name).lens().orElseThrow();
        return new Renderer(world.snapshot(t, 0), lens, trueWorldFromSensor(name, t));
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        int i = index(sample);
        int w = options.imageWidth();
        int h = options.imageHeight();
        int[] pixels = renderer(sample, i).image(Rand.key(options.seed(), sample.key().hashCode()));
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, w, h, pixels, 0, w);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.9f);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The number of the object (as in {@link #truthPoints}) seen in each pixel, row by row; 0 for street and sky. */
    public int[] truthObjects(Sample sample) throws IOException {
        return renderer(sample, index(sample)).objects();
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        int i = index(sample);
        return switch (sample.encoding()) {
            case "jpeg" -> image(sample);
            case PlumblinePoints.ENCODING -> PlumblinePoints.encode(points(sample));
            case "imu-json" -> measurements.imu(i, 0.01 * i, sample.timeNanos()).getBytes(StandardCharsets.UTF_8);
            case "gnss-json" -> measurements.gnss(i, 0.1 * i, sample.timeNanos()).getBytes(StandardCharsets.UTF_8);
            default -> throw new IOException(sample.key() + " has the unknown encoding " + sample.encoding());
        };
    }

    /** The street ontology in which the attribute {@code occluded} must be answered. */
    @Override
    public Ontology ontology() {
        List<LabelClass> classes = new ArrayList<>();
        for (LabelClass c : Ontology.STREET.classes()) {
            List<LabelClass.Attribute> attributes = c.attributes().stream()
                    .map(a -> a.name().equals("occluded") ? new LabelClass.Attribute(a.name(), a.values(), true) : a)
                    .toList();
            classes.add(new LabelClass(
                    c.name(), c.code(), c.group(), c.colour(), c.hotkey(), c.typicalLength(), c.typicalWidth(),
                    c.typicalHeight(), attributes));
        }
        return new Ontology("street simulated", 1, classes);
    }

    /** The labels with the errors that were asked for. Casts rays for every frame at the first call. */
    @Override
    public Labels labels() throws IOException {
        return labelled().labels;
    }

    /** The labels as they should be. */
    public Labels truthLabels() throws IOException {
        return labelled().truth.labels();
    }

    public SimulationTruth truth() throws IOException {
        return labelled().faults;
    }

    private Labelled labelled() throws IOException {
        return labelled(Progress.NONE);
    }

    /**
     * Finds the labels now, with word of how far it is, rather than at the first question. Throws
     * {@link java.io.InterruptedIOException} where it is asked to stop.
     */
    public void prepareLabels(Progress progress) throws IOException {
        labelled(progress);
    }

    private Labelled labelled(Progress progress) throws IOException {
        synchronized (labelling) {
            if (labelled == null) {
                List<Pose> poses = new ArrayList<>();
                for (int i : sweeps) {
                    poses.add(trueWorldFromSensor(Rig.LIDAR, i * Lidar.TURN_SECONDS));
                }
                LabelTruth truth = LabelTruth.of(world, lidar, sweeps, poses, progress);
                LabelFaults faults = new LabelFaults(truth.labels(), truth.points(), this::framePoints);
                List<SimulationTruth.Entry> entries = new ArrayList<>();
                for (Fault f : options.faults()) {
                    if (f.kind() == Fault.Kind.LABEL) {
                        faults.make(f);
                    } else {
                        entries.add(entry(f));
                    }
                }
                entries.addAll(faults.entries());
                labelled = new Labelled(
                        truth, faults.labels(), new SimulationTruth(options.seed(), capture.frames().size(), entries));
            }
            return labelled;
        }
    }

    private PointBlock framePoints(int frame) {
        return lidar.sweep(world, sweeps[frame], sweeps[frame] * Lidar.TURN_SECONDS, false);
    }

    private SimulationTruth.Entry entry(Fault f) {
        Optional<Pose> recorded = Optional.empty();
        Optional<Pose> corrected = Optional.empty();
        if (f.kind() == Fault.Kind.CALIBRATION || f.kind() == Fault.Kind.DRIFT) {
            Sensor s = rig.sensor(f.target());
            recorded = Optional.of(s.egoFromSensor());
            corrected = Optional.of(rig.trueEgoFromSensor(f.target(), Lidar.TURN_SECONDS * (options.frames() - 1)));
        }
        int from = switch (f.kind()) {
            case DROPPED -> rig.firstDropped(f);
            case POSE -> rig.jumpFrame(f);
            case CALIBRATION, DRIFT, TIME, LABEL -> 0;
        };
        int to = f.kind() == Fault.Kind.DROPPED ? from + (int) f.amount("n", 1) : options.frames();
        String rule = switch (f.kind()) {
            case CALIBRATION, DRIFT -> "calibration";
            case TIME -> "time";
            case DROPPED -> "dropped";
            case POSE -> "trajectory";
            case LABEL -> f.target();
        };
        String sentence = switch (f.kind()) {
            case CALIBRATION -> f.target() + " sits other than its recorded calibration says";
            case DRIFT -> f.target() + " turns slowly away from its recorded mount";
            case TIME -> "the recorded times of " + f.target() + " are late";
            case DROPPED -> f.target() + " misses samples in a row";
            case POSE -> "the recorded ego poses jump to the left and stay there";
            case LABEL -> "";
        };
        return new SimulationTruth.Entry(
                f, framesOf(f, from, to), List.of(), rule, recorded, corrected, sentence);
    }

    /** The frames of a span of sweeps; for missing sweeps, which have no frame, the first one after them. */
    private List<Integer> framesOf(Fault f, int from, int to) {
        boolean lost = f.kind() == Fault.Kind.DROPPED && f.target().equals(Rig.LIDAR);
        return IntStream.range(0, sweeps.length)
                .filter(i -> sweeps[i] >= (lost ? to : from) && (lost || sweeps[i] < to))
                .limit(lost ? 1 : sweeps.length)
                .boxed()
                .toList();
    }

    @Override
    public void close() {}
}
