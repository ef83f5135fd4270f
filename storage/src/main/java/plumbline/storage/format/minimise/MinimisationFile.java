package plumbline.storage.format.minimise;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plumbline.annotation.geometry.Polygon;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.crs.CrsTransform;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a {@link Minimisation} from YAML, as {@code docs/formats/minimisation.md} says. A key that is not known, a sensor
 * that the capture lacks and a system of coordinates that cannot be reached from its world are refused: a slip of the pen
 * must not store what was to be left out.
 */
public final class MinimisationFile {
    private static final long LARGEST = 4L << 20;
    private static final Set<String> KEYS = Set.of("crs", "keep", "exclude", "masks", "drop_sensors");
    private static final Set<String> MASK_KEYS = Set.of("sensor", "azimuth", "elevation", "range");

    private final String file;
    private final Capture capture;

    private MinimisationFile(String file, Capture capture) {
        this.file = file;
        this.capture = capture;
    }

    public static Minimisation read(Path path, Capture capture) throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new FormatException(path.toString(), "", "larger than 4 MiB; no geofence is");
        }
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new FormatException(path.toString(), "", "is no UTF-8 text; save it as UTF-8", e);
        }
        return read(path.toString(), text, capture);
    }

    /** The same from a text; {@code where} is what messages call it. */
    public static Minimisation read(String where, String text, Capture capture) throws IOException {
        try {
            return new MinimisationFile(where, capture).read(YAMLMapper.shared().readTree(text), text);
        } catch (JacksonException e) {
            throw new FormatException(where, "line " + e.getLocation().getLineNr(), "not YAML that can be read", e);
        }
    }

    private Minimisation read(JsonNode root, String text) throws FormatException {
        if (!root.isObject() || root.isEmpty()) {
            throw bad("", "it says nothing; it has " + String.join(", ", KEYS.stream().sorted().toList()));
        }
        known(root, KEYS, "");
        List<Polygon> keep = polygons(root, "keep");
        List<Polygon> exclude = polygons(root, "exclude");
        List<Minimisation.FieldOfView> masks = new ArrayList<>();
        for (JsonNode m : list(root, "masks")) {
            masks.add(mask(m, "mask " + masks.size()));
        }
        Set<SensorId> sensors = new HashSet<>();
        for (JsonNode s : list(root, "drop_sensors")) {
            sensors.add(sensor(s, "drop_sensors"));
        }
        if (sensors.contains(capture.referenceLidar())) {
            throw bad("drop_sensors", capture.referenceLidar() + " is the reference lidar; without it there are no frames");
        }
        return new Minimisation(keep, exclude, masks, sensors, text);
    }

    private List<Polygon> polygons(JsonNode root, String key) throws FormatException {
        List<Polygon> out = new ArrayList<>();
        for (JsonNode ring : list(root, key)) {
            String place = key + ", polygon " + out.size();
            if (!ring.isArray() || ring.size() < 3) {
                throw bad(place, "a polygon is a list of three corners or more, each [x, y]");
            }
            double[] x = new double[ring.size()];
            double[] y = new double[ring.size()];
            double[] xy = new double[2];
            for (int i = 0; i < x.length; i++) {
                pair(ring.get(i), place + ", corner " + i, xy);
                toWorld(root.path("crs"), xy);
                x[i] = xy[0];
                y[i] = xy[1];
            }
            out.add(new Polygon(x, y));
        }
        return out;
    }

    private void toWorld(JsonNode crs, double[] xy) throws FormatException {
        if (crs.isMissingNode()) {
            return;
        }
        try {
            CrsTransform.between(crs.asString(""), capture.world()).apply(xy[0], xy[1], xy);
        } catch (IllegalArgumentException e) {
            throw bad("crs", e.getMessage() + " The capture's world is " + capture.world()
                    + "; without crs the corners are metres in it");
        }
    }

    private Minimisation.FieldOfView mask(JsonNode m, String place) throws FormatException {
        known(m, MASK_KEYS, place);
        double[] azimuth = {-180, 180};
        double[] elevation = {-90, 90};
        double[] range = {0, Double.POSITIVE_INFINITY};
        for (double[] limits : List.of(azimuth, elevation, range)) {
            String key = limits == azimuth ? "azimuth" : limits == elevation ? "elevation" : "range";
            if (m.has(key)) {
                pair(m.path(key), place + ", " + key, limits);
                if (limits != azimuth && limits[0] > limits[1]) {
                    throw bad(place + ", " + key, "its end lies before its beginning");
                }
            }
        }
        if (Math.abs(azimuth[0]) > 360 || Math.abs(azimuth[1]) > 360) {
            throw bad(place + ", azimuth", "degrees lie between -360 and 360");
        }
        boolean all = azimuth[1] - azimuth[0] >= 360;
        return new Minimisation.FieldOfView(
                sensor(m.path("sensor"), place), all ? -Math.PI : turn(azimuth[0]), all ? Math.PI : turn(azimuth[1]),
                Math.toRadians(elevation[0]), Math.toRadians(elevation[1]), range[0], range[1]);
    }

    private static double turn(double degrees) {
        return Math.toRadians(Math.abs(degrees) <= 180 ? degrees : Math.IEEEremainder(degrees, 360));
    }

    private SensorId sensor(JsonNode node, String place) throws FormatException {
        String name = node.isString() ? node.asString() : "";
        for (Sensor s : capture.sensors()) {
            if (s.id().value().equals(name)) {
                return s.id();
            }
        }
        throw bad(place, "the capture has no sensor \"" + name + "\"; it has "
                + String.join(", ", capture.sensors().stream().map(s -> s.id().value()).toList()));
    }

    private List<JsonNode> list(JsonNode root, String key) throws FormatException {
        JsonNode node = root.path(key);
        if (!node.isMissingNode() && !node.isArray()) {
            throw bad(key, "is not a list");
        }
        return List.copyOf(node.values());
    }

    private void pair(JsonNode node, String place, double[] out) throws FormatException {
        boolean two = node.isArray() && node.size() == 2 && node.get(0).isNumber() && node.get(1).isNumber();
        if (!two || !Double.isFinite(node.get(0).asDouble()) || !Double.isFinite(node.get(1).asDouble())) {
            throw bad(place, "is not a pair of finite numbers");
        }
        out[0] = node.get(0).asDouble();
        out[1] = node.get(1).asDouble();
    }

    private void known(JsonNode node, Set<String> keys, String place) throws FormatException {
        for (String k : node.propertyNames()) {
            if (!keys.contains(k)) {
                throw bad(place, "\"" + k + "\" is not known; known are " + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    private FormatException bad(String place, String what) {
        return new FormatException(file, place, what + ". Nothing was imported");
    }
}
