package plumbline.storage.format.e57;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/** Which fields of E57 points are coordinates, which are columns and under what name, which cannot be read. */
public final class E57Fields {
    /** The column that numbers the scans, where there are several. */
    public static final String SCAN = "scan";

    private static final List<String> CARTESIAN = List.of("cartesianX", "cartesianY", "cartesianZ");
    private static final List<String> SPHERICAL = List.of("sphericalRange", "sphericalAzimuth", "sphericalElevation");
    private static final Map<String, String> COMMON =
            Map.of("colorRed", "red", "colorGreen", "green", "colorBlue", "blue");

    private E57Fields() {}

    private static int index(E57File.Scan scan, String name) {
        for (int i = 0; i < scan.fields().size(); i++) {
            if (scan.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean cartesian(E57File.Scan scan) {
        return CARTESIAN.stream().allMatch(n -> index(scan, n) >= 0);
    }

    private static boolean spherical(E57File.Scan scan) {
        return SPHERICAL.stream().allMatch(n -> index(scan, n) >= 0);
    }

    /** True where floats hold the coordinates. */
    public static boolean singles(E57File.Scan scan) {
        return cartesian(scan) && CARTESIAN.stream()
                .allMatch(n -> scan.fields().get(index(scan, n)).kind() == E57Field.Kind.SINGLE);
    }

    /** x, y, z in the scan's frame; NaN where the file calls a point invalid. */
    public static double[][] positions(E57File.Scan scan, double[][] values, int n) throws FormatException {
        double[][] out = new double[3][];
        boolean cartesian = cartesian(scan);
        if (!cartesian && !spherical(scan)) {
            throw new FormatException(
                    scan.name(), "prototype", "the points have neither cartesian nor spherical coordinates");
        }
        for (int a = 0; a < 3; a++) {
            out[a] = Arrays.copyOf(values[index(scan, (cartesian ? CARTESIAN : SPHERICAL).get(a))], n);
        }
        if (!cartesian) {
            for (int i = 0; i < n; i++) {
                double range = out[0][i];
                double azimuth = out[1][i];
                double elevation = out[2][i];
                out[0][i] = range * Math.cos(elevation) * Math.cos(azimuth);
                out[1][i] = range * Math.cos(elevation) * Math.sin(azimuth);
                out[2][i] = range * Math.sin(elevation);
            }
        }
        int state = index(scan, cartesian ? "cartesianInvalidState" : "sphericalInvalidState");
        for (int i = 0; state >= 0 && i < n; i++) {
            if (values[state][i] != 0) {
                out[0][i] = Double.NaN;
                out[1][i] = Double.NaN;
                out[2][i] = Double.NaN;
            }
        }
        return out;
    }

    /** Columns of all scans with their types; of the same name the wider type. */
    public static Map<String, String> columns(E57File file) {
        Map<String, String> out = new LinkedHashMap<>();
        for (E57File.Scan s : file.scans()) {
            Set<String> positions = Set.copyOf(cartesian(s) ? CARTESIAN : SPHERICAL);
            for (E57Field f : s.fields()) {
                if (!f.text() && !positions.contains(f.name())) {
                    out.merge(COMMON.getOrDefault(f.name(), f.name()), f.type(), (a, b) -> a.equals(b) ? a : "f8");
                }
            }
        }
        if (file.scans().size() > 1) {
            // A scan without the field has none of its values: only doubles can say so.
            for (String name : List.copyOf(out.keySet())) {
                boolean everywhere = file.scans().stream().allMatch(s -> own(s, name) >= 0);
                out.put(name, everywhere ? out.get(name) : "f8");
            }
            out.put(SCAN, "u2");
        }
        return out;
    }

    private static int own(E57File.Scan scan, String column) {
        for (int i = 0; i < scan.fields().size(); i++) {
            String name = scan.fields().get(i).name();
            if (COMMON.getOrDefault(name, name).equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** The column's values in a scan; NaN where the scan has none. */
    public static double[] values(E57File.Scan scan, String column, double[][] values, int n) {
        int field = own(scan, column);
        if (field >= 0) {
            return values[field];
        }
        double[] none = new double[n];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** Fields under the file's own names. */
    public static Map<String, String> described(E57File.Scan scan) {
        Map<String, String> out = new LinkedHashMap<>();
        scan.fields().forEach(f -> out.put(f.name(), f.type()));
        return out;
    }

    /** What is in the file and not among the columns. */
    public static List<Problem> unread(String where, E57File file) {
        List<Problem> out = new ArrayList<>();
        for (E57File.Scan s : file.scans()) {
            for (E57Field f : s.fields()) {
                if (f.text()) {
                    out.add(new Problem(where + ", field " + f.name(), "texts are not read; points have numbers only"));
                }
            }
        }
        return out;
    }
}
