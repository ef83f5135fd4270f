package plumbline.storage.format;

import java.util.Optional;
import java.util.Set;
import plumbline.annotation.scene.Vec3;

/**
 * What of a point file is asked for: columns by name (empty: all), points within a region, and how far apart points may
 * be where the file holds coarser levels ({@code spacing} in metres, 0 for every point).
 */
public record PointQuery(Optional<Set<String>> columns, Optional<Region> within, double spacing) {
    public static final PointQuery ALL = new PointQuery(Optional.empty(), Optional.empty(), 0);

    /** Both corners belong to it; the file's own coordinates. */
    public record Region(Vec3 min, Vec3 max) {
        public boolean holds(double x, double y, double z) {
            return x >= min.x() && x <= max.x() && y >= min.y() && y <= max.y() && z >= min.z() && z <= max.z();
        }

        public boolean meets(Vec3 otherMin, Vec3 otherMax) {
            return otherMax.x() >= min.x() && otherMin.x() <= max.x() && otherMax.y() >= min.y()
                    && otherMin.y() <= max.y() && otherMax.z() >= min.z() && otherMin.z() <= max.z();
        }
    }

    public PointQuery {
        columns = columns.map(Set::copyOf);
    }

    public static PointQuery columns(String... names) {
        return new PointQuery(Optional.of(Set.of(names)), Optional.empty(), 0);
    }

    public PointQuery within(Vec3 min, Vec3 max) {
        return new PointQuery(columns, Optional.of(new Region(min, max)), spacing);
    }

    public PointQuery spacing(double metres) {
        return new PointQuery(columns, within, metres);
    }

    public boolean wants(String column) {
        return columns.isEmpty() || columns.get().contains(column);
    }
}
