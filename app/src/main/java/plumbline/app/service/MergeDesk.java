package plumbline.app.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.MergeState;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Version;

/**
 * The open merge of a project as a person works through it: its conflicts by object, decisions, and the way back. It works
 * on the project alone and holds no labels, so that no {@link Session} grows stale beside it: whoever shows labels opens a
 * new session afterwards. Off the window's thread, one call at a time.
 */
public final class MergeDesk {
    /** One object with all that is in conflict about it. {@code capture} is empty and frame -1 for the ontology's. */
    public record Thing(
            String name, Optional<String> className, Optional<Hash> capture, int frame, List<StoredConflict> conflicts) {
        public boolean open() {
            return conflicts.stream().anyMatch(StoredConflict::open);
        }
    }

    /** Labels that merged by themselves: changed on one side only, or on both in different fields. */
    public record Alone(long here, long there, long both) {}

    /** What does not change while the merge is open; {@code last}: who changed each conflict's labels, ours and theirs. */
    public record Ground(
            MergeState merge, String branch, Version ours, Optional<Version> base, Version theirs,
            Map<String, List<Optional<Version>>> last, Alone alone) {
        /** Who last changed what a conflict is about on a side, where one of that side's versions did. */
        public Optional<Version> lastChanged(StoredConflict c, Side side) {
            List<Optional<Version>> both = last.get(c.id());
            return both == null ? Optional.empty() : switch (side) {
                case BASE -> base;
                case OURS -> both.get(0);
                case THEIRS -> both.get(1);
            };
        }

        /** Those who made what is in conflict, for rules by author. */
        public List<String> authors() {
            return last.values().stream()
                    .flatMap(List::stream)
                    .flatMap(Optional::stream)
                    .map(Version::author)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** How the merge stands. */
    public record State(Ground ground, List<Thing> things) {
        public long open() {
            return all().filter(StoredConflict::open).count();
        }

        public long decided() {
            return all().filter(c -> !c.open()).count();
        }

        private java.util.stream.Stream<StoredConflict> all() {
            return things.stream().flatMap(t -> t.conflicts().stream());
        }
    }

    /** One step of the way back: what held before and what was decided, by conflict; empty for open. */
    private record Step(Map<String, Optional<Decision>> before, Map<String, Optional<Decision>> after) {}

    private final Project project;
    private final Ground ground;
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();

    private MergeDesk(Project project, Ground ground) {
        this.project = project;
        this.ground = ground;
    }

    /** Empty where no merge is open. */
    public static Optional<MergeDesk> open(Project project) {
        return project.merging().current().map(m -> new MergeDesk(project, ground(project, m)));
    }

    private static Ground ground(Project project, MergeState m) {
        Optional<Version> base = m.bases().stream().findFirst().map(b -> project.resolve(b.hex()));
        List<StoredConflict> conflicts = of(project, m);
        return new Ground(
                m, project.branch(), project.resolve(m.ours().hex()), base, project.resolve(m.theirs().hex()),
                project.merging().lastChanged(conflicts), alone(project, m, conflicts));
    }

    private static List<StoredConflict> of(Project project, MergeState m) {
        return project.merging().conflicts(true).stream().filter(c -> c.merge().id().equals(m.id())).toList();
    }

    private static Alone alone(Project project, MergeState m, List<StoredConflict> conflicts) {
        TreeSet<LabelId> asked = new TreeSet<>();
        conflicts.forEach(c -> asked.addAll(c.conflict().objects()));
        if (m.bases().isEmpty()) {
            return new Alone(0, 0, 0);
        }
        TreeSet<LabelId> here = changed(project.diff(m.bases().getFirst(), m.ours()), asked);
        TreeSet<LabelId> there = changed(project.diff(m.bases().getFirst(), m.theirs()), asked);
        long both = here.stream().filter(there::contains).count();
        return new Alone(here.size() - both, there.size() - both, both);
    }

    private static TreeSet<LabelId> changed(List<LabelDiff> diffs, TreeSet<LabelId> without) {
        return diffs.stream()
                .map(d -> d.either().id())
                .filter(id -> !without.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public Ground ground() {
        return ground;
    }

    /** Read anew: by frame and name, an object's conflicts from the label as a whole to its fields. */
    public State state() {
        Map<String, List<StoredConflict>> byObject = new LinkedHashMap<>();
        for (StoredConflict c : of(project, ground.merge())) {
            String key = c.capture().map(Hash::hex).orElse("") + " " + switch (c.conflict()) {
                case Conflict.Field f -> f.object();
                case Conflict.Deleted d -> d.object();
                case Conflict.SameObject s -> s.key();
                case Conflict.Overlap o -> o.key();
                case Conflict.Definition d -> d.key();
                case Conflict.Missing m -> m.key();
            };
            byObject.computeIfAbsent(key, k -> new ArrayList<>()).add(c);
        }
        List<Thing> things = new ArrayList<>();
        for (List<StoredConflict> group : byObject.values()) {
            group.sort(Comparator.comparing(c -> c.conflict().group()));
            StoredConflict first = group.getFirst();
            things.add(new Thing(
                    name(first.conflict()), Merges.className(first.conflict()), first.capture(), first.conflict().frame(),
                    List.copyOf(group)));
        }
        things.sort(Comparator.comparingInt(Thing::frame).thenComparing(Thing::name));
        return new State(ground, List.copyOf(things));
    }

    private static String name(Conflict c) {
        return switch (c) {
            case Conflict.Field f -> Merges.name(f.base().orElse(f.ours()));
            case Conflict.Deleted d -> Merges.name(d.base());
            case Conflict.SameObject s -> Merges.name(s.ours());
            case Conflict.Overlap o -> "Points of " + o.sensor();
            case Conflict.Definition d -> "Class " + d.className();
            case Conflict.Missing m -> "Class " + m.className();
        };
    }

    /** Decides one conflict, anew where it was decided before. */
    public void decide(StoredConflict conflict, Decision decision, String why) {
        Map<String, Optional<Decision>> before =
                Map.of(conflict.id(), conflict.decided().map(StoredConflict.Decided::decision));
        project.merging().decide(Map.of(conflict.id(), decision), why);
        took(before, Map.of(conflict.id(), Optional.of(decision)));
    }

    /** Decides the open conflicts of this merge (of one group, where one is given) by a rule; how many had an answer. */
    public int decide(Optional<FieldGroup> group, Merges.Rule rule) {
        List<StoredConflict> open = of(project, ground.merge()).stream()
                .filter(StoredConflict::open)
                .filter(c -> group.isEmpty() || group.get().equals(c.conflict().group()))
                .toList();
        List<StoredConflict> decided = Merges.decide(project, open, rule, "by rule");
        Map<String, Optional<Decision>> before = new TreeMap<>();
        Map<String, Optional<Decision>> after = new TreeMap<>();
        for (StoredConflict c : decided) {
            before.put(c.id(), Optional.empty());
            after.put(c.id(), project.merging().conflict(c.id()).decided().map(StoredConflict.Decided::decision));
        }
        if (!decided.isEmpty()) {
            took(before, after);
        }
        return decided.size();
    }

    private void took(Map<String, Optional<Decision>> before, Map<String, Optional<Decision>> after) {
        done.addLast(new Step(before, after));
        undone.clear();
    }

    /**
     * Takes the last step back, one conflict or all that a rule decided; what held before holds again. Steps from before a
     * restart come back one act of deciding at a time, and open their conflicts. Returns the conflicts, none where nothing
     * is decided.
     */
    public List<String> takeBack() {
        Optional<Step> step = Optional.ofNullable(done.pollLast()).or(this::lastOnDisk);
        step.ifPresent(s -> {
            set(s.before(), "taken back");
            undone.addLast(s);
        });
        return step.map(s -> List.copyOf(s.before().keySet())).orElse(List.of());
    }

    /** Does what was last taken back again. */
    public List<String> again() {
        Optional<Step> step = Optional.ofNullable(undone.pollLast());
        step.ifPresent(s -> {
            set(s.after(), "decided again");
            done.addLast(s);
        });
        return step.map(s -> List.copyOf(s.after().keySet())).orElse(List.of());
    }

    /** A rule's decisions are of one moment. */
    private Optional<Step> lastOnDisk() {
        Map<String, Optional<Decision>> before = new TreeMap<>();
        Map<String, Optional<Decision>> after = new TreeMap<>();
        List<StoredConflict> decided = of(project, ground.merge()).stream().filter(c -> !c.open()).toList();
        decided.stream().map(c -> c.decided().orElseThrow().at()).max(Comparator.naturalOrder()).ifPresent(at -> decided.stream()
                .filter(c -> c.decided().orElseThrow().at().equals(at))
                .forEach(c -> {
                    before.put(c.id(), Optional.empty());
                    after.put(c.id(), c.decided().map(StoredConflict.Decided::decision));
                }));
        return before.isEmpty() ? Optional.empty() : Optional.of(new Step(before, after));
    }

    private void set(Map<String, Optional<Decision>> wanted, String why) {
        Map<String, Decision> decide = new TreeMap<>();
        List<String> open = new ArrayList<>();
        wanted.forEach((id, d) -> d.ifPresentOrElse(x -> decide.put(id, x), () -> open.add(id)));
        project.merging().decide(decide, why);
        project.merging().reopen(open, why);
    }

    /** The version with two parents. */
    public Version finish() {
        return project.merging().finish("Merge " + ground.merge().name());
    }

    /** Labels as before the merge; its decisions are gone. */
    public void abort() {
        project.merging().abort();
    }

    /** The frame of a conflict as each side has it. */
    public List<Merges.Pane> panes(StoredConflict c) {
        return Merges.panes(project, c);
    }

    /** The labels of a thing's frame as they stand: decided fields decided, open ones as before. */
    public List<Label> result(Thing t) {
        return t.capture().map(c -> project.labels(c, t.frame())).orElse(List.of());
    }
}
