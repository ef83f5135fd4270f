package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelClass.Attribute;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.RelabelQueue;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Vec3;

class OntologyMigrationTest {
    private static final Ontology STREET = Ontology.STREET;

    private static Label label(int n, String cls, Map<String, String> attributes) {
        return new Label.Cuboid(
                new LabelId("l" + n), new TrackId("t" + n / 2), cls, n, Box.upright(Vec3.ZERO, 4, 2, 1.5, 0),
                new TreeMap<>(attributes), Origin.HAND, n == 0, 1);
    }

    private static Labels street() {
        List<Label> out = new ArrayList<>();
        out.add(label(0, "Car", Map.of("state", "parked", "occluded", "none")));
        out.add(label(1, "Car", Map.of("state", "parked")));
        out.add(label(2, "Car", Map.of("state", "moving")));
        out.add(label(3, "Car", Map.of()));
        out.add(label(4, "Van", Map.of("state", "moving")));
        return Labels.of(out);
    }

    private static List<String> classes(Labels labels) {
        return labels.all().stream().map(Label::className).toList();
    }

    @Test
    void aSplitByAttributeLeavesExactlyTheLabelsWithoutAnAnswerInTheQueue() {
        OntologyMigration m = new OntologyMigration(STREET, List.of(
                new OntologyStep.SplitClass("Car", "state", Map.of("parked", "Parked car", "moving", "Moving car", "stopped", "Moving car")),
                new OntologyStep.RemoveClass("Car")));
        assertThat(m.after().version()).isEqualTo(STREET.version() + 1);
        assertThat(m.after().find("Car")).isEmpty();
        assertThat(m.after().find("Parked car").orElseThrow().attribute("state")).isEmpty();
        assertThat(m.after().find("Parked car").orElseThrow().attribute("occluded")).isPresent();
        assertThat(m.reach(street())).extracting(OntologyMigration.Reach::labels).containsExactly(3, 0);
        assertThat(m.reach(street())).extracting(OntologyMigration.Reach::objects).containsExactly(2, 0);
        ChangeSet set = m.changes(street());
        Labels after = set.apply(street());
        assertThat(classes(after)).containsExactly("Parked car", "Parked car", "Moving car", "Car", "Van");
        assertThat(after.find(new LabelId("l0")).orElseThrow().attributes()).isEqualTo(Map.of("occluded", "none"));
        assertThat(RelabelQueue.of(after, m.after())).singleElement().satisfies(e -> {
            assertThat(e.label().id()).isEqualTo(new LabelId("l3"));
            assertThat(e.reasons()).containsExactly("the ontology has no class Car");
        });
        assertThat(RelabelQueue.of(street(), m.after(), m::migrated)).isEqualTo(RelabelQueue.of(after, m.after()));
        assertThat(set.inverse().apply(after)).isEqualTo(street());
    }

    @Test
    void aNewRequiredAttributeQueuesAllThatHaveNoneUnlessItIsAnswered() {
        Attribute lights = new Attribute("lights", List.of("on", "off"), true, LabelClass.Scope.TRACK);
        OntologyMigration asked = new OntologyMigration(
                STREET, List.of(new OntologyStep.SetAttribute("Car", lights, Optional.empty())));
        assertThat(asked.changes(street()).changes()).isEmpty();
        assertThat(RelabelQueue.of(street(), asked.after())).hasSize(4)
                .allSatisfy(e -> assertThat(e.reasons()).containsExactly("lights is required and not set"));
        OntologyMigration answered = new OntologyMigration(
                STREET, List.of(new OntologyStep.SetAttribute("Car", lights, Optional.of("off"))));
        assertThat(RelabelQueue.of(answered.changes(street()).apply(street()), answered.after())).isEmpty();
        assertThatThrownBy(() -> new OntologyMigration(
                        STREET, List.of(new OntologyStep.SetAttribute("Car", lights, Optional.of("dim")))))
                .hasMessageContaining("dim is no value of lights");
    }

    @Test
    void namesAreRenamedAndMergedInOntologyAndLabelsAlike() {
        OntologyMigration m = new OntologyMigration(STREET, List.of(
                new OntologyStep.RenameClass("Car", "Passenger car"),
                new OntologyStep.MergeClass("Van", "Passenger car"),
                new OntologyStep.RenameAttribute("Passenger car", "state", "motion"),
                new OntologyStep.RenameValue("Passenger car", "motion", "stopped", "parked"),
                new OntologyStep.RenameValue("Passenger car", "motion", "moving", "driving"),
                new OntologyStep.RemoveAttribute("Passenger car", "occluded")));
        LabelClass car = m.after().find("Passenger car").orElseThrow();
        assertThat(m.after().classes()).hasSize(STREET.classes().size() - 1);
        assertThat(car.hotkey()).isEqualTo(1);
        assertThat(car.attributes()).containsExactly(new Attribute("motion", List.of("driving", "parked"), false));
        Labels after = m.changes(street()).apply(street());
        assertThat(classes(after)).containsOnly("Passenger car");
        assertThat(after.all()).extracting(l -> l.attributes().toString())
                .containsExactly("{motion=parked}", "{motion=parked}", "{motion=driving}", "{}", "{motion=driving}");
        assertThat(RelabelQueue.of(after, m.after())).isEmpty();
        assertThat(m.what()).isEqualTo("Ontology street 2: Rename Car to Passenger car and 5 more");
    }

    @Test
    void whatCannotBeDoneSaysWhichStepAndWhy() {
        List<List<OntologyStep>> wrong = List.of(
                List.of(),
                List.of(new OntologyStep.RenameClass("Car", "Van")),
                List.of(new OntologyStep.RenameClass("Tram", "Train")),
                List.of(new OntologyStep.RenameClass("Car", "")),
                List.of(new OntologyStep.MergeClass("Car", "Car")),
                List.of(new OntologyStep.SplitClass("Car", "paint", Map.of("red", "Red car"))),
                List.of(new OntologyStep.RemoveClass("Car"), new OntologyStep.RemoveClass("Car")),
                List.of(new OntologyStep.RemoveAttribute("Car", "paint")),
                List.of(new OntologyStep.RenameValue("Car", "state", "flying", "driving")));
        for (List<OntologyStep> steps : wrong) {
            assertThatThrownBy(() -> new OntologyMigration(STREET, steps)).as("%s", steps)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
