package plumbline.annotation.assist;

import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** A box carried from one frame to another: it stands still in the world, or moves on at a constant velocity. */
public final class Propagate {
    private Propagate() {}

    /** As {@link #to(Cuboid, Pose, int, Pose, PointBlock, Vec3, double)} for an object that stands still. */
    public static Cuboid to(
            Cuboid cuboid, Pose worldFromLidarHere, int frame, Pose worldFromLidarThere, PointBlock pointsThere) {
        return to(cuboid, worldFromLidarHere, frame, worldFromLidarThere, pointsThere, Vec3.ZERO, 0);
    }

    /**
     * The box in the lidar frame of {@code frame}, moved by {@code velocityWorld} (metres a second) for {@code seconds}
     * (negative backwards), then moved onto the points there where at least {@link BoxFit#MIN_POINTS} speak for it; its size
     * stays.
     * {@link Origin#AUTOMATIC}, with an id that the same call gives again.
     */
    public static Cuboid to(
            Cuboid cuboid, Pose worldFromLidarHere, int frame, Pose worldFromLidarThere, PointBlock pointsThere,
            Vec3 velocityWorld, double seconds) {
        Box world = cuboid.box().in(worldFromLidarHere);
        Box there = world.withCentre(world.centre().plus(velocityWorld.times(seconds)))
                .in(worldFromLidarThere.inverse());
        Box fitted = pointsThere.size() < BoxFit.MIN_POINTS
                ? there
                : BoxFit.follow(pointsThere, Ground.estimate(pointsThere), there).box();
        return new Cuboid(
                Interpolation.derivedId("propagated", cuboid.id(), cuboid.id(), frame), cuboid.track(),
                cuboid.className(), frame, fitted, cuboid.attributes(), Origin.AUTOMATIC, false, cuboid.confidence());
    }
}
