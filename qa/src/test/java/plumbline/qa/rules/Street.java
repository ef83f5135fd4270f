package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
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

/**
 * Six frames at 10 Hz of a flat street, the lidar 1.8 m above it, driving along +x at 5 m/s past one parked car; the
 * examples of the rules change one thing each.
 */
final class Street {
    static final SensorId LIDAR = new SensorId("lidar");
    static final SensorId CAMERA = new SensorId("camera");
    static final double GROUND = -1.8;
    static final int FRAMES = 6;

    final List<Label> labels = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>();
    final List<Vec3> objects = new ArrayList<>();
    Ontology ontology = Ontology.STREET;
    Trajectory trajectory = Trajectory.EMPTY;

    Street() {
        long[] times = new long[FRAMES * 5];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            times[i] = time(0) + i * 20_000_000L;
            poses.add(Pose.translation(i * 0.1, 0, 1.8));
        }
        trajectory = new Trajectory(times, poses);
        for (int f = 0; f < FRAMES; f++) {
            frame(f, time(f), time(f) + 10_000_000L);
        }
        objects.add(new Vec3(12, 4, 0));
    }

    static long time(int frame) {
        return 1_700_000_000_000_000_000L + frame * 100_000_000L;
    }

    static Pose worldFromLidar(int frame) {
        return Pose.translation(frame * 0.5, 0, 1.8);
    }

    void frame(int f, long lidarTime, long cameraTime) {
        Sample sweep = new Sample(LIDAR, lidarTime, worldFromLidar(f), "test", Integer.toString(f));
        Sample image = new Sample(CAMERA, cameraTime, worldFromLidar(f), "png", Integer.toString(f));
        samples.add(sweep);
        samples.add(image);
        frames.add(new Frame(f, lidarTime, worldFromLidar(f), Map.of(LIDAR, sweep, CAMERA, image)));
    }

    /** The parked car as it stands in the lidar frame of a frame. */
    static Box car(int frame) {
        return Box.upright(new Vec3(12 - frame * 0.5, 4, GROUND + 0.75), 4.4, 1.8, 1.5, 0);
    }

    Street with(String track, String className, int frame, Box box) {
        return with(label(track, className, frame, box, Origin.HAND));
    }

    static Cuboid label(String track, String className, int frame, Box box, Origin origin) {
        return new Cuboid(new LabelId(track + "/" + frame), new TrackId(track), className, frame, box, new TreeMap<>(),
                origin, false, 1);
    }

    Street with(Label label) {
        labels.add(label);
        return this;
    }

    /** The car labelled well in all frames. */
    Street labelled() {
        for (int f = 0; f < FRAMES; f++) {
            with("1", "Car", f, car(f));
        }
        return this;
    }

    Scene scene() {
        List<Sensor> sensors = List.of(
                new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()),
                new Sensor(CAMERA, SensorKind.CAMERA, Pose.IDENTITY, Optional.empty()));
        Capture capture = new Capture("street", "test", "made up", sensors, LIDAR, frames, samples, trajectory, List.of());
        return new SourceScene(new Source(capture, List.copyOf(objects)), Labels.of(labels), ontology);
    }

    /** Points made when asked: ground, and cars at the given places of frame 0. */
    private record Source(Capture capture, List<Vec3> objects) implements CaptureSource {
        @Override
        public PointBlock points(Sample sample) {
            int frame = Integer.parseInt(sample.key());
            Random random = new Random(7);
            List<Vec3> p = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                p.add(new Vec3(90 * (random.nextDouble() - 0.5), 40 * (random.nextDouble() - 0.5), GROUND));
            }
            for (Vec3 at : objects) {
                for (int i = 0; i < 900; i++) {
                    double u = random.nextDouble() - 0.5;
                    double v = random.nextDouble() - 0.5;
                    Vec3 c = new Vec3(at.x() - frame * 0.5, at.y(), GROUND + 0.75);
                    Vec3 side = new Vec3(4.4 * u, -0.89, 1.49 * v);
                    Vec3 rear = new Vec3(-2.19, 1.79 * u, 1.49 * v);
                    p.add(c.plus(i % 3 == 0 ? rear : side));
                }
            }
            float[][] xyz = new float[3][p.size()];
            for (int i = 0; i < p.size(); i++) {
                xyz[0][i] = (float) p.get(i).x();
                xyz[1][i] = (float) p.get(i).y();
                xyz[2][i] = (float) p.get(i).z();
            }
            return PointBlock.of(xyz[0], xyz[1], xyz[2], List.of());
        }

        @Override
        public byte[] image(Sample sample) {
            return new byte[0];
        }

        @Override
        public byte[] raw(Sample sample) {
            return new byte[0];
        }

        @Override
        public void close() {}
    }
}
