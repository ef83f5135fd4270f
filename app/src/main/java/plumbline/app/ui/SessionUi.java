package plumbline.app.ui;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import plumbline.annotation.label.LabelId;
import plumbline.app.Tasks;
import plumbline.app.service.Session;
import plumbline.app.ui.layout.Layouts;
import plumbline.storage.project.Version;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.RendererChoice;

/**
 * What the workspaces of one open project see of the window. Once closed, nothing of the window reaches them any more,
 * and results of their work that come late fall away: a project that is closed is never asked again.
 */
final class SessionUi implements Ui, AutoCloseable {
    private final Window window;
    private final Session session;
    private final Tasks tasks;
    private final IntegerProperty frame = new SimpleIntegerProperty();
    private final ObjectProperty<Optional<LabelId>> selection = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Boolean> dark = new SimpleObjectProperty<>(true);
    private final ReadOnlyObjectWrapper<RendererChoice> renderer = new ReadOnlyObjectWrapper<>(RendererChoice.AUTO);
    private final Map<String, ObjectProperty<Looks>> looks = new HashMap<>();
    private boolean closed;

    SessionUi(Window window, Session session) {
        this.window = window;
        this.session = session;
        this.tasks = window.tasks().until(() -> closed);
        frame.bindBidirectional(window.frame());
        selection.bindBidirectional(window.selection());
        dark.bindBidirectional(window.dark());
        renderer.bind(window.renderer());
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public Tasks tasks() {
        return tasks;
    }

    @Override
    public IntegerProperty frame() {
        return frame;
    }

    @Override
    public ObjectProperty<Optional<LabelId>> selection() {
        return selection;
    }

    @Override
    public ObjectProperty<Boolean> dark() {
        return dark;
    }

    @Override
    public ReadOnlyObjectProperty<RendererChoice> renderer() {
        return renderer.getReadOnlyProperty();
    }

    @Override
    public ObjectProperty<Looks> looks(String place) {
        return looks.computeIfAbsent(place, p -> {
            ObjectProperty<Looks> own = new SimpleObjectProperty<>();
            own.bindBidirectional(window.looks(p));
            return own;
        });
    }

    @Override
    public Layouts layouts() {
        return window.layouts();
    }

    @Override
    public void show(String workspace) {
        window.show(workspace);
    }

    @Override
    public void show(String workspace, LabelId about) {
        window.show(workspace, about);
    }

    @Override
    public void reopen(Optional<Version> at, String sentence) {
        window.reopen(at, sentence);
    }

    @Override
    public void projectChanged() {
        window.projectChanged();
    }

    @Override
    public void say(String sentence) {
        window.say(sentence);
    }

    @Override
    public void problem(String sentence) {
        window.problem(sentence);
    }

    @Override
    public void dialog(Node content) {
        window.dialog(content);
    }

    @Override
    public void closeDialog() {
        window.closeDialog();
    }

    @Override
    public void hintsChanged() {
        window.hintsChanged();
    }

    @Override
    public int checksRun() {
        return window.checksRun();
    }

    @Override
    public void drew(SceneView.Status status) {
        if (!closed) {
            window.drew(status);
        }
    }

    @Override
    public void close() {
        closed = true;
        frame.unbindBidirectional(window.frame());
        selection.unbindBidirectional(window.selection());
        dark.unbindBidirectional(window.dark());
        renderer.unbind();
        looks.forEach((place, own) -> own.unbindBidirectional(window.looks(place)));
    }
}
