package plumbline.app.ui;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import plumbline.annotation.label.LabelId;

/** One of the four workspaces: Annotate, Replay, Calibrate, Audit. Built once a session is open. */
public interface Workspace {
    String name();

    /** The icon's literal of Material Design 2, for example {@code mdi2c-cube-outline}. */
    String icon();

    /** Everything between the top bar and the status bar. */
    Region view();

    /** What F6 goes round, from left to right and down. */
    default List<Region> regions() {
        return List.of(view());
    }

    /** The person came here: refresh what is stale. */
    void activated();

    /** The person came here for one label. */
    default void about(LabelId label) {}

    /** What the status bar says on its left; changes are told by {@code Ui.hintsChanged}. */
    List<KeyHint> hints();

    /** The 3D view of this workspace; empty where it has none. */
    default Optional<Viewing> viewing() {
        return Optional.empty();
    }

    /** What can be done here beyond the window's own commands: by key, in the palette and in F1. */
    default List<Command> commands() {
        return List.of();
    }

    /** A key that no control took; true where it was used. */
    boolean key(KeyEvent event);

    /** Ctrl+Z, or forward Ctrl+Shift+Z, where this view has steps of its own; false leaves it to the history of edits. */
    default boolean step(boolean forward) {
        return false;
    }

    /** Stop threads and drop renderers. */
    void dispose();
}
