package plumbline.app.ui.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

class AnnotateModelTest {
    private final List<String> said = new ArrayList<>();
    private final IntegerProperty frame = new SimpleIntegerProperty();
    private final ObjectProperty<Optional<LabelId>> selection = new SimpleObjectProperty<>(Optional.empty());
    private final Cuboid car = cuboid("a", "001", 0, 5);
    private final History history = new History(Labels.of(List.of(car)), Journal.none());
    private final AnnotateModel model = model(false);

    private AnnotateModel model(boolean readOnly) {
        return new AnnotateModel(
                capture(11), () -> Ontology.STREET, history,
                readOnly ? Optional.of("This project is open read only; nothing can be changed.") : Optional.empty(), frame,
                selection,
                new AnnotateModel.Voice(said::add, said::add));
    }

    private static Cuboid cuboid(String id, String track, int f, double x) {
        return new Cuboid(
                new LabelId(id), new TrackId(track), "Car", f, Box.upright(new Vec3(x, 0, 1), 4, 2, 1.5, 0),
                        new TreeMap<>(),
                Origin.HAND, false, 1);
    }

    /** A rig that drives 1 m a frame along x, ten frames a second. */
    static Capture capture(int frames) {
        SensorId lidar = new SensorId("lidar");
        List<Frame> all = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            all.add(new Frame(i, i * 100_000_000L, Pose.translation(i, 0, 0), Map.of()));
        }
        return new Capture(
                "street", "test", "local",
                        List.of(new Sensor(lidar, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())),
                lidar, all, List.of(), Trajectory.EMPTY, List.of());
    }

    @Test
    void aKeyframePastedAheadFillsTheFramesBetweenInTheWorld() {
        model.select(Optional.of(car.id()));
        model.copy();
        model.goTo(10);
        model.paste();
        assertThat(model.labels().size()).isEqualTo(11);
        Cuboid middle = model.labels().cuboids(5).getFirst();
        assertThat(middle.origin()).isEqualTo(Origin.INTERPOLATED);
        // It stood still in the world while the rig drove 5 m.
        assertThat(middle.box().centre().x()).isCloseTo(0, within(1e-9));
        history.undo();
        assertThat(model.labels().size()).isEqualTo(1);
    }

    @Test
    void aMovedKeyframeCarriesTheBoxesBetweenAlong() {
        model.select(Optional.of(car.id()));
        model.copy();
        model.goTo(10);
        model.paste();
        Box b = model.selectedCuboid().orElseThrow().box();
        assertThat(model.setBox("Move", b.withCentre(b.centre().plus(new Vec3(0, 2, 0))))).isEmpty();
        assertThat(model.labels().cuboids(5).getFirst().box().centre().y()).isCloseTo(1, within(1e-9));
        assertThat(model.labels().size()).isEqualTo(11);
    }

    @Test
    void aKeyframeMovesInTimeWhereItStoodInTheWorld() {
        model.select(Optional.of(car.id()));
        model.copy();
        model.goTo(5);
        model.paste();
        model.moveKeyframe(car.track(), 5, 9);
        assertThat(model.labels().size()).isEqualTo(10);
        Cuboid moved = model.labels().cuboids(9).getFirst();
        assertThat(moved.origin()).isEqualTo(Origin.HAND);
        assertThat(moved.box().centre().x()).isCloseTo(-4, within(1e-9));
        assertThat(model.labels().cuboids(5).getFirst().origin()).isEqualTo(Origin.INTERPOLATED);
        model.moveKeyframe(car.track(), 9, 3);
        assertThat(model.labels().size()).isEqualTo(4);
        model.moveKeyframe(car.track(), 3, 0);
        assertThat(said.getLast()).contains("as far as the next one");
        history.undo();
        assertThat(model.labels().size()).isEqualTo(10);
    }

    @Test
    void aFinalisedBoxIsNotTouchedUntilItIsOpened() {
        model.select(Optional.of(car.id()));
        model.finalise();
        assertThat(model.setBox("Turn", car.box().turned(1)).orElseThrow()).contains("finalised", "F");
        model.delete();
        assertThat(model.labels().size()).isEqualTo(1);
        model.finalise();
        assertThat(model.setBox("Turn", car.box().turned(1))).isEmpty();
    }

    @Test
    void aReadOnlyProjectRefusesWithAReason() {
        AnnotateModel locked = model(true);
        locked.select(Optional.of(car.id()));
        assertThat(locked.setBox("Turn", car.box().turned(1)).orElseThrow()).contains("read only");
        assertThat(history.canUndo()).isFalse();
    }

    @Test
    void aDigitGivesTheClassToTheWholeTrack() {
        history.apply(plumbline.annotation.edit.ChangeSet.of(
                "second box", plumbline.annotation.edit.Change.create(cuboid("b", "001", 4, 5))));
        model.select(Optional.of(car.id()));
        assertThat(model.classByKey(4)).isTrue();
        assertThat(model.labels().all()).allMatch(l -> l.className().equals("Van"));
        assertThat(model.currentClass().name()).isEqualTo("Van");
        assertThat(model.classByKey(0)).isFalse();
    }

    @Test
    void pointsAreCountedWithThoseJustOutside() {
        float[] x = {5, 6.9f, 7.03f, 9};
        model.setPoints(0, PointBlock.of(x, new float[4], new float[] {1, 1, 1, 1}, List.of()));
        assertThat(model.count(car.id())).isEqualTo(2);
        assertThat(model.justOutside(car)).isEqualTo(1);
        model.select(Optional.of(car.id()));
        model.setBox("Resize", car.box().withSize(8.2, 2, 1.5));
        assertThat(model.count(car.id())).isEqualTo(4);
    }

    @Test
    void theSelectionFollowsTheObjectThroughFramesAndTabGoesRound() {
        history.apply(plumbline.annotation.edit.ChangeSet.of(
                "more",
                plumbline.annotation.edit.Change.create(cuboid("b", "001", 1, 4)),
                plumbline.annotation.edit.Change.create(cuboid("c", "010", 1, 9)),
                plumbline.annotation.edit.Change.create(cuboid("d", "2", 1, 19))));
        model.select(Optional.of(car.id()));
        model.goTo(1);
        assertThat(model.selected()).contains(new LabelId("b"));
        model.nextObject(true);
        assertThat(model.selected()).contains(new LabelId("d"));
        model.nextObject(true);
        model.nextObject(true);
        assertThat(model.selected()).contains(new LabelId("b"));
        assertThat(model.nextTrack()).isEqualTo(new TrackId("011"));
        model.goTo(99);
        assertThat(model.frame()).isEqualTo(10);
    }

    @Test
    void propagationStopsAtTheNextBoxByHandAndStandsStillInTheWorld() throws Exception {
        history.apply(plumbline.annotation.edit.ChangeSet.of(
                "ahead", plumbline.annotation.edit.Change.create(cuboid("b", "001", 4, 1))));
        var set = Propagation.of(capture(11), model.labels(), car, 5, f -> PointBlock.EMPTY);
        assertThat(set.changes()).hasSize(3);
        Cuboid last = (Cuboid) set.changes().getLast().after().orElseThrow();
        assertThat(last.frame()).isEqualTo(3);
        assertThat(last.origin()).isEqualTo(Origin.AUTOMATIC);
        assertThat(last.box().centre().x()).isCloseTo(2, within(1e-9));
    }

    @Test
    void rowsAreGroupedAndFiltered() {
        List<ObjectRows.Row> rows = ObjectRows.of(Ontology.STREET, List.of(car), "");
        assertThat(rows).containsExactly(new ObjectRows.Group("Vehicles", 1), new ObjectRows.One(car));
        assertThat(ObjectRows.of(Ontology.STREET, List.of(car), "001")).hasSize(2);
        assertThat(ObjectRows.of(Ontology.STREET, List.of(car), "bus")).isEmpty();
    }
}
