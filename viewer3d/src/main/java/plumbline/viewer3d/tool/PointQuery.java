package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.LayerMatrix;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/**
 * Which points of a scene lie in a part of the picture, or pass a test of their place. Points that are not shown (their
 * colour, layer or clip leaves them out) are in no answer. On all cores, a part of a layer at a time.
 */
public final class PointQuery {
    /** A point by its block's offsets from the origin. */
    private interface Test {
        boolean passes(float x, float y, float z);
    }

    static final double REACH_PIXELS = 24;

    private PointQuery() {}

    /** The place of what is shown nearest to the pointer, not farther than {@link #REACH_PIXELS}; else of the ground. */
    static Optional<Vec3> place(Pointer at, ViewPort view, Optional<Seen> seen) {
        OptionalDouble depth = seen.map(s -> s.near(at.x(), at.y(), REACH_PIXELS)).orElse(OptionalDouble.empty());
        return depth.isPresent()
                ? Optional.of(view.projection().unproject(at.x(), at.y(), depth.getAsDouble()))
                : view.groundAt(at.x(), at.y());
    }

    static Optional<Vec3> place(Pointer at, ViewPort view) {
        return place(at, view, view.seen(
                at.x() - REACH_PIXELS, at.y() - REACH_PIXELS, 2 * REACH_PIXELS + 1, 2 * REACH_PIXELS + 1));
    }

    /** {@code seen}: only what nothing nearer hides; empty for all that lies under the region. */
    public static LayerPoints under(ScreenRegion region, ViewPort view, Optional<Seen> seen) {
        return each(view, m -> (x, y, z) -> under(m, region, seen, x, y, z));
    }

    /** Of some points, those under a region; {@code seen} as in {@link #under}. */
    static PointRuns of(PointRuns points, PointLayer layer, ViewPort view, Optional<Seen> seen) {
        LayerMatrix m = matrix(layer, view);
        PointBlock b = layer.points();
        BitSet out = new BitSet();
        for (int r = 0; r < points.runs(); r++) {
            for (int i = points.from(r); i < points.to(r); i++) {
                if (shown(layer, m, i) && (seen.isEmpty() || visible(m, seen.get(), b.x()[i], b.y()[i], b.z()[i]))) {
                    out.set(i);
                }
            }
        }
        return PointRuns.of(out);
    }

    /** The points shown on the side of a plane that its normal points to. */
    public static LayerPoints beyond(Vec3 normal, double distance, ViewPort view) {
        return each(view, (m, layer) -> {
            Vec3 own = layer.viewFromBlock().inverse().rotate(normal);
            double at = distance - normal.dot(layer.viewFromBlock().apply(layer.points().origin()));
            return (x, y, z) -> own.x() * x + own.y() * y + own.z() * z >= at;
        });
    }

    private interface Made {
        Test of(LayerMatrix m, PointLayer layer);
    }

    private static LayerPoints each(ViewPort view, java.util.function.Function<LayerMatrix, Test> made) {
        return each(view, (m, layer) -> made.apply(m));
    }

    private static LayerPoints each(ViewPort view, Made made) {
        List<PointRuns> out = new ArrayList<>();
        for (PointLayer layer : view.scene().points()) {
            out.add(layer.visible() ? tested(layer, matrix(layer, view), made) : PointRuns.EMPTY);
        }
        return new LayerPoints(out);
    }

    private static PointRuns tested(PointLayer layer, LayerMatrix m, Made made) {
        Test test = made.of(m, layer);
        PointBlock b = layer.points();
        int n = b.size();
        long[] words = new long[(n + 63) / 64];
        int parts = (n + PointColours.PART - 1) / PointColours.PART;
        // A part is a multiple of 64 points, so no two of them write the same word.
        IntStream.range(0, parts).parallel().forEach(part -> {
            int end = Math.min(n, (part + 1) * PointColours.PART);
            for (int i = part * PointColours.PART; i < end; i++) {
                if (test.passes(b.x()[i], b.y()[i], b.z()[i]) && shown(layer, m, i)) {
                    words[i >> 6] |= 1L << i;
                }
            }
        });
        return PointRuns.of(BitSet.valueOf(words));
    }

    private static LayerMatrix matrix(PointLayer layer, ViewPort view) {
        Projection p = view.projection();
        ViewState state = new ViewState(p.camera(), 1, 1, 1, PointStyle.DEFAULT, view.clip());
        return LayerMatrix.of(p, layer, SceneSnapshot.EMPTY, state);
    }

    private static boolean shown(PointLayer layer, LayerMatrix m, int i) {
        PointBlock b = layer.points();
        return layer.colours().argb(i) >>> 24 != 0
                && (!m.clip().cuts() || m.clip().keeps(b.x()[i], b.y()[i], b.z()[i]));
    }

    private static boolean under(LayerMatrix m, ScreenRegion region, Optional<Seen> seen, float x, float y, float z) {
        float d = m.d0() * x + m.d1() * y + m.d2() * z + m.d3();
        if (!(d > m.nearest())) {
            return false;
        }
        float by = m.perspective() ? 1 / d : 1;
        float px = (m.u0() * x + m.u1() * y + m.u2() * z + m.u3()) * by;
        float py = (m.v0() * x + m.v1() * y + m.v2() * z + m.v3()) * by;
        return region.contains(px, py) && (seen.isEmpty() || !seen.get().hides(px, py, d));
    }

    private static boolean visible(LayerMatrix m, Seen seen, float x, float y, float z) {
        float d = m.d0() * x + m.d1() * y + m.d2() * z + m.d3();
        float by = m.perspective() ? 1 / d : 1;
        float px = (m.u0() * x + m.u1() * y + m.u2() * z + m.u3()) * by;
        float py = (m.v0() * x + m.v1() * y + m.v2() * z + m.v3()) * by;
        return d > m.nearest() && !seen.hides(px, py, d);
    }
}
