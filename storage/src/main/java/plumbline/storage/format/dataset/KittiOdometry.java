package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
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
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.Keyframes;

/**
 * A sequence of KITTI's odometry benchmark ({@code sequences/NN} with {@code calib.txt}, {@code times.txt} and
 * {@code poses/NN.txt} or {@code poses.txt}), and of SemanticKITTI, whose {@code labels} give each point a class and
 * an instance. Ego is the lidar; the world is the lidar's frame at the first sweep.
 */
public final class KittiOdometry implements CaptureFormat {
    private static final SensorId LIDAR = new SensorId("velodyne");
    private static final long SECOND = 1_000_000_000L;
    private static final long USUAL_PERIOD = SECOND / 10;

    @Override
    public String name() {
        return "kitti-odometry";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isRegularFile(path.resolve("calib.txt"))
                && (Files.isDirectory(path.resolve("velodyne")) || Files.isRegularFile(path.resolve("times.txt")));
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        return new Sequence(path.toAbsolutePath().normalize()).open();
    }

    private static final class Sequence {
        private final Path root;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
        private final List<Sample> samples = new ArrayList<>();

        Sequence(Path root) {
            this.root = root;
        }

        CaptureSource open() throws IOException {
            KittiCalibration calibration = KittiCalibration.read(root.resolve("calib.txt"));
            boolean mounted = calibration.has("Tr");
            Pose cam0FromLidar = mounted ? Pose.ofRowMajor(calibration.get("Tr", 12)) : Pose.IDENTITY;
            if (!mounted) {
                problems.add(new Problem(root.resolve("calib.txt").toString(), "has no Tr; cameras have no mounting"));
            }
            sensors.put(LIDAR, new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()));
            Map<Integer, String> sweeps = BinSweeps.numbered(root, "velodyne", ".bin");
            Map<Integer, String> classes = BinSweeps.numbered(root, "labels", ".label");
            Map<SensorId, Map<Integer, String>> images = new LinkedHashMap<>();
            for (int n = 0; n < 4; n++) {
                SensorId id = new SensorId("image_" + n);
                Map<Integer, String> files = BinSweeps.numbered(root, id.value(), ".png");
                if (!files.isEmpty() && mounted && calibration.has("P" + n)) {
                    images.put(id, files);
                    camera(id, calibration.camera("P" + n, Optional.empty()), cam0FromLidar, files);
                }
            }
            TreeSet<Integer> numbers = new TreeSet<>(sweeps.keySet());
            images.values().forEach(f -> numbers.addAll(f.keySet()));
            List<Pose> poses = poses(cam0FromLidar);
            long[] times = times(numbers.isEmpty() ? poses.size() : Math.max(numbers.last() + 1, poses.size()));
            List<Frame> frames = frames(numbers, sweeps, classes, images, poses, times);
            Keyframes.sort(samples);
            int posed = Math.min(poses.size(), times.length);
            Capture capture = new Capture(
                    root.getFileName().toString(), "kitti-odometry", "lidar at the first sweep",
                    List.copyOf(sensors.values()), LIDAR, frames, samples,
                    new Trajectory(java.util.Arrays.copyOf(times, posed), poses.subList(0, posed)), problems);
            return new BinSweeps(root, capture, Labels.EMPTY, Ontology.STREET);
        }

        private void camera(SensorId id, KittiCalibration.Camera c, Pose cam0FromLidar, Map<Integer, String> files)
                throws IOException {
            LensModel lens = c.lens();
            ImageSize size = ImageSize.read(root.resolve(files.values().iterator().next()));
            sensors.put(id, new Sensor(
                    id, SensorKind.CAMERA, c.cameraFromRect0().times(cam0FromLidar).inverse(),
                    Optional.of(new LensModel.Pinhole(
                            size.width(), size.height(), lens.fx(), lens.fy(), lens.cx(), lens.cy(), 0))));
        }

        /** {@code worldFromLidar} of each frame; the file has camera 0 in its own first frame. */
        private List<Pose> poses(Pose cam0FromLidar) throws IOException {
            List<Path> places = new ArrayList<>(List.of(root.resolve("poses.txt")));
            Path above = root.getParent() == null ? null : root.getParent().getParent();
            if (above != null) {
                places.add(above.resolve("poses").resolve(root.getFileName() + ".txt"));
            }
            Optional<Path> file = places.stream().filter(Files::isRegularFile).findFirst();
            if (file.isEmpty()) {
                problems.add(new Problem(root.toString(), "no poses.txt and no ../../poses/"
                        + root.getFileName() + ".txt; the vehicle stands still"));
                return List.of();
            }
            List<Pose> out = new ArrayList<>();
            List<String> lines = KittiText.lines(file.get());
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).isBlank()) {
                    continue;
                }
                double[] v = KittiText.numbers(file.get(), i + 1, lines.get(i));
                if (v.length != 12) {
                    throw new FormatException(
                            file.get().toString(), "line " + (i + 1), "12 numbers of a pose were expected, not " + v.length);
                }
                out.add(cam0FromLidar.inverse().times(Pose.ofRowMajor(v)).times(cam0FromLidar));
            }
            return out;
        }

        private long[] times(int count) throws IOException {
            Path file = root.resolve("times.txt");
            List<String> lines = Files.isRegularFile(file) ? KittiText.lines(file) : List.of();
            long[] out = new long[count];
            int untimed = 0;
            for (int i = 0; i < count; i++) {
                if (i < lines.size() && !lines.get(i).isBlank()) {
                    out[i] = Math.round(KittiText.numbers(file, i + 1, lines.get(i))[0] * 1e9);
                } else {
                    out[i] = i == 0 ? 0 : out[i - 1] + USUAL_PERIOD;
                    untimed++;
                }
                if (i > 0 && out[i] <= out[i - 1]) {
                    throw new FormatException(file.toString(), "line " + (i + 1), "is not later than the line before");
                }
            }
            if (untimed > 0) {
                problems.add(new Problem(file.toString(), untimed + " frames have no time and are put 0.1 s apart"));
            }
            return out;
        }

        private List<Frame> frames(
                TreeSet<Integer> numbers, Map<Integer, String> sweeps, Map<Integer, String> classes,
                Map<SensorId, Map<Integer, String>> images, List<Pose> poses, long[] times) {
            List<Frame> out = new ArrayList<>();
            for (int n : numbers) {
                Pose worldFromEgo = n < poses.size() ? poses.get(n) : Pose.IDENTITY;
                Map<SensorId, Sample> of = new HashMap<>();
                if (sweeps.containsKey(n)) {
                    boolean known = classes.containsKey(n);
                    of.put(LIDAR, new Sample(
                            LIDAR, times[n], worldFromEgo, known ? SemanticBin.ENCODING : "kitti-bin",
                            known ? sweeps.get(n) + "|" + classes.get(n) : sweeps.get(n)));
                }
                images.forEach((id, files) -> {
                    if (files.containsKey(n)) {
                        Pose worldFromCamera = worldFromEgo.times(sensors.get(id).egoFromSensor());
                        of.put(id, new Sample(id, times[n], worldFromCamera, "png", files.get(n)));
                    }
                });
                samples.addAll(of.values());
                out.add(new Frame(out.size(), times[n], worldFromEgo, of));
            }
            return out;
        }
    }
}
