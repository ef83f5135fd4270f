package plumbline.storage.project;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.Resolution;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;

/** Decisions about conflicts as edits of the labels as they stand, with audit and lineage, in the caller's transaction. */
final class Deciding {
    private final Store store;
    private final Working working;
    private final Edits edits;
    private final Actor actor;

    Deciding(Store store, Working working, Edits edits, Actor actor) {
        this.store = store;
        this.working = working;
        this.edits = edits;
        this.actor = actor;
    }

    /** Empty decisions open their conflicts again. */
    void decide(Connection c, Map<StoredConflict, Optional<Decision>> decisions, String why) throws SQLException {
        Map<Optional<Hash>, Map<StoredConflict, Optional<Decision>>> byCapture = new LinkedHashMap<>();
        for (Map.Entry<StoredConflict, Optional<Decision>> e : decisions.entrySet()) {
            byCapture.computeIfAbsent(e.getKey().capture(), k -> new LinkedHashMap<>()).put(e.getKey(), e.getValue());
        }
        Ontology[] ontology = {working.ontology(c)};
        Map<StoredConflict, Optional<Long>> edit = new LinkedHashMap<>();
        for (Map.Entry<Optional<Hash>, Map<StoredConflict, Optional<Decision>>> e : byCapture.entrySet()) {
            Optional<Long> number = inCapture(c, e.getKey(), e.getValue(), ontology);
            e.getValue().keySet().forEach(x -> edit.put(x, number));
        }
        OntologyMigrations.set(store, working, c, ontology[0]);
        Instant now = Instant.now();
        Map<String, String> said = new TreeMap<>();
        for (Map.Entry<StoredConflict, Optional<Decision>> e : decisions.entrySet()) {
            ConflictRows.DecisionRow row = ConflictRows.row(e.getKey().id(), e.getValue(), why, actor.user(), now);
            ConflictRows.decide(c, row, edit.get(e.getKey()));
            said.put(row.conflict(), row.json());
        }
        leave(c, decisions.keySet(), said, why, now);
    }

    private void leave(
            Connection c, Set<StoredConflict> conflicts, Map<String, String> said, String why, Instant now)
            throws SQLException {
        Set<String> merges = new TreeSet<>();
        Set<String> from = new TreeSet<>();
        for (StoredConflict x : conflicts) {
            merges.add(x.merge().id());
            from.add(x.merge().version().orElse(x.merge().ours()).hex());
            from.add(x.merge().theirs().hex());
        }
        store.trail().leaf(c, "conflict.decide", String.join(" ", merges), Map.of("decisions", said, "why", why));
        Lineage.made(
                c,
                new LineageGraph.Node(
                        "decision:" + UUID.randomUUID(), "decision",
                        said.size() == 1 ? "Decision of a conflict" : "Decisions of " + said.size() + " conflicts", now,
                        actor.user(), new TreeMap<>(Map.of("conflicts", String.join(" ", said.keySet()), "why", why))),
                List.copyOf(from), "decide");
    }

    private Optional<Long> inCapture(
            Connection c, Optional<Hash> capture, Map<StoredConflict, Optional<Decision>> decisions, Ontology[] ontology)
            throws SQLException {
        List<StoredConflict> overlaps = overlaps(c, capture, decisions.keySet());
        Labels before = capture.isPresent() ? load(c, capture.get(), decisions.keySet(), overlaps) : Labels.EMPTY;
        Labels now = before;
        for (Map.Entry<StoredConflict, Optional<Decision>> e : decisions.entrySet()) {
            Conflict x = e.getKey().conflict();
            now = apply(now, x, e.getValue().orElse(x.undecided()), ontology);
        }
        // A mask that comes back comes as one side had it; what its points are in conflict about holds for it as well.
        for (StoredConflict x : overlaps) {
            Labels then = now;
            if (x.conflict().objects().stream().anyMatch(o -> before.find(o).isEmpty() && then.find(o).isPresent())) {
                Optional<Decision> decided = decisions.containsKey(x)
                        ? decisions.get(x)
                        : x.decided().map(StoredConflict.Decided::decision);
                now = apply(now, x.conflict(), decided.orElse(x.conflict().undecided()), ontology);
            }
        }
        List<Change> changes = MergeTrees.changes(before, now);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        ChangeSet set = new ChangeSet(words(decisions), changes);
        return Optional.of(edits.write(c, capture.orElseThrow(), Journal.Step.APPLY, set));
    }

    private static Labels apply(Labels labels, Conflict conflict, Decision decision, Ontology[] ontology) {
        Resolution.Outcome done = new Resolution(labels, ontology[0]).apply(conflict, decision);
        ontology[0] = done.ontology();
        return new ChangeSet("", done.changes()).apply(labels);
    }

    private static String words(Map<StoredConflict, Optional<Decision>> decisions) {
        boolean reopened = decisions.values().stream().allMatch(Optional::isEmpty);
        return (reopened ? "Open " : "Decide ")
                + (decisions.size() == 1 ? "1 conflict" : decisions.size() + " conflicts") + (reopened ? " again" : "");
    }

    private static List<StoredConflict> overlaps(Connection c, Optional<Hash> capture, Set<StoredConflict> conflicts)
            throws SQLException {
        Set<String> merges = new TreeSet<>();
        conflicts.stream()
                .filter(x -> x.conflict() instanceof Conflict.Deleted || x.conflict() instanceof Conflict.SameObject)
                .forEach(x -> merges.add(x.merge().id()));
        List<StoredConflict> out = new ArrayList<>();
        for (String m : merges) {
            ConflictRows.overlaps(c, m).stream().filter(x -> x.capture().equals(capture)).forEach(out::add);
        }
        return out;
    }

    private static Labels load(Connection c, Hash capture, Set<StoredConflict> conflicts, List<StoredConflict> more)
            throws SQLException {
        Set<LabelId> ids = new HashSet<>();
        conflicts.forEach(x -> ids.addAll(x.conflict().objects()));
        more.forEach(x -> ids.addAll(x.conflict().objects()));
        List<Label> out = new ArrayList<>();
        for (LabelId id : ids) {
            LabelRows.label(c, capture, id.value()).ifPresent(out::add);
        }
        return Labels.of(out);
    }
}
