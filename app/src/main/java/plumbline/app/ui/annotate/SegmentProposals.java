package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.edit.MaskEdits;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.app.Tasks;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.tool.LayerPoints;

/**
 * Points that the program offers to be painted: the ground, clusters without a label, neighbours of masks. Sought beside the
 * window; an offer is what is chosen, taken by Enter. On the FX thread.
 */
final class SegmentProposals {
    private static final double APART_METRES = 0.35;
    private static final int FEWEST = 15;

    private final Ui ui;
    private final SegmentModel segment;
    private final SegmentActions actions;
    private double x;
    private double y;
    private double lastMetres = -1;
    private int lastFrame = -1;

    SegmentProposals(Ui ui, SegmentModel segment, SegmentActions actions) {
        this.ui = ui;
        this.segment = segment;
        this.actions = actions;
    }

    void pointer(double atX, double atY) {
        x = atX;
        y = atY;
    }

    private <T> void beside(Tasks.Work<T> work, Consumer<T> done) {
        int frame = segment.model().frame();
        ui.tasks().compute(
                work,
                t -> {
                    if (frame == segment.model().frame()) {
                        done.accept(t);
                    }
                },
                e -> ui.problem(Failures.sentence(e)));
    }

    private int own() {
        for (int i = 0; i < segment.layers().count(); i++) {
            if (segment.layers().frame(i) == segment.model().frame()) {
                return i;
            }
        }
        return -1;
    }

    private static LayerPoints only(int layer, int of, PointRuns points) {
        List<PointRuns> out = new ArrayList<>(Collections.nCopies(of, PointRuns.EMPTY));
        out.set(layer, points);
        return new LayerPoints(out);
    }

    /** The ground of every sweep in view. */
    void ground() {
        List<PointBlock> blocks = new ArrayList<>();
        for (int i = 0; i < segment.layers().count(); i++) {
            blocks.add(segment.layers().layer(i).points());
        }
        beside(
                () -> new LayerPoints(blocks.stream().map(PointParts::ground).toList()),
                g -> segment.choose(g, "ground"));
    }

    /** What hangs together with the point under the pointer, above the ground. */
    void clusterUnder(SceneView view) {
        Optional<PointRenderer.Picked> picked = view.pick(x, y);
        if (picked.isEmpty() || picked.get().layer() >= segment.layers().count()) {
            segment.model().say("No point under the pointer.");
            return;
        }
        int layer = picked.get().layer();
        int of = segment.layers().count();
        PointBlock points = segment.layers().layer(layer).points();
        beside(
                () -> PointParts.of(points, above(points), APART_METRES, 1).stream()
                        .filter(p -> p.contains(picked.get().index()))
                        .findFirst(),
                c -> c.ifPresentOrElse(
                        p -> segment.choose(only(layer, of, p), "one cluster"),
                        () -> segment.model().say("That point is ground. Z chooses the ground.")));
    }

    private static PointRuns above(PointBlock points) {
        return PointRuns.ofBounds(0, points.size()).minus(PointParts.ground(points));
    }

    /** Of the frame's own sweep the next cluster without a label, from the sensor outwards; then from the nearest again. */
    void nextCluster(SceneView view) {
        int layer = own();
        if (layer < 0 || segment.layers().layer(layer).points().size() == 0) {
            return;
        }
        int of = segment.layers().count();
        int frame = segment.model().frame();
        PointBlock points = segment.layers().layer(layer).points();
        PointRuns free = segment.layers().masks(layer).unlabelled();
        double after = frame == lastFrame ? lastMetres : -1;
        beside(
                () -> {
                    List<PointRuns> all = new ArrayList<>(
                            PointParts.of(points, free.intersect(above(points)), APART_METRES, FEWEST));
                    all.sort(Comparator.comparingDouble(p -> metres(points, p)));
                    return all.stream().filter(p -> metres(points, p) > after).findFirst().or(() -> all.stream().findFirst());
                },
                c -> c.ifPresentOrElse(
                        p -> {
                            lastFrame = frame;
                            lastMetres = metres(points, p);
                            segment.choose(only(layer, of, p), "unlabelled cluster");
                            view.frame(about(points, p));
                        },
                        () -> segment.model().say("No cluster of " + FEWEST + " points or more is without a label here.")));
    }

    private static double metres(PointBlock points, PointRuns p) {
        return points.point(p.from(0)).length();
    }

    private static Box about(PointBlock points, PointRuns p) {
        double[] e = {1e9, 1e9, 1e9, -1e9, -1e9, -1e9};
        for (int r = 0; r < p.runs(); r++) {
            for (int i = p.from(r); i < p.to(r); i++) {
                double[] at = {points.px(i), points.py(i), points.pz(i)};
                for (int k = 0; k < 3; k++) {
                    e[k] = Math.min(e[k], at[k]);
                    e[3 + k] = Math.max(e[3 + k], at[k]);
                }
            }
        }
        return Box.upright(
                new Vec3((e[0] + e[3]) / 2, (e[1] + e[4]) / 2, (e[2] + e[5]) / 2),
                Math.max(1, e[3] - e[0]), Math.max(1, e[4] - e[1]), Math.max(1, e[5] - e[2]), 0);
    }

    /** Unlabelled points of the frame's own sweep go to the mask of their nearest neighbour, at once as one edit. */
    void fill() {
        int layer = own();
        if (layer < 0 || segment.model().readOnly()) {
            return;
        }
        PointBlock points = segment.layers().layer(layer).points();
        List<Label.PointMask> masks = MaskEdits.masks(segment.model().labels(), segment.layers().sweep(layer));
        beside(() -> PointParts.nearest(points, masks), found -> actions.fill(layer, found));
    }
}
