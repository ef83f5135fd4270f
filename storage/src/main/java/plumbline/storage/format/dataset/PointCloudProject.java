package plumbline.storage.format.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joml.Quaterniond;
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
 * Point cloud projects as Supervisely writes them and CVAT takes and gives them, folder or zip:
 * {@code [DATASET/]pointcloud/NAME.pcd}, {@code related_images/NAME_pcd/IMAGE[.json]}, {@code ann/NAME.pcd.json}
 * (docs/formats/pointcloud-projects.md).
 */
public final class PointCloudProject implements CaptureFormat {
    private static final Pattern CLOUD = Pattern.compile("((?:[^/]+/)*)pointcloud/([^/]+)\\.pcd");
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final long PERIOD = 1_000_000_000L;

    @Override
    public String name() {
        return "pointcloud-project";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (Files.isDirectory(path.resolve("pointcloud"))) {
                return true;
            }
            try (var list = Files.list(path)) {
                return Files.isRegularFile(path.resolve("meta.json"))
                        && list.anyMatch(p -> Files.isDirectory(p.resolve("pointcloud")));
            }
        }
        if (!FileTree.isZip(path)) {
            return false;
        }
        try (FileTree tree = FileTree.open(path)) {
            return tree.names().stream().anyMatch(n -> CLOUD.matcher(n).matches());
        }
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        FileTree tree = FileTree.open(path);
        boolean done = false;
        try {
            CaptureSource source = new Reading(tree).open();
            done = true;
            return source;
        } finally {
            if (!done) {
                tree.close();
            }
        }
    }

    private static final class Reading {
        private final FileTree tree;
        private final Map<SensorId, Sensor> sensors = new LinkedHashMap<>();
        private final List<Frame> frames = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();
        private final List<Label> labels = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Reading(FileTree tree) {
            this.tree = tree;
        }

        CaptureSource open() throws IOException {
            sensors.put(LIDAR, new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()));
            List<String> names = tree.names();
            for (String n : names) {
                Matcher m = CLOUD.matcher(n);
                if (m.matches()) {
                    frame(n, m.group(1), m.group(2), names);
                }
            }
            if (frames.isEmpty()) {
                throw new FormatException(tree.path().toString(), "", "holds no pointcloud/NAME.pcd");
            }
            problems.add(new Problem(
                    tree.path().toString(), "a project carries no times and no poses: clouds are put one second apart"));
            TreeSet<String> classes = new TreeSet<>(labels.stream().map(Label::className).toList());
            String name = tree.path().getFileName().toString().replaceFirst("\\.[zZ][iI][pP]$", "");
            Capture capture = new Capture(
                    name, "pointcloud-project", "the lidar's own frame", List.copyOf(sensors.values()), LIDAR, frames,
                    samples, Trajectory.EMPTY, problems);
            return new TreeCapture(
                    tree, capture, Labels.of(labels), new Ontology(name, 1, List.of()).including(classes));
        }

        private void frame(String cloud, String folder, String name, List<String> names) throws IOException {
            int index = frames.size();
            long time = index * PERIOD;
            Map<SensorId, Sample> of = new HashMap<>();
            of.put(LIDAR, new Sample(LIDAR, time, Pose.IDENTITY, "pcd", cloud));
            String beside = folder + "related_images/" + name + "_pcd/";
            int number = 0;
            for (String n : names) {
                if (n.startsWith(beside) && n.matches(".*\\.(png|jpe?g)")) {
                    image(of, n, number++, time, names.contains(n + ".json"));
                }
            }
            samples.addAll(of.values());
            frames.add(new Frame(index, time, Pose.IDENTITY, of));
            String ann = folder + "ann/" + name + ".pcd.json";
            if (names.contains(ann)) {
                annotations(JsonValue.parse(tree.path() + ", " + ann, tree.read(ann)), index);
            }
        }

        private void image(Map<SensorId, Sample> of, String file, int number, long time, boolean described)
                throws IOException {
            SensorId id = new SensorId("camera_" + number);
            Pose lidarFromCamera = Pose.IDENTITY;
            Optional<LensModel> lens = Optional.empty();
            if (described) {
                JsonValue j = JsonValue.parse(tree.path() + ", " + file + ".json", tree.read(file + ".json"));
                Optional<JsonValue> data = j.get("meta").find("sensorsData");
                double[] k = data.isPresent() ? data.get().get("intrinsicMatrix").numbers(9) : new double[9];
                // Projects without a calibration are filled with zeros.
                if (k[0] > 0 && k[4] > 0) {
                    Pose cameraFromLidar = Pose.ofRowMajor(data.get().get("extrinsicMatrix").numbers(12));
                    lidarFromCamera = inverse(data.get(), cameraFromLidar);
                    ImageSize size = ImageSize.read(tree.path() + ", " + file, new ByteArrayInputStream(tree.read(file)));
                    lens = Optional.of(
                            new LensModel.Pinhole(size.width(), size.height(), k[0], k[4], k[2], k[5], k[1]));
                }
            }
            if (lens.isEmpty() && !sensors.containsKey(id)) {
                problems.add(new Problem(tree.path() + ", " + file, "the image has no calibration and shows no points"));
            }
            sensors.putIfAbsent(id, new Sensor(id, SensorKind.CAMERA, lidarFromCamera, lens));
            of.put(id, new Sample(id, time, lidarFromCamera, file.endsWith("png") ? "png" : "jpeg", file));
        }

        private static Pose inverse(JsonValue where, Pose p) throws FormatException {
            try {
                return p.inverse();
            } catch (ArithmeticException e) {
                throw where.bad("the extrinsic matrix is no rotation and translation");
            }
        }

        private void annotations(JsonValue ann, int frame) throws FormatException {
            Map<String, JsonValue> objects = new HashMap<>();
            for (JsonValue o : ann.items("objects")) {
                objects.put(o.get("key").text(), o);
            }
            for (JsonValue f : ann.items("figures")) {
                String kind = f.get("geometryType").text();
                JsonValue object = objects.get(f.get("objectKey").text());
                if (!kind.equals("cuboid_3d") || object == null) {
                    problems.add(new Problem(f.file() + ", " + f.place(), object == null
                            ? "a figure of an object that is not there; not read"
                            : "a figure of the kind " + kind + " is not read; cuboid_3d is"));
                    continue;
                }
                labels.add(cuboid(f, object, frame));
            }
        }

        private static Label.Cuboid cuboid(JsonValue f, JsonValue object, int frame) throws FormatException {
            JsonValue g = f.get("geometry");
            double[] p = xyz(g.get("position"));
            double[] r = xyz(g.get("rotation"));
            double[] d = xyz(g.get("dimensions"));
            if (d[0] < 0 || d[1] < 0 || d[2] < 0) {
                throw g.bad("a cuboid of negative size");
            }
            TreeMap<String, String> attributes = new TreeMap<>();
            for (JsonValue t : object.items("tags")) {
                attributes.put(t.get("name").text(), t.find("value").map(v -> v.node().asString("")).orElse("true"));
            }
            return new Label.Cuboid(
                    new LabelId("figure-" + frame + "-" + f.get("key").text()),
                    new TrackId(object.get("key").text()), object.get("classTitle").text(), frame,
                    Box.of(new Vec3(p[0], p[1], p[2]), d[0], d[1], d[2], new Quaterniond().rotationXYZ(r[0], r[1], r[2])),
                    attributes, Origin.IMPORTED, false, 1);
        }

        private static double[] xyz(JsonValue v) throws FormatException {
            return new double[] {v.get("x").finite(), v.get("y").finite(), v.get("z").finite()};
        }
    }
}
