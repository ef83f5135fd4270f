package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.view.Projection;

/**
 * Paints points: a ball of so many metres about the place under the pointer, without what something nearer hides; with
 * Shift all that lies under the circle. A drag is one stroke, Alt erases, the wheel sizes. Points light up before the click.
 */
public final class BrushTool implements Tool {
    public static final double SMALLEST_METRES = 0.05;
    public static final double LARGEST_METRES = 25;

    private static final double STEP = 1.15;
    private static final double REACH_PIXELS = PointQuery.REACH_PIXELS;
    private static final int MOST_BETWEEN = 12;
    private static final int PAINT_RGB = 0x6CB1FF;
    private static final int ERASE_RGB = 0xFF8A7A;

    private final MaskTarget target;
    private double radiusMetres = 0.5;
    private Optional<Vec3> place = Optional.empty();
    private Pointer last = Pointer.at(0, 0);
    private LayerPoints stroke = LayerPoints.NONE;
    private boolean painting;
    private boolean erasing;

    public BrushTool(MaskTarget target) {
        this.target = target;
    }

    @Override
    public String name() {
        return "Brush";
    }

    public double radiusMetres() {
        return radiusMetres;
    }

    public void setRadius(double metres) {
        radiusMetres = Math.clamp(metres, SMALLEST_METRES, LARGEST_METRES);
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        painting = true;
        erasing = at.alt();
        stroke = LayerPoints.NONE;
        last = at;
        stamp(at, view);
        return true;
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        if (!painting) {
            return;
        }
        double pixels = place.map(p -> radiusMetres * view.projection().pixelsPerMetreAt(p)).orElse(REACH_PIXELS);
        double way = Math.hypot(at.x() - last.x(), at.y() - last.y());
        int steps = (int) Math.clamp(Math.ceil(way / Math.max(2, pixels / 2)), 1, (double) MOST_BETWEEN);
        Pointer from = last;
        for (int i = 1; i <= steps; i++) {
            double f = (double) i / steps;
            stroke = stroke.union(touched(
                    new Pointer(
                            from.x() + f * (at.x() - from.x()), from.y() + f * (at.y() - from.y()), at.shift(), at.alt(),
                            at.ctrl(), 1),
                    view));
        }
        last = at;
        shown(stroke, at, view);
    }

    private void stamp(Pointer at, ViewPort view) {
        stroke = stroke.union(touched(at, view));
        shown(stroke, at, view);
    }

    private void shown(LayerPoints points, Pointer at, ViewPort view) {
        boolean erase = painting ? erasing : at.alt();
        LayerPoints open = target.open(points, erase);
        target.light(open, erase);
        view.note(words(open.count(), erase, at.shift()));
    }

    private String words(long count, boolean erase, boolean through) {
        return String.format(
                Locale.ROOT, "%s %s, %s m%s", erase ? "Erase" : target.paints(), Edits.spaced((int) count),
                radiusMetres < 1 ? String.format(Locale.ROOT, "%.2f", radiusMetres)
                        : String.format(Locale.ROOT, "%.1f", radiusMetres),
                through ? ", through" : "");
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (!painting) {
            return;
        }
        painting = false;
        LayerPoints done = stroke;
        stroke = LayerPoints.NONE;
        if (!done.isEmpty()) {
            target.stroke(done, erasing);
        }
        moved(at, view);
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        last = at;
        shown(touched(at, view), at, view);
    }

    /** The points that the brush has under it, and the place that it stands at. */
    private LayerPoints touched(Pointer at, ViewPort view) {
        Projection p = view.projection();
        double pixels = Math.max(
                REACH_PIXELS, 4 + place.map(c -> radiusMetres * p.pixelsPerMetreAt(c)).orElse(REACH_PIXELS));
        Optional<Seen> seen = view.seen(at.x() - pixels, at.y() - pixels, 2 * pixels, 2 * pixels);
        place = PointQuery.place(at, view, seen);
        if (place.isEmpty()) {
            return LayerPoints.NONE;
        }
        if (at.shift()) {
            double r = radiusMetres * p.pixelsPerMetreAt(place.get());
            return PointQuery.under(
                    ScreenRegion.circle(at.x(), at.y(), r, p.width(), p.height()), view, Optional.empty());
        }
        List<PointRuns> out = new ArrayList<>();
        for (PointLayer layer : view.scene().points()) {
            Optional<PointIndex> index = layer.visible() ? target.index(layer.points()) : Optional.empty();
            out.add(index.map(i -> PointQuery.of(
                            i.within(layer.viewFromBlock().inverse().apply(place.get()), radiusMetres), layer, view, seen))
                    .orElse(PointRuns.EMPTY));
        }
        return new LayerPoints(out);
    }

    @Override
    public boolean scrolled(Pointer at, double delta, ViewPort view) {
        if (at.ctrl()) {
            return false;
        }
        setRadius(radiusMetres * (delta > 0 ? STEP : 1 / STEP));
        if (painting) {
            shown(stroke, at, view);
        } else {
            moved(at, view);
        }
        return true;
    }

    @Override
    public boolean key(KeyEvent event, ViewPort view) {
        boolean up = event.getCode() == KeyCode.CLOSE_BRACKET;
        if (!up && event.getCode() != KeyCode.OPEN_BRACKET || event.isControlDown()) {
            return false;
        }
        setRadius(radiusMetres * (up ? STEP : 1 / STEP));
        moved(last, view);
        return true;
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean was = painting;
        painting = false;
        stroke = LayerPoints.NONE;
        target.light(LayerPoints.NONE, false);
        view.note("");
        return was;
    }

    @Override
    public Guides guides(ViewPort view) {
        return place.map(c -> {
            double r = Math.max(2, radiusMetres * view.projection().pixelsPerMetreAt(c));
            return Guides.strokes(List.of(new Guides.Stroke(
                    ScreenRegion.ring(last.x(), last.y(), r), true, false,
                    last.alt() || painting && erasing ? ERASE_RGB : PAINT_RGB)));
        }).orElse(Guides.NONE);
    }
}
