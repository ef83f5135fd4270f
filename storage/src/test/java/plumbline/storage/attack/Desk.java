package plumbline.storage.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.KeyFile;
import plumbline.storage.access.Signer;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** What a workflow works on: a folder, and the projects in it that it has open. */
final class Desk implements AutoCloseable {
    static final String MAIN = "p";

    final Path root;
    private final Map<String, Project> open = new TreeMap<>();

    Desk(Path root) {
        this.root = root;
    }

    /** The key is made at the first signature, so that is attacked too. */
    Actor actor() {
        return new Actor("anna", "bench-1", "labelling", () -> Optional.of(signer()));
    }

    private Signer signer() {
        return KeyFile.in(root.resolve("keys"));
    }

    Project project() {
        return project(MAIN);
    }

    Project project(String name) {
        return open.computeIfAbsent(name, n -> Projects.open(root.resolve(n), actor()));
    }

    /** Opens it, or makes it where there is none. */
    Project init(String name) {
        if (!open.containsKey(name) && !Projects.isProject(root.resolve(name))) {
            open.put(name, Projects.init(root.resolve(name), "Harbour Road", actor()));
        }
        return project(name);
    }

    Project replica(String name) {
        if (!open.containsKey(name) && !Projects.isProject(root.resolve(name))) {
            open.put(name, Projects.initEmptyReplica(root.resolve(name), "Harbour Road", actor()));
        }
        return project(name);
    }

    boolean exists(String file) {
        return Files.exists(root.resolve(file));
    }

    Hash add(CaptureSource source) throws IOException {
        return project().importCapture(source, Governance.DEFAULT, Progress.NONE).capture().hash();
    }

    Hash capture() {
        return project().captures().getFirst().hash();
    }

    Optional<Label> label(String id) {
        return project().labels(capture()).find(new LabelId(id));
    }

    History history() {
        return new History(project().labels(capture()), project().journal(capture()));
    }

    void apply(ChangeSet changes) {
        history().apply(changes);
    }

    long audited(String action) {
        return project().auditLog(10_000).stream().filter(e -> e.action().equals(action)).count();
    }

    boolean committed(String message) {
        return project().head().stream()
                .flatMap(h -> project().log(h.hash()).stream())
                .anyMatch(v -> v.message().equals(message));
    }

    @Override
    public void close() {
        open.values().forEach(Project::close);
        open.clear();
    }
}
