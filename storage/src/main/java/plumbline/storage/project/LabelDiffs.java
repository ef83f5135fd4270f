package plumbline.storage.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import plumbline.annotation.label.Label;

/** Turns differing texts of labels into differences by field group. */
final class LabelDiffs {
    private LabelDiffs() {}

    /** In order of frame, then id. */
    static List<LabelDiff> of(Hash capture, LabelPages.Difference d) {
        TreeSet<String> ids = new TreeSet<>(d.before().keySet());
        ids.addAll(d.after().keySet());
        List<LabelDiff> out = new ArrayList<>();
        for (String id : ids) {
            out.add(one(capture, label(capture, d.before().get(id)), label(capture, d.after().get(id))));
        }
        out.sort(Comparator.comparingInt((LabelDiff x) -> x.either().frame()).thenComparing(x -> x.either().id()));
        return out;
    }

    private static Optional<Label> label(Hash capture, String json) {
        return Optional.ofNullable(json).map(j -> LabelJson.read("a label of capture " + capture.shortHex(), j));
    }

    private static LabelDiff one(Hash capture, Optional<Label> before, Optional<Label> after) {
        if (before.isEmpty()) {
            return new LabelDiff(capture, LabelDiff.Kind.ADDED, before, after, List.of());
        }
        if (after.isEmpty()) {
            return new LabelDiff(capture, LabelDiff.Kind.REMOVED, before, after, List.of());
        }
        return new LabelDiff(capture, LabelDiff.Kind.CHANGED, before, after, groups(before.get(), after.get()));
    }

    /** Origin and confidence say where the geometry comes from, so they belong to it. */
    static List<String> groups(Label a, Label b) {
        List<String> out = new ArrayList<>();
        if (!geometry(a).equals(geometry(b))) {
            out.add("geometry");
        }
        if (!a.className().equals(b.className())) {
            out.add("class");
        }
        if (!a.track().equals(b.track())) {
            out.add("track");
        }
        if (a.finalised() != b.finalised()) {
            out.add("review");
        }
        TreeSet<String> names = new TreeSet<>(a.attributes().keySet());
        names.addAll(b.attributes().keySet());
        for (String n : names) {
            if (!Objects.equals(a.attributes().get(n), b.attributes().get(n))) {
                out.add("attribute:" + n);
            }
        }
        return out;
    }

    private static List<Object> geometry(Label l) {
        return switch (l) {
            case Label.Cuboid c -> List.of("cuboid", c.frame(), c.box(), c.origin(), c.confidence());
            case Label.ImageBox b -> List.of(
                    "imageBox", b.frame(), b.camera(), b.left(), b.top(), b.right(), b.bottom(), b.origin());
        };
    }
}
