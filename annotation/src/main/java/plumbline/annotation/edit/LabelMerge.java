package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;

/** One label that both sides touched, merged by field group. */
final class LabelMerge {
    private LabelMerge() {}

    /** At least one of ours and theirs is there; what cannot be merged goes to {@code conflicts}. */
    static Optional<Label> of(
            Optional<Label> base, Optional<Label> ours, Optional<Label> theirs, Consumer<Conflict> conflicts) {
        if (ours.equals(theirs) || base.equals(theirs)) {
            return ours;
        }
        if (base.equals(ours)) {
            return theirs;
        }
        if (ours.isEmpty() || theirs.isEmpty()) {
            // Without a base a side that has nothing did nothing.
            if (base.isPresent()) {
                conflicts.accept(new Conflict.Deleted(base.get().id(), base.get(), ours, theirs));
            }
            return ours.or(() -> theirs);
        }
        return Optional.of(fields(base, ours.get(), theirs.get(), conflicts));
    }

    private static Label fields(Optional<Label> base, Label ours, Label theirs, Consumer<Conflict> conflicts) {
        if (!sameKind(ours, theirs) || base.isPresent() && !sameKind(base.get(), ours)) {
            Conflict c = new Conflict.Field(ours.id(), FieldGroup.OBJECT, base, ours, theirs);
            conflicts.accept(c);
            return undecided(c, base, ours, theirs);
        }
        Label out = ours;
        for (FieldGroup g : groups(base, ours, theirs)) {
            Object o = g.value(ours);
            Object t = g.value(theirs);
            boolean changedHere = base.isEmpty() || !Objects.equals(g.value(base.get()), o);
            boolean changedThere = base.isEmpty() || !Objects.equals(g.value(base.get()), t);
            if (Objects.equals(o, t) || !changedThere) {
                continue;
            }
            if (!changedHere) {
                out = g.with(out, theirs);
            } else if (g.kind() == FieldGroup.Kind.POINTS) {
                out = withRuns(out, points(base, ours, theirs));
            } else {
                Conflict c = new Conflict.Field(ours.id(), g, base, ours, theirs);
                conflicts.accept(c);
                out = g.with(out, undecided(c, base, ours, theirs));
            }
        }
        return base.isPresent() ? reviewed(base.get(), ours, theirs, out, conflicts) : out;
    }

    /** Nobody accepted what only the merge made: an acceptance of one side does not cover the other side's changes. */
    private static Label reviewed(Label base, Label ours, Label theirs, Label merged, Consumer<Conflict> conflicts) {
        boolean here = accepts(base, ours) && FieldGroup.REVIEW.value(base).equals(FieldGroup.REVIEW.value(theirs));
        boolean there = accepts(base, theirs) && FieldGroup.REVIEW.value(base).equals(FieldGroup.REVIEW.value(ours));
        if (here && changesContent(base, theirs) || there && changesContent(base, ours)) {
            conflicts.accept(new Conflict.Field(base.id(), FieldGroup.REVIEW, Optional.of(base), ours, theirs));
            return FieldGroup.REVIEW.with(merged, base);
        }
        return merged;
    }

    private static boolean accepts(Label base, Label side) {
        return side.review() == ReviewState.ACCEPTED && base.review() != ReviewState.ACCEPTED;
    }

    private static boolean changesContent(Label base, Label side) {
        return FieldGroup.differing(base, side).stream().anyMatch(g -> g.kind() != FieldGroup.Kind.REVIEW);
    }

    private static Label undecided(Conflict c, Optional<Label> base, Label ours, Label theirs) {
        return switch (((Decision.Take) c.undecided()).side()) {
            case BASE -> base.orElseThrow();
            case OURS -> ours;
            case THEIRS -> theirs;
        };
    }

    private static List<FieldGroup> groups(Optional<Label> base, Label ours, Label theirs) {
        List<FieldGroup> out = new ArrayList<>(List.of(
                FieldGroup.GEOMETRY, FieldGroup.CLASS, FieldGroup.TRACK, FieldGroup.REVIEW, FieldGroup.POINTS));
        TreeSet<String> names = new TreeSet<>(ours.attributes().keySet());
        names.addAll(theirs.attributes().keySet());
        base.ifPresent(b -> names.addAll(b.attributes().keySet()));
        names.forEach(n -> out.add(FieldGroup.attribute(n)));
        return out;
    }

    /** A point is in or out: where the sides differ, one of them changed it, and that one holds. */
    static PointRuns points(PointRuns base, PointRuns ours, PointRuns theirs) {
        return ours.intersect(theirs).union(ours.difference(theirs).minus(base));
    }

    private static PointRuns points(Optional<Label> base, Label ours, Label theirs) {
        return points(base.map(LabelMerge::runs).orElse(PointRuns.EMPTY), runs(ours), runs(theirs));
    }

    private static PointRuns runs(Label l) {
        return FieldGroup.runs(l).orElse(PointRuns.EMPTY);
    }

    private static Label withRuns(Label mask, PointRuns runs) {
        return mask instanceof Label.ImageMask m ? m.withPixels(runs) : ((Label.PointMask) mask).withPoints(runs);
    }

    /** Pixels are numbered by the size of their image: masks of two sizes have nothing in common. */
    private static boolean sameKind(Label a, Label b) {
        return a.getClass() == b.getClass() && !(a instanceof Label.ImageMask x && b instanceof Label.ImageMask y && !x.sameSize(y));
    }
}
