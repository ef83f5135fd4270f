package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import plumbline.storage.format.json.JsonValue;

/**
 * nuScenes keyframes as an info file ({@code *.info.json}: {@code metainfo}, {@code data_list}) beside their sweeps
 * and images. Ego is the vehicle at the sweep; boxes are in the lidar's frame with their middle as centre
 * (docs/formats/nuscenes-keyframe.md).
 */
public final class NuscenesKeyframe implements CaptureFormat {
    private static final SensorId LIDAR = new SensorId("LIDAR_TOP");
    /** What the info file numbers -1: an object of none of the named classes. */
    private static final String UNNAMED = "other";

    private static final String ENDING = ".info.json";

    @Override
    public String name() {
        return "nuscenes-keyframe";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return !infos(path).isEmpty();
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        List<Path> infos = infos(path);
        if (infos.size() != 1) {
            throw new FormatException(path.toString(), "", "holds " + infos.size() + " info files; open one of them");
        }
        return new Reading(infos.getFirst().toAbsolutePath().normalize()).open();
    }

    private static List<Path> infos(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return path.getFileName().toString().endsWith(ENDING) ? List.of(path) : List.of();
        }
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(path)) {
            return list.filter(p -> p.getFileName().toString().endsWith(ENDING)).sorted().toList();
        }
    }

    private static final class Reading {
        private final Path file;
        private final Path root;
        private final Map<Integer, String> classes = new HashMap<>();
        private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
        private final List<Frame> frames = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();
        private final List<Label> labels = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Reading(Path file) {
            this.file = file;
            this.root = file.getParent();
        }

        CaptureSource open() throws IOException {
            JsonValue document = JsonValue.parse(file);
            for (Map.Entry<String, JsonValue> e : document.get("metainfo").fields("categories").entrySet()) {
                classes.put((int) e.getValue().integer(0, 10_000), e.getKey());
            }
            classes.put(-1, UNNAMED);
            List<JsonValue> list = new ArrayList<>(document.get("data_list").items());
            if (list.isEmpty()) {
                throw new FormatException(file.toString(), "/data_list", "holds no keyframe");
            }
            Map<JsonValue, Long> times = new HashMap<>();
            for (JsonValue v : list) {
                times.put(v, nanos(v.get("timestamp")));
            }
            list.sort(Comparator.comparingLong(times::get));
            for (JsonValue v : list) {
                keyframe(v, times.get(v));
            }
            samples.sort(Comparator.comparingLong(Sample::timeNanos).thenComparing(Sample::sensor));
            String name = file.getFileName().toString();
            Capture capture = new Capture(
                    name.substring(0, name.length() - ENDING.length()), "nuscenes-keyframe", "nuScenes map frame",
                    List.copyOf(sensors.values()), LIDAR, frames, samples, trajectory(), problems);
            TreeSet<String> names = new TreeSet<>(classes.values());
            if (labels.stream().noneMatch(l -> l.className().equals(UNNAMED))) {
                names.remove(UNNAMED);
            }
            return new FileCapture(
                    root, capture, Labels.of(labels), new Ontology("nuscenes", 1, List.of()).including(names));
        }

        private Trajectory trajectory() {
            List<Frame> later = new ArrayList<>();
            for (Frame f : frames) {
                if (later.isEmpty() || f.timeNanos() > later.getLast().timeNanos()) {
                    later.add(f);
                } else {
                    problems.add(new Problem(file + ", keyframe " + f.index(), "is not later than the one before it"));
                }
            }
            return new Trajectory(
                    later.stream().mapToLong(Frame::timeNanos).toArray(),
                    later.stream().map(Frame::worldFromEgo).toList());
        }

        private void keyframe(JsonValue v, long timeNanos) throws IOException {
            int index = frames.size();
            Pose worldFromEgo = pose(v.get("ego2global"));
            Map<SensorId, Sample> of = new HashMap<>();
            JsonValue points = v.get("lidar_points");
            if (points.get("num_pts_feats").integer(1, 100) != 5) {
                throw points.bad("a sweep of 5 numbers per point was expected");
            }
            Pose egoFromLidar = pose(points.get("lidar2ego"));
            Pose worldFromLidar = worldFromEgo.times(egoFromLidar);
            same(new Sensor(LIDAR, SensorKind.LIDAR, egoFromLidar, Optional.empty()), points);
            add(of, new Sample(LIDAR, timeNanos, worldFromLidar, "nuscenes-bin", points.get("lidar_path").text()));
            for (Map.Entry<String, JsonValue> e : v.fields("images").entrySet()) {
                image(of, new SensorId(e.getKey()), e.getValue(), worldFromLidar);
            }
            frames.add(new Frame(index, timeNanos, worldFromEgo, of));
            List<JsonValue> boxes = v.items("instances");
            for (int i = 0; i < boxes.size(); i++) {
                label(boxes.get(i), index, i);
            }
        }

        /**
         * A camera's pose in the world comes from {@code lidar2cam}, which allows for the way driven between the two.
         */
        private void image(Map<SensorId, Sample> of, SensorId id, JsonValue v, Pose worldFromLidar) throws IOException {
            String key = v.get("img_path").text();
            ImageSize size;
            try {
                size = ImageSize.read(FileCapture.inside(root, key));
            } catch (IOException e) {
                problems.add(new Problem(v.file() + ", " + v.place(), "image left out: " + e.getMessage()));
                return;
            }
            double[] k = v.get("cam2img").matrix(3, 3);
            LensModel lens = new LensModel.Pinhole(size.width(), size.height(), k[0], k[4], k[2], k[5], k[1]);
            same(new Sensor(id, SensorKind.CAMERA, pose(v.get("cam2ego")), Optional.of(lens)), v);
            Pose worldFromCamera = worldFromLidar.times(pose(v.get("lidar2cam")).inverse());
            String encoding = key.endsWith(".png") ? "png" : "jpeg";
            add(of, new Sample(id, nanos(v.get("timestamp")), worldFromCamera, encoding, key));
        }

        private void same(Sensor s, JsonValue v) {
            Sensor known = sensors.putIfAbsent(s.id(), s);
            if (known != null && !known.equals(s)) {
                problems.add(new Problem(
                        v.file() + ", " + v.place(),
                        "another calibration of " + s.id() + "; the first keyframe's is kept"));
            }
        }

        private void add(Map<SensorId, Sample> of, Sample s) {
            of.put(s.sensor(), s);
            samples.add(s);
        }

        private void label(JsonValue v, int frame, int number) throws FormatException {
            double[] b = v.get("bbox_3d").numbers(7);
            long label = v.get("bbox_label_3d").integer(-1, 10_000);
            String className = classes.get((int) label);
            if (className == null || b[3] < 0 || b[4] < 0 || b[5] < 0) {
                problems.add(new Problem(
                        v.file() + ", " + v.place(),
                        (className == null ? "class " + label + " has no name" : "negative size") + "; box not read"));
                return;
            }
            TreeMap<String, String> attributes = new TreeMap<>();
            Optional<JsonValue> velocity = v.find("velocity");
            if (velocity.isPresent() && velocity.get().items().size() == 2) {
                double x = velocity.get().items().get(0).number();
                double y = velocity.get().items().get(1).number();
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    attributes.put("velocity", x + " " + y);
                }
            }
            labels.add(new Label.Cuboid(
                    new LabelId("nuscenes-" + frame + "-" + number), new TrackId("%d-%03d".formatted(frame, number)),
                    className, frame, Box.upright(new Vec3(b[0], b[1], b[2]), b[3], b[4], b[5], b[6]), attributes,
                    Origin.IMPORTED, false, 1));
        }

        private static Pose pose(JsonValue v) throws FormatException {
            return Pose.ofRowMajor(v.matrix(4, 4));
        }

        /** Seconds since 1970 as a double hold microseconds and no more. */
        private static long nanos(JsonValue v) throws FormatException {
            double seconds = v.finite();
            if (Math.abs(seconds) > 9e9) {
                throw v.bad("is no time in seconds since 1970");
            }
            return Math.round(seconds * 1e6) * 1000;
        }
    }
}
