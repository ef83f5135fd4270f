package plumbline.viewer3d.tool;

import java.util.List;
import plumbline.annotation.scene.Vec3;

/**
 * What a tool wants drawn over the picture: handles to take hold of, thin lines, and words at places, all in the
 * view frame; and strokes on the picture itself.
 */
public record Guides(List<Handle> handles, List<Path> paths, List<Tag> tags, List<Stroke> strokes) {
    public static final Guides NONE = new Guides(List.of(), List.of());

    public Guides {
        handles = List.copyOf(handles);
        paths = List.copyOf(paths);
        tags = List.copyOf(tags);
        strokes = List.copyOf(strokes);
    }

    public Guides(List<Handle> handles, List<Path> paths, List<Tag> tags) {
        this(handles, paths, tags, List.of());
    }

    public Guides(List<Handle> handles, List<Path> paths) {
        this(handles, paths, List.of());
    }

    /** All of them as one. */
    public static Guides of(List<Guides> all) {
        return new Guides(
                all.stream().flatMap(g -> g.handles().stream()).toList(),
                all.stream().flatMap(g -> g.paths().stream()).toList(),
                all.stream().flatMap(g -> g.tags().stream()).toList(),
                all.stream().flatMap(g -> g.strokes().stream()).toList());
    }

    public static Guides strokes(List<Stroke> strokes) {
        return new Guides(List.of(), List.of(), List.of(), strokes);
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

    /** A line over the picture in layout pixels, x, y, x, y, ...; where it {@code closes}, the last edge may be dashed. */
    public record Stroke(double[] xy, boolean closes, boolean dashedEnd, int rgb) {}
}
