package plumbline.app.ui;

import java.util.LinkedHashMap;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import plumbline.app.service.LooksKeep;
import plumbline.app.ui.looks.ChosenLooks;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.RendererChoice;

/** What draws the 3D views of a window, how points look in them, and how the last picture of each workspace came about. */
final class DrawnBy {
    private final ReadOnlyObjectWrapper<RendererChoice> choice;
    private final LinkedHashMap<String, SceneView.Status> last = new LinkedHashMap<>();
    private final ChosenLooks looks;
    private boolean switched;
    private long nanos;

    DrawnBy(WindowParts parts) {
        choice = new ReadOnlyObjectWrapper<>(parts.renderer());
        looks = new ChosenLooks(new LooksKeep(parts.settings().folder()), parts.tasks());
    }

    ChosenLooks looks() {
        return looks;
    }

    /** When a 3D view last showed a new picture, by {@link System#nanoTime}; 0 before the first. */
    long nanos() {
        return nanos;
    }

    ReadOnlyObjectProperty<RendererChoice> choice() {
        return choice.getReadOnlyProperty();
    }

    /** From OpenGL's drawing to Java's and back; the next picture says what drew it. */
    void turn() {
        boolean java = last.values().stream().reduce((a, b) -> b).map(s -> s.renderer().equals("splat"))
                .orElse(choice.get() == RendererChoice.SPLAT);
        switched = true;
        choice.set(java ? RendererChoice.GL : RendererChoice.SPLAT);
    }

    /** Takes note of a picture; after a turn, what there is to say of it. */
    Optional<String> drew(Optional<String> workspace, SceneView.Status status) {
        nanos = System.nanoTime();
        workspace.ifPresent(w -> last.putLast(w, status));
        boolean java = status.renderer().equals("splat");
        if (!switched || !java && choice.get() != RendererChoice.GL) {
            return Optional.empty();
        }
        switched = false;
        return Optional.of(!java ? "Drawn with " + status.description() + "."
                : choice.get() == RendererChoice.SPLAT ? "Java draws."
                        : "OpenGL does not answer here: " + status.description() + ".");
    }

    SceneView.Status last(String workspace) {
        return last.getOrDefault(workspace, SceneView.Status.NONE);
    }

    void clear() {
        last.clear();
    }
}
