package plumbline.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.assist.Proposal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Polygon;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** Between an object in 3D and its labels on an image: one from the other, and how far they agree. Pure. */
public final class ImageLinks {
    /** Points farther apart than this along the line of sight are of different things. */
    private static final double GAP_METRES = 1.2;

    /** Of the points of the largest group, so many make one that may stand before it. */
    private static final double LARGE_ENOUGH = 0.3;

    /**
     * Of the rectangles about both: intersection over union, and by how many pixels their edges differ at most. The first is
     * the label's, the second the box's.
     */
    public record Agreement(double iou, double pixels) {}

    /** A box for what a label on an image shows, with the points that led to it. */
    public record Lifted(Proposal proposal, int pointsInLabel) {}

    private ImageLinks() {}

    /** The camera that a label is on; empty for one that is on none. */
    public static Optional<SensorId> camera(Label l) {
        return switch (l) {
            case Label.ImageBox b -> Optional.of(b.camera());
            case Label.ImageShape s -> Optional.of(s.camera());
            case Label.ImageMask m -> Optional.of(m.camera());
            case Label.Cuboid c -> Optional.empty();
            case Label.PointMask m -> Optional.empty();
            case Label.Shape s -> Optional.empty();
            case Label.Relation r -> Optional.empty();
            case Label.SceneTag t -> Optional.empty();
        };
    }

    /** Left, top, right, bottom in pixels; empty for a mask without pixels and for what is on no image. */
    public static Optional<double[]> bounds(Label l) {
        return switch (l) {
            case Label.ImageBox b -> Optional.of(new double[] {b.left(), b.top(), b.right(), b.bottom()});
            case Label.ImageShape s -> Optional.of(new double[] {
                s.vertices().stream().mapToDouble(Pixel::x).min().orElseThrow(),
                s.vertices().stream().mapToDouble(Pixel::y).min().orElseThrow(),
                s.vertices().stream().mapToDouble(Pixel::x).max().orElseThrow(),
                s.vertices().stream().mapToDouble(Pixel::y).max().orElseThrow()
            });
            case Label.ImageMask m -> bounds(m);
            case Label.Cuboid c -> Optional.empty();
            case Label.PointMask m -> Optional.empty();
            case Label.Shape s -> Optional.empty();
            case Label.Relation r -> Optional.empty();
            case Label.SceneTag t -> Optional.empty();
        };
    }

    private static Optional<double[]> bounds(Label.ImageMask m) {
        if (m.pixels().isEmpty()) {
            return Optional.empty();
        }
        double left = m.width();
        double right = 0;
        for (int i = 0; i < m.pixels().runs(); i++) {
            int from = m.pixels().from(i);
            int last = m.pixels().to(i) - 1;
            boolean rows = from / m.width() != last / m.width();
            left = Math.min(left, rows ? 0 : from % m.width());
            right = Math.max(right, rows ? m.width() - 1 : last % m.width());
        }
        return Optional.of(new double[] {
            left - 0.5, m.pixels().from(0) / m.width() - 0.5, right + 0.5, (m.pixels().end() - 1) / m.width() + 0.5
        });
    }

    /** Whether a pixel is in a box, an outline or a mask. */
    public static boolean contains(Label l, double u, double v) {
        return switch (l) {
            case Label.ImageBox b -> u >= b.left() && u <= b.right() && v >= b.top() && v <= b.bottom();
            case Label.ImageShape s -> s.form() == Form.POLYGON && polygon(s.vertices()).contains(u, v);
            case Label.ImageMask m -> {
                long x = Math.round(u);
                long y = Math.round(v);
                yield x >= 0 && y >= 0 && x < m.width() && y < m.height() && m.pixels().contains((int) (y * m.width() + x));
            }
            case Label.Cuboid c -> false;
            case Label.PointMask m -> false;
            case Label.Shape s -> false;
            case Label.Relation r -> false;
            case Label.SceneTag t -> false;
        };
    }

    private static Polygon polygon(List<Pixel> vertices) {
        return new Polygon(
                vertices.stream().mapToDouble(Pixel::x).toArray(), vertices.stream().mapToDouble(Pixel::y).toArray());
    }

    /** Where the camera sees a place in the lidar's frame; empty where it does not. */
    public static Optional<Pixel> pixel(Projection.View view, Vec3 lidar) {
        Vec3 c = view.cameraFromLidar().apply(lidar);
        double[] uv = new double[2];
        boolean seen = view.project(c.x(), c.y(), c.z(), uv) && view.lens().inImage(uv[0], uv[1]);
        return seen ? Optional.of(new Pixel(uv[0], uv[1])) : Optional.empty();
    }

    /** The rectangle about what the camera sees of a box; empty where it sees nothing. */
    public static Optional<double[]> rectangle(Projection.View view, Box boxLidar) {
        Projection.Outline outline = Projection.box(view, boxLidar);
        return outline.isEmpty() ? Optional.empty() : Optional.of(outline.bounds());
    }

    public static Optional<Agreement> agreement(Projection.View view, Box boxLidar, Label onImage) {
        Optional<double[]> a = bounds(onImage);
        Optional<double[]> b = rectangle(view, boxLidar);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        double w = Math.min(a.get()[2], b.get()[2]) - Math.max(a.get()[0], b.get()[0]);
        double h = Math.min(a.get()[3], b.get()[3]) - Math.max(a.get()[1], b.get()[1]);
        double shared = w > 0 && h > 0 ? w * h : 0;
        double all = area(a.get()) + area(b.get()) - shared;
        double most = 0;
        for (int i = 0; i < 4; i++) {
            most = Math.max(most, Math.abs(a.get()[i] - b.get()[i]));
        }
        return Optional.of(new Agreement(all > 0 ? shared / all : 0, most));
    }

    private static double area(double[] r) {
        return (r[2] - r[0]) * (r[3] - r[1]);
    }

    /**
     * A box about the points of the sweep that lie in a label on the image: ground left out, the nearest large group along the
     * line of sight taken, a box fitted where its middle point is. Empty where no box is found.
     */
    public static Optional<Lifted> lift(Projection.View view, PointBlock pointsLidar, Label onImage, LabelClass cls) {
        Ground ground = Ground.estimate(pointsLidar);
        Projection.Points seen = Projection.points(view, pointsLidar);
        List<double[]> inside = new ArrayList<>();
        for (int i = 0; i < seen.index().length; i++) {
            int p = seen.index()[i];
            if (contains(onImage, seen.u()[i], seen.v()[i])
                    && !ground.isGround(pointsLidar.px(p), pointsLidar.py(p), pointsLidar.pz(p))) {
                inside.add(new double[] {seen.depth()[i], p});
            }
        }
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        inside.sort(java.util.Comparator.comparingDouble(d -> d[0]));
        int[] group = front(inside);
        List<double[]> members = inside.subList(group[0], group[1]);
        Vec3 seed = middle(pointsLidar, members);
        return BoxFit.atPoint(pointsLidar, ground, seed, cls).map(p -> new Lifted(p, inside.size()));
    }

    /**
     * From and to of the nearest group that is large enough: what somebody outlines stands before what shows beside it, and a
     * wall behind a person has more points than the person.
     */
    private static int[] front(List<double[]> byDepth) {
        List<int[]> groups = new ArrayList<>();
        int from = 0;
        int most = 0;
        for (int i = 1; i <= byDepth.size(); i++) {
            if (i == byDepth.size() || byDepth.get(i)[0] - byDepth.get(i - 1)[0] > GAP_METRES) {
                groups.add(new int[] {from, i});
                most = Math.max(most, i - from);
                from = i;
            }
        }
        double enough = LARGE_ENOUGH * most;
        return groups.stream().filter(g -> g[1] - g[0] >= enough).findFirst().orElseThrow();
    }

    /** The point of the group that is nearest to the medians of its coordinates. */
    private static Vec3 middle(PointBlock points, List<double[]> members) {
        double[][] at = new double[3][members.size()];
        for (int i = 0; i < members.size(); i++) {
            Vec3 p = points.point((int) members.get(i)[1]);
            at[0][i] = p.x();
            at[1][i] = p.y();
            at[2][i] = p.z();
        }
        for (double[] axis : at) {
            Arrays.sort(axis);
        }
        int half = members.size() / 2;
        Vec3 median = new Vec3(at[0][half], at[1][half], at[2][half]);
        return members.stream()
                .map(m -> points.point((int) m[1]))
                .min(java.util.Comparator.comparingDouble(median::distance))
                .orElseThrow();
    }

    /** The pixels of an outline, as its mask; row by row. */
    public static PointRuns pixels(List<Pixel> outline, int width, int height) {
        Polygon p = polygon(outline);
        java.util.BitSet in = new java.util.BitSet();
        double top = outline.stream().mapToDouble(Pixel::y).min().orElseThrow();
        double bottom = outline.stream().mapToDouble(Pixel::y).max().orElseThrow();
        double left = outline.stream().mapToDouble(Pixel::x).min().orElseThrow();
        double right = outline.stream().mapToDouble(Pixel::x).max().orElseThrow();
        for (int y = (int) Math.max(0, Math.floor(top)); y <= Math.min(height - 1, Math.ceil(bottom)); y++) {
            for (int x = (int) Math.max(0, Math.floor(left)); x <= Math.min(width - 1, Math.ceil(right)); x++) {
                if (p.contains(x, y)) {
                    in.set(y * width + x);
                }
            }
        }
        return PointRuns.of(in);
    }

    /** A disc about a pixel. */
    public static PointRuns disc(double u, double v, double radius, int width, int height) {
        List<Integer> bounds = new ArrayList<>();
        for (int y = (int) Math.max(0, Math.ceil(v - radius)); y <= Math.min(height - 1, Math.floor(v + radius)); y++) {
            double half = Math.sqrt(Math.max(0, radius * radius - (y - v) * (y - v)));
            int from = (int) Math.max(0, Math.ceil(u - half));
            int to = (int) Math.min(width - 1, Math.floor(u + half)) + 1;
            if (from < to) {
                bounds.add(y * width + from);
                bounds.add(y * width + to);
            }
        }
        PointRuns out = PointRuns.EMPTY;
        for (int i = 0; i < bounds.size(); i += 2) {
            out = out.union(PointRuns.ofBounds(bounds.get(i), bounds.get(i + 1)));
        }
        return out;
    }
}
