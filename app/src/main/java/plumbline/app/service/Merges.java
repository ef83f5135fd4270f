package plumbline.app.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.Hash;
import plumbline.storage.project.MergeState;
import plumbline.storage.project.Merging;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Version;

/** Merging as window and command line do it: begin, look at one conflict, decide one or many by a rule, finish or abort. */
public final class Merges {
    /** Which conflicts a rule is for; what is empty does not narrow. */
    public record Which(Optional<FieldGroup> group, Optional<String> kind, Optional<String> className, Optional<Hash> capture) {
        public static final Which ALL =
                new Which(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        boolean matches(StoredConflict c) {
            return c.open()
                    && (group.isEmpty() || group.get().equals(c.conflict().group()))
                    && (kind.isEmpty() || kind.get().equals(c.conflict().kind()))
                    && (className.isEmpty() || className.equals(Merges.className(c.conflict())))
                    && (capture.isEmpty() || capture.equals(c.capture()));
        }
    }

    /** How a rule decides. */
    public sealed interface Rule {
        record Take(Side side) implements Rule {}

        record Both() implements Rule {}

        /** The side whose version that last changed the label is the later one. */
        record Newest() implements Rule {}

        /** The side whose last change is by this person; conflicts where that is both or neither stay open. */
        record Author(String user) implements Rule {}
    }

    /** What the three panes of a conflict show: one side's labels of the frame, and which of them it is about. */
    public record Pane(Side side, List<Label> labels, List<LabelId> about) {}

    private Merges() {}

    public static Merging.Begun merge(Project project, String name) {
        return project.merging().begin(name);
    }

    public static Optional<String> className(Conflict c) {
        return switch (c) {
            case Conflict.Field f -> Optional.of(f.base().orElse(f.ours()).className());
            case Conflict.Deleted d -> Optional.of(d.base().className());
            case Conflict.SameObject s -> Optional.of(s.ours().className());
            case Conflict.Overlap o -> Optional.empty();
            case Conflict.Definition d -> Optional.of(d.className());
            case Conflict.Missing m -> Optional.of(m.className());
        };
    }

    /** Decides the open conflicts that a rule is for and has an answer to, as one step of undo; returns which. */
    public static List<StoredConflict> decide(Project project, Which which, Rule rule, String why) {
        return decide(project, project.merging().conflicts(false).stream().filter(which::matches).toList(), rule, why);
    }

    /** As {@link #decide(Project, Which, Rule, String)}, of these conflicts, which are open. */
    static List<StoredConflict> decide(Project project, List<StoredConflict> open, Rule rule, String why) {
        Map<String, Decision> decisions = new TreeMap<>();
        Map<String, List<Optional<Version>>> last = switch (rule) {
            case Rule.Take t -> Map.of();
            case Rule.Both b -> Map.of();
            case Rule.Newest n -> project.merging().lastChanged(open);
            case Rule.Author a -> project.merging().lastChanged(open);
        };
        for (StoredConflict c : open) {
            Optional<Decision> d = switch (rule) {
                case Rule.Take(Side side) -> Optional.of(new Decision.Take(side));
                case Rule.Both b -> Optional.of(new Decision.Both());
                case Rule.Newest n -> newest(last.get(c.id())).map(Decision.Take::new);
                case Rule.Author(String user) -> by(last.get(c.id()), user).map(Decision.Take::new);
            };
            d.filter(x -> offers(c.conflict(), x)).ifPresent(x -> decisions.put(c.id(), x));
        }
        project.merging().decide(decisions, why);
        return open.stream().filter(c -> decisions.containsKey(c.id())).toList();
    }

    private static Optional<Side> newest(List<Optional<Version>> last) {
        Comparator<Version> order = Comparator.comparing(Version::at);
        if (last.get(0).isEmpty() || last.get(1).isEmpty()) {
            return last.get(0).isPresent() ? Optional.of(Side.OURS) : last.get(1).map(v -> Side.THEIRS);
        }
        int byTime = order.compare(last.get(0).get(), last.get(1).get());
        return byTime == 0 ? Optional.empty() : Optional.of(byTime > 0 ? Side.OURS : Side.THEIRS);
    }

    private static Optional<Side> by(List<Optional<Version>> last, String user) {
        boolean ours = last.get(0).map(v -> v.author().equals(user)).orElse(false);
        boolean theirs = last.get(1).map(v -> v.author().equals(user)).orElse(false);
        return ours == theirs ? Optional.empty() : Optional.of(ours ? Side.OURS : Side.THEIRS);
    }

    /** Which buttons a card shows. */
    public static boolean offers(Conflict c, Decision d) {
        return switch (d) {
            case Decision.Take(Side side) -> switch (c) {
                case Conflict.Field f -> side != Side.BASE || f.base().isPresent();
                case Conflict.Missing m -> side == m.knownBy();
                case Conflict.Deleted x -> true;
                case Conflict.SameObject x -> true;
                case Conflict.Overlap x -> true;
                case Conflict.Definition x -> true;
            };
            case Decision.Both both ->
                c instanceof Conflict.SameObject || c instanceof Conflict.Overlap || c instanceof Conflict.Missing;
            case Decision.Value v -> c instanceof Conflict.Field;
            case Decision.Rename r -> c instanceof Conflict.Missing;
        };
    }

    /** The frame of a conflict as each side has it; without a base version the base's pane is empty. */
    public static List<Pane> panes(Project project, StoredConflict c) {
        List<Pane> out = new ArrayList<>();
        MergeState m = c.merge();
        Map<Side, Optional<Hash>> versions = new LinkedHashMap<>();
        versions.put(Side.BASE, m.bases().stream().findFirst());
        versions.put(Side.OURS, Optional.of(m.ours()));
        versions.put(Side.THEIRS, Optional.of(m.theirs()));
        int frame = c.conflict().frame();
        versions.forEach((side, version) -> out.add(new Pane(
                side,
                version.isPresent() && c.capture().isPresent()
                        ? project.labelsAt(version.get(), c.capture().get(), frame)
                        : List.of(),
                c.conflict().objects())));
        return out;
    }

    /** One sentence: what the two sides want. */
    public static String words(Conflict c) {
        return switch (c) {
            case Conflict.Field f -> name(f.ours()) + ": both sides changed its " + f.group().text() + value(f);
            case Conflict.Deleted d -> name(d.base()) + ": " + (d.ours().isEmpty()
                    ? "deleted here, changed there"
                    : "changed here, deleted there");
            case Conflict.SameObject s -> name(s.ours()) + " and " + name(s.theirs()) + " may be the same object (overlap "
                    + Math.round(100 * s.overlap()) + " %)";
            case Conflict.Overlap o -> o.range().count() + " points of " + o.sensor() + " went to different labels: "
                    + String.join(", ", o.masks().stream().map(m -> m.className() + " " + m.id()).toList());
            case Conflict.Definition d -> "Both sides changed the class " + d.className()
                    + (d.attribute().isEmpty() ? "" : ", attribute " + d.attribute());
            case Conflict.Missing m -> m.objects().size() + " labels have "
                    + (m.attribute().isEmpty() ? "the class " + m.className()
                            : "the attribute " + m.attribute() + (m.value().isEmpty() ? "" : " = " + m.value()))
                    + ", which the merged ontology lacks";
        };
    }

    private static String value(Conflict.Field f) {
        return switch (f.group().kind()) {
            case CLASS, ATTRIBUTE -> " (" + f.base().map(b -> said(f.group(), b) + " became ").orElse("")
                    + said(f.group(), f.ours()) + " here, " + said(f.group(), f.theirs()) + " there)";
            case REVIEW -> " (" + f.ours().review().name().toLowerCase(java.util.Locale.ROOT) + " here, "
                    + f.theirs().review().name().toLowerCase(java.util.Locale.ROOT) + " there)";
            case TRACK -> " (" + f.ours().track() + " here, " + f.theirs().track() + " there)";
            case OBJECT, GEOMETRY, POINTS -> "";
        };
    }

    private static String said(FieldGroup g, Label l) {
        Object v = g.value(l);
        return v == null ? "unset" : v.toString();
    }

    static String name(Label l) {
        return l.className() + " " + l.track();
    }
}
