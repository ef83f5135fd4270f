package plumbline.storage.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Merge;
import plumbline.annotation.edit.MergeResult;
import plumbline.annotation.edit.OntologyMerge;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;

/**
 * Merges versions by their label pages, reading only labels that differ. Where two versions have several nearest common
 * ones, those are merged first, and what comes out (with what holds in their conflicts) is the base, as git's recursive
 * strategy does.
 */
final class MergeTrees {
    private final Store store;
    private final Versions versions;
    private final LabelPages pages;

    MergeTrees(Store store, Versions versions, LabelPages pages) {
        this.store = store;
        this.versions = versions;
        this.pages = pages;
    }

    /** Labels and ontology of a version, or of one that was never committed: {@code over} is put over the version's labels. */
    record Tree(Map<Hash, Hash> roots, Map<Hash, Map<LabelId, Change>> over, Ontology ontology) {}

    /** What a merge changes of ours, by capture, with the conflicts there; the ontology's conflicts stand alone. */
    record Merged(
            Map<Hash, List<Change>> changes, Map<Hash, List<Conflict>> conflicts, Ontology ontology,
            List<Conflict> ontologyConflicts) {}

    Tree tree(Version v) {
        return new Tree(v.labelRoots(), Map.of(), OntologyJson.read(
                "ontology " + v.ontology().shortHex(), store.objects().readText(v.ontology())));
    }

    /** The nearest versions that both come from, in order of hash; none where they have nothing in common. */
    List<Hash> bases(Hash a, Hash b) {
        return bases(Set.of(a), b);
    }

    private List<Hash> bases(Set<Hash> heads, Hash other) {
        Set<Hash> common = ancestors(heads);
        common.retainAll(ancestors(Set.of(other)));
        Set<Hash> further = new HashSet<>();
        common.forEach(h -> further.addAll(versions.read(h).parents()));
        TreeSet<Hash> nearest = new TreeSet<>(common);
        nearest.removeAll(further);
        return List.copyOf(nearest);
    }

    private Set<Hash> ancestors(Set<Hash> of) {
        Set<Hash> seen = new HashSet<>();
        List<Hash> open = new ArrayList<>(of);
        while (!open.isEmpty()) {
            Hash h = open.removeLast();
            if (seen.add(h)) {
                open.addAll(versions.read(h).parents());
            }
        }
        return seen;
    }

    Tree base(List<Hash> bases) {
        if (bases.isEmpty()) {
            return new Tree(Map.of(), Map.of(), new Ontology("", 0, List.of()));
        }
        Tree merged = tree(versions.read(bases.getFirst()));
        Set<Hash> heads = new HashSet<>(Set.of(bases.getFirst()));
        for (Hash next : bases.subList(1, bases.size())) {
            Tree other = tree(versions.read(next));
            merged = over(merged, merge(base(bases(heads, next)), merged, other));
            heads.add(next);
        }
        return merged;
    }

    private static Tree over(Tree ours, Merged merged) {
        Map<Hash, Map<LabelId, Change>> over = new HashMap<>(ours.over());
        merged.changes().forEach((capture, changes) -> {
            Map<LabelId, Change> all = new HashMap<>(over.getOrDefault(capture, Map.of()));
            for (Change c : changes) {
                Change known = all.get(c.id());
                Optional<Label> before = known == null ? c.before() : known.before();
                if (before.equals(c.after())) {
                    all.remove(c.id());
                } else {
                    all.put(c.id(), new Change(c.id(), before, c.after()));
                }
            }
            over.put(capture, all);
        });
        return new Tree(ours.roots(), over, merged.ontology());
    }

    Merged merge(Tree base, Tree ours, Tree theirs) {
        OntologyMerge.Result ontology = OntologyMerge.of(base.ontology(), ours.ontology(), theirs.ontology());
        TreeSet<Hash> captures = new TreeSet<>(ours.roots().keySet());
        captures.addAll(theirs.roots().keySet());
        Map<Hash, List<Change>> changes = new TreeMap<>();
        Map<Hash, List<Conflict>> conflicts = new TreeMap<>();
        for (Hash capture : captures) {
            Sides sides = sides(base, ours, theirs, capture);
            MergeResult merged = Merge.of(sides.base(), sides.ours(), sides.theirs());
            List<Conflict> here = new ArrayList<>(merged.conflicts());
            here.addAll(OntologyMerge.missing(
                    ontology.ontology(), sides.base(), sides.ours(), ours.ontology(), sides.theirs(), theirs.ontology()));
            changes.put(capture, changes(sides.ours(), merged.labels()));
            conflicts.put(capture, here);
        }
        return new Merged(changes, conflicts, ontology.ontology(), ontology.conflicts());
    }

    private record Sides(Labels base, Labels ours, Labels theirs) {}

    /** Of each side only the labels that differ somewhere: the others merge into themselves. */
    private Sides sides(Tree base, Tree ours, Tree theirs, Hash capture) {
        Map<LabelId, Change> here = between(base, ours, capture);
        Map<LabelId, Change> there = between(base, theirs, capture);
        List<Label> b = new ArrayList<>();
        List<Label> o = new ArrayList<>();
        List<Label> t = new ArrayList<>();
        Set<LabelId> ids = new HashSet<>(here.keySet());
        ids.addAll(there.keySet());
        for (LabelId id : ids) {
            Optional<Label> before = (here.containsKey(id) ? here : there).get(id).before();
            before.ifPresent(b::add);
            (here.containsKey(id) ? here.get(id).after() : before).ifPresent(o::add);
            (there.containsKey(id) ? there.get(id).after() : before).ifPresent(t::add);
        }
        return new Sides(Labels.of(b), Labels.of(o), Labels.of(t));
    }

    private Map<LabelId, Change> between(Tree a, Tree b, Hash capture) {
        LabelPages.Difference d = pages.between(
                Optional.ofNullable(a.roots().get(capture)), Optional.ofNullable(b.roots().get(capture)));
        Map<LabelId, Label> before = labels(d.before());
        Map<LabelId, Label> after = labels(d.after());
        Map<LabelId, Change> overA = a.over().getOrDefault(capture, Map.of());
        Map<LabelId, Change> overB = b.over().getOrDefault(capture, Map.of());
        Set<LabelId> ids = new HashSet<>(before.keySet());
        ids.addAll(after.keySet());
        ids.addAll(overA.keySet());
        ids.addAll(overB.keySet());
        Map<LabelId, Change> out = new HashMap<>();
        for (LabelId id : ids) {
            boolean differs = before.containsKey(id) || after.containsKey(id);
            Optional<Label> x = overA.containsKey(id) ? overA.get(id).after()
                    : differs ? Optional.ofNullable(before.get(id)) : overB.get(id).before();
            Optional<Label> y = overB.containsKey(id) ? overB.get(id).after()
                    : differs ? Optional.ofNullable(after.get(id)) : overA.get(id).before();
            if (!x.equals(y)) {
                out.put(id, new Change(id, x, y));
            }
        }
        return out;
    }

    private static Map<LabelId, Label> labels(Map<String, Label> byId) {
        Map<LabelId, Label> out = new HashMap<>();
        byId.values().forEach(l -> out.put(l.id(), l));
        return out;
    }

    /** What differs between two states, in order of id. */
    static List<Change> changes(Labels from, Labels to) {
        Map<LabelId, Label> gone = new HashMap<>();
        Map<LabelId, Label> come = new HashMap<>();
        from.differences(to, l -> gone.put(l.id(), l), l -> come.put(l.id(), l));
        Set<LabelId> ids = new HashSet<>(gone.keySet());
        ids.addAll(come.keySet());
        return ids.stream()
                .map(id -> new Change(id, Optional.ofNullable(gone.get(id)), Optional.ofNullable(come.get(id))))
                .sorted(Comparator.comparing(Change::id))
                .toList();
    }
}
