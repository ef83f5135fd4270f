package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import plumbline.app.ui.KeyHint;
import plumbline.viewer3d.tool.BoxKeys;
import plumbline.viewer3d.view.ViewAxis;

/** The keys of the Annotate workspace. While the right button is held over 3D, W A S D fly and stay the view's. */
final class AnnotateKeys {
    /** The most useful first: the status bar shows as many as fit, F1 all. */
    static final List<KeyHint> HINTS = List.of(
            new KeyHint("B", "drag a cuboid"),
            new KeyHint("1–9", "class"),
            new KeyHint("W A S D", "nudge 5 cm"),
            new KeyHint("Q E", "turn"),
            new KeyHint("R", "refit"),
            new KeyHint("Tab", "next object"),
            new KeyHint("F", "finalise"),
            new KeyHint("Space", "next frame (Shift back)"),
            new KeyHint("V", "select"),
            new KeyHint("Alt click", "box from cluster"),
            new KeyHint("Shift W S", "up, down"),
            new KeyHint("X", "flip heading"),
            new KeyHint("Z", "onto ground"),
            new KeyHint("K", "keyframe"),
            new KeyHint("]", "propagate 5"),
            new KeyHint("[", "propagate 5 back"),
            new KeyHint("G", "grid over time"),
            new KeyHint(".", "bring into view"),
            new KeyHint("H", "hide or show"),
            new KeyHint("P", "play"),
            new KeyHint("Enter", "next finding"),
            new KeyHint("Del", "delete"),
            new KeyHint("Ctrl C", "copy box"),
            new KeyHint("Ctrl V", "paste box"),
            new KeyHint("/", "filter objects"),
            new KeyHint("Left Right", "frame before, after"),
            new KeyHint("Shift C", "looks of points"),
            new KeyHint("Esc", "drop, deselect"));

    /** What keys do beyond the model. */
    record Actions(
            Runnable select, Runnable cuboid, IntConsumer propagate, Runnable play, Runnable filter, Runnable finding,
            Runnable redraw, Runnable grid) {}

    private final AnnotateModel model;
    private final StagePane stage;
    private final Actions actions;
    private final BoxKeys boxes;
    private boolean flying;

    AnnotateKeys(AnnotateModel model, StagePane stage, Actions actions) {
        this.model = model;
        this.stage = stage;
        this.actions = actions;
        this.boxes = new BoxKeys(model);
        stage.addEventFilter(MouseEvent.ANY, e -> flying = e.isSecondaryButtonDown());
    }

    boolean pressed(KeyEvent e) {
        if (flying) {
            return false;
        }
        if (e.isControlDown() && !e.isShiftDown() && (e.getCode() == KeyCode.C || e.getCode() == KeyCode.V)) {
            if (e.getCode() == KeyCode.C) {
                model.copy();
            } else {
                model.paste();
            }
            return true;
        }
        if (stage.looks().key(e)) {
            return true;
        }
        boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown();
        return plain && (frameKey(e) || objectKey(e) || viewKey(e)) || boxes.key(e, stage.view());
    }

    private boolean frameKey(KeyEvent e) {
        int frame = model.frame();
        int last = model.capture().frames().size() - 1;
        Optional<Integer> to = switch (e.getCode()) {
            case SPACE -> Optional.of(e.isShiftDown() ? frame - 1 : frame + 1);
            case LEFT -> Optional.of(frame - (e.isShiftDown() ? 10 : 1));
            case RIGHT -> Optional.of(frame + (e.isShiftDown() ? 10 : 1));
            case HOME -> Optional.of(0);
            case END -> Optional.of(last);
            default -> Optional.empty();
        };
        to.ifPresent(model::goTo);
        return to.isPresent();
    }

    private boolean objectKey(KeyEvent e) {
        if (e.getCode() == KeyCode.TAB) {
            model.nextObject(!e.isShiftDown());
            return true;
        }
        if (e.isShiftDown()) {
            return false;
        }
        if (e.getCode().isDigitKey() && !e.getCode().isKeypadKey()) {
            return model.classByKey(e.getCode().getName().charAt(0) - '0');
        }
        switch (e.getCode()) {
            case K -> model.keyframe();
            case F -> model.finalise();
            case H -> {
                model.hide();
                actions.redraw().run();
            }
            case CLOSE_BRACKET -> actions.propagate().accept(5);
            case OPEN_BRACKET -> actions.propagate().accept(-5);
            case ENTER -> actions.finding().run();
            case DELETE -> model.delete();
            case ESCAPE -> escape();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void escape() {
        boolean dropped = stage.view().toolProperty().get().map(t -> t.cancel(stage.view())).orElse(false);
        if (!dropped) {
            model.select(Optional.empty());
        }
    }

    private boolean viewKey(KeyEvent e) {
        if (e.isShiftDown()) {
            return false;
        }
        switch (e.getCode()) {
            case V -> actions.select().run();
            case B -> actions.cuboid().run();
            case G -> actions.grid().run();
            case PERIOD, DECIMAL -> stage.frameSelected();
            case P -> actions.play().run();
            case SLASH, DIVIDE -> actions.filter().run();
            case NUMPAD5 -> stage.view().toggleOrthographic();
            case NUMPAD7 -> stage.view().view(ViewAxis.TOP);
            case NUMPAD9 -> stage.view().view(ViewAxis.FRONT);
            default -> {
                return false;
            }
        }
        return true;
    }
}
