package plumbline.viewer3d.tool;

import java.util.List;
import plumbline.annotation.scene.Vec3;

/** What a tool wants drawn over the picture: handles to take hold of, and thin lines; places in the view frame. */
public record Guides(List<Handle> handles, List<Path> paths) {
    public static final Guides NONE = new Guides(List.of(), List.of());

    public Guides {
        handles = List.copyOf(handles);
        paths = List.copyOf(paths);
    }

    /** A square for a face, a ball for the heading; {@code active} while the pointer holds or nears it. */
    public record Handle(Vec3 at, boolean ball, boolean active) {}

    public record Path(List<Vec3> points, boolean dashed, int rgb) {
        public Path {
            points = List.copyOf(points);
        }
    }
}
