package plumbline.annotation.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.joml.Quaterniond;
import org.junit.jupiter.api.Test;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

class GeometryTest {
    private final Random random = new Random(11);

    @Test
    void pointsInBoxAgreesWithTheBoxItself() {
        for (int round = 0; round < 50; round++) {
            Vec3 origin = round % 2 == 0 ? Vec3.ZERO : new Vec3(500_000, 5_400_000, 100);
            Box box = anyBox(origin);
            PointBlock points = cloud(origin, 3000);
            int[] expected = java.util.stream.IntStream.range(0, points.size())
                    .filter(i -> box.contains(points.px(i), points.py(i), points.pz(i)))
                    .toArray();
            assertThat(PointsInBox.indices(points, box)).isEqualTo(expected);
            assertThat(PointsInBox.count(points, box)).isEqualTo(expected.length);
            long grown = java.util.stream.IntStream.range(0, points.size())
                    .filter(i -> box.containsWithin(points.px(i), points.py(i), points.pz(i), 0.3))
                    .count();
            assertThat(PointsInBox.countWithin(points, box, 0.3)).isEqualTo((int) grown);
        }
    }

    @Test
    void overlapOfTiltedBoxesAgreesWithCountingPoints() {
        for (int round = 0; round < 12; round++) {
            Box a = anyBox(Vec3.ZERO);
            Box b = anyBox(Vec3.ZERO);
            int both = 0;
            int n = 200_000;
            for (int i = 0; i < n; i++) {
                Vec3 p = a.frameFromBox().apply(new Vec3(
                        (random.nextDouble() - 0.5) * a.length(), (random.nextDouble() - 0.5) * a.width(),
                        (random.nextDouble() - 0.5) * a.height()));
                both += b.contains(p.x(), p.y(), p.z()) ? 1 : 0;
            }
            double fraction = both / (double) n;
            double tolerance = 5 * Math.sqrt((fraction * (1 - fraction) + 1e-6) / n);
            assertThat(BoxIou.intersection(a, b) / a.volume()).isCloseTo(fraction, within(tolerance));
            assertThat(BoxIou.iou3d(a, b)).isCloseTo(BoxIou.iou3d(b, a), within(1e-9));
        }
    }

    @Test
    void overlapOfABoxWithItselfIsOne() {
        Box upright = Box.upright(new Vec3(1, 2, 3), 4, 2, 1.5, 0.7);
        assertThat(BoxIou.iou3d(upright, upright)).isCloseTo(1, within(1e-12));
        assertThat(BoxIou.iouBev(upright, upright.withCentre(new Vec3(1, 2, 30)))).isCloseTo(1, within(1e-12));
        for (int i = 0; i < 20; i++) {
            Box tilted = anyBox(Vec3.ZERO);
            assertThat(BoxIou.iou3d(tilted, tilted)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void halfOverlap() {
        Box a = Box.upright(Vec3.ZERO, 4, 2, 2, 0);
        Box b = Box.upright(new Vec3(2, 0, 0), 4, 2, 2, Math.PI);
        assertThat(BoxIou.iou3d(a, b)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(BoxIou.iouBev(a, b)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(BoxIou.iou3d(a, b.withCentre(new Vec3(2, 0, 2)))).isZero();
    }

    @Test
    void raysHitBoxesAndGround() {
        Box box = Box.upright(new Vec3(10, 0, 0), 4, 2, 2, Math.PI / 2);
        assertThat(new Ray(Vec3.ZERO, new Vec3(5, 0, 0)).hit(box).orElseThrow()).isCloseTo(9, within(1e-12));
        assertThat(new Ray(Vec3.ZERO, new Vec3(-1, 0, 0)).hit(box)).isEmpty();
        assertThat(new Ray(new Vec3(0, 2.01, 0), new Vec3(1, 0, 0)).hit(box)).isEmpty();
        assertThat(new Ray(box.centre(), new Vec3(1, 1, 0)).hit(box).orElseThrow()).isZero();
        Ray down = new Ray(new Vec3(0, 0, 3), new Vec3(0, 1, -1));
        assertThat(down.at(down.hit(GroundPlane.level(1)).orElseThrow()).y()).isCloseTo(2, within(1e-12));
        assertThat(new Ray(new Vec3(0, 0, 3), new Vec3(0, 1, 1)).hit(GroundPlane.level(1))).isEmpty();
        assertThat(GroundPlane.of(0.1, -0.2, 3).heightAt(10, 5)).isCloseTo(3, within(1e-12));
    }

    private Box anyBox(Vec3 about) {
        Quaterniond q = new Quaterniond(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(),
                random.nextGaussian()).normalize();
        Vec3 c = about.plus(new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
        return Box.of(c, 1 + 4 * random.nextDouble(), 1 + 2 * random.nextDouble(), 1 + random.nextDouble(), q);
    }

    private PointBlock cloud(Vec3 origin, int n) {
        double[][] xyz = new double[3][n];
        for (int i = 0; i < n; i++) {
            xyz[0][i] = origin.x() + 3 * random.nextGaussian();
            xyz[1][i] = origin.y() + 3 * random.nextGaussian();
            xyz[2][i] = origin.z() + 3 * random.nextGaussian();
        }
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], java.util.List.of());
    }
}
