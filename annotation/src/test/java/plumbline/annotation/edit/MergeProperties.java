package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.PointRuns;

/** What must hold of every merge. Each check throws with the seed's scene where it does not. */
final class MergeProperties {
    /** How often which case came up, so that a generator which stops making one is seen. */
    final Map<String, Integer> seen = new HashMap<>();

    void check(long seed) {
        RandomSides sides = new RandomSides(seed);
        Labels base = sides.scene();
        Labels a = sides.edited(base, "a");
        Labels b = sides.edited(base, "b");
        Labels c = sides.edited(base, "c");
        MergeResult ab = Merge.of(base, a, b);
        commutes(seed, base, a, b, ab);
        assertThat(Merge.of(base, a, a)).as("idempotent, seed %d", seed).isEqualTo(new MergeResult(a, List.of()));
        assertThat(Merge.of(base, a, base)).as("their nothing, seed %d", seed).isEqualTo(new MergeResult(a, List.of()));
        assertThat(Merge.of(base, base, b)).as("our nothing, seed %d", seed).isEqualTo(new MergeResult(b, List.of()));
        if (ab.conflicts().isEmpty()) {
            assertThat(Merge.of(a, ab.labels(), a).labels()).isEqualTo(ab.labels());
        }
        associates(seed, base, a, b, c, ab);
        keepsAll(seed, base, a, b, ab);
        decisions(seed, ab, a, b);
        ab.conflicts().forEach(x -> seen.merge(x.getClass().getSimpleName() + " " + x.group().kind(), 1, Integer::sum));
    }

    private static void commutes(long seed, Labels base, Labels a, Labels b, MergeResult ab) {
        MergeResult ba = Merge.of(base, b, a);
        assertThat(ba.labels()).as("commutative, seed %d", seed).isEqualTo(ab.labels());
        assertThat(ba.conflicts()).as("conflicts commute, seed %d", seed)
                .isEqualTo(ab.conflicts().stream().map(Conflict::swapped).toList());
    }

    private void associates(long seed, Labels base, Labels a, Labels b, Labels c, MergeResult ab) {
        MergeResult bc = Merge.of(base, b, c);
        if (!ab.conflicts().isEmpty() || !bc.conflicts().isEmpty()) {
            return;
        }
        MergeResult left = Merge.of(base, ab.labels(), c);
        MergeResult right = Merge.of(base, a, bc.labels());
        if (left.conflicts().isEmpty() && right.conflicts().isEmpty()) {
            seen.merge("associative", 1, Integer::sum);
            assertThat(left.labels()).as("associative, seed %d", seed).isEqualTo(right.labels());
        }
    }

    /** Against a plain model that knows nothing of how the merge works: fields one by one, points one by one. */
    private static void keepsAll(long seed, Labels base, Labels a, Labels b, MergeResult merged) {
        Map<LabelId, Set<Conflict>> about = new HashMap<>();
        merged.conflicts().forEach(c -> c.objects().forEach(o -> about.computeIfAbsent(o, x -> new HashSet<>()).add(c)));
        Set<LabelId> ids = new HashSet<>();
        for (Labels l : List.of(base, a, b)) {
            l.forEach(x -> ids.add(x.id()));
        }
        merged.labels().forEach(x -> assertThat(ids).as("nothing out of nothing, seed %d", seed).contains(x.id()));
        for (LabelId id : ids) {
            for (Labels side : List.of(a, b)) {
                Optional<Label> before = base.find(id);
                Optional<Label> after = side.find(id);
                if (!before.equals(after)) {
                    kept(seed, before, after, merged.labels().find(id), about.getOrDefault(id, Set.of()));
                }
            }
        }
    }

    private static void kept(
            long seed, Optional<Label> before, Optional<Label> after, Optional<Label> result, Set<Conflict> about) {
        boolean whole = about.stream().anyMatch(c -> c.group().kind() == FieldGroup.Kind.OBJECT
                && !(c instanceof Conflict.SameObject));
        if (whole || after.isEmpty() && result.isEmpty()) {
            return;
        }
        String what = "seed " + seed + ": " + before + " -> " + after + " in " + result + ", " + about;
        assertThat(after.isPresent() && result.isPresent()).as(what).isTrue();
        Set<FieldGroup> open = about.stream()
                .filter(c -> c instanceof Conflict.Field)
                .map(Conflict::group)
                .collect(Collectors.toSet());
        List<FieldGroup> given = before.map(b -> FieldGroup.differing(b, after.get()))
                .orElseGet(() -> FieldGroup.differing(after.get(), result.get()));
        for (FieldGroup g : given) {
            if (g.kind() == FieldGroup.Kind.POINTS) {
                points(what, before, after.get(), result.get(), about);
            } else if (!open.contains(g)) {
                assertThat(g.value(result.get())).as(what).isEqualTo(g.value(after.get()));
            }
        }
    }

    private static void points(String what, Optional<Label> before, Label after, Label result, Set<Conflict> about) {
        PointRuns contested = about.stream()
                .map(c -> c instanceof Conflict.Overlap o ? o.range() : PointRuns.EMPTY)
                .reduce(PointRuns.EMPTY, PointRuns::union);
        for (int p = 0; p < 60; p++) {
            boolean is = has(after, p);
            if ((before.isPresent() && has(before.get(), p)) != is && !contested.contains(p)) {
                assertThat(has(result, p)).as("point %d, %s", p, what).isEqualTo(is);
            }
        }
    }

    private static boolean has(Label l, int point) {
        return FieldGroup.runs(l).orElse(PointRuns.EMPTY).contains(point);
    }

    /** Every decision can be taken and taken back, in any order, and says what it promises. */
    private static void decisions(long seed, MergeResult merged, Labels a, Labels b) {
        var ontology = plumbline.annotation.label.Ontology.STREET;
        List<Conflict> order = new ArrayList<>(merged.conflicts());
        java.util.Collections.shuffle(order, new java.util.Random(seed));
        Labels now = merged.labels();
        for (Conflict c : order) {
            Decision d = c instanceof Conflict.SameObject ? new Decision.Both() : new Decision.Take(Side.THEIRS);
            now = new ChangeSet("decide", new Resolution(now, ontology).apply(c, d).changes()).apply(now);
            Labels decided = now;
            switch (c) {
                case Conflict.Field f -> assertThat(f.group().value(now.find(f.object()).orElseThrow()))
                        .as("decided, seed %d", seed).isEqualTo(f.group().value(f.theirs()));
                case Conflict.Deleted x -> assertThat(now.find(x.object()).isPresent()).isEqualTo(x.theirs().isPresent());
                case Conflict.SameObject s -> assertThat(now.find(s.ours().id())).isPresent();
                // A mask may be gone, or be something else, by the decision of another conflict.
                case Conflict.Overlap o -> o.masks().forEach(m -> decided.find(m.id()).filter(Label.PointMask.class::isInstance).ifPresent(
                        l -> assertThat(((Label.PointMask) l).points().intersect(o.range()))
                                .as("points, seed %d", seed).isEqualTo(m.theirs())));
                case Conflict.Definition x -> throw new AssertionError(x);
                case Conflict.Missing x -> throw new AssertionError(x);
            }
        }
        order.sort(Comparator.comparing(Conflict::key));
        for (Conflict c : order) {
            now = new ChangeSet("open", new Resolution(now, ontology).apply(c, c.undecided()).changes()).apply(now);
        }
        assertThat(now).as("reopened, seed %d", seed).isEqualTo(merged.labels());
    }
}
