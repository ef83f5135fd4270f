package plumbline.viewer3d.tool;

import java.util.List;
import plumbline.annotation.scene.Vec3;

/**
 * What a tool wants drawn over the picture: handles to take hold of, thin lines, and words at places; all in the view frame.
 */
public record Guides(List<Handle> handles, List<Path> paths, List<Tag> tags) {
    public static final Guides NONE = new Guides(List.of(), List.of());

    public Guides {
        handles = List.copyOf(handles);
        paths = List.copyOf(paths);
        tags = List.copyOf(tags);
    }

    public Guides(List<Handle> handles, List<Path> paths) {
        this(handles, paths, List.of());
    }

    /** All of them as one. */
    public static Guides of(List<Guides> all) {
        return new Guides(
                all.stream().flatMap(g -> g.handles().stream()).toList(),
                all.stream().flatMap(g -> g.paths().stream()).toList(),
                all.stream().flatMap(g -> g.tags().stream()).toList());
    }

    /** A square for a face, a ball for the heading; {@code active} while the pointer holds or nears it. */
    public record Handle(Vec3 at, boolean ball, boolean active) {}

    public record Path(List<Vec3> points, boolean dashed, int rgb) {
        public Path {
            points = List.copyOf(points);
        }
    }

    /** Words at a place, such as a measured value. */
    public record Tag(Vec3 at, String text, int rgb) {}
}
