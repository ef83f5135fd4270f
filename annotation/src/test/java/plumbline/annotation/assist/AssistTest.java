package plumbline.annotation.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

class AssistTest {
    private static final LabelClass CAR = Ontology.STREET.find("Car").orElseThrow();

    /** A street on a slope with a car whose near and left faces are seen, a wall, and points below the ground. */
    private static PointBlock street(Box car) {
        Random random = new Random(3);
        List<Vec3> p = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            double x = 100 * (random.nextDouble() - 0.5);
            double y = 60 * (random.nextDouble() - 0.5);
            p.add(new Vec3(x, y, -1.8 + 0.03 * x + 0.02 * random.nextGaussian()));
        }
        for (int i = 0; i < 4000; i++) {
            p.add(new Vec3(40 * (random.nextDouble() - 0.5), 12, -1.8 + 3 * random.nextDouble()));
        }
        for (int i = 0; i < 60; i++) {
            p.add(new Vec3(20 * random.nextGaussian(), 5 * random.nextGaussian(), -6));
        }
        for (int i = 0; i < 600; i++) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble() - 0.5;
            Vec3 onRear = new Vec3(-car.length() / 2, u * car.width(), v * car.height());
            Vec3 onSide = new Vec3(u * car.length(), -car.width() / 2, v * car.height());
            p.add(car.frameFromBox().apply(i % 3 == 0 ? onRear : onSide));
        }
        double[][] xyz = new double[3][p.size()];
        for (int i = 0; i < p.size(); i++) {
            xyz[0][i] = p.get(i).x();
            xyz[1][i] = p.get(i).y();
            xyz[2][i] = p.get(i).z();
        }
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], List.of());
    }

    private static Box carAt(double x, double y, double yaw) {
        return Box.upright(new Vec3(x, y, -1.8 + 0.03 * x + 0.78), 4.4, 1.8, 1.56, yaw);
    }

    private static Cuboid label(Box box, int frame) {
        return new Cuboid(new LabelId("a" + frame), new TrackId("7"), "Car", frame, box, new TreeMap<>(), Origin.HAND,
                false, 1);
    }

    @Test
    void groundFollowsTheSlopeUnderCarsAndAboveReflections() {
        Ground ground = Ground.estimate(street(carAt(12, 4, 0.3)));
        for (double x = -45; x <= 45; x += 5) {
            for (double y = -25; y <= 25; y += 5) {
                assertThat(ground.heightAt(x, y)).isCloseTo(-1.8 + 0.03 * x, within(0.12));
            }
        }
        assertThat(ground.isGround(10, 0, -1.45)).isTrue();
        assertThat(ground.isGround(10, 0, -0.8)).isFalse();
        assertThat(Ground.estimate(PointBlock.EMPTY).heightAt(3, 3)).isZero();
    }

    @Test
    void aRectangleOrAClickBecomesTheCar() {
        Box car = carAt(12, 4, 0.3);
        PointBlock points = street(car);
        Ground ground = Ground.estimate(points);
        Proposal drawn = BoxFit.inRectangle(points, ground, new Vec3(9, 2, 0), new Vec3(15, 6, 0), 0, CAR)
                .orElseThrow();
        Proposal clicked = BoxFit.atPoint(points, ground, new Vec3(10, 3, -1), CAR).orElseThrow();
        for (Proposal p : List.of(drawn, clicked)) {
            assertThat(BoxIou.iou3d(p.box(), car)).isGreaterThan(0.85);
            assertThat(p.box().yaw()).isCloseTo(0.3, within(0.03));
            assertThat(p.inside()).isGreaterThan(500);
        }
    }

    @Test
    void theFrontIsTheWayNearerToTheHint() {
        Box car = carAt(12, 4, 0.3);
        PointBlock points = street(car);
        Ground ground = Ground.estimate(points);
        Proposal p = BoxFit.inRectangle(points, ground, new Vec3(9, 2, 0), new Vec3(15, 6, 0), Math.PI, CAR)
                .orElseThrow();
        assertThat(Math.cos(p.box().yaw() - 0.3)).isCloseTo(-1, within(0.01));
    }

    @Test
    void theUnseenSideTakesTheUsualSize() {
        Box car = carAt(20, 0, 0);
        PointBlock points = street(car);
        List<Integer> rear = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean onSide = car.containsWithin(points.px(i), points.py(i), points.pz(i), 0.01)
                    && points.px(i) > 17.85;
            if (!onSide) {
                rear.add(i);
            }
        }
        PointBlock kept = PointBlock.ofExact(
                rear.stream().mapToDouble(points::px).toArray(), rear.stream().mapToDouble(points::py).toArray(),
                rear.stream().mapToDouble(points::pz).toArray(), List.of());
        Proposal p = BoxFit.atPoint(kept, Ground.estimate(kept), new Vec3(17.8, 0, -0.5), CAR).orElseThrow();
        assertThat(p.box().length()).isEqualTo(CAR.typicalLength(), within(1e-9));
        assertThat(p.box().width()).isCloseTo(1.8, within(0.1));
        assertThat(p.box().centre().x()).isCloseTo(17.8 + CAR.typicalLength() / 2, within(0.1));
    }

    @Test
    void noBoxWithoutPoints() {
        PointBlock points = street(carAt(12, 4, 0.3));
        Ground ground = Ground.estimate(points);
        assertThat(BoxFit.atPoint(points, ground, new Vec3(-20, -10, 0), CAR)).isEmpty();
        assertThat(BoxFit.inRectangle(points, ground, new Vec3(-20, -10, 0), new Vec3(-15, -8, 0), 0, CAR)).isEmpty();
        assertThat(BoxFit.inRectangle(PointBlock.EMPTY, Ground.estimate(PointBlock.EMPTY), Vec3.ZERO,
                new Vec3(4, 4, 0), 0, CAR)).isEqualTo(Optional.empty());
    }

    @Test
    void refitKeepsTheHeadingAndPullsTheFacesOntoThePoints() {
        Box car = carAt(12, 4, 0.3);
        PointBlock points = street(car);
        Box rough = Box.upright(car.centre().plus(new Vec3(0.15, 0.1, 0.2)), 4.6, 2.0, 1.4, 0.3);
        Proposal p = BoxFit.refit(points, Ground.estimate(points), rough);
        assertThat(p.box().yaw()).isCloseTo(0.3, within(1e-9));
        assertThat(BoxIou.iou3d(p.box(), car)).isGreaterThan(0.9).isGreaterThan(BoxIou.iou3d(rough, car));
        Box nowhere = rough.withCentre(new Vec3(-20, -10, 0));
        assertThat(BoxFit.refit(points, Ground.estimate(points), nowhere).box()).isEqualTo(nowhere);
    }

    @Test
    void interpolationGoesStraightInTheWorldOnTheShortestArc() {
        Pose worldBefore = Pose.ofEuler(100, 50, 1, 0, 0, 3);
        Pose worldAfter = Pose.ofEuler(110, 52, 1, 0.01, 0, -3);
        Pose worldMid = Pose.ofEuler(105, 51, 1, 0, 0, Math.PI);
        Box still = Box.upright(new Vec3(120, 60, 2), 4, 2, 1.5, 3.0);
        Box turned = Box.upright(new Vec3(122, 60, 2), 4, 2, 1.5, -3.0);
        Cuboid before = label(still.in(worldBefore.inverse()), 0);
        Cuboid after = label(turned.in(worldAfter.inverse()), 10);
        Cuboid mid = Interpolation.between(before, worldBefore, after, worldAfter, 5, worldMid, 0.5);
        Box world = mid.box().in(worldMid);
        assertThat(world.centre().distance(new Vec3(121, 60, 2))).isLessThan(1e-9);
        assertThat(Math.abs(world.yaw())).isCloseTo(Math.PI, within(1e-9));
        assertThat(world.length()).isEqualTo(4);
        assertThat(mid.origin()).isEqualTo(Origin.INTERPOLATED);
        assertThat(mid.frame()).isEqualTo(5);
        assertThat(mid.track()).isEqualTo(before.track());
        assertThat(Interpolation.between(before, worldBefore, after, worldAfter, 5, worldMid, 0.5)).isEqualTo(mid);
    }

    @Test
    void smoothInterpolationFollowsACurveOfConstantAccelerationExactly() {
        Pose rig = Pose.ofEuler(30, -4, 0, 0, 0, 0.4);
        List<Interpolation.Key> keys = new ArrayList<>();
        for (int f = 0; f <= 30; f += 10) {
            keys.add(new Interpolation.Key(label(braking(f).in(rig.inverse()), f), rig, f * 100_000_000L));
        }
        Cuboid made = Interpolation.smooth(
                Optional.of(keys.get(0)), keys.get(1), keys.get(2), Optional.of(keys.get(3)), 14, rig, 1_400_000_000L);
        Cuboid straight = Interpolation.between(
                keys.get(1).cuboid(), rig, keys.get(2).cuboid(), rig, 14, rig, 0.4);
        assertThat(made.box().in(rig).centre().distance(braking(14).centre())).isLessThan(1e-9);
        assertThat(straight.box().in(rig).centre().distance(braking(14).centre())).isGreaterThan(0.3);
        assertThat(made.id()).isEqualTo(straight.id());
        Cuboid alone = Interpolation.smooth(
                Optional.empty(), keys.get(1), keys.get(2), Optional.empty(), 14, rig, 1_400_000_000L);
        assertThat(alone.box().centre().distance(straight.box().centre())).isLessThan(1e-9);
    }

    private static Box braking(int frame) {
        double t = frame / 10.0;
        return Box.upright(new Vec3(15 * t - 1.5 * t * t, 3, 1), 4, 2, 1.5, 0);
    }

    @Test
    void propagationStandsStillInTheWorldAndTakesThePointsThere() {
        Pose here = Pose.IDENTITY;
        Pose there = Pose.ofEuler(2, 0, 0, 0, 0, 0);
        Box car = carAt(12, 4, 0.3);
        Cuboid label = label(car.withCentre(car.centre().plus(new Vec3(2.1, 0.1, 0.06))), 0);
        Cuboid moved = Propagate.to(label, here, 1, there, PointBlock.EMPTY);
        assertThat(moved.box().centre().distance(label.box().centre().minus(new Vec3(2, 0, 0)))).isLessThan(1e-9);
        assertThat(moved.origin()).isEqualTo(Origin.AUTOMATIC);
        Cuboid fitted = Propagate.to(label, here, 1, there, street(car));
        assertThat(BoxIou.iou3d(fitted.box(), car)).isGreaterThan(0.9);
        Cuboid driven = Propagate.to(label, here, 1, there, PointBlock.EMPTY, new Vec3(10, 0, 0), 0.1);
        assertThat(driven.box().centre().x() - moved.box().centre().x()).isCloseTo(1, within(1e-9));
    }
}
