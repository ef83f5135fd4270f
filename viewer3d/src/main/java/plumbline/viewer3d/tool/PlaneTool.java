package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Rays;

/**
 * Chooses the points above a level plane: press on a point, drag up or down to set the height. Shift takes those below. Of
 * what is chosen already only that part stays; with nothing chosen, of all that is shown.
 */
public final class PlaneTool implements Tool {
    private static final int RGB = 0x6CB1FF;
    private static final double HALF_METRES = 6;
    private static final int LINES = 6;

    private final MaskTarget target;
    private LayerPoints of = LayerPoints.NONE;
    private Optional<Vec3> held = Optional.empty();
    private double height;
    private boolean below;

    public PlaneTool(MaskTarget target) {
        this.target = target;
    }

    @Override
    public String name() {
        return "Plane";
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        held = PointQuery.place(at, view);
        held.ifPresent(h -> {
            height = h.z();
            of = target.chosen();
            dragged(at, view);
        });
        return held.isPresent();
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        held.ifPresent(h -> {
            Ray ray = view.ray(at.x(), at.y());
            height = Rays.nearestOnLine(ray, h, new Vec3(0, 0, 1)).z();
            below = at.shift();
            LayerPoints now = found(view);
            target.light(target.open(now, at.alt()), at.alt());
            view.note(String.format(
                    Locale.ROOT, "%s %.2f m, %s points%s", below ? "Below" : "Above", height,
                    Edits.spaced((int) now.count()), below ? "" : ", Shift: below"));
        });
    }

    private LayerPoints found(ViewPort view) {
        double sign = below ? -1 : 1;
        LayerPoints side = PointQuery.beyond(new Vec3(0, 0, sign), sign * height, view);
        return of.isEmpty() ? side : of.intersect(side);
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (held.isPresent()) {
            target.choose(found(view), below ? "below the plane" : "above the plane");
            held = Optional.empty();
        }
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        view.note("Drag up or down, Shift: below");
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean was = held.isPresent();
        held = Optional.empty();
        view.note("");
        return was;
    }

    /** A square of lines about the place that is held. */
    @Override
    public Guides guides(ViewPort view) {
        return held.map(h -> {
            List<Guides.Path> lines = new ArrayList<>();
            for (int i = 0; i <= LINES; i++) {
                double at = (2.0 * i / LINES - 1) * HALF_METRES;
                lines.add(new Guides.Path(List.of(
                        new Vec3(h.x() + at, h.y() - HALF_METRES, height),
                        new Vec3(h.x() + at, h.y() + HALF_METRES, height)), false, RGB));
                lines.add(new Guides.Path(List.of(
                        new Vec3(h.x() - HALF_METRES, h.y() + at, height),
                        new Vec3(h.x() + HALF_METRES, h.y() + at, height)), false, RGB));
            }
            return new Guides(List.of(), lines);
        }).orElse(Guides.NONE);
    }
}
