package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.OntologyMigration;
import plumbline.annotation.label.Ontology;
import tools.jackson.databind.JsonNode;

/**
 * Changes of the ontology that take the labels with them. Which edit of which captures belongs to which change stands in the
 * settings under {@value #KEY}, so that a step back over one of them steps back over all.
 */
final class OntologyMigrations {
    private static final String KEY = "ontology.changes";

    /** {@code before} and {@code after} are hashes of ontologies, captures those whose labels changed. */
    private record Row(String what, String before, String after, List<String> captures) {}

    private OntologyMigrations() {}

    /** The ontology alone, with its audit entry; false where it is the same. Part of the caller's transaction. */
    static boolean set(Store store, Working working, Connection c, Ontology ontology) throws SQLException {
        boolean changed = working.setOntology(c, ontology);
        if (changed) {
            store.trail().leaf(
                    c, "ontology.change", Meta.require(c, Meta.ONTOLOGY),
                    Map.of("name", ontology.name(), "version", ontology.version()));
        }
        return changed;
    }

    /** Part of the caller's transaction, who then lets the edits forget their stacks. Returns how many labels changed. */
    static int apply(Store store, Working working, Edits edits, Connection c, OntologyMigration m) throws SQLException {
        if (!working.ontology(c).equals(m.before())) {
            throw new StorageException("The ontology has changed since this change was made up. Nothing was changed; "
                    + "look at the preview again.");
        }
        String before = Meta.require(c, Meta.ONTOLOGY);
        set(store, working, c, m.after());
        List<String> captures = new ArrayList<>();
        int labels = 0;
        for (StoredCapture capture : CaptureRows.all(c)) {
            ChangeSet set = m.changes(LabelRows.load(c, capture.hash()));
            if (!set.changes().isEmpty()) {
                edits.write(c, capture.hash(), Journal.Step.APPLY, set);
                captures.add(capture.hash().hex());
                labels += set.changes().size();
            }
        }
        store.trail().leaf(c, "ontology.migrate", Meta.require(c, Meta.ONTOLOGY), new TreeMap<>(Map.of(
                "what", m.what(), "before", before, "labels", labels, "captures", captures.size(),
                "steps", m.steps().stream().map(s -> s.words()).toList())));
        List<Row> rows = rows(c);
        rows.removeIf(r -> r.what().equals(m.what()));
        rows.add(new Row(m.what(), before, Meta.require(c, Meta.ONTOLOGY), captures));
        write(c, rows);
        return labels;
    }

    /** One capture went back or forward over an edit: where that was such a change, the others and the ontology go too. */
    static boolean stepped(Store store, Edits edits, Connection c, Hash capture, Journal.Step step, String what)
            throws SQLException {
        Optional<Row> found = rows(c).stream().filter(r -> r.what().equals(what)).findFirst();
        if (found.isEmpty() || !found.get().captures().contains(capture.hex())) {
            return false;
        }
        Row row = found.get();
        boolean back = step == Journal.Step.UNDO;
        if (Meta.require(c, Meta.ONTOLOGY).equals(back ? row.after() : row.before())) {
            String now = back ? row.before() : row.after();
            Meta.META.put(c, Meta.ONTOLOGY, now);
            store.trail().leaf(c, "ontology.change", now, Map.of("what", (back ? "Undo: " : "Redo: ") + what));
        }
        for (String hex : row.captures()) {
            Hash other = new Hash(hex);
            if (other.equals(capture)) {
                continue;
            }
            UndoStack stack = UndoStack.load(c, other);
            List<Long> numbers = back ? stack.undo() : stack.redo();
            // A capture that was edited since keeps the new names: nothing of those edits may be lost.
            if (!numbers.isEmpty()) {
                List<ChangeSet> last = Edits.load(c, other, List.of(numbers.getLast()));
                if (!last.isEmpty() && last.getLast().what().equals(what)) {
                    edits.write(c, other, step, back ? last.getLast().inverse() : last.getLast());
                }
            }
        }
        return true;
    }

    private static List<Row> rows(Connection c) throws SQLException {
        Optional<String> json = Meta.SETTINGS.get(c, KEY);
        List<Row> out = new ArrayList<>();
        if (json.isPresent()) {
            JsonNode n = Json.parse(KEY, json.get());
            for (JsonNode r : Json.list(KEY, n, "changes")) {
                out.add(new Row(
                        Json.text(KEY, r, "what"), Json.text(KEY, r, "before"), Json.text(KEY, r, "after"),
                        Json.texts(KEY, r, "captures")));
            }
        }
        return out;
    }

    private static void write(Connection c, List<Row> rows) throws SQLException {
        Meta.SETTINGS.put(c, KEY, Json.write(Map.of("changes", rows.stream()
                .map(r -> Map.of("what", r.what(), "before", r.before(), "after", r.after(), "captures", r.captures()))
                .toList())));
    }
}
