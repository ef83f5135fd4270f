package plumbline.app.ui.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;

class ReplayPartsTest {
    private static final long S = 1_000_000_000L;
    private static final Sensor LIDAR =
            new Sensor(new SensorId("lidar"), SensorKind.LIDAR, Pose.IDENTITY, Optional.empty());

    @Test
    void zoomKeepsWhatLiesUnderThePointer() {
        TimeAxis axis = TimeAxis.whole(100 * S, 136 * S, 1150);
        TimeAxis in = axis.zoomed(400, 0.25);
        assertThat(in.time(400)).isCloseTo(axis.time(400), within(2_000L));
        assertThat(in.end() - in.start()).isEqualTo(9 * S);
        assertThat(in.zoomed(400, 100)).isEqualTo(axis);
        assertThat(axis.zoomed(0, 1e-12).end() - axis.zoomed(0, 1e-12).start()).isEqualTo(TimeAxis.SHORTEST_NANOS);
    }

    @Test
    void panNeverLeavesThePass() {
        TimeAxis in = TimeAxis.whole(0, 10 * S, 1000).zoomed(500, 0.2);
        assertThat(in.panned(-1e7).start()).isZero();
        assertThat(in.panned(1e7).end()).isEqualTo(10 * S);
        assertThat(in.panned(100).start() - in.start()).isEqualTo(S / 5);
        assertThat(in.including(in.start()).equals(in)).isTrue();
        assertThat(in.including(9 * S).x(9 * S)).isBetween(0.0, 1000.0);
        assertThat(in.showing(-5 * S, 50 * S)).isEqualTo(TimeAxis.whole(0, 10 * S, 1000));
    }

    @Test
    void rulerSaysRoundSecondsWithRoomBetween() {
        TimeAxis axis = TimeAxis.whole(0, 36 * S, 1150);
        List<TimeAxis.Tick> words = axis.ticks(72).stream().filter(TimeAxis.Tick::major).toList();
        assertThat(words.getFirst().label()).isEqualTo("+0");
        assertThat(words.get(1).x() - words.get(0).x()).isGreaterThanOrEqualTo(72);
        assertThat(words).extracting(TimeAxis.Tick::label).contains("+5", "+35");
        assertThat(axis.zoomed(575, 0.01).ticks(72)).filteredOn(TimeAxis.Tick::major).allMatch(t -> t.label().contains("."));
    }

    private static Lane lane(int count, int missingFrom, int missing) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i < missingFrom || i >= missingFrom + missing) {
                times.add(i * S / 10);
            }
        }
        return Lane.of(LIDAR, times.stream().mapToLong(Long::longValue).toArray());
    }

    @Test
    void countsWhatASensorDropped() {
        Lane lane = lane(100, 40, 4);
        assertThat(lane.gaps()).containsExactly(new Lane.Gap(3_900_000_000L, 4_400_000_000L, 4));
        assertThat(lane.missing()).isEqualTo(4);
        assertThat(lane.hertz()).isEqualTo(10);
        assertThat(lane.hertzAt(3_900_000_000L)).isCloseTo(10, within(1e-9));
        assertThat(lane.hertzAt(4_350_000_000L)).isLessThan(8);
        assertThat(lane(100, 0, 0).missing()).isZero();
        assertThat(Lane.of(LIDAR, new long[] {0, S, 9 * S}).gaps()).isEmpty();
    }

    @Test
    void ticksMergeToABarWhenTheyGetClose() {
        Lane lane = lane(1000, 500, 20);
        TimeAxis whole = TimeAxis.whole(0, 100 * S, 1000);
        List<Lane.Run> far = lane.runs(whole, 3);
        assertThat(far).hasSize(2).allMatch(Lane.Run::merged);
        assertThat(far.get(0).to()).isCloseTo(whole.x(49_900_000_000L), within(1e-6));
        List<Lane.Run> near = lane.runs(whole.showing(0, 10 * S), 3);
        assertThat(near).hasSizeBetween(100, 102).noneMatch(Lane.Run::merged);
    }

    @Test
    void speedAndYawRateComeFromThePoses() {
        long[] times = new long[50];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            times[i] = i * S / 10;
            double yaw = 3.0 + 0.02 * i;
            poses.add(Pose.ofEuler(i, 0, 0, 0, 0, yaw));
        }
        Trajectory t = new Trajectory(times, poses);
        Series speed = Series.speed(t);
        assertThat(speed.at(2 * S).orElseThrow()).isCloseTo(36, within(1e-6));
        // Yaw runs past pi without a jump.
        Series yaw = Series.yawRate(t);
        assertThat(yaw.min()).isCloseTo(Math.toDegrees(0.2), within(1e-6));
        assertThat(yaw.max()).isCloseTo(Math.toDegrees(0.2), within(1e-6));
        assertThat(speed.at(-1)).isEmpty();
        assertThat(Series.speed(Trajectory.EMPTY).isEmpty()).isTrue();
    }

    private static Playback playback() {
        return new Playback(new long[] {0, S, 2 * S, 3 * S, 4 * S}, 0, 4 * S);
    }

    @Test
    void playsLoopsAndStops() {
        Playback p = playback();
        p.setRange(S, 3 * S);
        p.seek(2 * S);
        p.setPlaying(true);
        p.advance(S / 2);
        assertThat(p.playhead()).isEqualTo(2 * S + S / 2);
        p.advance(S);
        assertThat(p.playhead()).isEqualTo(S);
        assertThat(p.playing()).isTrue();
        p.setLoop(false);
        p.advance(60 * S);
        assertThat(p.playhead()).isEqualTo(4 * S);
        assertThat(p.playing()).isFalse();
        p.setPlaying(true);
        assertThat(p.playhead()).isZero();
    }

    @Test
    void stepsLandOnFrames() {
        Playback p = playback();
        p.seek(S + S / 3);
        assertThat(p.frame()).isEqualTo(1);
        p.step(-1);
        assertThat(p.playhead()).isEqualTo(S);
        p.step(-1);
        assertThat(p.playhead()).isZero();
        p.step(10);
        assertThat(p.frame()).isEqualTo(4);
    }

    @Test
    void shuttleRunsBothWaysAndGetsFaster() {
        Playback p = playback();
        p.shuttle(1);
        p.shuttle(1);
        assertThat(p.speed()).isEqualTo(2);
        p.shuttle(-1);
        assertThat(p.backwards()).isTrue();
        assertThat(p.speed()).isEqualTo(1);
        for (int i = 0; i < 9; i++) {
            p.shuttle(-1);
        }
        assertThat(p.speed()).isEqualTo(10);
        p.shuttle(0);
        assertThat(p.playing()).isFalse();
        p.setSpeed(0.01);
        assertThat(p.speed()).isEqualTo(0.1);
    }

    @Test
    void rangeEndsMayBeSetInAnyOrder() {
        Playback p = playback();
        p.setRange(3 * S, S);
        assertThat(p.rangeStart()).isEqualTo(S);
        p.seek(2 * S);
        p.rangeToHere();
        assertThat(p.rangeEnd()).isEqualTo(2 * S);
        p.setRange(S, S);
        assertThat(p.rangeIsWhole()).isTrue();
    }

    @Test
    void rowsShrinkToALimitThenScroll() {
        assertThat(TimelineRows.of(3, 0, 3, 268).laneHeight()).isEqualTo(18);
        TimelineRows tight = TimelineRows.of(8, 0, 3, 268);
        assertThat(tight.laneHeight()).isEqualTo(14);
        assertThat(tight.mostScroll()).isZero();
        assertThat(TimelineRows.of(20, 0, 3, 268).mostScroll()).isGreaterThan(100);
    }
}
