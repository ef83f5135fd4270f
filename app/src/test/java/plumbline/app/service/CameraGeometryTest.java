package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** Lines of sight, hidden edges and straightened pictures, against sums by hand and the lenses themselves. */
class CameraGeometryTest {
    private static final LensModel PINHOLE = new LensModel.Pinhole(800, 600, 500, 500, 400, 300, 0);
    private static final LensModel BENT =
            new LensModel.RadialTangential(800, 600, 500, 510, 405, 296, -0.28, 0.07, 0.0002, -0.0003, 0, 0, 0, 0);

    private static Projection.View view(LensModel lens, Pose cameraFromLidar) {
        Sample image = new Sample(new SensorId("cam"), 0, Pose.IDENTITY, "png", "p");
        return new Projection.View(image, lens, cameraFromLidar, 0, Optional.empty());
    }

    /** The lidar's frame is the camera's here: x right, y down, z ahead. */
    private static Box box(double x, double z, double size) {
        return Box.upright(new Vec3(x, 0, z), size, size, size, 0);
    }

    private static double length(double[] pieces) {
        double sum = 0;
        for (int i = 0; i < pieces.length; i += 4) {
            sum += Math.hypot(pieces[i + 2] - pieces[i], pieces[i + 3] - pieces[i + 1]);
        }
        return sum;
    }

    @Test
    void aBoxAheadHidesItsBackAndTheBoxBehindIt() {
        Projection.View v = view(PINHOLE, Pose.IDENTITY);
        HiddenLines.Lines alone = HiddenLines.of(v, List.of(box(0, 10, 2))).getFirst();
        // Seen from the middle: the front face's four edges of 2 m at 9 m are seen, the other eight lie behind it.
        assertThat(length(alone.seen())).isCloseTo(4 * 2 * 500 / 9.0, within(1e-6));
        assertThat(length(alone.hidden()))
                .isCloseTo(4 * 2 * 500 / 11.0 + 4 * Math.hypot(500 / 9.0 - 500 / 11.0, 500 / 9.0 - 500 / 11.0), within(1e-6));
        List<HiddenLines.Lines> two = HiddenLines.of(v, List.of(box(0, 10, 2), box(0, 30, 2)));
        assertThat(two.get(1).seen()).as("wholly behind the near one").isEmpty();
        assertThat(two.get(0).seen()).isEqualTo(alone.seen());
        List<HiddenLines.Lines> apart = HiddenLines.of(v, List.of(box(0, 10, 2), box(8, 30, 2)));
        assertThat(apart.get(1).seen()).isNotEmpty();
    }

    @Test
    void aPixelsLineOfSightMeetsThePointInEveryOtherCamera() {
        Pose aside = Pose.of(-0.6, 0.1, 0.3, 0, 0.05, 0, Math.sqrt(1 - 0.05 * 0.05));
        for (LensModel lens : List.of(PINHOLE, BENT)) {
            Projection.View here = view(lens, Pose.IDENTITY);
            Projection.View there = view(lens, aside);
            Vec3 point = new Vec3(1.2, -0.4, 12);
            double[] from = SightLine.pixel(here, point).orElseThrow();
            double[] to = SightLine.pixel(there, point).orElseThrow();
            SightLine line = SightLine.of(here, from[0], from[1]).orElseThrow();
            assertThat(line.at(point.length()).minus(point).length()).isLessThan(1e-6);
            assertThat(distance(line.on(there), to)).as("%s", lens).isLessThan(0.05);
        }
    }

    private static double distance(double[] pieces, double[] p) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < pieces.length; i += 4) {
            double du = pieces[i + 2] - pieces[i];
            double dv = pieces[i + 3] - pieces[i + 1];
            double t = ((p[0] - pieces[i]) * du + (p[1] - pieces[i + 1]) * dv) / Math.max(1e-12, du * du + dv * dv);
            double s = Math.clamp(t, 0, 1);
            best = Math.min(best, Math.hypot(p[0] - pieces[i] - s * du, p[1] - pieces[i + 1] - s * dv));
        }
        return best;
    }

    @Test
    void aStraightenedPictureShowsEachPointWhereAPinholeWould() {
        Undistortion u = Undistortion.of(BENT);
        assertThat(u.isIdentity()).isFalse();
        assertThat(Undistortion.of(PINHOLE).isIdentity()).isTrue();
        double[] bent = new double[2];
        double[] straight = new double[2];
        double[] uv = new double[2];
        for (double x = -3; x <= 3; x += 1.5) {
            for (double y = -2; y <= 2; y += 1) {
                assertThat(BENT.project(x, y, 8, bent)).isTrue();
                assertThat(u.straight(bent[0], bent[1], straight)).isTrue();
                assertThat(straight[0]).isCloseTo(500 * x / 8 + 405, within(1e-6));
                assertThat(straight[1]).isCloseTo(510 * y / 8 + 296, within(1e-6));
                assertThat(u.recorded(straight[0], straight[1], uv)).isTrue();
                assertThat(uv[0]).isCloseTo(bent[0], within(1e-6));
            }
        }
    }

    /** A picture whose colours are its own pixel numbers: each pixel says where it came from. */
    @Test
    void theStraightenedPixelsAreTheRecordedOnesTheyCameFrom() {
        Undistortion u = Undistortion.of(BENT);
        int[] ramp = new int[400 * 300];
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 400; x++) {
                ramp[y * 400 + x] = 0xFF000000 | x / 2 << 16 | y / 2 << 8;
            }
        }
        int[] out = u.apply(ramp, 400, 300);
        double[] uv = new double[2];
        for (int y = 20; y < 280; y += 13) {
            for (int x = 20; x < 380; x += 17) {
                u.recorded(x * 2 + 0.5, y * 2 + 0.5, uv);
                double fromX = (uv[0] + 0.5) / 2 - 0.5;
                double fromY = (uv[1] + 0.5) / 2 - 0.5;
                int argb = out[y * 400 + x];
                assertThat((argb >> 16 & 255) * 2.0).isCloseTo(fromX, within(2.6));
                assertThat((argb >> 8 & 255) * 2.0).isCloseTo(fromY, within(2.6));
            }
        }
    }

    @Test
    void thePointNearestToAPixelIsTheOneInFront() {
        Projection.Points points = new Projection.Points(
                new int[] {7, 8, 9}, new double[] {100, 103, 200}, new double[] {100, 100, 100}, new double[] {20, 5, 1});
        assertThat(SightLine.nearest(points, 101, 100, 5)).contains(8);
        assertThat(SightLine.nearest(points, 101, 100, 1.5)).contains(7);
        assertThat(SightLine.nearest(points, 150, 100, 5)).isEmpty();
    }
}
