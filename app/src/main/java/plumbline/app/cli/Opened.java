package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.CaptureSource;
import plumbline.app.service.Session;
import plumbline.storage.format.Captures;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** A capture to look at, wherever it lies: in a project (with the labels as they stand) or as a file or folder of its own. */
final class Opened implements AutoCloseable {
    private final CaptureSource source;
    private final Labels labels;
    private final Ontology ontology;
    private final Optional<Project> project;
    private final Optional<Session> session;

    private Opened(
            CaptureSource source, Labels labels, Ontology ontology, Optional<Project> project, Optional<Session> session) {
        this.source = source;
        this.labels = labels;
        this.ontology = ontology;
        this.project = project;
        this.session = session;
    }

    static Opened at(Path path, Common common) throws IOException {
        if (Projects.isProject(path)) {
            return inProject(path, common);
        }
        CaptureSource source = Captures.open(path);
        try {
            return new Opened(source, source.labels(), source.ontology(), Optional.empty(), Optional.empty());
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    /** Only to look at, so it works beside an open window. */
    static Opened inProject(Path folder, Common common) throws IOException {
        Project p = Projects.openReadOnly(folder, common.actor());
        boolean done = false;
        try {
            Session s = common.session(p);
            Opened opened = new Opened(s.source(), s.labels(), s.ontology(), Optional.of(p), Optional.of(s));
            done = true;
            return opened;
        } finally {
            if (!done) {
                p.close();
            }
        }
    }

    CaptureSource source() {
        return source;
    }

    Labels labels() {
        return labels;
    }

    Ontology ontology() {
        return ontology;
    }

    @Override
    public void close() throws IOException {
        if (session.isPresent()) {
            session.get().close();
        } else {
            source.close();
        }
        project.ifPresent(Project::close);
    }
}
