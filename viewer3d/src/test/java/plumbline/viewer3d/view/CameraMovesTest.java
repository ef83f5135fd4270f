package plumbline.viewer3d.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;

class CameraMovesTest {
    private static final double W = 1200;
    private static final double H = 800;
    private static final Camera ORTHO = CameraMoves.toggleOrtho(Camera.DEFAULT);

    @Test
    void aPixelsRayRunsThroughThePlaceItShows() {
        Random random = new Random(3);
        for (Camera c : List.of(Camera.DEFAULT, ORTHO, CameraMoves.axis(ORTHO, ViewAxis.TOP))) {
            Projection p = Projection.of(c, W, H);
            for (int i = 0; i < 200; i++) {
                Vec3 place = new Vec3(random.nextDouble() * 30, random.nextDouble() * 20 - 10, random.nextDouble() * 3);
                Vec3 pixel = p.pixel(place);
                assertThat(p.unproject(pixel.x(), pixel.y(), pixel.z()).distance(place)).isLessThan(1e-6);
                var ray = p.ray(pixel.x(), pixel.y());
                assertThat(ray.direction().cross(place.minus(ray.origin())).length()).isLessThan(1e-6);
            }
        }
    }

    @Test
    void leftOfTheCameraIsLeftInThePictureAndUpIsUp() {
        Projection p = Projection.of(Camera.DEFAULT, W, H);
        assertThat(p.pixel(new Vec3(6, 1, 0)).x()).isLessThan(W / 2);
        assertThat(p.pixel(new Vec3(6, 0, 1)).y()).isLessThan(H / 2);
        Projection top = Projection.of(CameraMoves.axis(Camera.DEFAULT, ViewAxis.TOP), W, H);
        assertThat(top.pixel(new Vec3(8, 0, 0)).y()).isLessThan(H / 2);
        assertThat(top.pixel(new Vec3(6, 1, 0)).x()).isLessThan(W / 2);
    }

    @Test
    void turningKeepsThePivotInPlaceAndTheHorizonLevel() {
        Vec3 pivot = new Vec3(9, 3, 0.5);
        Camera c = Camera.DEFAULT;
        Vec3 before = Projection.of(c, W, H).pixel(pivot);
        for (int i = 0; i < 40; i++) {
            c = CameraMoves.orbit(c, pivot, 0.13, i % 3 == 0 ? 0.4 : -0.3);
            Vec3 now = Projection.of(c, W, H).pixel(pivot);
            assertThat(now.z()).isCloseTo(before.z(), within(1e-6));
            assertThat(now.x()).isCloseTo(before.x(), within(1e-3));
            assertThat(now.y()).isCloseTo(before.y(), within(1e-3));
            assertThat(Projection.of(c, W, H).right().z()).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void theViewNeverGoesOverTheTop() {
        Camera c = CameraMoves.orbit(Camera.DEFAULT, Vec3.ZERO, 0, -5);
        assertThat(Projection.of(c, W, H).forward().z()).isCloseTo(-1, within(1e-5));
        c = CameraMoves.orbit(CameraMoves.axis(c, ViewAxis.TOP), Vec3.ZERO, 0.3, 0.6);
        assertThat(Projection.of(c, W, H).up().z()).isGreaterThan(0);
    }

    @Test
    void zoomingAndPanningKeepThePlaceUnderThePointer() {
        Vec3 place = new Vec3(7, -2, 0);
        for (Camera c : List.of(Camera.DEFAULT, ORTHO)) {
            Vec3 before = Projection.of(c, W, H).pixel(place);
            Vec3 zoomed = Projection.of(CameraMoves.zoom(c, place, 0.6), W, H).pixel(place);
            assertThat(Math.hypot(zoomed.x() - before.x(), zoomed.y() - before.y())).isLessThan(1e-6);
            Projection p = Projection.of(c, W, H);
            Camera panned = CameraMoves.pan(c, p, place, before.x() + 60, before.y() + 45);
            Vec3 now = Projection.of(panned, W, H).pixel(place);
            assertThat(now.x()).isCloseTo(before.x() + 60, within(0.01));
            assertThat(now.y()).isCloseTo(before.y() + 45, within(0.01));
            assertThat(panned.eye().z()).isCloseTo(c.eye().z(), within(1e-9));
        }
    }

    @Test
    void orthographicAndBackShowsTheSame() {
        Camera back = CameraMoves.toggleOrtho(ORTHO);
        assertThat(back.eye().distance(Camera.DEFAULT.eye())).isLessThan(1e-9);
        double perspective = Projection.of(Camera.DEFAULT, W, H).pixelsPerMetreAt(Camera.DEFAULT.target());
        assertThat(Projection.of(ORTHO, W, H).pixelsPerMetre()).isCloseTo(perspective, within(1e-6));
    }

    @Test
    void fittingBringsAllCornersIntoView() {
        Box box = Box.upright(new Vec3(30, -12, 1), 12, 2.6, 3.2, 0.8);
        for (Camera c : List.of(Camera.DEFAULT, ORTHO)) {
            Projection p = Projection.of(CameraMoves.fit(c, box), W, H);
            for (Vec3 corner : box.corners()) {
                assertThat(p.pixel(corner).x()).isBetween(0.0, W);
                assertThat(p.pixel(corner).y()).isBetween(0.0, H);
            }
        }
    }

    @Test
    void aGlideStartsHereAndEndsThere() {
        Camera there = CameraMoves.fit(Camera.DEFAULT, new Vec3(40, 5, 0), 3);
        assertThat(CameraMoves.between(Camera.DEFAULT, there, 0)).isEqualTo(Camera.DEFAULT);
        assertThat(CameraMoves.between(Camera.DEFAULT, there, 1)).isEqualTo(there);
        Camera half = CameraMoves.between(Camera.DEFAULT, there, 0.5);
        assertThat(half.target().x()).isBetween(6.0, 40.0);
    }
}
