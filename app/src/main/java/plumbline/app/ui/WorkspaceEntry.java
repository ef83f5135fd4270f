package plumbline.app.ui;

import java.util.List;
import java.util.function.Function;
import plumbline.app.ui.annotate.AnnotateWorkspace;
import plumbline.app.ui.audit.AuditWorkspace;
import plumbline.app.ui.calibrate.CalibrateWorkspace;
import plumbline.app.ui.replay.ReplayWorkspace;

/** A workspace by name and icon, made when a person first goes there. A new one is one line in {@link #ALL}. */
public record WorkspaceEntry(String name, String icon, Function<Ui, Workspace> make) {
    public static final List<WorkspaceEntry> ALL = List.of(
            new WorkspaceEntry("Annotate", "mdi2c-cube-outline", AnnotateWorkspace::new),
            new WorkspaceEntry("Replay", "mdi2p-play", ReplayWorkspace::new),
            new WorkspaceEntry("Calibrate", "mdi2c-crosshairs", CalibrateWorkspace::new),
            new WorkspaceEntry("Audit", "mdi2s-shield-check-outline", AuditWorkspace::new));

    static WorkspaceEntry named(List<WorkspaceEntry> all, String name) {
        return all.stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workspace is called " + name));
    }
}
