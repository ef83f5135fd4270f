package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Vec3;

class AttributeEditsTest {
    private static final Ontology ONTOLOGY = new Ontology("o", 1, List.of(new LabelClass(
            "Car", "CA", "Vehicles", 0, 1, 4, 2, 1.5, List.of(
                    new LabelClass.Attribute("paint", List.of("red", "white"), true, LabelClass.Scope.TRACK),
                    new LabelClass.Attribute("occluded", List.of("none", "partly"), false)))));

    private static Label.Cuboid car(int frame) {
        return new Label.Cuboid(
                new LabelId("c" + frame), new TrackId("7"), "Car", frame, Box.upright(Vec3.ZERO, 4, 2, 1.5, 0),
                new java.util.TreeMap<>(), Origin.HAND, false, 1);
    }

    private static Labels street() {
        return Labels.of(IntStream.range(0, 5).mapToObj(AttributeEditsTest::car).toList())
                .with(List.of(
                        car(9).withTrack(new TrackId("8")),
                        new Label.Relation(LabelHead.byHand(new LabelId("r"), new TrackId("7"), "attached to", 0),
                                new TrackId("8"), Label.TO_THE_END)), java.util.Set.of());
    }

    @Test
    void anAttributeOfTheTrackChangesInAllItsLabelsAtOnceAndComesBackAtOnce() {
        History history = new History(street(), Journal.none());
        ChangeSet set = AttributeEdits.set(history.labels(), ONTOLOGY, car(2), "paint", "red");
        assertThat(set.changes()).hasSize(5);
        assertThat(set.what()).isEqualTo("Set paint red of Car 7 in all frames");
        history.apply(set);
        assertThat(history.labels().ofTrack(new TrackId("7")))
                .filteredOn(Label.Cuboid.class::isInstance)
                .allSatisfy(l -> assertThat(l.attributes()).containsEntry("paint", "red"));
        assertThat(history.labels().ofTrack(new TrackId("8"))).noneMatch(l -> l.attributes().containsKey("paint"));
        assertThat(AttributeEdits.set(history.labels(), ONTOLOGY, car(4), "paint", "red").changes()).isEmpty();
        history.undo();
        assertThat(history.labels()).isEqualTo(street());
    }

    @Test
    void anAttributeOfTheFrameChangesInThatFrameAlone() {
        ChangeSet set = AttributeEdits.set(street(), ONTOLOGY, car(2), "occluded", "partly");
        assertThat(set.changes()).extracting(Change::id).containsExactly(new LabelId("c2"));
        Labels after = set.apply(street());
        ChangeSet unset = AttributeEdits.set(after, ONTOLOGY, after.find(new LabelId("c2")).orElseThrow(), "occluded", "");
        assertThat(unset.apply(after)).isEqualTo(street());
    }

    @Test
    void aNewLabelTakesOverWhatHoldsForItsTrack() {
        Labels painted = AttributeEdits.set(street(), ONTOLOGY, car(2), "paint", "white").apply(street());
        Labels partly = AttributeEdits.set(painted, ONTOLOGY, car(2), "occluded", "partly").apply(painted);
        assertThat(AttributeEdits.inherit(partly, ONTOLOGY, car(11)).attributes()).isEqualTo(Map.of("paint", "white"));
    }
}
