package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;

/** Answers to questions about the scene over runs of frames: one answer in each frame, without gaps made or filled. */
public final class TagEdits {
    private TagEdits() {}

    /**
     * The answer {@code value} from {@code first} to {@code last}, both included. Other answers to the same question give
     * way there: they are cut, split in two, or taken away; a neighbour with the same answer grows instead.
     */
    public static ChangeSet set(List<Label.SceneTag> tags, String question, String value, int first, int last) {
        List<Change> changes = new ArrayList<>();
        int from = first;
        int to = last;
        for (Label.SceneTag t : tags) {
            boolean touches = t.frame() <= next(last) && next(t.lastFrame()) >= first;
            if (t.className().equals(question) && t.value().equals(value) && touches && !t.finalised()) {
                from = Math.min(from, t.frame());
                to = Math.max(to, t.lastFrame());
            }
        }
        Label.SceneTag kept = null;
        for (Label.SceneTag t : tags) {
            if (!t.className().equals(question) || t.finalised()) {
                continue;
            }
            boolean same = t.value().equals(value) && t.frame() >= from && t.lastFrame() <= to;
            if (same && kept == null) {
                kept = t;
                Label.SceneTag grown = over(t, from, to);
                if (!grown.equals(t)) {
                    changes.add(Change.replace(t, grown));
                }
            } else if (t.frame() <= to && t.lastFrame() >= from) {
                cut(changes, t, from, to);
            }
        }
        if (kept == null) {
            LabelHead head = LabelHead.byHand(LabelId.random(), Label.SceneTag.SCENE, question, from);
            changes.add(Change.create(new Label.SceneTag(head, value, to)));
        }
        return new ChangeSet("Tag " + question + (value.isEmpty() ? "" : " " + value), changes);
    }

    /** No answer to the question from {@code first} to {@code last}. */
    public static ChangeSet clear(List<Label.SceneTag> tags, String question, int first, int last) {
        List<Change> changes = new ArrayList<>();
        for (Label.SceneTag t : tags) {
            if (t.className().equals(question) && !t.finalised() && t.frame() <= last && t.lastFrame() >= first) {
                cut(changes, t, first, last);
            }
        }
        return new ChangeSet("Clear tag " + question, changes);
    }

    private static int next(int frame) {
        return frame == Label.TO_THE_END ? frame : frame + 1;
    }

    /** What is left of a tag before and after a run. */
    private static void cut(List<Change> changes, Label.SceneTag t, int from, int to) {
        boolean before = t.frame() < from;
        changes.add(before ? Change.replace(t, over(t, t.frame(), from - 1)) : Change.delete(t));
        if (t.lastFrame() > to) {
            LabelHead head = LabelHead.of(t);
            LabelHead rest = new LabelHead(
                    LabelId.random(), head.track(), head.className(), to + 1, head.attributes(), Origin.HAND, false,
                    head.review());
            changes.add(Change.create(new Label.SceneTag(rest, t.value(), t.lastFrame())));
        }
    }

    private static Label.SceneTag over(Label.SceneTag t, int first, int last) {
        return new Label.SceneTag(t.head().withFrame(first).withOrigin(Origin.HAND), t.value(), last);
    }
}
