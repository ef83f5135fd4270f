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
import java.util.stream.Stream;
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
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.json.JsonValue;
import plumbline.storage.format.label.SustechLabels;

/**
 * A scene of SUSTechPOINTS: {@code lidar/NAME.pcd}, {@code camera/CAM/NAME.jpg}, {@code calib/camera/CAM.json}
 * ({@code extrinsic}: camera from lidar, {@code intrinsic}), {@code label/NAME.json}. A name that is a time in seconds
 * is the frame's time.
 */
public final class SustechPoints implements CaptureFormat {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final long PERIOD = 1_000_000_000L;
    private static final double EARLIEST_SECONDS = 1e8;

    @Override
    public String name() {
        return "sustechpoints";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        Path lidar = path.resolve("lidar");
        if (!Files.isDirectory(lidar) || !(Files.isDirectory(path.resolve("camera"))
                || Files.isDirectory(path.resolve("label")) || Files.isDirectory(path.resolve("calib")))) {
            return false;
        }
        return !files(lidar, "pcd").isEmpty();
    }

    private static List<Path> files(Path folder, String endings) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(p -> p.getFileName().toString().matches(".+\\.(" + endings + ")")).sorted().toList();
        }
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        return new Scene(path.toAbsolutePath().normalize()).open();
    }

    private static final class Scene {
        private final Path root;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
        private final Map<SensorId, Map<String, String>> images = new LinkedHashMap<>();

        Scene(Path root) {
            this.root = root;
        }

        CaptureSource open() throws IOException {
            sensors.put(LIDAR, new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()));
            Path cameras = root.resolve("camera");
            if (Files.isDirectory(cameras)) {
                try (Stream<Path> list = Files.list(cameras)) {
                    for (Path c : (Iterable<Path>) list.filter(Files::isDirectory).sorted()::iterator) {
                        camera(c);
                    }
                }
            }
            List<Path> clouds = files(root.resolve("lidar"), "pcd");
            long[] times = times(clouds);
            List<Sample> samples = new ArrayList<>();
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < times.length; i++) {
                Map<SensorId, Sample> of = new HashMap<>();
                long t = times[i];
                of.put(LIDAR, new Sample(LIDAR, t, Pose.IDENTITY, "pcd", "lidar/" + clouds.get(i).getFileName()));
                String name = stem(clouds.get(i));
                images.forEach((id, files) -> {
                    if (files.containsKey(name)) {
                        String key = files.get(name);
                        of.put(id, new Sample(
                                id, t, sensors.get(id).egoFromSensor(), key.endsWith("png") ? "png" : "jpeg", key));
                    }
                });
                samples.addAll(of.values());
                frames.add(new Frame(i, t, Pose.IDENTITY, of));
            }
            Keyframes.sort(samples);
            Capture capture = capture(frames, samples);
            LabelFormat.Read read = new LabelFormat.Read(Labels.EMPTY, Ontology.STREET, List.of());
            if (Files.isDirectory(root.resolve("label"))) {
                read = new SustechLabels().read(root, capture);
                problems.addAll(read.problems());
            }
            return new FileCapture(root, capture(frames, samples), read.labels(), read.ontology());
        }

        private Capture capture(List<Frame> frames, List<Sample> samples) {
            return new Capture(
                    root.getFileName().toString(), "sustechpoints", "the lidar's own frame",
                    List.copyOf(sensors.values()), LIDAR, frames, samples, Trajectory.EMPTY, problems);
        }

        private static String stem(Path p) {
            return p.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        }

        private long[] times(List<Path> clouds) {
            long[] out = new long[clouds.size()];
            boolean timed = clouds.stream().allMatch(p -> stem(p).matches("[0-9]{9,10}(\\.[0-9]{1,9})?"));
            for (int i = 0; i < out.length; i++) {
                double seconds = timed ? Double.parseDouble(stem(clouds.get(i))) : 0;
                out[i] = timed && seconds > EARLIEST_SECONDS
                        ? Long.parseLong(stem(clouds.get(i)).replaceFirst("\\..*", "")) * PERIOD + fraction(clouds.get(i))
                        : i * PERIOD;
            }
            if (!timed) {
                problems.add(new Problem(root.toString(), "the files' names are no times: sweeps are put one second apart"));
            }
            problems.add(new Problem(root.toString(), "the scene carries no poses; every sweep stands at the origin"));
            return out;
        }

        private static long fraction(Path p) {
            int dot = stem(p).indexOf('.');
            return dot < 0 ? 0 : Long.parseLong((stem(p).substring(dot + 1) + "000000000").substring(0, 9));
        }

        private void camera(Path folder) throws IOException {
            SensorId id = new SensorId(folder.getFileName().toString());
            Map<String, String> files = new HashMap<>();
            for (Path p : files(folder, "jpg|jpeg|png")) {
                files.put(stem(p), "camera/" + id.value() + "/" + p.getFileName());
            }
            if (files.isEmpty() || id.equals(LIDAR)) {
                return;
            }
            images.put(id, files);
            Path calib = root.resolve("calib/camera").resolve(id.value() + ".json");
            if (!Files.isRegularFile(calib)) {
                problems.add(new Problem(calib.toString(), "is missing; the camera shows no points"));
                sensors.put(id, new Sensor(id, SensorKind.CAMERA, Pose.IDENTITY, Optional.empty()));
                return;
            }
            JsonValue j = JsonValue.parse(calib);
            double[] k = j.get("intrinsic").numbers(9);
            Pose cameraFromLidar = Pose.ofRowMajor(j.get("extrinsic").numbers(16));
            ImageSize size = ImageSize.read(root.resolve(files.values().iterator().next()));
            sensors.put(id, new Sensor(
                    id, SensorKind.CAMERA, inverse(calib, cameraFromLidar), Optional.of(new LensModel.Pinhole(
                            size.width(), size.height(), k[0], k[4], k[2], k[5], k[1]))));
        }

        private static Pose inverse(Path calib, Pose p) throws FormatException {
            try {
                return p.inverse();
            } catch (ArithmeticException e) {
                throw new FormatException(calib.toString(), "extrinsic", "is no rotation and translation", e);
            }
        }
    }
}
