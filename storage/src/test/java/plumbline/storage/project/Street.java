package plumbline.storage.project;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.PointEncodings;

/** A small recording made from a seed: one lidar in KITTI's encoding, one camera, labels. */
final class Street implements CaptureSource {
    static final Actor ANNA = new Actor("anna", "bench-1", "labelling");
    static final int POINTS = 40;

    private static final SensorId LIDAR = new SensorId("lidar");
    private static final SensorId CAMERA = new SensorId("cam0");

    private final String name;
    private final long seed;
    private final int frames;
    private final Labels labels;

    Street(String name, long seed, int frames, int labels) {
        this.name = name;
        this.seed = seed;
        this.frames = frames;
        this.labels = labels(new Random(seed), labels, frames);
    }

    static Labels labels(Random random, int count, int frames) {
        List<Label> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(cuboid(random, "label-" + i, random.nextInt(frames)));
        }
        return Labels.of(out);
    }

    static Label.Cuboid cuboid(Random r, String id, int frame) {
        Box box = Box.upright(
                new Vec3(r.nextGaussian() * 20, r.nextGaussian() * 20, r.nextDouble()),
                4 + r.nextDouble(), 1.8, 1.5, r.nextDouble() * 6);
        String[] classes = {"Car", "Pedestrian", "Tram"};
        return new Label.Cuboid(
                new LabelId(id), new TrackId("t" + r.nextInt(9)), classes[r.nextInt(3)], frame, box,
                new TreeMap<>(Map.of("occluded", r.nextBoolean() ? "none" : "partly")), Origin.IMPORTED, false,
                r.nextDouble());
    }

    @Override
    public Capture capture() {
        List<Sample> samples = new ArrayList<>();
        List<Frame> out = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            Pose pose = Pose.translation(i, 0.1, 0);
            Sample sweep = new Sample(LIDAR, 1_000L + i, pose, "kitti-bin", "sweep-" + i);
            Sample image = new Sample(CAMERA, 1_001L + i, pose, "png", "image-" + i);
            samples.add(sweep);
            samples.add(image);
            out.add(new Frame(i, 1_000L + i, pose, Map.of(LIDAR, sweep, CAMERA, image)));
        }
        List<Sensor> sensors = List.of(
                new Sensor(LIDAR, SensorKind.LIDAR, Pose.translation(0, 0, 1.7), Optional.empty()),
                new Sensor(
                        CAMERA, SensorKind.CAMERA, Pose.IDENTITY,
                        Optional.of(new LensModel.Pinhole(640, 480, 500, 500, 320, 240, 0))));
        return new Capture(name, "made", "local", sensors, LIDAR, out, samples, Trajectory.EMPTY, List.of());
    }

    @Override
    public byte[] raw(Sample sample) {
        if (sample.sensor().equals(CAMERA)) {
            return (name + seed + sample.key()).getBytes(StandardCharsets.UTF_8);
        }
        Random r = new Random(seed * 31 + sample.timeNanos());
        ByteBuffer b = ByteBuffer.allocate(16 * POINTS).order(ByteOrder.LITTLE_ENDIAN);
        while (b.hasRemaining()) {
            b.putFloat((float) r.nextGaussian());
        }
        return b.array();
    }

    @Override
    public PointBlock points(Sample sample) throws java.io.IOException {
        return PointEncodings.decode(sample.encoding(), sample.key(), raw(sample));
    }

    @Override
    public byte[] image(Sample sample) {
        return raw(sample);
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public void close() {}
}
