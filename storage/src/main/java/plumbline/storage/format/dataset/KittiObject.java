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
import plumbline.storage.format.Keyframes;

/**
 * KITTI's object benchmark: a folder {@code training} or {@code testing} with {@code velodyne}, {@code image_2},
 * {@code calib} and {@code label_2}, a number for each scene. Scenes are of different drives: each stands at the
 * origin, and its own calibration places its camera.
 */
public final class KittiObject implements CaptureFormat {
    private static final SensorId LIDAR = new SensorId("velodyne");
    private static final SensorId CAMERA = new SensorId("image_02");
    private static final long PERIOD = 1_000_000_000L;
    /** The benchmark's usual size, where a scene has no image to ask. */
    private static final ImageSize USUAL = new ImageSize(1242, 375);

    @Override
    public String name() {
        return "kitti-object";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return find(path).isPresent();
    }

    private static Optional<Path> find(Path path) {
        return java.util.stream.Stream.of(path, path.resolve("training"), path.resolve("testing"))
                .filter(p -> Files.isDirectory(p.resolve("calib")))
                .filter(p -> Files.isDirectory(p.resolve("velodyne")) || Files.isDirectory(p.resolve("label_2"))
                        || Files.isDirectory(p.resolve("image_2")))
                .findFirst();
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        return new Scenes(find(path).orElseThrow().toAbsolutePath().normalize()).open();
    }

    private static final class Scenes {
        private final Path root;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
        private final List<Sample> samples = new ArrayList<>();

        Scenes(Path root) {
            this.root = root;
        }

        CaptureSource open() throws IOException {
            Map<Integer, String> sweeps = BinSweeps.numbered(root, "velodyne", ".bin");
            Map<Integer, String> images = BinSweeps.numbered(root, "image_2", ".png");
            Map<Integer, String> labels = BinSweeps.numbered(root, "label_2", ".txt");
            TreeSet<Integer> numbers = new TreeSet<>(BinSweeps.numbered(root, "calib", ".txt").keySet());
            numbers.addAll(sweeps.keySet());
            sensors.put(LIDAR, new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()));
            List<Frame> frames = new ArrayList<>();
            Map<Integer, Integer> frameOf = new HashMap<>();
            for (int n : numbers) {
                frameOf.put(n, frames.size());
                frames.add(frame(n, frames.size(), sweeps.get(n), images.get(n)));
            }
            if (sweeps.size() < numbers.size()) {
                problems.add(new Problem(
                        root.resolve("velodyne").toString(),
                        numbers.size() - sweeps.size() + " of " + numbers.size() + " scenes have no sweep"));
            }
            problems.add(new Problem(root.toString(), "scenes carry no times and are put one second apart"));
            Keyframes.sort(samples);
            Capture bare = capture(frames);
            Labels read = Labels.EMPTY;
            Ontology ontology = Ontology.STREET;
            if (!labels.isEmpty()) {
                var r = new KittiLabel2().read(root, bare, n -> frameOf.getOrDefault(n, -1));
                read = r.labels();
                ontology = r.ontology();
                problems.addAll(r.problems());
            }
            return new BinSweeps(root, capture(frames), read, ontology);
        }

        private Capture capture(List<Frame> frames) {
            return new Capture(
                    root.getFileName().toString(), "kitti-object", "each scene its own lidar",
                    List.copyOf(sensors.values()), LIDAR, frames, samples, Trajectory.EMPTY, problems);
        }

        private Frame frame(int number, int index, String sweep, String image) throws IOException {
            long time = index * PERIOD;
            Map<SensorId, Sample> of = new HashMap<>();
            if (sweep != null) {
                of.put(LIDAR, new Sample(LIDAR, time, Pose.IDENTITY, "kitti-bin", sweep));
            }
            Path calib = root.resolve("calib/%06d.txt".formatted(number));
            if (Files.isRegularFile(calib)) {
                KittiCalibration c = KittiCalibration.read(calib);
                KittiCalibration.Camera camera = c.camera("P2", Optional.empty());
                Pose lidarFromCamera = camera.cameraFromRect0().times(c.benchmarkRect0FromVelodyne()).inverse();
                camera(calib, lidarFromCamera, camera.lens(), image == null ? USUAL : ImageSize.read(root.resolve(image)));
                if (image != null) {
                    of.put(CAMERA, new Sample(CAMERA, time, lidarFromCamera, "png", image));
                }
            } else if (image != null) {
                problems.add(new Problem(calib.toString(), "is missing; the scene's image is left out"));
            }
            samples.addAll(of.values());
            return new Frame(index, time, Pose.IDENTITY, of);
        }

        private void camera(Path calib, Pose lidarFromCamera, LensModel l, ImageSize size) {
            Sensor own = new Sensor(CAMERA, SensorKind.CAMERA, lidarFromCamera, Optional.of(
                    new LensModel.Pinhole(size.width(), size.height(), l.fx(), l.fy(), l.cx(), l.cy(), 0)));
            Sensor first = sensors.putIfAbsent(CAMERA, own);
            boolean same = first == null || first.lens().orElseThrow().fx() == l.fx()
                    && first.lens().orElseThrow().cx() == l.cx();
            if (!same && problems.size() < 100) {
                problems.add(new Problem(calib.toString(), "another lens than the first scene's, whose lens is used"));
            }
        }
    }
}
