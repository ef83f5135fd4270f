package plumbline.app.ui.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;

class TimelineModelTest {
    private static final long MS = 1_000_000L;
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final SensorId CAMERA = new SensorId("cam");
    private static final SensorId GNSS = new SensorId("gnss");

    /** Ten sweeps at 10 Hz; the camera fires 82 ms after each, in the seventh 102 ms; positions start 30 ms late. */
    private static Capture delayed() {
        List<Frame> frames = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long at = 1_000 * MS + i * 100 * MS;
            Sample sweep = new Sample(LIDAR, at, Pose.IDENTITY, "pcd", "l" + i);
            Sample image = new Sample(CAMERA, at + (i == 6 ? 102 : 82) * MS, Pose.IDENTITY, "png", "c" + i);
            samples.add(sweep);
            samples.add(image);
            samples.add(new Sample(GNSS, at + 30 * MS, Pose.IDENTITY, "", "g" + i));
            frames.add(new Frame(i, at, Pose.IDENTITY, Map.of(LIDAR, sweep, CAMERA, image)));
        }
        return new Capture(
                "pass", "made", "local",
                List.of(
                        new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()),
                        new Sensor(CAMERA, SensorKind.CAMERA, Pose.IDENTITY, Optional.empty()),
                        new Sensor(GNSS, SensorKind.GNSS, Pose.IDENTITY, Optional.empty())),
                LIDAR, frames, samples, Trajectory.EMPTY, List.of());
    }

    @Test
    void aCameraIsLateOnlyAgainstItsOwnUsualOffset() {
        TimelineModel m = new TimelineModel(delayed());
        assertThat(m.sync().usualNanos(CAMERA)).hasValue(82 * MS);
        assertThat(m.sync().usualNanos(LIDAR)).isEmpty();
        assertThat(m.lateOf(CAMERA)).containsExactly(m.frameSpan(6));
        Series error = m.series().getFirst();
        assertThat(error.values()[6]).isCloseTo(20, within(1e-9));
        assertThat(error.values()[5]).isZero();
    }

    @Test
    void opensWhereEverySensorHasSpoken() {
        TimelineModel m = new TimelineModel(delayed());
        assertThat(m.allSpoken()).isEqualTo(1_082 * MS);
        assertThat(m.lookAt(0)).isEqualTo(1_082 * MS);
        assertThat(m.lookAt(4)).isEqualTo(m.frameSpan(4).fromNanos());
        assertThat(new Playback(m.frameTimes(), m.start(), m.end()).frameAt(m.lookAt(0))).isZero();
    }

    private static Finding finding(String rule, Severity severity, int frame) {
        return Finding.of(rule, severity,
                new Finding.Place(frame, Optional.empty(), Optional.empty(), Optional.empty()), rule, Map.of());
    }

    @Test
    void theWorstFindingComesFirstAndNextGoesRound() {
        TimelineModel m = new TimelineModel(delayed());
        assertThat(m.next(Optional.empty())).isEmpty();
        Finding mild = finding("box.overlap", Severity.MEDIUM, 2);
        Finding worst = finding("box.floating", Severity.HIGH, 8);
        m.setFindings(List.of(mild, worst));
        assertThat(m.next(Optional.empty())).contains(worst);
        assertThat(m.next(Optional.of(worst))).contains(mild);
        assertThat(m.next(Optional.of(mild))).contains(worst);
        TimelineModel.Mark mark = m.marks().getFirst();
        assertThat(m.before(mark, 300 * MS)).isEqualTo(1_500 * MS);
        assertThat(m.before(mark, 5_000 * MS)).isEqualTo(m.lookAt(0));
    }

    @ParameterizedTest
    @CsvSource({"1,1.6,400,300", "2,1.6,400,560", "4,3.3,400,560", "5,1.6,400,630", "6,1.6,400,630", "6,1.6,300,440",
        "7,1.3,300,440", "12,1.6,420,700"})
    void camerasFillTheirColumn(int cameras, double aspect, double width, double height) {
        List<CameraGrid.Tile> tiles = CameraGrid.of(cameras, aspect, width, height, 1);
        assertThat(tiles).hasSize(cameras);
        double area = tiles.stream().mapToDouble(t -> t.width() * t.height()).sum();
        assertThat(area).isBetween(width * height * 0.97, width * height);
        CameraGrid.Tile large = tiles.getFirst();
        assertThat(tiles).allMatch(t -> t.width() <= large.width() && t.height() <= large.height() + 2);
        assertThat(tiles).allMatch(t -> t.x() + t.width() <= width && t.y() + t.height() <= height);
    }

    @Test
    void sixCamerasAreOneLargeThenTwoThenThree() {
        List<CameraGrid.Tile> tiles = CameraGrid.of(6, 1.6, 400, 630, 1);
        assertThat(tiles.stream().map(CameraGrid.Tile::y).distinct()).hasSize(3);
        assertThat(tiles.get(1).y()).isEqualTo(tiles.get(2).y());
        assertThat(tiles.get(3).y()).isEqualTo(tiles.get(5).y());
        assertThat(CameraGrid.of(0, 1.6, 400, 630, 1)).isEmpty();
    }
}
