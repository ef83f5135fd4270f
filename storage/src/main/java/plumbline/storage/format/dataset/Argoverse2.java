package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.Keyframes;
import plumbline.storage.format.arrow.ArrowTable;

/**
 * A log of Argoverse 2's sensor dataset (Wilson et al., NeurIPS Datasets 2021): {@code city_SE3_egovehicle.feather},
 * {@code sensors/lidar}, {@code sensors/cameras}, {@code calibration}, {@code annotations.feather}. Sweeps and boxes are
 * in the vehicle's frame, so the lidar stands at its origin (docs/formats/argoverse2.md).
 */
public final class Argoverse2 implements CaptureFormat {
    private static final String POSES = "city_SE3_egovehicle.feather";
    private static final String BOXES = "annotations.feather";
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final int LONGEST_NAME = 200;

    @Override
    public String name() {
        return "argoverse2";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isRegularFile(path.resolve(POSES))
                && (Files.isDirectory(path.resolve("sensors")) || Files.isRegularFile(path.resolve(BOXES)));
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        return new Log(path.toAbsolutePath().normalize()).open();
    }

    private static final class Log {
        private final Path root;
        private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
        private final List<Sample> samples = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private Trajectory trajectory = Trajectory.EMPTY;

        Log(Path root) {
            this.root = root;
        }

        CaptureSource open() throws IOException {
            trajectory = trajectory();
            sensors.put(LIDAR, new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()));
            calibrate();
            files(LIDAR, root.resolve("sensors/lidar"), ".feather", Argoverse2Sweep.ENCODING);
            for (SensorId id : List.copyOf(sensors.keySet())) {
                if (!id.equals(LIDAR)) {
                    files(id, root.resolve("sensors/cameras").resolve(id.value()), ".jpg", "jpeg");
                }
            }
            Keyframes.sort(samples);
            ArrowTable boxes = table(BOXES);
            Map<Long, Integer> frameOf = new TreeMap<>();
            for (long t : boxes.rows() == 0 ? new long[0] : boxes.longs("timestamp_ns")) {
                frameOf.put(t, 0);
            }
            List<Frame> frames = frames(frameOf);
            List<Label> labels = labels(boxes, frameOf);
            TreeSet<String> classes = new TreeSet<>(labels.stream().map(Label::className).toList());
            Capture capture = new Capture(
                    root.getFileName().toString(), "argoverse2", "Argoverse 2 city frame",
                    List.copyOf(sensors.values()), LIDAR, frames, samples, trajectory, problems);
            return new FileCapture(
                    root, capture, Labels.of(labels), new Ontology("argoverse2", 1, List.of()).including(classes));
        }

        private ArrowTable table(String name) throws IOException {
            Path file = root.resolve(name);
            if (!Files.isRegularFile(file)) {
                problems.add(new Problem(file.toString(), "is missing; what it holds is left out"));
                return new ArrowTable(file.toString(), 0, List.of(), Map.of(), List.of());
            }
            ArrowTable t = ArrowTable.read(file);
            problems.addAll(t.problems());
            return t;
        }

        private Trajectory trajectory() throws IOException {
            ArrowTable t = table(POSES);
            NavigableMap<Long, Pose> poses = new TreeMap<>();
            if (t.rows() > 0) {
                long[] times = t.longs("timestamp_ns");
                List<Pose> all = poses(t);
                for (int i = 0; i < times.length; i++) {
                    poses.put(times[i], all.get(i));
                }
            }
            return new Trajectory(
                    poses.keySet().stream().mapToLong(Long::longValue).toArray(), new ArrayList<>(poses.values()));
        }

        private static List<Pose> poses(ArrowTable t) throws FormatException {
            double[][] v = new double[7][];
            List<String> names = List.of("tx_m", "ty_m", "tz_m", "qx", "qy", "qz", "qw");
            for (int c = 0; c < 7; c++) {
                v[c] = t.doubles(names.get(c));
            }
            List<Pose> out = new ArrayList<>(t.rows());
            for (int i = 0; i < t.rows(); i++) {
                double norm = v[3][i] * v[3][i] + v[4][i] * v[4][i] + v[5][i] * v[5][i] + v[6][i] * v[6][i];
                if (!(norm > 1e-6) || !Double.isFinite(norm + v[0][i] + v[1][i] + v[2][i])) {
                    throw new FormatException(t.file(), "row " + i, "is no rotation and translation");
                }
                out.add(Pose.of(v[0][i], v[1][i], v[2][i], v[3][i], v[4][i], v[5][i], v[6][i]));
            }
            return out;
        }

        /** Cameras by the calibration; its lidars are merged into one sweep and need none. */
        private void calibrate() throws IOException {
            ArrowTable extrinsics = table("calibration/egovehicle_SE3_sensor.feather");
            ArrowTable intrinsics = table("calibration/intrinsics.feather");
            if (extrinsics.rows() == 0 || intrinsics.rows() == 0) {
                return;
            }
            Map<String, Pose> egoFromSensor = new HashMap<>();
            List<Pose> all = poses(extrinsics);
            String[] named = extrinsics.texts("sensor_name");
            for (int i = 0; i < named.length; i++) {
                egoFromSensor.put(named[i], all.get(i));
            }
            String[] cameras = intrinsics.texts("sensor_name");
            double[][] k = new double[6][];
            List<String> names = List.of("width_px", "height_px", "fx_px", "fy_px", "cx_px", "cy_px");
            for (int c = 0; c < 6; c++) {
                k[c] = intrinsics.doubles(names.get(c));
            }
            for (int i = 0; i < cameras.length; i++) {
                Pose pose = egoFromSensor.get(cameras[i]);
                if (pose == null || !cameras[i].matches("[A-Za-z0-9_]{1," + LONGEST_NAME + "}")) {
                    problems.add(new Problem(intrinsics.file() + ", row " + i, "a camera without a mounting; left out"));
                    continue;
                }
                SensorId id = new SensorId(cameras[i]);
                LensModel lens = new LensModel.Pinhole((int) k[0][i], (int) k[1][i], k[2][i], k[3][i], k[4][i], k[5][i], 0);
                sensors.put(id, new Sensor(id, SensorKind.CAMERA, pose, Optional.of(lens)));
            }
        }

        /** Files named by their time. */
        private void files(SensorId id, Path folder, String ending, String encoding) throws IOException {
            if (!Files.isDirectory(folder)) {
                problems.add(new Problem(folder.toString(), "is missing; " + id + " has no samples"));
                return;
            }
            int outside = 0;
            try (Stream<Path> list = Files.list(folder)) {
                for (Path p : (Iterable<Path>) list.sorted()::iterator) {
                    String n = p.getFileName().toString();
                    if (n.matches("[0-9]{1,18}\\" + ending)) {
                        long time = Long.parseLong(n.substring(0, n.length() - ending.length()));
                        outside += trajectory.at(time).isEmpty() ? 1 : 0;
                        String key = root.relativize(p).toString().replace('\\', '/');
                        samples.add(new Sample(
                                id, time, worldFromEgo(time).times(sensors.get(id).egoFromSensor()), encoding, key));
                    }
                }
            }
            if (outside > 0) {
                problems.add(new Problem(
                        folder.toString(), outside + " files lie outside the poses' times and take the nearest one"));
            }
        }

        private Pose worldFromEgo(long timeNanos) {
            return trajectory.isEmpty() ? Pose.IDENTITY : trajectory.nearest(timeNanos);
        }

        /** A keyframe for every sweep and every time that was annotated; notes the frame of each annotated time. */
        private List<Frame> frames(Map<Long, Integer> annotated) {
            Map<SensorId, NavigableMap<Long, Sample>> byTime = Keyframes.byTime(samples);
            NavigableMap<Long, Sample> sweeps = byTime.getOrDefault(LIDAR, new TreeMap<>());
            TreeSet<Long> times = new TreeSet<>(annotated.keySet());
            times.addAll(sweeps.keySet());
            List<Frame> out = new ArrayList<>();
            int bare = 0;
            for (long t : times) {
                Map<SensorId, Sample> of = new HashMap<>();
                byTime.forEach((sensor, own) -> of.put(sensor, Keyframes.nearest(own, t)));
                of.remove(LIDAR);
                Optional.ofNullable(sweeps.get(t)).ifPresent(s -> of.put(LIDAR, s));
                bare += sweeps.containsKey(t) ? 0 : 1;
                annotated.computeIfPresent(t, (k, v) -> out.size());
                out.add(new Frame(out.size(), t, worldFromEgo(t), of));
            }
            if (bare > 0) {
                problems.add(new Problem(
                        root.toString(), bare + " of " + out.size() + " annotated frames have no sweep in the folder"));
            }
            return out;
        }

        private static List<Label> labels(ArrowTable t, Map<Long, Integer> frameOf) throws FormatException {
            List<Label> out = new ArrayList<>();
            if (t.rows() == 0) {
                return out;
            }
            long[] times = t.longs("timestamp_ns");
            String[] tracks = t.texts("track_uuid");
            String[] classes = t.texts("category");
            double[][] size = {t.doubles("length_m"), t.doubles("width_m"), t.doubles("height_m")};
            long[] points = t.longs("num_interior_pts");
            List<Pose> poses = poses(t);
            for (int i = 0; i < t.rows(); i++) {
                if (!(size[0][i] >= 0 && size[1][i] >= 0 && size[2][i] >= 0) || tracks[i].isBlank()
                        || classes[i].isBlank()) {
                    throw new FormatException(t.file(), "row " + i, "a box without size, track or category");
                }
                int frame = frameOf.get(times[i]);
                Vec3 centre = poses.get(i).translation();
                TreeMap<String, String> attributes = new TreeMap<>();
                attributes.put("num_interior_pts", Long.toString(points[i]));
                out.add(new Label.Cuboid(
                        new LabelId("av2-" + frame + "-" + i), new TrackId(tracks[i]), classes[i], frame,
                        Box.of(centre, size[0][i], size[1][i], size[2][i], poses.get(i).rotation()), attributes,
                        Origin.IMPORTED, false, 1));
            }
            return out;
        }
    }
}
