package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** What a merge does with the cases that people meet. */
class MergeTest {
    private static Label.Cuboid car(String id, double x) {
        return new Label.Cuboid(new LabelId(id), new TrackId("t-" + id), "Car", 0,
                Box.upright(new Vec3(x, 0, 0), 4, 2, 1.5, 0), new TreeMap<>(), Origin.HAND, false, 1);
    }

    private static Label.PointMask mask(String id, String className, int... bounds) {
        return new Label.PointMask(new LabelId(id), new TrackId("t-" + id), className, 0, new SensorId("top"),
                PointRuns.ofBounds(bounds), 0, new TreeMap<>(), Origin.HAND, false, ReviewState.OPEN);
    }

    private static Labels labels(Label... l) {
        return Labels.of(Arrays.asList(l));
    }

    private static PointRuns points(Labels l, String id) {
        return ((Label.PointMask) l.find(new LabelId(id)).orElseThrow()).points();
    }

    @Test
    void whatOneSideDeletedAndTheOtherMovedStaysAndIsAsked() {
        MergeResult m = Merge.of(labels(car("a", 0)), labels(), labels(car("a", 3)));
        assertThat(m.labels()).isEqualTo(labels(car("a", 3)));
        assertThat(m.conflicts()).singleElement().isInstanceOf(Conflict.Deleted.class);
        assertThat(Merge.of(labels(car("a", 0)), labels(), labels(car("a", 0))).labels()).isEqualTo(Labels.EMPTY);
    }

    @Test
    void twoNewBoxesOnOneCarMayBeOne() {
        MergeResult near = Merge.of(Labels.EMPTY, labels(car("a", 0)), labels(car("b", 0.5)));
        assertThat(near.labels().size()).isEqualTo(2);
        Conflict.SameObject same = (Conflict.SameObject) near.conflicts().getFirst();
        // Shifted by 0.5 of 4 m, they share 3.5 and together cover 4.5.
        assertThat(same.overlap()).isCloseTo(3.5 / 4.5, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(Merge.of(Labels.EMPTY, labels(car("a", 0)), labels(car("b", 3))).conflicts()).isEmpty();
        Label far = car("b", 30).withTrack(new TrackId("t-a"));
        assertThat(Merge.of(Labels.EMPTY, labels(car("a", 0)), labels(far)).conflicts()).hasSize(1);
    }

    @Test
    void strokesOfOneMaskJoinPointByPoint() {
        MergeResult m = Merge.of(
                labels(mask("road", "Road", 0, 100)), labels(mask("road", "Road", 0, 50, 60, 100)),
                labels(mask("road", "Road", 0, 120)));
        assertThat(m.conflicts()).isEmpty();
        assertThat(points(m.labels(), "road")).isEqualTo(PointRuns.ofBounds(0, 50, 60, 120));
    }

    @Test
    void pointsGivenToTwoClassesStayAsBeforeAndAreAskedByRange() {
        Labels base = labels(mask("car", "Car", 0, 10), mask("road", "Road", 50, 90));
        MergeResult m = Merge.of(
                base, labels(mask("car", "Car", 0, 20), mask("road", "Road", 50, 90)),
                labels(mask("car", "Car", 0, 10), mask("road", "Road", 15, 30, 50, 90)));
        Conflict.Overlap o = (Conflict.Overlap) m.conflicts().getFirst();
        assertThat(o.range()).isEqualTo(PointRuns.ofBounds(15, 20));
        assertThat(points(m.labels(), "car")).isEqualTo(PointRuns.ofBounds(0, 15));
        assertThat(points(m.labels(), "road")).isEqualTo(PointRuns.ofBounds(20, 30, 50, 90));
        Labels taken = new ChangeSet("", new Resolution(m.labels(), Ontology.STREET)
                .apply(o, new Decision.Take(Side.OURS)).changes()).apply(m.labels());
        assertThat(points(taken, "car")).isEqualTo(PointRuns.ofBounds(0, 20));
        assertThat(points(taken, "road")).isEqualTo(PointRuns.ofBounds(20, 30, 50, 90));
    }

    @Test
    void anAcceptanceDoesNotCoverWhatTheOtherSideChanged() {
        Label.Cuboid a = car("a", 0);
        MergeResult m = Merge.of(labels(a), labels(a.withReview(ReviewState.ACCEPTED)), labels(car("a", 1)));
        assertThat(m.labels()).isEqualTo(labels(car("a", 1)));
        assertThat(m.conflicts()).singleElement().extracting(Conflict::group).isEqualTo(FieldGroup.REVIEW);
    }

    @Test
    void ontologiesMergeByClassAndAttribute() {
        Ontology base = Ontology.STREET;
        LabelClass car = base.find("Car").orElseThrow();
        Ontology ours = with(base, car.withAttributes(List.of()), "Tram");
        LabelClass longer = new LabelClass("Car", "CA", "Vehicles", 0, 1, 4.7, 1.85, 1.55, car.attributes());
        Ontology theirs = with(base, longer, "Scooter");
        OntologyMerge.Result m = OntologyMerge.of(base, ours, theirs);
        assertThat(m.conflicts()).isEmpty();
        assertThat(m.ontology().find("Car")).contains(longer.withAttributes(List.of()));
        assertThat(m.ontology().find("Tram")).isPresent();
        assertThat(m.ontology().find("Scooter")).isPresent();
        assertThat(OntologyMerge.of(base, theirs, ours)).isEqualTo(m);
        LabelClass wider = new LabelClass("Car", "CA", "Vehicles", 0, 1, 4.5, 2, 1.55, car.attributes());
        OntologyMerge.Result clash = OntologyMerge.of(base, with(base, wider, "Tram"), theirs);
        assertThat(clash.conflicts()).singleElement().isInstanceOf(Conflict.Definition.class);
        assertThat(clash.ontology().find("Car")).contains(car);
        Ontology decided = new Resolution(Labels.EMPTY, clash.ontology())
                .apply(clash.conflicts().getFirst(), new Decision.Take(Side.THEIRS)).ontology();
        assertThat(decided.find("Car")).contains(longer);
    }

    private static Ontology with(Ontology o, LabelClass car, String added) {
        List<LabelClass> out = new ArrayList<>();
        o.classes().forEach(c -> out.add(c.name().equals("Car") ? car : c));
        out.add(new LabelClass(added, "XX", "Vehicles", 3, 0, 1, 1, 1, List.of()));
        return new Ontology(o.name(), o.version(), out);
    }

    @Test
    void changesAreFoundWithoutLookingAtWhatIsShared() {
        List<Label> many = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            many.add(car("c" + i, 10 * i));
        }
        Labels base = Labels.of(many);
        Labels ours = base.with(List.of(car("c7", 3)), java.util.Set.of());
        List<Label> gone = new ArrayList<>();
        List<Label> come = new ArrayList<>();
        base.differences(ours, gone::add, come::add);
        assertThat(gone).containsExactly(car("c7", 70));
        assertThat(come).containsExactly(car("c7", 3));
        assertThat(ours.find(new LabelId("c7"))).isEqualTo(Optional.of(car("c7", 3)));
    }
}
