package plumbline.annotation.scene;

import java.util.List;
import java.util.Optional;

/**
 * What an octree of points is, without its points. {@code min} and {@code max} bound the points, {@code cubeMin} and
 * {@code cubeSize} are the root cube, all in metres in the source's own frame; points of the root tile are at least
 * {@code rootSpacing} apart and half that with each level. {@code complete} is false while it is being built.
 */
public record TileSet(
        String name, long points, Vec3 min, Vec3 max, Vec3 cubeMin, double cubeSize, double rootSpacing,
        List<Field> fields, Optional<String> crs, boolean complete, List<Problem> problems) {
    /** {@code low} and {@code high} are what a colour scale should span: all but the rarest values of a sample. */
    public record Field(String name, String type, double low, double high) {}

    public TileSet {
        fields = List.copyOf(fields);
        problems = List.copyOf(problems);
    }

    public double size(TileKey key) {
        return cubeSize / (1L << key.level());
    }

    public double spacing(TileKey key) {
        return rootSpacing / (1L << key.level());
    }

    /** The smallest corner of a tile's cube; also the origin of its points. */
    public Vec3 corner(TileKey key) {
        double size = size(key);
        return new Vec3(
                cubeMin.x() + key.x() * size, cubeMin.y() + key.y() * size, cubeMin.z() + key.z() * size);
    }

    public Optional<Field> field(String field) {
        return fields.stream().filter(f -> f.name().equals(field)).findFirst();
    }
}
