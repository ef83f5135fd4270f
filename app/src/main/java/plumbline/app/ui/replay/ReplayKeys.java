package plumbline.app.ui.replay;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.app.ui.KeyHint;

/** Which key does what in the replay. */
final class ReplayKeys {
    /** What keys do beyond the buttons over the timeline. */
    interface Actions extends TransportBar.Actions {
        void shuttle(int way);

        void rangeFromHere();

        void rangeToHere();

        void nextFinding();

        void toggleFollow();

        void zoom(double factor);

        void sweeps(int more);

        /** False without a camera. */
        boolean lookThrough();

        ReplayNotes notes();
    }

    private final Actions actions;

    ReplayKeys(Actions actions) {
        this.actions = actions;
    }

    boolean pressed(KeyEvent e) {
        if (e.isShortcutDown()) {
            if (e.getCode() == KeyCode.S && !e.isShiftDown()) {
                actions.notes().save();
                return true;
            }
            return false;
        }
        if (e.isAltDown()) {
            return e.getCode() == KeyCode.C && actions.lookThrough();
        }
        return transport(e) || range(e.getCode()) || notes(e);
    }

    private boolean transport(KeyEvent event) {
        int far = event.isShiftDown() ? 10 : 1;
        switch (event.getCode()) {
            case SPACE -> actions.togglePlay();
            case LEFT -> actions.step(-far);
            case RIGHT -> actions.step(far);
            case HOME -> actions.first();
            case END -> actions.last();
            case J -> actions.shuttle(-1);
            case K -> actions.shuttle(0);
            case L -> actions.shuttle(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean range(KeyCode code) {
        switch (code) {
            case I -> actions.rangeFromHere();
            case O -> actions.rangeToHere();
            case N -> actions.nextFinding();
            case T -> actions.toggleFollow();
            case PLUS, EQUALS, ADD -> actions.zoom(1 / 1.5);
            case MINUS, SUBTRACT -> actions.zoom(1.5);
            case COMMA -> actions.sweeps(-1);
            case PERIOD -> actions.sweeps(1);
            case P -> actions.choosePlots();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean notes(KeyEvent e) {
        return switch (e.getCode()) {
            case E -> {
                actions.addEvent(e.isShiftDown());
                yield true;
            }
            case ENTER -> actions.notes().editSelected();
            case DELETE -> actions.notes().removeSelected();
            case SLASH -> {
                actions.notes().pane().focusSearch();
                yield true;
            }
            default -> false;
        };
    }

    static List<KeyHint> hints(boolean playing, boolean following) {
        return List.of(
                new KeyHint("Space", playing ? "pause" : "play"),
                new KeyHint("← →", "one sweep"),
                new KeyHint("J K L", "shuttle"),
                new KeyHint("Shift C", "looks of points"),
                new KeyHint("I O", "range"),
                new KeyHint("E", "note an event"),
                new KeyHint("N", "next finding"),
                new KeyHint("T", following ? "stop following" : "follow object"),
                new KeyHint("Ctrl+S", "save scenario"),
                new KeyHint("P", "choose plots"),
                new KeyHint(", .", "fewer, more sweeps"),
                new KeyHint("Alt+C", "look through camera"));
    }
}
