package plumbline.app.ui;

import java.util.List;
import java.util.Optional;
import plumbline.app.Tasks;
import plumbline.app.service.Session;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/**
 * Keeps version, uncommitted edits and "Saved 14:02:11 · entry 48 213" true; reads off the FX thread, one read at a
 * time.
 */
final class SaveWatch {
    private record State(Optional<Version> head, long edits, List<AuditEntry> last, boolean remote) {}

    private final Project project;
    private final Tasks tasks;
    private final TopBar top;
    private final StatusBar status;
    private boolean reading;
    private boolean again;

    SaveWatch(Session session, Tasks tasks, TopBar top, StatusBar status) {
        this.project = session.project();
        this.tasks = tasks;
        this.top = top;
        this.status = status;
        session.history().listen(e -> refresh());
        tasks.io(project::verifyAudit, this::showAudit, e -> status.showNotSaved(Failures.sentence(e)));
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
                        project.auditLog(1),
                        project.setting("remote").isPresent()),
                this::show,
                e -> {
                    reading = false;
                    status.showNotSaved(Failures.sentence(e));
                });
    }

    private void show(State s) {
        reading = false;
        top.showVersion(s.head(), s.edits(), project.readOnly());
        if (s.remote()) {
            top.showSync("Remote set", "mdi2c-cloud-outline", "info");
        } else {
            top.showSync("Local only", "mdi2l-laptop", "outlined");
        }
        if (!s.last().isEmpty()) {
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
