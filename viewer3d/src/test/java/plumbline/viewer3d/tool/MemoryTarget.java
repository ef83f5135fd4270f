package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;

/** An edit target over a history in memory: all that the window's has but the disk. */
public final class MemoryTarget implements EditTarget {
    public final History history;
    public final List<String> edits = new ArrayList<>();
    public final List<String> said = new ArrayList<>();
    private final PointBlock points;
    private Optional<LabelId> selected = Optional.empty();

    public MemoryTarget(PointBlock points, Label.Cuboid... labels) {
        this.points = points;
        this.history = new History(Labels.of(List.of(labels)), Journal.none());
        history.listen(e -> edits.add(e.changes().what()));
    }

    @Override
    public int frame() {
        return 0;
    }

    @Override
    public PointBlock points() {
        return points;
    }

    @Override
    public List<Label.Cuboid> cuboids() {
        return history.labels().cuboids(0);
    }

    @Override
    public List<Label.Shape> shapes() {
        return history.labels().inFrame(0).stream()
                .filter(Label.Shape.class::isInstance)
                .map(Label.Shape.class::cast)
                .toList();
    }

    @Override
    public LabelClass currentClass() {
        return Ontology.STREET.find("Car").orElseThrow();
    }

    @Override
    public TrackId nextTrack() {
        return new TrackId(String.format("%03d", history.labels().size() + 1));
    }

    @Override
    public Optional<LabelId> selected() {
        return selected;
    }

    @Override
    public void select(Optional<LabelId> label) {
        selected = label;
    }

    @Override
    public Optional<String> apply(ChangeSet changes) {
        history.apply(changes);
        return Optional.empty();
    }

    @Override
    public void say(String sentence) {
        said.add(sentence);
    }
}
