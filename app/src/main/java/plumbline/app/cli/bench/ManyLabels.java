package plumbline.app.cli.bench;

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
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

/** A capture without recordings and with many labels. */
final class ManyLabels implements CaptureSource {
    private static final int LABELS_PER_FRAME = 10;
    private static final SensorId LIDAR = new SensorId("lidar");

    private final Labels labels;
    private final int frames;

    ManyLabels(Random r, int count) {
        frames = Math.max(1, count / LABELS_PER_FRAME);
        List<Label> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            out.add(cuboid(r, i / LABELS_PER_FRAME % frames));
        }
        labels = Labels.of(out);
    }

    /** Ids as new labels have them; numbers as fits give them, with all their digits. */
    private static Label cuboid(Random r, int frame) {
        Box box = Box.upright(
                new Vec3(r.nextGaussian() * 30, r.nextGaussian() * 30, r.nextGaussian()), 3 + r.nextDouble() * 2,
                1.6 + r.nextDouble() / 2, 1.5 + r.nextDouble() / 2, r.nextDouble() * 6);
        return new Label.Cuboid(
                new LabelId(new java.util.UUID(r.nextLong(), r.nextLong()).toString()), new TrackId("t" + r.nextInt(20_000)),
                r.nextInt(4) == 0 ? "Pedestrian" : "Car", frame, box,
                new TreeMap<>(Map.of("occluded", r.nextBoolean() ? "none" : "partly")), Origin.IMPORTED, false, 1);
    }

    @Override
    public Capture capture() {
        List<Frame> all = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            all.add(new Frame(i, i * 100_000_000L, Pose.IDENTITY, Map.of()));
        }
        return new Capture(
                "bench", "made", "local", List.of(new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())),
                LIDAR, all, List.of(), Trajectory.EMPTY, List.of());
    }

    @Override
    public byte[] raw(Sample sample) {
        throw new IllegalArgumentException("this capture has no samples");
    }

    @Override
    public PointBlock points(Sample sample) {
        throw new IllegalArgumentException("this capture has no samples");
    }

    @Override
    public byte[] image(Sample sample) {
        throw new IllegalArgumentException("this capture has no samples");
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public void close() {}
}
