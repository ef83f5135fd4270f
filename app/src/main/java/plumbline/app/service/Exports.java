package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.Labels;
import plumbline.storage.access.Action;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.LabelFormats;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;
import tools.jackson.databind.json.JsonMapper;

/** Labels out, with every loss known before it happens. */
public final class Exports {
    private Exports() {}

    public static List<String> formats() {
        return LabelFormats.ALL.stream().map(LabelFormat::name).toList();
    }

    /** By its name, or {@code kitti} for the KITTI object benchmark's label files. */
    public static LabelFormat format(String name) {
        String full = name.equals("kitti") ? "kitti-label2" : name;
        return LabelFormats.ALL.stream()
                .filter(f -> f.name().equals(full))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No label format is called \"" + name + "\"; known are "
                        + String.join(", ", formats()) + ", and kitti for kitti-label2."));
    }

    /** What an export would lose; changes nothing. */
    public static List<LabelFormat.Loss> losses(Session session, String format) throws IOException {
        return format(format).losses(session.labels(), session.capture());
    }

    /** Writes the session's labels as they stand and records the export in lineage and audit log. */
    public static List<Path> export(Session session, String format, Path out) throws IOException {
        session.project().access().require(Action.EXPORT, Optional.of(session.stored().hash()));
        Labels labels = session.labels();
        LabelFormat known = format(format);
        List<Path> files = known.write(out, labels, session.ontology(), session.capture());
        if (!session.project().readOnly()) {
            record(session, known.name(), labels, files);
        }
        return files;
    }

    private static void record(Session session, String format, Labels labels, List<Path> files) {
        Project project = session.project();
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("parameter.format", format);
        facts.put("labels", Integer.toString(labels.size()));
        facts.put("files", Integer.toString(files.size()));
        facts.put("uncommittedEdits", Long.toString(project.uncommittedEdits()));
        Instant now = Instant.now();
        String id = "export:" + format + ":" + now.toEpochMilli();
        project.recordLineage(
                new LineageGraph.Node(id, "export", "Export as " + format, now, project.actor().user(), facts),
                List.of(project.head().map(Version::hash).orElse(session.stored().hash()).hex()),
                "export");
        project.record("export", id, JsonMapper.shared().writeValueAsString(facts));
    }
}
