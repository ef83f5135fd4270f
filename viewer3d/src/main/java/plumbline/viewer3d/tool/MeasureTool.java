package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.PointRenderer;

/**
 * Measures by clicks: on a point within 12 pixels, else on the ground. A height is of one click, above the ground below
 * it, or with Shift of two, between them. Enter or a double click ends a path or an area, Backspace takes the last place
 * back, Esc drops it. What is measured goes to {@code done}; the camera stays free.
 */
public final class MeasureTool implements Tool {
    private static final double SNAP_PIXELS = 12;
    private static final double RING_STEP = 4;
    private static final int RGB = 0xFDF565;

    private final Consumer<Measure> done;
    private Measure.Kind kind = Measure.Kind.DISTANCE;
    private final List<Vec3> places = new ArrayList<>();
    private Optional<Vec3> next = Optional.empty();

    public MeasureTool(Consumer<Measure> done) {
        this.done = done;
    }

    @Override
    public String name() {
        return "Measure";
    }

    public Measure.Kind kind() {
        return kind;
    }

    /** What is begun is dropped. */
    public void setKind(Measure.Kind now) {
        kind = now;
        places.clear();
    }

    /** How many places are set of what is begun. */
    public int begun() {
        return places.size();
    }

    /** The point nearest to the pixel on screen, else the ground. */
    static Optional<Vec3> place(double x, double y, ViewPort view) {
        Optional<Vec3> exact = view.pick(x, y).map(PointRenderer.Picked::positionView);
        for (double r = RING_STEP; exact.isEmpty() && r <= SNAP_PIXELS; r += RING_STEP) {
            exact = around(x, y, r, view);
        }
        return exact.or(() -> view.groundAt(x, y));
    }

    private static Optional<Vec3> around(double x, double y, double r, ViewPort view) {
        Optional<Vec3> best = Optional.empty();
        double least = Double.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            double a = i * Math.PI / 4;
            Optional<Vec3> at = view.pick(x + r * Math.cos(a), y + r * Math.sin(a))
                    .map(PointRenderer.Picked::positionView);
            Optional<Vec3> pixel = at.flatMap(p -> view.projection().visible(p));
            if (pixel.isPresent()) {
                double away = Math.hypot(pixel.get().x() - x, pixel.get().y() - y);
                if (away < least) {
                    least = away;
                    best = at;
                }
            }
        }
        return best;
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        next = place(at.x(), at.y(), view);
        view.note(next.isEmpty() ? "Nothing to measure here: no point, no ground" : begin());
    }

    private String begin() {
        if (places.isEmpty() || next.isEmpty()) {
            return kind == Measure.Kind.POINT ? next.map(Measure::coordinates).orElse("") : "";
        }
        List<Vec3> all = new ArrayList<>(places);
        all.add(next.get());
        return all.size() < kind.fewest() ? "" : new Measure(kind, all).words();
    }

    @Override
    public void clicked(Pointer at, ViewPort view) {
        if (at.clicks() > 1) {
            finish(view);
            return;
        }
        Optional<Vec3> place = place(at.x(), at.y(), view);
        if (place.isEmpty()) {
            return;
        }
        if (kind == Measure.Kind.HEIGHT && places.isEmpty() && !at.shift()) {
            take(Measure.aboveGround(place.get(), view.ground()), view);
            return;
        }
        places.add(place.get());
        if (places.size() == kind.most()) {
            take(new Measure(kind, places), view);
        }
    }

    private void take(Measure m, ViewPort view) {
        places.clear();
        next = Optional.empty();
        view.note("");
        done.accept(m);
    }

    private boolean finish(ViewPort view) {
        if (kind.most() == 0 && places.size() >= kind.fewest()) {
            take(new Measure(kind, places), view);
            return true;
        }
        return false;
    }

    @Override
    public boolean key(KeyEvent event, ViewPort view) {
        return switch (event.getCode()) {
            case ENTER -> finish(view);
            case BACK_SPACE -> {
                boolean any = !places.isEmpty();
                if (any) {
                    places.removeLast();
                }
                yield any;
            }
            default -> false;
        };
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean any = !places.isEmpty();
        places.clear();
        next = Optional.empty();
        view.note("");
        return any;
    }

    @Override
    public Guides guides(ViewPort view) {
        List<Vec3> all = new ArrayList<>(places);
        next.filter(n -> !places.isEmpty()).ifPresent(all::add);
        List<Guides.Handle> handles = new ArrayList<>();
        places.forEach(p -> handles.add(new Guides.Handle(p, true, true)));
        next.ifPresent(n -> handles.add(new Guides.Handle(n, true, false)));
        return new Guides(handles, all.size() < 2 ? List.of() : List.of(new Guides.Path(all, true, RGB)));
    }
}
