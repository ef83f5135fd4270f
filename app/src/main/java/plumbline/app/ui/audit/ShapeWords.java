package plumbline.app.ui.audit;

import java.util.List;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.app.service.LabelWords;
import plumbline.app.ui.parts.Numbers;

/** What a change of a shape, image mask, relation or tag says. Pure. */
final class ShapeWords {
    private ShapeWords() {}

    /** Whether place, frames, ends, pixels and value are the same. */
    static boolean sameContent(Headed a, Headed b) {
        return List.of(FieldGroup.GEOMETRY, FieldGroup.POINTS, FieldGroup.TRACK, FieldGroup.CLASS).stream()
                .allMatch(g -> g.value(a).equals(g.value(b)));
    }

    static void differences(List<String> out, Headed before, Headed after) {
        if (before.getClass() != after.getClass()) {
            out.add("now " + LabelWords.size(after));
            return;
        }
        switch (after) {
            case Label.Shape s -> {
                Label.Shape was = (Label.Shape) before;
                vertices(out, was.vertices(), s.vertices());
            }
            case Label.ImageShape s -> vertices(out, ((Label.ImageShape) before).vertices(), s.vertices());
            case Label.ImageMask m -> pixels(out, (Label.ImageMask) before, m);
            case Label.Relation r -> {
                Label.Relation was = (Label.Relation) before;
                if (!was.to().equals(r.to())) {
                    out.add("now to " + r.to());
                }
                if (was.lastFrame() != r.lastFrame()) {
                    out.add(LabelWords.frames(r.frame(), r.lastFrame()));
                }
            }
            case Label.SceneTag t -> {
                Label.SceneTag was = (Label.SceneTag) before;
                if (!was.value().equals(t.value())) {
                    out.add(t.value());
                }
                if (was.lastFrame() != t.lastFrame()) {
                    out.add(LabelWords.frames(t.frame(), t.lastFrame()));
                }
            }
        }
    }

    private static void vertices(List<String> out, List<?> before, List<?> after) {
        int more = after.size() - before.size();
        if (more != 0) {
            out.add(Numbers.plural(Math.abs(more), "vertex", "vertices") + (more > 0 ? " more" : " fewer"));
        } else if (!before.equals(after)) {
            long moved = java.util.stream.IntStream.range(0, after.size())
                    .filter(i -> !before.get(i).equals(after.get(i)))
                    .count();
            out.add(Numbers.plural((int) moved, "vertex", "vertices") + " moved");
        }
    }

    private static void pixels(List<String> out, Label.ImageMask before, Label.ImageMask after) {
        if (!before.sameSize(after)) {
            out.add(after.width() + " × " + after.height() + " px");
            return;
        }
        long more = after.pixels().minus(before.pixels()).count();
        long fewer = before.pixels().minus(after.pixels()).count();
        if (more > 0) {
            out.add(Numbers.count(more) + " pixels more");
        }
        if (fewer > 0) {
            out.add(Numbers.count(fewer) + " pixels fewer");
        }
    }
}
