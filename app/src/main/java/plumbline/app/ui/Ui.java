package plumbline.app.ui;

import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import plumbline.annotation.label.LabelId;
import plumbline.app.Tasks;
import plumbline.app.service.Session;
import plumbline.app.ui.layout.Layouts;
import plumbline.storage.project.Version;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.RendererChoice;

/** What the window gives its workspaces. The shell implements it. */
public interface Ui {
    Session session();

    Tasks tasks();

    /** The frame all workspaces look at. */
    IntegerProperty frame();

    /** The one selection, the same in list, 3D, images and timeline. */
    ObjectProperty<Optional<LabelId>> selection();

    /** True in the dark theme; style sheets do the rest, canvases listen. */
    ObjectProperty<Boolean> dark();

    /** Where the layouts of the docks are kept. */
    Layouts layouts();

    /** What the 3D views draw with; they follow it. */
    ReadOnlyObjectProperty<RendererChoice> renderer();

    /** How points look in a place, {@code annotate}, {@code replay} or {@code cloud}; kept for the person. */
    ObjectProperty<Looks> looks(String place);

    /** Switches to a workspace by name. */
    void show(String workspace);

    /** Goes to a workspace and to one label there, such as the box whose history is asked for. */
    void show(String workspace, LabelId about);

    /**
     * Reads the labels anew and stays in this workspace: as they stand, or as a version has them, to look only. Edits that
     * are not committed stay where they are. Then says a sentence.
     */
    void reopen(Optional<Version> at, String sentence);

    /** Version, edits and last save changed by something else than an edit here: they are read anew. */
    void projectChanged();

    /** A toast, bottom left, six seconds. */
    void say(String sentence);

    /** An inline banner in the window: what, where, what is safe, what to do. */
    void problem(String sentence);

    /** A dialog of the window's own, on top of everything, closed by Esc. */
    void dialog(Node content);

    void closeDialog();

    void hintsChanged();

    /** How often the checks were run in this window: findings that were read before are old then. */
    int checksRun();

    /** Shows renderer, points drawn and time of the view in use in the status bar. */
    void drew(SceneView.Status status);
}
