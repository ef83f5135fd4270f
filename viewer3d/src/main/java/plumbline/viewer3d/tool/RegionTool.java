package plumbline.viewer3d.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.viewer3d.view.Projection;

/**
 * What tools that enclose points on the picture have in common: the outline so far, what it takes ("visible only", or
 * "through" with Shift), and that Ctrl adds to what is chosen already. Nothing is edited; what is chosen waits for Enter.
 */
abstract class RegionTool implements Tool {
    static final int RGB = 0x6CB1FF;

    private final MaskTarget target;
    private double[] outline = new double[0];

    RegionTool(MaskTarget target) {
        this.target = target;
    }

    MaskTarget target() {
        return target;
    }

    double[] outline() {
        return outline;
    }

    void setOutline(double... xy) {
        outline = xy;
    }

    void add(double x, double y) {
        outline = Arrays.copyOf(outline, outline.length + 2);
        outline[outline.length - 2] = x;
        outline[outline.length - 1] = y;
    }

    static String mode(Pointer at) {
        return (at.shift() ? "Through" : "Visible only, Shift: through") + (at.ctrl() ? ", added" : "");
    }

    /** Chooses what the outline encloses and forgets the outline. */
    void enclose(Pointer at, ViewPort view) {
        Projection p = view.projection();
        ScreenRegion region = ScreenRegion.of(outline, p.width(), p.height());
        outline = new double[0];
        if (region.isEmpty()) {
            view.note("");
            return;
        }
        Optional<Seen> seen = at.shift()
                ? Optional.empty()
                : view.seen(region.left(), region.top(), region.width(), region.height());
        LayerPoints found = PointQuery.under(region, view, seen);
        target.choose(at.ctrl() ? target.chosen().union(found) : found, at.shift() ? "through" : "visible only");
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        view.note(mode(at));
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean was = outline.length > 0;
        outline = new double[0];
        view.note("");
        return was;
    }

    @Override
    public Guides guides(ViewPort view) {
        return outline.length < 4
                ? Guides.NONE
                : Guides.strokes(List.of(new Guides.Stroke(outline, true, true, RGB)));
    }
}
