package plumbline.storage.format.crs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.CoordinateTransform;
import org.locationtech.proj4j.CoordinateTransformFactory;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;
import plumbline.annotation.scene.PointBlock;

/**
 * From one coordinate reference system of the EPSG register into another. Projected coordinates are easting, northing in
 * the unit of the system; geographic ones longitude, latitude in degrees. Heights stay as they are: no geoid is applied,
 * and {@link #note} says so. Not for several threads at once.
 */
public final class CrsTransform {
    /** {@code EPSG:n}, or {@code EPSG:n+v} with a vertical system. */
    private static final Pattern NAME = Pattern.compile("(?i)EPSG:(\\d{4,6})(?:\\+(\\d{4,6}))?");

    private final String from;
    private final String to;
    private final boolean heightsKept;
    private final CoordinateTransform transform;

    private CrsTransform(String from, String to, boolean heightsKept, CoordinateTransform transform) {
        this.from = from;
        this.to = to;
        this.heightsKept = heightsKept;
        this.transform = transform;
    }

    /** Throws {@link IllegalArgumentException} with a sentence where a name is not {@code EPSG:n} or not known. */
    public static CrsTransform between(String from, String to) {
        Matcher source = name(from);
        Matcher target = name(to);
        CoordinateTransform transform =
                new CoordinateTransformFactory().createTransform(system(source.group(1)), system(target.group(1)));
        boolean heights = source.group(2) != null && source.group(2).equals(target.group(2));
        return new CrsTransform(from, to, heights, transform);
    }

    private static Matcher name(String crs) {
        Matcher m = NAME.matcher(crs.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "\"" + crs + "\" is not the name of a coordinate reference system; EPSG:25832 is one.");
        }
        return m;
    }

    private static CoordinateReferenceSystem system(String code) {
        try {
            CoordinateReferenceSystem found = new CRSFactory().createFromName("EPSG:" + code);
            if (found != null && found.getProjection() != null) {
                return found;
            }
        } catch (Proj4jException e) {
            throw new IllegalArgumentException(
                    "EPSG:" + code + " is not known here, or has a projection that is not: " + e.getMessage() + ".", e);
        }
        throw new IllegalArgumentException("EPSG:" + code + " is not known here.");
    }

    /** What is not converted, in words; empty where both systems name the same heights. */
    public Optional<String> note() {
        return heightsKept
                ? Optional.empty()
                : Optional.of("heights are as they were: no geoid is applied between " + from + " and " + to);
    }

    /** Writes x, y into {@code xy[0..1]}; throws {@link IllegalArgumentException} outside what the projection covers. */
    public void apply(double x, double y, double[] xy) {
        ProjCoordinate out = new ProjCoordinate();
        try {
            transform.transform(new ProjCoordinate(x, y), out);
        } catch (Proj4jException e) {
            throw new IllegalArgumentException(outside(x, y), e);
        }
        if (!Double.isFinite(out.x) || !Double.isFinite(out.y)) {
            throw new IllegalArgumentException(outside(x, y));
        }
        xy[0] = out.x;
        xy[1] = out.y;
    }

    private String outside(double x, double y) {
        return x + ", " + y + " in " + from + " lies outside what " + to + " covers. Nothing was converted.";
    }

    /** The points with converted x and y, exact to doubles; columns and z are the same. */
    public PointBlock apply(PointBlock points) {
        int n = points.size();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        double[] xy = new double[2];
        for (int i = 0; i < n; i++) {
            apply(points.px(i), points.py(i), xy);
            x[i] = xy[0];
            y[i] = xy[1];
            z[i] = points.pz(i);
        }
        return PointBlock.ofExact(x, y, z, points.columns());
    }
}
