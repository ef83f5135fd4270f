package plumbline.annotation.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each model against its formula as its own source writes it (other variables, other order), and there and back. */
class LensModelTest {
    private static final LensModel.Pinhole PINHOLE = new LensModel.Pinhole(1242, 375, 721.5, 718.2, 609.6, 172.9, 0.7);
    private static final LensModel.RadialTangential PLUMB_BOB = new LensModel.RadialTangential(
            752, 480, 458.654, 457.296, 367.215, 248.375, -0.28340811, 0.07395907, 0.00019359, 1.76187114e-05, 0, 0, 0, 0);
    private static final LensModel.RadialTangential RATIONAL = new LensModel.RadialTangential(
            1920, 1080, 1010, 1008, 955, 541, 0.2, -0.03, 0.0006, -0.0003, 0.01, 0.35, -0.02, 0);
    private static final LensModel.KannalaBrandt FISHEYE = new LensModel.KannalaBrandt(
            1280, 1080, 330, 331, 640, 540, 0.0034, 0.0007, -0.0020, 0.0002, Math.toRadians(100));
    private static final LensModel.Mei MIRROR = new LensModel.Mei(
            1024, 768, 520, 518, 512, 384, 1.05, -0.18, 0.02, 0.0004, -0.0007);
    private static final LensModel.Mei WIDE = new LensModel.Mei(1024, 768, 700, 702, 512, 384, 0.6, -0.05, 0.01, 0, 0.0002);

    static List<LensModel> all() {
        return List.of(PINHOLE, PLUMB_BOB, RATIONAL, FISHEYE, MIRROR, WIDE);
    }

    private static double[] direction(Random r, double maxThetaRad) {
        double theta = r.nextDouble() * maxThetaRad;
        double phi = r.nextDouble() * 2 * Math.PI;
        double d = 0.5 + 80 * r.nextDouble();
        return new double[] {d * Math.sin(theta) * Math.cos(phi), d * Math.sin(theta) * Math.sin(phi), d * Math.cos(theta)};
    }

    @Test
    void radialTangentialAsOpenCvWritesIt() {
        Random r = new Random(1);
        for (LensModel.RadialTangential l : List.of(PLUMB_BOB, RATIONAL)) {
            for (int i = 0; i < 500; i++) {
                double[] p = direction(r, 0.6);
                double x = p[0] / p[2];
                double y = p[1] / p[2];
                double rr = Math.hypot(x, y);
                double radial = (1 + l.k1() * Math.pow(rr, 2) + l.k2() * Math.pow(rr, 4) + l.k3() * Math.pow(rr, 6))
                        / (1 + l.k4() * Math.pow(rr, 2) + l.k5() * Math.pow(rr, 4) + l.k6() * Math.pow(rr, 6));
                double xx = x * radial + (2 * l.p1() * x * y + l.p2() * (rr * rr + 2 * x * x));
                double yy = y * radial + (l.p1() * (rr * rr + 2 * y * y) + 2 * l.p2() * x * y);
                expect(l, p, l.fx() * xx + l.cx(), l.fy() * yy + l.cy());
            }
        }
    }

    @Test
    void fisheyeInPolarCoordinates() {
        Random r = new Random(2);
        LensModel.KannalaBrandt l = FISHEYE;
        for (int i = 0; i < 500; i++) {
            double[] p = direction(r, Math.toRadians(99));
            double theta = Math.acos(p[2] / Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]));
            double phi = Math.atan2(p[1], p[0]);
            double d = theta + l.k1() * Math.pow(theta, 3) + l.k2() * Math.pow(theta, 5) + l.k3() * Math.pow(theta, 7)
                    + l.k4() * Math.pow(theta, 9);
            expect(l, p, l.fx() * d * Math.cos(phi) + l.cx(), l.fy() * d * Math.sin(phi) + l.cy());
        }
    }

    @Test
    void meiOverTheUnitSphere() {
        Random r = new Random(3);
        for (LensModel.Mei l : List.of(MIRROR, WIDE)) {
            for (int i = 0; i < 500; i++) {
                double[] p = direction(r, Math.toRadians(85));
                double n = Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
                double mx = (p[0] / n) / (p[2] / n + l.xi());
                double my = (p[1] / n) / (p[2] / n + l.xi());
                double r2 = mx * mx + my * my;
                double factor = 1 + l.k1() * r2 + l.k2() * r2 * r2;
                double dx = mx * factor + 2 * l.p1() * mx * my + l.p2() * (r2 + 2 * mx * mx);
                double dy = my * factor + 2 * l.p2() * mx * my + l.p1() * (r2 + 2 * my * my);
                expect(l, p, l.fx() * dx + l.cx(), l.fy() * dy + l.cy());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPixelWithARayComesBackToItself(LensModel l) {
        double[] ray = new double[3];
        double[] uv = new double[2];
        int rays = 0;
        for (int v = 0; v < l.height(); v += 13) {
            for (int u = 0; u < l.width(); u += 13) {
                if (l.unproject(u, v, ray)) {
                    rays++;
                    assertThat(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]).isEqualTo(1, within(1e-12));
                    assertThat(l.project(7 * ray[0], 7 * ray[1], 7 * ray[2], uv)).isTrue();
                    assertThat(uv[0]).isEqualTo(u, within(1e-5));
                    assertThat(uv[1]).isEqualTo(v, within(1e-5));
                }
            }
        }
        double share = rays / (Math.ceil(l.width() / 13.0) * Math.ceil(l.height() / 13.0));
        // The corners of a fisheye's image lie outside its circle; every other lens fills its image.
        assertThat(share).isGreaterThan(l instanceof LensModel.KannalaBrandt ? 0.7 : 0.999);
    }

    @Test
    void whatALensCannotSeeIsSaid() {
        double[] out = new double[3];
        assertThat(PINHOLE.project(1, 1, -2, out)).isFalse();
        LensModel folding = new LensModel.RadialTangential(640, 480, 500, 500, 320, 240, -0.28, 0.02, 0, 0, 0, 0, 0, 0);
        assertThat(folding.project(1.1, 0, 1, out)).isTrue();
        assertThat(folding.project(1.3, 0, 1, out)).as("past the first turning point, at 1.2").isFalse();
        assertThat(folding.project(5, 0, 1, out)).as("where the polynomial rises again").isFalse();
        assertThat(FISHEYE.project(1, 0, -0.3, out)).as("107 degrees off the axis").isFalse();
        assertThat(FISHEYE.project(1, 0, -0.1, out)).as("96 degrees off the axis").isTrue();
        assertThat(MIRROR.project(0, 0.01, -1, out)).as("behind the mirror").isFalse();
        assertThat(FISHEYE.unproject(640 + 331 * 3, 540, out)).isFalse();
        assertThat(folding.unproject(1e9, 0, out)).isFalse();
    }

    private static void expect(LensModel l, double[] p, double u, double v) {
        double[] uv = new double[2];
        assertThat(l.project(p[0], p[1], p[2], uv)).isTrue();
        assertThat(uv[0]).isEqualTo(u, within(1e-9 * Math.max(1, Math.abs(u))));
        assertThat(uv[1]).isEqualTo(v, within(1e-9 * Math.max(1, Math.abs(v))));
    }
}
