package plumbline.app.ui;

import java.util.Optional;

/** What is looked at for a while without belonging to the project that is open behind it. */
final class Visit {
    private Optional<Workspace> workspace = Optional.empty();
    private Optional<String> before = Optional.empty();

    /** {@code left} is the workspace that is shown until now. A visit from a visit goes back to where the first began. */
    void begin(Workspace next, Optional<String> left) {
        before = workspace.isPresent() ? before : left;
        end();
        workspace = Optional.of(next);
    }

    Optional<Workspace> workspace() {
        return workspace;
    }

    Optional<String> before() {
        return before;
    }

    void end() {
        workspace.ifPresent(Workspace::dispose);
        workspace = Optional.empty();
    }
}
