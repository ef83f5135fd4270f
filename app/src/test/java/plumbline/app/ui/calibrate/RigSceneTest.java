package plumbline.app.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;

/** The rig in 3D: a camera that was found turned is there as recorded and as found. */
class RigSceneTest {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final SensorId CAMERA = new SensorId("cam");
    private static final Pose AHEAD = Pose.of(1, 0.5, 1.5, -0.5, 0.5, -0.5, 0.5);

    private static Capture rig() {
        Trajectory straight = new Trajectory(
                new long[] {0, 1_000_000_000L, 2_000_000_000L},
                List.of(Pose.IDENTITY, Pose.of(10, 0, 0, 0, 0, 0, 1), Pose.of(20, 0, 0, 0, 0, 0, 1)));
        return new Capture(
                "pass", "made", "local",
                List.of(
                        new Sensor(LIDAR, SensorKind.LIDAR, Pose.of(0, 0, 2, 0, 0, 0, 1), Optional.empty()),
                        new Sensor(CAMERA, SensorKind.CAMERA, AHEAD,
                                Optional.of(new LensModel.Pinhole(800, 600, 400, 400, 400, 300, 0)))),
                LIDAR, List.of(), List.of(), straight, List.of());
    }

    private static CalibrationReport found(Pose corrected) {
        var pair = new CalibrationReport.PairCheck(
                CAMERA, LIDAR, 1, 0, 0, 1, 0.1, 0, 0, 0.9, CalibrationReport.Verdict.DRIVE_AGAIN, 0.3, 0.6, corrected, List.of(),
                5, "");
        return new CalibrationReport(
                List.of(pair), Optional.of(CAMERA), CalibrationReport.Verdict.DRIVE_AGAIN, "", "", 0.3);
    }

    @Test
    void theRigHasItsSensorsTheirSightAndTheWayDriven() {
        RigScene r = RigScene.of(rig(), Optional.empty(), Optional.empty());
        assertThat(r.places()).isEqualTo(Map.of(LIDAR, new Vec3(0, 0, 2), CAMERA, new Vec3(1, 0.5, 1.5)));
        // Looks ahead along x: its frustum's far corners lie 0.7 m before it, 0.7 m to either side, 0.525 m up and down.
        assertThat(r.scene().lines().stream().flatMap(l -> l.points().stream()))
                .anySatisfy(p -> assertThat(p.minus(new Vec3(1.7, 1.2, 2.025)).length()).isLessThan(1e-9));
        List<LineItem> way = r.scene().lines().stream().filter(l -> l.rgb() == 0xE9ECF0).toList();
        assertThat(way).hasSize(2);
        assertThat(way.get(0).points()).containsExactly(new Vec3(-10, 0, 0), Vec3.ZERO);
        assertThat(way.get(1).dashed()).isTrue();
    }

    @Test
    void aCorrectionIsDashedAsRecordedAndSolidAsFoundTurnedFarther() {
        double half = Math.toRadians(0.5);
        Pose corrected = Pose.of(0, 0, 0, 0, 0, Math.sin(half), Math.cos(half)).times(Pose.of(0, 0, 0, -0.5, 0.5, -0.5, 0.5));
        Pose turned = RigScene.turned(Pose.of(0, 0, 0, -0.5, 0.5, -0.5, 0.5), corrected);
        Vec3 ahead = turned.rotate(new Vec3(0, 0, 1));
        assertThat(Math.toDegrees(Math.atan2(ahead.y(), ahead.x()))).isCloseTo(RigPlan.TURNED, within(1e-6));
        long plain = RigScene.of(rig(), Optional.empty(), Optional.of(CAMERA)).scene().lines().size();
        List<LineItem> lines = RigScene.of(rig(), Optional.of(found(corrected)), Optional.of(CAMERA)).scene().lines();
        assertThat(lines).hasSize((int) plain + 8);
        assertThat(lines.stream().filter(l -> l.rgb() == 0x98A1AE && l.dashed())).hasSize(8);
    }
}
