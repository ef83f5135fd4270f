package plumbline.viewer3d.lod;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.TileSource;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.Projection;

/**
 * Which tiles a picture needs, the most needed first: those whose points would stand furthest apart on the screen without
 * them, weighed by how near they are to the middle or to the pointer. A tile comes after its parent. Pure.
 */
public final class LodSelection {
    /** Nearer than this, in metres, a tile is not held to be. */
    private static final double NEAREST = 0.5;
    /** A tile at the edge of the picture counts so much of one in the middle. */
    private static final double AT_EDGE = 0.4;

    private final TileSource source;
    private final TileSet set;
    private final Projection projection;
    private final Clip clip;
    private final double focusX;
    private final double focusY;

    private LodSelection(TileSource source, Projection projection, Clip clip, Optional<double[]> pointer) {
        this.clip = clip;
        this.source = source;
        this.set = source.set();
        this.projection = projection;
        this.focusX = pointer.map(p -> p[0]).orElse(projection.width() / 2);
        this.focusY = pointer.map(p -> p[1]).orElse(projection.height() / 2);
    }

    private record Candidate(TileNode node, double weight, double gapPixels) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate o) {
            return Double.compare(o.weight, weight);
        }
    }

    /** Tiles in view within the budget of points; {@code pointer} in pixels, where it is over the picture. */
    public static List<TileNode> of(
            TileSource source, Projection projection, LodBudget budget, Optional<double[]> pointer) {
        return of(source, projection, Clip.NONE, budget, pointer);
    }

    /** Without tiles that are cut away as a whole. */
    public static List<TileNode> of(
            TileSource source, Projection projection, Clip clip, LodBudget budget, Optional<double[]> pointer) {
        return new LodSelection(source, projection, clip, pointer).select(budget);
    }

    private List<TileNode> select(LodBudget budget) {
        List<TileNode> out = new ArrayList<>();
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        candidate(TileKey.ROOT).ifPresent(queue::add);
        long points = 0;
        while (!queue.isEmpty()) {
            Candidate c = queue.poll();
            points += c.node().points();
            if (points > budget.points() && !out.isEmpty()) {
                break;
            }
            out.add(c.node());
            if (c.gapPixels() > budget.pixels()) {
                for (int octant = 0; octant < 8; octant++) {
                    if (c.node().has(octant)) {
                        candidate(c.node().key().child(octant)).ifPresent(queue::add);
                    }
                }
            }
        }
        return out;
    }

    /** Empty where the tile is not there or not in view. */
    private Optional<Candidate> candidate(TileKey key) {
        Optional<TileNode> node = source.node(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        double half = set.size(key) / 2;
        Vec3 middle = set.corner(key).plus(new Vec3(half, half, half));
        if (!inView(middle, half) || !clip.touches(middle, half * Math.sqrt(3))) {
            return Optional.empty();
        }
        double gap = set.spacing(key) * pixelsPerMetre(middle, half);
        return Optional.of(new Candidate(node.get(), gap * attention(middle, half), gap));
    }

    private double pixelsPerMetre(Vec3 middle, double half) {
        if (!projection.perspective()) {
            return projection.pixelsPerMetre();
        }
        Vec3 eye = projection.camera().eye();
        double dx = Math.max(0, Math.abs(eye.x() - middle.x()) - half);
        double dy = Math.max(0, Math.abs(eye.y() - middle.y()) - half);
        double dz = Math.max(0, Math.abs(eye.z() - middle.z()) - half);
        return projection.pixelsPerMetre() / Math.max(NEAREST, Math.sqrt(dx * dx + dy * dy + dz * dz));
    }

    /** 1 where the tile covers the middle of the picture or the pointer, less the further it is from both. */
    private double attention(Vec3 middle, double half) {
        double depth = projection.perspective() ? projection.depth(middle) : 1;
        double reach = half * Math.sqrt(3);
        if (projection.perspective() && depth <= reach) {
            return 1;
        }
        Vec3 pixel = projection.pixel(middle);
        double covers = reach * projection.pixelsPerMetre() / depth;
        double diagonal = Math.hypot(projection.width(), projection.height()) / 2;
        double fromMiddle = Math.hypot(pixel.x() - projection.width() / 2, pixel.y() - projection.height() / 2);
        double fromFocus = Math.hypot(pixel.x() - focusX, pixel.y() - focusY);
        double away = Math.max(0, Math.min(fromMiddle, fromFocus) - covers) / diagonal;
        return 1 - (1 - AT_EDGE) * Math.min(1, away);
    }

    /** False only where the cube lies wholly beyond one side of what is seen. */
    private boolean inView(Vec3 middle, double half) {
        double[] r = projection.rows();
        double[] u = {r[0], r[1], r[2], r[3]};
        double[] v = {r[4], r[5], r[6], r[7]};
        double[] d = projection.perspective() ? new double[] {r[8], r[9], r[10], r[11]} : new double[] {0, 0, 0, 1};
        return side(u, d, 1, 0, middle, half)
                && side(u, d, -1, projection.width(), middle, half)
                && side(v, d, 1, 0, middle, half)
                && side(v, d, -1, projection.height(), middle, half)
                && (!projection.perspective() || side(d, d, 1, 0, middle, half));
    }

    /** Whether a corner of the cube has {@code sign * row + pixels * depth >= 0}. */
    private static boolean side(double[] row, double[] depth, int sign, double pixels, Vec3 middle, double half) {
        double a = sign * row[0] + pixels * depth[0];
        double b = sign * row[1] + pixels * depth[1];
        double c = sign * row[2] + pixels * depth[2];
        double e = sign * row[3] + pixels * depth[3];
        return a * middle.x() + b * middle.y() + c * middle.z() + e
                        + half * (Math.abs(a) + Math.abs(b) + Math.abs(c))
                >= 0;
    }
}
