package plumbline.storage.format.label;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

/** Reads the lines, outlines, points and masks of one object in one frame; what {@link OpenLabelShapes} writes and others'. */
final class OpenLabelShapeReader {
    /** Points of one id so far. */
    private record Points(LabelHead head, Optional<SensorId> camera, List<double[]> at) {}

    private final OpenLabelReader reader;
    private final boolean own;
    private final int frame;
    private final JsonValue object;
    private final TreeMap<String, String> shared;
    private final List<Label> labels = new ArrayList<>();
    private final Map<String, Points> points = new LinkedHashMap<>();

    OpenLabelShapeReader(
            OpenLabelReader reader, boolean own, int frame, JsonValue object, TreeMap<String, String> shared) {
        this.reader = reader;
        this.own = own;
        this.frame = frame;
        this.object = object;
        this.shared = shared;
    }

    List<Label> read(OpenLabelReader.Thing thing, JsonValue data) throws FormatException {
        for (JsonValue v : data.items("poly3d")) {
            line(thing, v);
        }
        for (JsonValue v : data.items("poly2d")) {
            imageLine(thing, v);
        }
        for (JsonValue v : data.items("point3d")) {
            point(thing, v, 3);
        }
        for (JsonValue v : data.items("point2d")) {
            point(thing, v, 2);
        }
        for (JsonValue v : data.items("mat")) {
            mask(thing, v);
        }
        for (Points p : points.values()) {
            labels.add(p.camera().isPresent()
                    ? new Label.ImageShape(p.head(), p.camera().get(), Form.POINTS, p.at().stream()
                            .map(a -> new Pixel(a[0], a[1]))
                            .toList())
                    : new Label.Shape(p.head(), Form.POINTS, p.at().stream().map(a -> new Vec3(a[0], a[1], a[2])).toList()));
        }
        return labels;
    }

    private LabelHead head(OpenLabelReader.Thing thing, JsonValue v, OpenLabelNames.Attributes a) throws FormatException {
        shared.forEach(a.plain()::putIfAbsent);
        return new LabelHead(
                reader.id(a, thing, frame, v), thing.track(), thing.className(), frame, a.plain(),
                a.origin().orElse(Origin.IMPORTED), a.finalised(), a.review());
    }

    private void line(OpenLabelReader.Thing thing, JsonValue v) throws FormatException {
        List<double[]> values = values(v, 3);
        Form form = v.get("closed").truth() ? Form.POLYGON : Form.POLYLINE;
        Optional<Pose> lidarFromSystem = lidarFrom(v);
        if (values.size() < form.fewest()) {
            reader.repeat(v, "lines of too few points of object " + thing.key() + " are not read");
        } else if (lidarFromSystem.isEmpty()) {
            reader.repeat(v, "lines in a system that leads to no lidar of the capture are not read");
        } else {
            Pose lidarFrom = lidarFromSystem.get();
            labels.add(new Label.Shape(head(thing, v, OpenLabelNames.read(v.find("attributes"), own)), form, values.stream()
                    .map(a -> moved(lidarFrom, a))
                    .toList()));
        }
    }

    private static Vec3 moved(Pose pose, double[] a) {
        Vec3 at = new Vec3(a[0], a[1], a[2]);
        return pose.equals(Pose.IDENTITY) ? at : pose.apply(at);
    }

    private Optional<Pose> lidarFrom(JsonValue v) throws FormatException {
        Optional<JsonValue> system = v.find("coordinate_system");
        return reader.systems().lidarFrom(system.isPresent() ? system.get().text() : reader.systems().lidar());
    }

    private void imageLine(OpenLabelReader.Thing thing, JsonValue v) throws FormatException {
        Optional<SensorId> camera = camera(v);
        Form form = v.get("closed").truth() ? Form.POLYGON : Form.POLYLINE;
        if (!v.get("mode").text().equals(OpenLabelShapes.ABSOLUTE)) {
            reader.repeat(v, "lines on images in mode " + v.get("mode").text() + " are not read");
            return;
        }
        List<double[]> values = values(v, 2);
        if (camera.isEmpty() || values.size() < form.fewest()) {
            reader.repeat(v, "lines on images that name no camera, or are of too few points, are not read");
            return;
        }
        labels.add(new Label.ImageShape(
                head(thing, v, OpenLabelNames.read(v.find("attributes"), own)), camera.get(), form,
                values.stream().map(a -> new Pixel(a[0], a[1])).toList()));
    }

    private Optional<SensorId> camera(JsonValue v) throws FormatException {
        Optional<JsonValue> system = v.find("coordinate_system");
        if (system.isEmpty()) {
            system = object.find("coordinate_system");
        }
        return system.isPresent() ? Optional.of(OpenLabelReader.sensor(system.get())) : reader.onlyCamera();
    }

    private void point(OpenLabelReader.Thing thing, JsonValue v, int dimensions) throws FormatException {
        double[] at = v.get("val").numbers(dimensions);
        OpenLabelNames.Attributes a = OpenLabelNames.read(v.find("attributes"), own);
        Optional<SensorId> camera = dimensions == 2 ? camera(v) : Optional.empty();
        Optional<Pose> lidarFromSystem = dimensions == 3 ? lidarFrom(v) : Optional.empty();
        if (camera.isEmpty() && lidarFromSystem.isEmpty()) {
            reader.repeat(v, "points that name no camera, or no system that leads to a lidar, are not read");
            return;
        }
        if (dimensions == 3) {
            Vec3 p = moved(lidarFromSystem.get(), at);
            at = new double[] {p.x(), p.y(), p.z()};
        }
        String key = a.id().orElse("point " + points.size());
        Points known = points.get(key);
        if (known == null) {
            known = new Points(head(thing, v, a), camera, new ArrayList<>());
            points.put(key, known);
        }
        known.at().add(at);
    }

    private void mask(OpenLabelReader.Thing thing, JsonValue v) throws FormatException {
        Optional<SensorId> camera = camera(v);
        int width = (int) v.get("width").integer(1, 1 << 16);
        int height = (int) v.get("height").integer(1, 1 << 15);
        if (camera.isEmpty() || v.get("channels").integer(1, 1000) != 1) {
            reader.repeat(v, "matrices of several channels, or that name no camera, are not read");
            return;
        }
        PointRuns pixels = v.get("data_type").text().equals(OpenLabelShapes.RLE)
                ? runs(v.get("val"), (long) width * height)
                : cells(v.get("val"), (long) width * height);
        labels.add(new Label.ImageMask(
                head(thing, v, OpenLabelNames.read(v.find("attributes"), own)), camera.get(), width, height, pixels));
    }

    private static PointRuns runs(JsonValue val, long end) throws FormatException {
        List<JsonValue> list = val.items();
        int[] bounds = new int[list.size() & ~1];
        long at = 0;
        for (int i = 0; i < bounds.length; i++) {
            at += list.get(i).integer(i == 0 ? 0 : 1, Integer.MAX_VALUE);
            if (at > end) {
                throw val.bad("the mask's runs end beyond its " + end + " pixels");
            }
            bounds[i] = (int) at;
        }
        return PointRuns.ofBounds(bounds);
    }

    /** A matrix of values: what is not 0 is in. */
    private static PointRuns cells(JsonValue val, long count) throws FormatException {
        List<JsonValue> list = val.items();
        if (list.size() != count) {
            throw val.bad("a matrix has " + list.size() + " values, its size says " + count);
        }
        BitSet in = new BitSet();
        for (int i = 0; i < list.size(); i++) {
            in.set(i, list.get(i).finite() != 0);
        }
        return PointRuns.of(in);
    }

    private static List<double[]> values(JsonValue v, int each) throws FormatException {
        List<JsonValue> list = v.get("val").items();
        if (list.size() % each != 0) {
            throw v.bad("a line has " + each + " numbers for each point");
        }
        List<double[]> out = new ArrayList<>();
        for (int i = 0; i < list.size(); i += each) {
            double[] at = new double[each];
            for (int k = 0; k < each; k++) {
                at[k] = list.get(i + k).finite();
            }
            out.add(at);
        }
        return out;
    }
}
