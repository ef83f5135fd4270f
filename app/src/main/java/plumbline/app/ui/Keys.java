package plumbline.app.ui;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Who gets a key: the dialog, then a text field, then the window's commands, then the workspace. */
final class Keys {
    private final Window window;
    private final WindowActions actions;

    Keys(Window window, WindowActions actions) {
        this.window = window;
        this.actions = actions;
    }

    void pressed(KeyEvent e) {
        if (window.overlays().isOpen()) {
            if (e.getCode() == KeyCode.ESCAPE) {
                window.overlays().dismiss(window::closeDialog);
                e.consume();
            }
            return;
        }
        Node focused = window.scene().getFocusOwner();
        boolean typing = focused instanceof TextInputControl || focused instanceof ComboBoxBase<?>;
        if (typing && e.getCode() == KeyCode.ESCAPE) {
            window.workspace().ifPresent(w -> w.view().requestFocus());
            return;
        }
        boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown() && !e.getCode().isFunctionKey();
        if (typing && (plain || isEditing(e))) {
            return;
        }
        Optional<Command> command = command(e, actions.allCommands());
        if (command.isPresent()) {
            command.get().run().run();
            e.consume();
        } else if (!typing && window.workspace().map(w -> w.key(e)).orElse(false)) {
            e.consume();
        }
    }

    private static boolean isEditing(KeyEvent e) {
        return switch (e.getCode()) {
            case A, C, V, X, Z, Y, LEFT, RIGHT, HOME, END, BACK_SPACE, DELETE -> e.isControlDown();
            default -> false;
        };
    }

    static Optional<Command> command(KeyEvent e, List<Command> commands) {
        return commands.stream()
                .filter(c -> !c.key().isEmpty() && !ofWorkspace(c.key()) && KeyCombination.valueOf(c.key()).match(e))
                .findFirst();
    }

    /** Letters by themselves mean what the tool in the hand or the image in view makes of them: the workspace decides. */
    private static boolean ofWorkspace(String key) {
        return key.length() == 1 || key.equals("Tab");
    }
}
