package plumbline.app.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/** A project's versions as a person looks at them: all that is reached, by which names, and who made a change between two. */
public final class Histories {
    /** What points at a version. */
    public enum Kind {
        BRANCH,
        TAG,
        REMOTE
    }

    /** {@code worked}: the branch that commits go to. */
    public record Ref(Kind kind, String name, boolean worked) {}

    /** {@code versions}: newest first, parents after their children. */
    public record Overview(
            List<Version> versions, Optional<Hash> head, String branch, Map<Hash, List<Ref>> refs, long edits) {}

    /** Who last changed a label on the way from A to B, in which version. */
    public record Touch(Hash version, String who, Instant at) {}

    private Histories() {}

    /** Everything that a branch, a tag, a server's branch or what stands reaches. */
    public static Overview overview(Project project) {
        Map<Hash, List<Ref>> refs = new HashMap<>();
        String worked = project.branch();
        project.history().branches().forEach((name, at) -> refs.computeIfAbsent(at, h -> new ArrayList<>())
                .add(new Ref(Kind.BRANCH, name, name.equals(worked))));
        project.history().tags().forEach((name, at) ->
                refs.computeIfAbsent(at, h -> new ArrayList<>()).add(new Ref(Kind.TAG, name, false)));
        project.history().remotes().forEach((name, at) ->
                refs.computeIfAbsent(at, h -> new ArrayList<>()).add(new Ref(Kind.REMOTE, name, false)));
        refs.values().forEach(list -> list.sort(
                Comparator.comparing((Ref r) -> !r.worked()).thenComparing(Ref::kind).thenComparing(Ref::name)));
        Optional<Hash> head = project.head().map(Version::hash);
        Set<Hash> tips = new LinkedHashSet<>(refs.keySet());
        head.ifPresent(tips::add);
        return new Overview(
                project.history().log(tips), head, worked, Map.copyOf(refs), project.uncommittedEdits());
    }

    /** What head is compared with at first: the nearest version before it that has a tag, else the one before it. */
    public static Optional<Hash> lastRelease(Overview o) {
        Map<Hash, Version> byHash = byHash(o.versions());
        Optional<Version> head = o.head().map(byHash::get);
        Set<Hash> before = head.map(h -> reach(byHash, h.parents())).orElse(Set.of());
        return o.versions().stream()
                .map(Version::hash)
                .filter(before::contains)
                .filter(h -> o.refs().getOrDefault(h, List.of()).stream().anyMatch(r -> r.kind() == Kind.TAG))
                .findFirst()
                .or(() -> head.flatMap(h -> h.parents().stream().findFirst()));
    }

    /**
     * For the labels of a capture that differ between A and B: which version made the change, the last one first. Versions
     * of A's own side count where B does not have them. Ends once it is known of all of {@code labels}, or early, with what
     * it has, once it is not {@code wanted}.
     */
    public static Map<LabelId, Touch> touched(
            Project project, List<Version> versions, Hash a, Hash b, Hash capture, Set<LabelId> labels,
            BooleanSupplier wanted) {
        Map<Hash, Version> byHash = byHash(versions);
        Set<Hash> ofA = reach(byHash, List.of(a));
        Set<Hash> ofB = reach(byHash, List.of(b));
        Map<LabelId, Touch> out = new HashMap<>();
        Set<LabelId> open = new HashSet<>(labels);
        List<Version> merges = new ArrayList<>();
        for (Version v : versions) {
            boolean between = ofB.contains(v.hash()) != ofA.contains(v.hash());
            if (!wanted.getAsBoolean() || open.isEmpty()) {
                return out;
            }
            if (between && v.parents().size() > 1) {
                // What a merge brings was made by the versions of its side; what is left was decided in it.
                merges.add(v);
            } else if (between) {
                touch(project, v, capture, out, open);
            }
        }
        for (Version m : merges) {
            if (wanted.getAsBoolean() && !open.isEmpty()) {
                touch(project, m, capture, out, open);
            }
        }
        return out;
    }

    private static void touch(
            Project project, Version v, Hash capture, Map<LabelId, Touch> out, Set<LabelId> open) {
        Optional<Hash> parent = v.parents().stream().findFirst();
        if (parent.isPresent()) {
            for (LabelDiff d : project.diff(parent.get(), v.hash())) {
                if (d.capture().equals(capture)) {
                    out.putIfAbsent(d.either().id(), new Touch(v.hash(), v.author(), v.at()));
                    open.remove(d.either().id());
                }
            }
        }
    }

    private static Map<Hash, Version> byHash(Collection<Version> versions) {
        Map<Hash, Version> out = new HashMap<>();
        versions.forEach(v -> out.put(v.hash(), v));
        return out;
    }

    private static Set<Hash> reach(Map<Hash, Version> byHash, Collection<Hash> from) {
        Set<Hash> seen = new HashSet<>();
        List<Hash> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            Hash h = open.removeLast();
            if (byHash.containsKey(h) && seen.add(h)) {
                open.addAll(byHash.get(h).parents());
            }
        }
        return seen;
    }
}
