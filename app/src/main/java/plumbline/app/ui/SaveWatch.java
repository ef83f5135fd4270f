package plumbline.app.ui;

import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import plumbline.app.Tasks;
import plumbline.app.service.Audits;
import plumbline.app.service.Session;
import plumbline.app.service.SyncState;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/**
 * Keeps version, uncommitted edits and "Saved 14:02:11 · entry 48 213" true; reads off the FX thread, one read at a
 * time.
 */
final class SaveWatch {
    private static final Duration PATIENCE = Duration.seconds(5);

    private record State(Optional<Version> head, long edits, List<AuditEntry> last) {}

    private final Session session;
    private final Project project;
    private final Tasks tasks;
    private final TopBar top;
    private final StatusBar status;
    private boolean reading;
    private boolean again;
    private int asked;
    private boolean serverHasMore;

    SaveWatch(Session session, Tasks tasks, TopBar top, StatusBar status) {
        this.session = session;
        this.project = session.project();
        this.tasks = tasks;
        this.top = top;
        this.status = status;
        session.history().listen(e -> refresh());
        tasks.io(project::verifyAudit, this::showAudit, e -> status.showNotSaved(Failures.sentence(e)));
    }

    /** Asks the server how this copy stands. A server that does not answer in five seconds counts as not reached. */
    void askServer(Optional<String> token) {
        int number = ++asked;
        PauseTransition late = new PauseTransition(PATIENCE);
        late.setOnFinished(e -> tasks.io(
                () -> SyncState.offline(project, "No answer in " + Math.round(PATIENCE.toSeconds()) + " s."),
                s -> showSync(s, number),
                f -> status.showNotSaved(Failures.sentence(f))));
        late.play();
        tasks.io(
                () -> SyncState.ask(project, token),
                s -> {
                    late.stop();
                    showSync(s, number);
                },
                e -> {
                    late.stop();
                    top.showSync("Not known", "mdi2c-cloud-question", "outlined", Failures.sentence(e));
                });
    }

    private void showSync(SyncState state, int number) {
        if (number != asked) {
            return;
        }
        switch (state) {
            case SyncState.LocalOnly none -> top.showSync(
                    state.words(), "mdi2l-laptop", "outlined", "No server is known. A click sends this project to one.");
            case SyncState.Reached(int send, int fetch) -> {
                boolean same = send == 0 && fetch == 0;
                top.showSync(
                        state.words(), same ? "mdi2c-cloud-check-outline"
                                : fetch == 0 ? "mdi2c-cloud-upload-outline" : "mdi2c-cloud-download-outline",
                        same ? "ok" : "info",
                        same ? "The server has every version of this copy." : "Versions; a click moves them.");
            }
            case SyncState.Denied(String why) -> top.showSync(
                    state.words(), "mdi2k-key-outline", "medium", why + " A click asks for it.");
            case SyncState.Offline(int send, String why) -> top.showSync(
                    state.words(), "mdi2c-cloud-off-outline", "medium", why + " Work goes on.");
        }
        serverHasMore = state instanceof SyncState.Reached(int send, int fetch) && fetch > 0;
    }

    /** True where the server was heard to have versions that this copy lacks. */
    boolean serverHasMore() {
        return serverHasMore;
    }

    void refresh() {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        tasks.io(
                () -> new State(
                        project.head(),
                        project.uncommittedEdits(),
                        Audits.tail(project, 1)),
                this::show,
                e -> {
                    reading = false;
                    status.showNotSaved(Failures.sentence(e));
                });
    }

    private void show(State s) {
        reading = false;
        top.showVersion(session.at().or(s::head), session.at().isPresent() ? 0 : s.edits(), session.readOnly());
        if (s.last().isEmpty()) {
            status.showNothingSaved();
        } else {
            status.showSaved(s.last().getFirst().at(), s.last().getFirst().sequence());
        }
        if (again) {
            again = false;
            refresh();
        }
    }

    private void showAudit(AuditReport report) {
        status.showAnchor(report.valid(), report.anchored());
    }
}
