package plumbline.viewer3d.tool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * Takes hold of the box that cuts points away: its faces, a ring and a ball to turn it, its inside to move it over the
 * ground; W A S D Q E as for a box, in steps of 25 cm and 5 degrees, Ctrl five times that, Alt a fifth. A slice is a box
 * that is very wide in two ways; only its two faces and its middle can be taken.
 */
public final class ClipTool implements Tool {
    /** A box is a slice along an axis where it is longer than this in the two others. */
    public static final double ENDLESS = 900;

    private static final double STEP_METRES = 0.25;
    private static final double STEP_RAD = Math.toRadians(5);
    private static final double HIT_PIXELS = 9;
    private static final int RGB = 0x6CB1FF;

    private final Supplier<Optional<Box>> box;
    private final Consumer<Box> changed;
    private Optional<BoxDrag> drag = Optional.empty();
    private Optional<BoxHandles.Grip> held = Optional.empty();

    /** {@code box} is the one that cuts now, in the view frame; {@code changed} takes the next. */
    public ClipTool(Supplier<Optional<Box>> box, Consumer<Box> changed) {
        this.box = box;
        this.changed = changed;
    }

    @Override
    public String name() {
        return "Clip";
    }

    /** The axis that a slice is thin along; empty for a box. */
    public static Optional<Integer> thin(Box b) {
        for (int axis = 0; axis < 3; axis++) {
            if (BoxMoves.size(b, (axis + 1) % 3) > ENDLESS && BoxMoves.size(b, (axis + 2) % 3) > ENDLESS) {
                return Optional.of(axis);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        drag = box.get().flatMap(b -> grip(b, at, view).map(g -> {
            held = Optional.of(g);
            Ray ray = view.ray(at.x(), at.y());
            return switch (g) {
                case BoxHandles.Grip.Face f -> BoxDrag.Face.of(b, f.axis(), f.sign(), ray, PointBlock.EMPTY);
                case BoxHandles.Grip.Ball ball -> BoxDrag.Turn.of(b, ray).orElse(new BoxDrag.Move(b, b.centre()));
                case BoxHandles.Grip.Ring ring -> BoxDrag.Turn.of(b, ray).orElse(new BoxDrag.Move(b, b.centre()));
            };
        }).or(() -> inside(b, at, view)));
        return drag.isPresent();
    }

    private Optional<BoxHandles.Grip> grip(Box b, Pointer at, ViewPort view) {
        Optional<Integer> thin = thin(b);
        return thin.isEmpty()
                ? new BoxHandles(b).hit(view.projection(), at.x(), at.y())
                : faces(b, thin.get(), view).stream()
                        .filter(h -> view.projection().visible(h.place())
                                .filter(p -> Math.hypot(p.x() - at.x(), p.y() - at.y()) <= HIT_PIXELS).isPresent())
                        .map(h -> (BoxHandles.Grip) h.grip())
                        .findFirst();
    }

    private record FaceHandle(BoxHandles.Grip.Face grip, Vec3 place) {}

    /** A slice's handles stand at its faces over the place that the camera looks at. */
    private static List<FaceHandle> faces(Box b, int axis, ViewPort view) {
        Vec3 unit = BoxMoves.direction(b, axis);
        Vec3 target = view.projection().camera().target();
        Vec3 on = target.minus(unit.times(target.minus(b.centre()).dot(unit)));
        double half = BoxMoves.size(b, axis) / 2;
        return List.of(
                new FaceHandle(new BoxHandles.Grip.Face(axis, 1), on.plus(unit.times(half))),
                new FaceHandle(new BoxHandles.Grip.Face(axis, -1), on.minus(unit.times(half))));
    }

    /** With Shift the box is moved by its inside; without, the camera turns, for one looks into the box all the time. */
    private Optional<BoxDrag> inside(Box b, Pointer at, ViewPort view) {
        Ray ray = view.ray(at.x(), at.y());
        OptionalDouble hit = ray.hit(b);
        return at.shift() && thin(b).isEmpty() && hit.isPresent()
                ? Optional.of(new BoxDrag.Move(b, ray.at(hit.getAsDouble())))
                : Optional.empty();
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        drag.ifPresent(d -> {
            BoxDrag.Step step = d.to(view.ray(at.x(), at.y()), at.alt(), true);
            view.note(step.note());
            changed.accept(step.box());
        });
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        drag = Optional.empty();
        held = Optional.empty();
        view.note("");
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        held = box.get().flatMap(b -> grip(b, at, view));
    }

    @Override
    public boolean key(KeyEvent e, ViewPort view) {
        Optional<Box> now = box.get();
        if (now.isEmpty()) {
            return false;
        }
        double times = e.isControlDown() ? 5 : e.isAltDown() ? 0.2 : 1;
        Optional<Box> next = thin(now.get()).isPresent()
                ? slid(now.get(), thin(now.get()).get(), e.getCode(), e.isShiftDown(), times)
                : nudged(now.get(), e.getCode(), e.isShiftDown(), times);
        next.ifPresent(changed);
        return next.isPresent();
    }

    /** W and S move the slice along its normal, with Shift they make it thicker and thinner; Q and E turn it. */
    static Optional<Box> slid(Box b, int axis, KeyCode key, boolean shift, double times) {
        double by = switch (key) {
            case W, D -> STEP_METRES * times;
            case S, A -> -STEP_METRES * times;
            default -> 0;
        };
        if (by != 0) {
            return Optional.of(shift
                    ? BoxMoves.moveFace(b, axis, 1, by / 2, true)
                    : BoxMoves.moved(b, BoxMoves.direction(b, axis).times(by)));
        }
        return turned(b, key, times);
    }

    /** W A S D along the box's own axes, with Shift W and S up and down, with Shift A and D smaller and larger. */
    static Optional<Box> nudged(Box b, KeyCode key, boolean shift, double times) {
        double step = STEP_METRES * times;
        if (shift && (key == KeyCode.A || key == KeyCode.D)) {
            double by = key == KeyCode.D ? 2 * step : -2 * step;
            return Optional.of(b.withSize(
                    Math.max(BoxMoves.SMALLEST, b.length() + by), Math.max(BoxMoves.SMALLEST, b.width() + by),
                    Math.max(BoxMoves.SMALLEST, b.height() + by)));
        }
        int axis = shift ? 2 : key == KeyCode.W || key == KeyCode.S ? 0 : 1;
        double sign = switch (key) {
            case W, A -> 1;
            case S, D -> -1;
            default -> 0;
        };
        return sign == 0
                ? turned(b, key, times)
                : Optional.of(BoxMoves.moved(b, BoxMoves.direction(b, axis).times(sign * step)));
    }

    private static Optional<Box> turned(Box b, KeyCode key, double times) {
        return switch (key) {
            case Q -> Optional.of(b.turned(STEP_RAD * times));
            case E -> Optional.of(b.turned(-STEP_RAD * times));
            default -> Optional.empty();
        };
    }

    @Override
    public Guides guides(ViewPort view) {
        return box.get().map(b -> {
            Optional<Integer> thin = thin(b);
            return thin.isEmpty()
                    ? new BoxHandles(b).guides(held, false)
                    : new Guides(
                            faces(b, thin.get(), view).stream()
                                    .map(f -> new Guides.Handle(f.place(), false, held.equals(Optional.of(f.grip()))))
                                    .toList(),
                            List.of());
        }).orElse(Guides.NONE);
    }

    /** The edges of the box that cuts; a slice has none to see. */
    public static Guides outline(Box b) {
        if (thin(b).isPresent()) {
            return Guides.NONE;
        }
        Vec3[] c = b.corners();
        return new Guides(
                List.of(),
                java.util.Arrays.stream(Box.EDGES)
                        .map(e -> new Guides.Path(List.of(c[e[0]], c[e[1]]), true, RGB))
                        .toList());
    }
}
