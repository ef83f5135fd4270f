package plumbline.annotation.edit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.TrackId;

/**
 * Relations and tags of a history, which hold for runs of frames and so are in no one frame's list. Kept up with every edit;
 * used from the history's thread.
 */
public final class LinkIndex {
    private final Map<LabelId, Label.Relation> relations = new TreeMap<>();
    private final Map<LabelId, Label.SceneTag> tags = new TreeMap<>();

    public LinkIndex(History history) {
        history.labels().forEach(this::put);
        history.listen(e -> e.changes().changes().forEach(c -> {
            relations.remove(c.id());
            tags.remove(c.id());
            c.after().ifPresent(this::put);
        }));
    }

    private void put(Label label) {
        if (label instanceof Label.Relation r) {
            relations.put(r.id(), r);
        } else if (label instanceof Label.SceneTag t) {
            tags.put(t.id(), t);
        }
    }

    public List<Label.Relation> relations() {
        return List.copyOf(relations.values());
    }

    public List<Label.Relation> relationsIn(int frame) {
        return relations.values().stream().filter(r -> r.holdsIn(frame)).toList();
    }

    /** From or to the object. */
    public List<Label.Relation> relationsOf(TrackId track) {
        return relations.values().stream().filter(r -> r.track().equals(track) || r.to().equals(track)).toList();
    }

    public List<Label.SceneTag> tags() {
        return List.copyOf(tags.values());
    }

    public List<Label.SceneTag> tagsIn(int frame) {
        return tags.values().stream().filter(t -> t.holdsIn(frame)).toList();
    }
}
