package plumbline.app.ui;

import java.nio.file.Path;
import java.util.Optional;
import plumbline.storage.access.Access;
import plumbline.storage.access.User;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;

/** Opens projects as somebody and for a purpose: asks for a name where it must, and opens anew for another purpose. */
final class Entrance {
    private final Window window;
    private final WindowParts parts;

    Entrance(Window window, WindowParts parts) {
        this.window = window;
        this.parts = parts;
    }

    /** Takes a project that has just been opened; where a login is needed it is closed until that is done. */
    void enter(Project project) {
        Access access = project.access();
        boolean ask = switch (access.standing()) {
            case OWNER, KNOWN, DISABLED -> false;
            case LOGIN_NEEDED -> project.actor().password().get().isEmpty();
            case STRANGER -> access.users().stream().anyMatch(User::hasPassword);
        };
        if (!ask) {
            window.open(project, Optional.empty());
            return;
        }
        Actor actor = project.actor();
        Path folder = project.folder();
        String name = project.name();
        project.close();
        window.dialog(new LoginDialog(name, actor.user(), (user, password) -> {
            window.closeDialog();
            open(folder, new Actor(
                    user, actor.device(), actor.purpose(), actor.signer(), () -> Optional.of(password)), Optional.empty());
        }, window::closeDialog));
    }

    /** A session has one purpose; for another the project is opened anew, which the audit log shows. */
    void purpose(String words) {
        Project p = window.session().project();
        Actor a = p.actor();
        if (a.purpose().equals(words)) {
            return;
        }
        Path folder = p.folder();
        Optional<StoredCapture> at = Optional.of(window.session().stored());
        window.showStart();
        open(folder, new Actor(a.user(), a.device(), words, a.signer(), a.password()), at);
    }

    private void open(Path folder, Actor actor, Optional<StoredCapture> at) {
        parts.tasks().io(
                () -> parts.door().open(folder, actor),
                p -> window.open(p, at),
                e -> window.problem(Failures.sentence(e)));
    }
}
