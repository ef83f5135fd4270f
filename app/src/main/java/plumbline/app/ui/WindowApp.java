package plumbline.app.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import plumbline.app.Tasks;
import plumbline.app.service.Recents;
import plumbline.app.service.Settings;
import plumbline.app.service.ViewLink;
import plumbline.viewer3d.render.RendererChoice;

/** The program with a window. Arguments: a project folder to open at once and a link to a view there, or nothing. */
public final class WindowApp extends Application {
    private Optional<Window> window = Optional.empty();
    private Optional<Tasks> tasks = Optional.empty();

    public static void main(String[] args) {
        launch(WindowApp.class, args);
    }

    /** The parts of a window for a person at this computer. */
    static WindowParts parts(Settings settings, Tasks tasks, RendererChoice renderer) {
        return new WindowParts(
                settings, tasks, new FolderDoor(settings.actor("annotation")), new Recents(settings.folder()), renderer,
                WorkspaceEntry.ALL);
    }

    @Override
    public void start(Stage stage) {
        Tasks work = new Tasks();
        tasks = Optional.of(work);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Window w = new Window(
                stage,
                parts(Settings.fromEnvironment(), work, RendererChoice.AUTO),
                true,
                Math.min(1600, screen.getWidth()),
                Math.min(1000, screen.getHeight()));
        window = Optional.of(w);
        stage.show();
        List<String> args = getParameters().getRaw();
        if (!args.isEmpty()) {
            if (args.size() > 1) {
                w.actions().views().want(ViewLink.parse(args.get(1)));
            }
            w.openPath(Path.of(args.getFirst()));
        }
    }

    @Override
    public void stop() {
        window.ifPresent(Window::close);
        tasks.ifPresent(Tasks::close);
    }
}
