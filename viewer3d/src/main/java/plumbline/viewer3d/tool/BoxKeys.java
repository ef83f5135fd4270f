package plumbline.viewer3d.tool;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * Keys that change the selected box: W A S D 5 cm, Shift+W/S up and down, Q E 1 degree (Ctrl five times, Alt a fifth);
 * R refit, X flip, Z onto the ground, Del delete. Each press is one edit.
 */
public final class BoxKeys {
    private static final double STEP_METRES = 0.05;
    private static final double STEP_RAD = Math.toRadians(1);

    /** Unit vectors that W and A move along in the view under the pointer, and what Shift+W does. */
    public record Axes(Vec3 ahead, Vec3 left, Vec3 up) {
        /** The box's own axes, named by how the camera sees them: ahead is the side that the view looks along most. */
        public static Axes seen(Box box, Vec3 forward) {
            Vec3 ahead = BoxMoves.direction(box, 0);
            for (Vec3 d : new Vec3[] {
                BoxMoves.direction(box, 0).times(-1), BoxMoves.direction(box, 1), BoxMoves.direction(box, 1).times(-1)
            }) {
                ahead = d.dot(forward) > ahead.dot(forward) + 1e-9 ? d : ahead;
            }
            Vec3 up = BoxMoves.direction(box, 2);
            return new Axes(ahead, up.cross(ahead), up);
        }
    }

    /** A box after a key, with the verb for it. */
    public record Step(String verb, Box box) {}

    private final EditTarget target;
    private final GroundCache ground = new GroundCache();

    public BoxKeys(EditTarget target) {
        this.target = target;
    }

    /** True where the key is one of these and a box is selected. */
    public boolean key(KeyEvent e, ViewPort view) {
        return key(e, c -> {
            Vec3 f = view.projection().forward();
            return Axes.seen(c, Math.hypot(f.x(), f.y()) < 0.05 ? view.projection().up() : f);
        });
    }

    /** Without a view: ahead is where the box heads. */
    public boolean key(KeyEvent e) {
        return key(e, c -> Axes.seen(c, BoxMoves.direction(c, 0)));
    }

    public boolean key(KeyEvent e, java.util.function.Function<Box, Axes> axes) {
        Optional<Label.Cuboid> selected = Edits.selected(target);
        if (selected.isEmpty() || e.isMetaDown()) {
            return false;
        }
        Label.Cuboid c = selected.get();
        boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isShiftDown();
        if (e.getCode() == KeyCode.DELETE && plain) {
            Edits.delete(target, c);
            return true;
        }
        double times = e.isControlDown() ? 5 : e.isAltDown() ? 0.2 : 1;
        Optional<Step> step = nudge(e.getCode(), e.isShiftDown(), times, c.box(), axes.apply(c.box()));
        if (step.isEmpty() && plain) {
            step = snap(e.getCode(), c.box(), target.points());
        }
        step.ifPresent(s -> Edits.replace(target, s.verb(), c, s.box()));
        return step.isPresent();
    }

    /** Moves and turns by a step. */
    public static Optional<Step> nudge(KeyCode key, boolean shift, double times, Box box, Axes axes) {
        double m = STEP_METRES * times;
        if (shift) {
            return switch (key) {
                case W -> Optional.of(move(box, axes.up(), m));
                case S -> Optional.of(move(box, axes.up(), -m));
                default -> Optional.empty();
            };
        }
        return switch (key) {
            case W -> Optional.of(move(box, axes.ahead(), m));
            case S -> Optional.of(move(box, axes.ahead(), -m));
            case A -> Optional.of(move(box, axes.left(), m));
            case D -> Optional.of(move(box, axes.left(), -m));
            case Q -> Optional.of(new Step("Turn", box.turned(STEP_RAD * times)));
            case E -> Optional.of(new Step("Turn", box.turned(-STEP_RAD * times)));
            default -> Optional.empty();
        };
    }

    private static Step move(Box box, Vec3 unit, double metres) {
        return new Step("Move", BoxMoves.moved(box, unit.times(metres)));
    }

    private Optional<Step> snap(KeyCode key, Box box, PointBlock points) {
        return switch (key) {
            case R -> Optional.of(new Step("Refit", BoxFit.refit(points, ground.of(points), box).box()));
            case X -> Optional.of(new Step("Flip", BoxMoves.flipped(box)));
            case Z -> {
                Ground g = ground.of(points);
                yield Optional.of(new Step("Set on ground", BoxMoves.onGround(box, g)));
            }
            default -> Optional.empty();
        };
    }
}
