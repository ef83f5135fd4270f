package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.LabelFormats;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;

/** Brings labels from a file into a session as one edit. */
public final class LabelImports {
    /** {@code replaced} labels had the same id before. */
    public record Result(int labels, int replaced, List<Problem> problems) {}

    private LabelImports() {}

    public static Result run(Session session, Path path, Optional<String> format) throws IOException {
        LabelFormat reader = format.isPresent() ? Exports.format(format.get()) : recognise(path);
        LabelFormat.Read read = reader.read(path, session.capture());
        Ontology extended = session.ontology().including(read.labels().all());
        if (!extended.equals(session.ontology())) {
            session.project().setOntology(extended);
        }
        List<Change> changes = new ArrayList<>();
        int replaced = 0;
        for (Label l : read.labels().all()) {
            Optional<Label> before = session.labels().find(l.id());
            if (before.isEmpty() || !before.get().equals(l)) {
                changes.add(new Change(l.id(), before, Optional.of(l)));
                replaced += before.isPresent() ? 1 : 0;
            }
        }
        session.apply(new ChangeSet("Import " + path.getFileName(), changes));
        record(session, path, reader.name(), changes.size());
        return new Result(read.labels().size(), replaced, read.problems());
    }

    /** The labels of the next version are made from this import, among others. */
    private static void record(Session session, Path path, String format, int changes) {
        Project project = session.project();
        project.provenance().recordOnLabels(
                session.stored().hash(),
                new LineageGraph.Node(
                        "import:labels:" + UUID.randomUUID(), "import", "Import labels " + path.getFileName(),
                        Instant.now(), project.actor().user(),
                        new TreeMap<>(Map.of("parameter.format", format, "changes", Integer.toString(changes)))),
                List.of(session.stored().hash().hex()),
                "import");
    }

    private static LabelFormat recognise(Path path) throws IOException {
        for (LabelFormat f : LabelFormats.ALL) {
            if (f.recognises(path)) {
                return f;
            }
        }
        throw new FormatException(
                path.toString(), "", "not a label file that is known; known are " + String.join(", ", Exports.formats()));
    }
}
