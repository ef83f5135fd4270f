package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.PointRuns;

/** New labels of both sides that may be one object: of one class and overlapping, or of one track in one frame. */
final class Doubles {
    private Doubles() {}

    /** Each label is in one pair at most; those that overlap most are paired first. */
    static List<Conflict.SameObject> find(List<Label> ours, List<Label> theirs) {
        Map<Integer, List<Label>> byFrame = new HashMap<>();
        theirs.forEach(l -> byFrame.computeIfAbsent(l.frame(), f -> new ArrayList<>()).add(l));
        List<Conflict.SameObject> pairs = new ArrayList<>();
        for (Label o : ours) {
            for (Label t : byFrame.getOrDefault(o.frame(), List.of())) {
                double overlap = overlap(o, t);
                boolean alike = o.className().equals(t.className()) && overlap >= Merge.SAME_OBJECT_OVERLAP;
                if (alike || o.track().equals(t.track()) && samePlace(o, t)) {
                    pairs.add(new Conflict.SameObject(o, t, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Conflict.SameObject::overlap)
                .reversed()
                .thenComparing(Conflict.SameObject::key));
        Set<LabelId> taken = new HashSet<>();
        List<Conflict.SameObject> out = new ArrayList<>();
        for (Conflict.SameObject p : pairs) {
            if (!taken.contains(p.ours().id()) && !taken.contains(p.theirs().id())) {
                taken.addAll(p.objects());
                out.add(p);
            }
        }
        return out;
    }

    /** Of one kind and sensor: a track has there one label at most. Masks of one track may lie side by side. */
    private static boolean samePlace(Label a, Label b) {
        return a instanceof Label.Cuboid && b instanceof Label.Cuboid
                || a instanceof Label.ImageBox x && b instanceof Label.ImageBox y && x.camera().equals(y.camera());
    }

    /** Intersection over union, 0 to 1. Boxes that touch in height count by their footprints. */
    static double overlap(Label a, Label b) {
        if (a instanceof Label.Cuboid x && b instanceof Label.Cuboid y) {
            // The sum runs over corners in their order; taken in one order, both sides find the same last digit.
            boolean inOrder = a.id().compareTo(b.id()) < 0;
            var first = inOrder ? x.box() : y.box();
            var second = inOrder ? y.box() : x.box();
            double volume = BoxIou.iou3d(first, second);
            return volume > 0 ? Math.max(volume, BoxIou.iouBev(first, second)) : 0;
        }
        if (a instanceof Label.ImageBox x && b instanceof Label.ImageBox y && x.camera().equals(y.camera())) {
            double w = Math.min(x.right(), y.right()) - Math.max(x.left(), y.left());
            double h = Math.min(x.bottom(), y.bottom()) - Math.max(x.top(), y.top());
            double shared = w > 0 && h > 0 ? w * h : 0;
            return shared == 0 ? 0 : shared / (area(x) + area(y) - shared);
        }
        if (a instanceof Label.PointMask x && b instanceof Label.PointMask y && x.sensor().equals(y.sensor())) {
            PointRuns shared = x.points().intersect(y.points());
            return shared.isEmpty() ? 0 : (double) shared.count() / x.points().union(y.points()).count();
        }
        if (a instanceof Label.ImageMask x && b instanceof Label.ImageMask y && x.camera().equals(y.camera()) && x.sameSize(y)) {
            PointRuns shared = x.pixels().intersect(y.pixels());
            return shared.isEmpty() ? 0 : (double) shared.count() / x.pixels().union(y.pixels()).count();
        }
        // The same said twice is one; of lines and outlines that differ a person must say whether they mean one thing.
        return a instanceof Headed && a.getClass() == b.getClass() && sameSaid(a, b) ? 1 : 0;
    }

    private static boolean sameSaid(Label a, Label b) {
        return FieldGroup.GEOMETRY.value(a).equals(FieldGroup.GEOMETRY.value(b))
                && FieldGroup.CLASS.value(a).equals(FieldGroup.CLASS.value(b))
                && (!(a instanceof Label.Relation) || FieldGroup.TRACK.value(a).equals(FieldGroup.TRACK.value(b)));
    }

    private static double area(Label.ImageBox b) {
        return (b.right() - b.left()) * (b.bottom() - b.top());
    }
}
