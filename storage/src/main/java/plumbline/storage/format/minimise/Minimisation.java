package plumbline.storage.format.minimise;

import java.util.List;
import java.util.Set;
import plumbline.annotation.geometry.Polygon;
import plumbline.annotation.scene.SensorId;

/**
 * What of a capture is never stored: everything outside {@code keep} (where there are such polygons) and inside
 * {@code exclude}, both in the capture's world frame seen from above, metres; points in a {@link FieldOfView}; sensors as
 * a whole. {@code document} is the text that said so, for the record.
 */
public record Minimisation(
        List<Polygon> keep, List<Polygon> exclude, List<FieldOfView> masks, Set<SensorId> sensors, String document) {
    public Minimisation {
        keep = List.copyOf(keep);
        exclude = List.copyOf(exclude);
        masks = List.copyOf(masks);
        sensors = Set.copyOf(sensors);
    }

    /**
     * Points of one sensor that are left out, in its own frame: azimuth counter-clockwise from x, elevation up from the
     * x y plane, range from the sensor. An azimuth range may pass through 180 degrees ({@code from} above {@code to}).
     */
    public record FieldOfView(
            SensorId sensor, double fromAzimuthRad, double toAzimuthRad, double fromElevationRad, double toElevationRad,
            double fromRangeMetres, double toRangeMetres) {
        boolean contains(double x, double y, double z) {
            double flat = Math.hypot(x, y);
            double range = Math.hypot(flat, z);
            if (!(range >= fromRangeMetres && range <= toRangeMetres)) {
                return false;
            }
            double elevation = Math.atan2(z, flat);
            if (!(elevation >= fromElevationRad && elevation <= toElevationRad)) {
                return false;
            }
            double azimuth = Math.atan2(y, x);
            return fromAzimuthRad <= toAzimuthRad
                    ? azimuth >= fromAzimuthRad && azimuth <= toAzimuthRad
                    : azimuth >= fromAzimuthRad || azimuth <= toAzimuthRad;
        }
    }

    /** Whether what stands at this place of the world may be stored. */
    public boolean admits(double worldX, double worldY) {
        return (keep.isEmpty() || keep.stream().anyMatch(p -> p.contains(worldX, worldY)))
                && exclude.stream().noneMatch(p -> p.contains(worldX, worldY));
    }

    boolean fenced() {
        return !keep.isEmpty() || !exclude.isEmpty();
    }
}
