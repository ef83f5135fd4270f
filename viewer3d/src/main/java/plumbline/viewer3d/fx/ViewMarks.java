package plumbline.viewer3d.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.input.MouseEvent;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.tool.Guides;

/**
 * What stays over the picture of one view whatever tool is in the hand: lines and words in the view frame, the place under
 * the pointer of one of several views, the view's name. Tells whoever wants to follow the view. On the FX thread.
 */
public final class ViewMarks {
    private final SceneView view;
    private final List<Runnable> watchers = new ArrayList<>();
    private Guides guides = Guides.NONE;
    private Optional<Vec3> cursor = Optional.empty();
    private String title = "";
    private boolean beside;
    private Consumer<MouseEvent> menu = e -> {};

    ViewMarks(SceneView view) {
        this.view = view;
    }

    /** Is told when scene, style, clip or guides of the view are others. */
    public void onChanged(Runnable watcher) {
        watchers.add(watcher);
    }

    void tell() {
        List.copyOf(watchers).forEach(Runnable::run);
    }

    /** A right click that stayed in place: what is under it may be asked for. */
    public void onMenu(Consumer<MouseEvent> asked) {
        menu = asked;
    }

    void menu(MouseEvent e) {
        menu.accept(e);
    }

    public Guides guides() {
        return guides;
    }

    public void setGuides(Guides now) {
        if (!guides.equals(now)) {
            guides = now;
            view.overlay().repaint();
            tell();
        }
    }

    /** Marked by a cross with its coordinates. */
    public void setCursor(Optional<Vec3> place) {
        if (!cursor.equals(place)) {
            cursor = place;
            view.overlay().repaint();
        }
    }

    public Optional<Vec3> cursor() {
        return cursor;
    }

    /** The name of this view among several, empty for none; one {@code beside} the main one leaves cards to that. */
    public void setTitle(String name, boolean beside) {
        title = name;
        this.beside = beside;
        view.overlay().repaint();
    }

    boolean beside() {
        return beside;
    }

    String title() {
        return title;
    }
}
