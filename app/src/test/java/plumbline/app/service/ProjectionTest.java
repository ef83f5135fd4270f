package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

class ProjectionTest {
    private static final SensorId LIDAR = new SensorId("lidar_top");
    private static final SensorId CAMERA = new SensorId("cam_front");
    private static final LensModel LENS = new LensModel.Pinhole(640, 480, 500, 500, 320, 240, 0);

    /** Optical axes on a rig that looks along +x: image right is -y, image down is -z. */
    private static final Pose EGO_FROM_CAMERA = new Pose(0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0);

    /** A rig that has driven {@code metres} forward between the sweep and the picture. */
    private static Capture capture(LensModel lens, double metres) {
        Pose worldFromEgoAtImage = Pose.translation(metres, 0, 0);
        Sample sweep = new Sample(LIDAR, 1_000_000_000L, Pose.IDENTITY, "pcd", "0");
        Sample image = new Sample(CAMERA, 1_050_000_000L, worldFromEgoAtImage.times(EGO_FROM_CAMERA), "png", "1");
        Frame frame = new Frame(0, 1_000_000_000L, Pose.IDENTITY, Map.of(LIDAR, sweep, CAMERA, image));
        return new Capture(
                "rig", "made", "local",
                List.of(
                        new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty()),
                        new Sensor(CAMERA, SensorKind.CAMERA, EGO_FROM_CAMERA, Optional.ofNullable(lens))),
                LIDAR, List.of(frame), List.of(sweep, image), Trajectory.EMPTY, List.of());
    }

    private static PointBlock points(float... xyz) {
        float[][] columns = new float[3][xyz.length / 3];
        for (int i = 0; i < xyz.length; i++) {
            columns[i % 3][i / 3] = xyz[i];
        }
        return PointBlock.of(columns[0], columns[1], columns[2], List.of());
    }

    @Test
    void takesTheRigsMotionBetweenSweepAndPictureOut() {
        Capture c = capture(LENS, 2);
        Projection.Points p = Projection.points(c, c.frames().getFirst(), points(12, 1, -0.5f), CAMERA);
        assertThat(p.size()).isEqualTo(1);
        // The camera stands at x = 2, so the point is 10 m away: 1 m left, half a metre down.
        assertThat(p.depth()[0]).isCloseTo(10, within(1e-12));
        assertThat(p.u()[0]).isCloseTo(320 - 500 * 1 / 10.0, within(1e-9));
        assertThat(p.v()[0]).isCloseTo(240 + 500 * 0.5 / 10.0, within(1e-9));
        assertThat(Projection.view(c, c.frames().getFirst(), CAMERA).orElseThrow().offsetNanos())
                .isEqualTo(50_000_000L);
    }

    @Test
    void keepsOnlyPointsOnTheImageAndTheirIndex() {
        Capture c = capture(LENS, 0);
        Projection.Points p = Projection.points(
                c, c.frames().getFirst(), points(-5, 0, 0, 10, 20, 0, 5, 0, 0, 10, 0, 30), CAMERA);
        assertThat(p.index()).containsExactly(2);
    }

    @Test
    void saysNothingWithoutLensOrPicture() {
        Capture blind = capture(null, 0);
        assertThat(Projection.points(blind, blind.frames().getFirst(), points(5, 0, 0), CAMERA).size()).isZero();
        Capture c = capture(LENS, 0);
        Frame dropped = new Frame(0, 0, Pose.IDENTITY, Map.of());
        assertThat(Projection.view(c, dropped, CAMERA)).isEmpty();
    }

    @Test
    void drawsTwelveEdgesOfABoxInView() {
        Capture c = capture(LENS, 0);
        Box box = Box.upright(new Vec3(20, 0, 0), 4, 2, 2, 0.3);
        Projection.Outline o = Projection.box(c, c.frames().getFirst(), box, CAMERA);
        assertThat(o.pieces()).hasSize(48);
        assertThat(o.depth()).isCloseTo(20, within(1e-12));
        double[] b = o.bounds();
        assertThat(b[0]).isLessThan(320);
        assertThat(b[2]).isGreaterThan(320);
        // Corners from a direct calculation bound the outline.
        double[] uv = new double[2];
        double left = Double.MAX_VALUE;
        for (Vec3 corner : box.corners()) {
            Vec3 p = EGO_FROM_CAMERA.inverse().apply(corner);
            assertThat(LENS.project(p.x(), p.y(), p.z(), uv)).isTrue();
            left = Math.min(left, uv[0]);
        }
        assertThat(b[0]).isCloseTo(left, within(1e-9));
    }

    @Test
    void cutsABoxAroundTheCameraAtTheNearPlaneAndTheImagesEdge() {
        Capture c = capture(LENS, 0);
        Projection.Outline around =
                Projection.box(c, c.frames().getFirst(), Box.upright(new Vec3(1, 0.2, 0), 4, 0.6, 0.5, 0), CAMERA);
        assertThat(around.isEmpty()).isFalse();
        for (int i = 0; i < around.pieces().length; i += 2) {
            assertThat(around.pieces()[i]).isBetween(0.0, 640.0);
            assertThat(around.pieces()[i + 1]).isBetween(0.0, 480.0);
        }
        assertThat(Projection.box(c, c.frames().getFirst(), Box.upright(new Vec3(-9, 0, 0), 4, 2, 2, 0), CAMERA)
                        .isEmpty())
                .isTrue();
        assertThat(Projection.box(c, c.frames().getFirst(), Box.upright(new Vec3(9, 40, 0), 4, 2, 2, 0), CAMERA)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void bendsEdgesWithTheLens() {
        LensModel fisheye = new LensModel.KannalaBrandt(640, 480, 200, 200, 320, 240, -0.02, 0.001, 0, 0, 1.8);
        Capture c = capture(fisheye, 0);
        Projection.Outline o = Projection.box(
                c, c.frames().getFirst(), Box.upright(new Vec3(2, 0, 1), 1, 6, 0.2, 0), CAMERA);
        assertThat(o.pieces().length).isGreaterThan(48);
        double bow = 0;
        for (int i = 0; i < o.pieces().length; i += 2) {
            double[] uv = new double[2];
            Vec3 corner = EGO_FROM_CAMERA.inverse().apply(new Vec3(1.5, 3, 1.1));
            assertThat(fisheye.project(corner.x(), corner.y(), corner.z(), uv)).isTrue();
            bow = Math.max(bow, uv[1] - o.pieces()[i + 1]);
        }
        // A straight bar overhead is bowed: its middle is well above its end.
        assertThat(bow).isGreaterThan(20);
    }
}
