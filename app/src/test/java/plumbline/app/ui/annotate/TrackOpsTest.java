package plumbline.app.ui.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

class TrackOpsTest {
    private static final TrackId ONE = new TrackId("001");
    private static final TrackId TWO = new TrackId("002");
    private final Capture capture = capture(21);

    /** A rig that drives 1 m a frame along x, ten frames a second. */
    private static Capture capture(int frames) {
        SensorId lidar = new SensorId("lidar");
        List<Frame> all = IntStream.range(0, frames)
                .mapToObj(f -> new Frame(f, f * 100_000_000L, Pose.translation(f, 0, 0), Map.of()))
                .toList();
        return new Capture("c", "test", "", List.of(new Sensor(lidar, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())),
                lidar, all, List.of(), Trajectory.EMPTY, List.of());
    }

    /** In the world at {@code worldX}, heading along x. */
    private static Cuboid car(TrackId track, int frame, double worldX, Origin origin) {
        return new Cuboid(new LabelId(track + "-" + frame), track, "Car", frame,
                Box.upright(new Vec3(worldX - frame, 3, 1), 4, 2, 1.5, 0), new TreeMap<>(), origin, false, 1);
    }

    /** Two metres a frame. */
    private static List<Cuboid> drive(TrackId track, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(f -> car(track, f, 10 + 2 * f, Origin.HAND)).toList();
    }

    private double worldX(Label l) {
        Cuboid c = (Cuboid) l;
        return capture.worldFromLidar(capture.frames().get(c.frame())).apply(c.box().centre()).x();
    }

    private static List<Integer> frames(Labels labels, TrackId track) {
        return labels.ofTrack(track).stream().map(Label::frame).sorted().toList();
    }

    @Test
    void aSplitMovesWhatComesLaterAndKeepsIds() {
        Labels labels = Labels.of(drive(ONE, 0, 6));
        ChangeSet set = TrackOps.split(labels, (Cuboid) labels.find(new LabelId("001-4")).orElseThrow(), TWO);
        Labels after = set.apply(labels);
        assertThat(frames(after, ONE)).containsExactly(0, 1, 2, 3);
        assertThat(frames(after, TWO)).containsExactly(4, 5, 6);
        assertThat(after.find(new LabelId("001-5"))).isPresent();
        assertThat(TrackOps.split(labels, drive(ONE, 0, 0).getFirst(), TWO).changes()).isEmpty();
    }

    @Test
    void aJoinTakesTheOneThatGoesOnAndFillsTheGap() {
        List<Cuboid> all = new ArrayList<>(drive(ONE, 0, 4));
        all.addAll(drive(TWO, 9, 12));
        all.add(car(new TrackId("003"), 6, 90, Origin.HAND));
        Labels labels = Labels.of(all);
        assertThat(TrackOps.goesOn(capture, labels, ONE)).contains(TWO);
        Labels after = TrackOps.join(capture, labels, ONE, TWO).apply(labels);
        assertThat(frames(after, ONE)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(after.ofTrack(TWO)).isEmpty();
        after.ofTrack(ONE).forEach(l -> assertThat(worldX(l)).isCloseTo(10 + 2 * l.frame(), within(1e-9)));
        assertThat(TrackOps.goesOn(capture, labels, TWO)).isEmpty();
        assertThat(TrackOps.join(capture, labels, ONE, ONE).changes()).as("both have the same frames").isEmpty();
    }

    @Test
    void oneSizeReachesEveryBoxButAFinalisedOne() {
        List<Cuboid> all = new ArrayList<>(drive(ONE, 0, 2));
        all.add(car(ONE, 3, 16, Origin.HAND).withFinalised(true));
        Labels labels = Labels.of(all);
        Cuboid first = all.getFirst();
        Cuboid longer = first.withBox(first.box().withSize(4.6, 1.9, 1.7));
        ChangeSet set = TrackOps.oneSize(labels, ChangeSet.of("Resize", Change.replace(first, longer)), Set.of(ONE));
        Labels after = set.apply(labels);
        assertThat(after.ofTrack(ONE)).filteredOn(l -> ((Cuboid) l).box().length() == 4.6).hasSize(3);
        Box second = ((Cuboid) after.find(new LabelId("001-1")).orElseThrow()).box();
        assertThat(second.centre().z() - second.height() / 2).as("its floor").isCloseTo(0.25, within(1e-12));
        assertThat(TrackOps.oneSize(labels, set, Set.of()).changes()).hasSameSizeAs(set.changes());
    }

    @Test
    void whatStandsStillHasOneBoxInTheWorld() {
        Labels labels = Labels.of(List.of(car(ONE, 5, 30, Origin.HAND), car(ONE, 6, 30.4, Origin.AUTOMATIC)));
        Cuboid at = (Cuboid) labels.find(new LabelId("001-5")).orElseThrow();
        Box world = at.box().in(capture.worldFromLidar(capture.frames().get(5)));
        Labels after = TrackOps.still(capture, labels, at, world, List.of(3, 4, 5, 6, 7)).apply(labels);
        assertThat(frames(after, ONE)).containsExactly(3, 4, 5, 6, 7);
        after.ofTrack(ONE).forEach(l -> assertThat(worldX(l)).isCloseTo(30, within(1e-9)));
    }

    @Test
    void boxesThatHeadAgainstTheirWayAreTurned() {
        List<Cuboid> all = new ArrayList<>(drive(ONE, 0, 8));
        Cuboid wrong = all.get(3);
        all.set(3, wrong.withBox(wrong.box().turned(Math.PI)));
        Labels labels = Labels.of(all);
        ChangeSet set = TrackOps.headed(capture, labels, ONE);
        assertThat(set.changes()).hasSize(1);
        Cuboid turned = (Cuboid) set.apply(labels).find(wrong.id()).orElseThrow();
        assertThat(Math.cos(turned.box().yaw())).isCloseTo(1, within(1e-9));
        Labels parked = Labels.of(List.of(car(TWO, 0, 10, Origin.HAND), car(TWO, 9, 10, Origin.HAND)));
        assertThat(TrackOps.headed(capture, parked, TWO).changes()).isEmpty();
    }

    @Test
    void aTrackGrowsAsItMovedAndShrinksToAFrame() {
        Labels labels = Labels.of(drive(ONE, 4, 8));
        Labels longer = TrackOps.ended(capture, labels, ONE, true, 11).apply(labels);
        assertThat(frames(longer, ONE)).containsExactly(4, 5, 6, 7, 8, 9, 10, 11);
        longer.ofTrack(ONE).forEach(l -> assertThat(worldX(l)).isCloseTo(10 + 2 * l.frame(), within(1e-9)));
        assertThat(frames(TrackOps.ended(capture, labels, ONE, false, 2).apply(labels), ONE)).startsWith(2, 3, 4);
        assertThat(frames(TrackOps.ended(capture, labels, ONE, true, 6).apply(labels), ONE)).containsExactly(4, 5, 6);
        assertThat(frames(TrackOps.ended(capture, labels, ONE, true, 99).apply(labels), ONE)).endsWith(19, 20);
        assertThat(frames(TrackOps.ended(capture, labels, ONE, true, 1).apply(labels), ONE)).containsExactly(4);
    }
}
