package plumbline.app.ui.audit;

import java.util.List;
import javafx.scene.input.KeyEvent;
import plumbline.app.ui.KeyHint;

/** The keys of Audit, as the status bar and F1 show them. */
final class AuditKeys {
    static final List<KeyHint> HINTS = List.of(
            new KeyHint("↑ ↓", "version"),
            new KeyHint("Space", "mark as A"),
            new KeyHint("J K", "change"),
            new KeyHint("B", "blink"),
            new KeyHint("Y", "blame"),
            new KeyHint("Ctrl+P", "proof"),
            new KeyHint("Enter", "frame it"),
            new KeyHint("T", "look at the version, and back"),
            new KeyHint("← →", "box of the lineage"),
            new KeyHint("U D", "up, down the stream"),
            new KeyHint("/", "filter changes"),
            new KeyHint("Ctrl+F", "filter versions"),
            new KeyHint("Shift+B", "A and B together"),
            new KeyHint("N", "branch here"),
            new KeyHint("G", "tag"),
            new KeyHint("R", "restore the version's labels"),
            new KeyHint("Shift+R", "restore the object as in A"),
            new KeyHint("V", "revert the version"),
            new KeyHint("Ctrl+M", "all actions of the version"));

    private AuditKeys() {}

    static boolean pressed(KeyEvent e, AuditWorkspace w) {
        if (e.isAltDown() || e.isMetaDown()) {
            return false;
        }
        return e.isControlDown() ? !e.isShiftDown() && w.control(e.getCode()) : w.plain(e.getCode(), e.isShiftDown());
    }
}
