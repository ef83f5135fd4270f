package plumbline.annotation.assist;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.joml.Quaterniond;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/** A track's box between two of its keyframes. */
public final class Interpolation {
    private Interpolation() {}

    /**
     * The box at {@code fraction} (0 before, 1 after) of the way, moved in the world frame so that the rig's own motion
     * does not count: the middle and the sizes in a straight line, the rotation on the shortest arc. The result has
     * {@link Origin#INTERPOLATED}, class and attributes of {@code before}, and an id that the same call gives again.
     */
    public static Cuboid between(
            Cuboid before, Pose worldFromLidarBefore, Cuboid after, Pose worldFromLidarAfter, int frame,
            Pose worldFromLidar, double fraction) {
        Box a = before.box().in(worldFromLidarBefore);
        Box b = after.box().in(worldFromLidarAfter);
        Quaterniond from = a.rotation();
        Quaterniond to = b.rotation();
        // q and -q are one rotation; slerp takes the long way round between opposite signs.
        if (from.dot(to) < 0) {
            to.mul(-1);
        }
        Vec3 middle = a.centre().plus(b.centre().minus(a.centre()).times(fraction));
        Box world = Box.of(
                middle,
                mix(a.length(), b.length(), fraction),
                mix(a.width(), b.width(), fraction),
                mix(a.height(), b.height(), fraction),
                from.slerp(to, fraction));
        return new Cuboid(
                derivedId("interpolated", before.id(), after.id(), frame), before.track(), before.className(), frame,
                world.in(worldFromLidar.inverse()), before.attributes(), Origin.INTERPOLATED, false,
                Math.min(before.confidence(), after.confidence()));
    }

    /**
     * As {@link #between}, with the middle on a cubic through the keyframes about: the velocity at a keyframe is that from
     * the one before it to the one after it (Catmull and Rom 1974, with their true times). Without one of the outer
     * keyframes the object comes or goes straight there.
     */
    public static Cuboid smooth(
            Optional<Key> earlier, Key before, Key after, Optional<Key> later, int frame, Pose worldFromLidar,
            long timeNanos) {
        double span = (after.timeNanos - before.timeNanos) / 1e9;
        double t = span > 0 ? (timeNanos - before.timeNanos) / 1e9 / span : 0.5;
        Cuboid straight = between(
                before.cuboid, before.worldFromLidar, after.cuboid, after.worldFromLidar, frame, worldFromLidar, t);
        if (!(span > 0)) {
            return straight;
        }
        Vec3 a = before.middle();
        Vec3 b = after.middle();
        Vec3 chord = b.minus(a).times(1 / span);
        Vec3 va = earlier.map(e -> velocity(e, after)).orElse(chord);
        Vec3 vb = later.map(l -> velocity(before, l)).orElse(chord);
        double t2 = t * t;
        double t3 = t2 * t;
        Vec3 middle = a.times(2 * t3 - 3 * t2 + 1).plus(b.times(3 * t2 - 2 * t3))
                .plus(va.times(span * (t3 - 2 * t2 + t))).plus(vb.times(span * (t3 - t2)));
        return straight.withBox(straight.box().withCentre(worldFromLidar.inverse().apply(middle)));
    }

    private static Vec3 velocity(Key from, Key to) {
        double seconds = (to.timeNanos - from.timeNanos) / 1e9;
        return seconds > 0 ? to.middle().minus(from.middle()).times(1 / seconds) : Vec3.ZERO;
    }

    /** A keyframe with the pose and the time at which it was drawn. */
    public record Key(Cuboid cuboid, Pose worldFromLidar, long timeNanos) {
        private Vec3 middle() {
            return worldFromLidar.apply(cuboid.box().centre());
        }
    }

    /** An id that follows from what the label was made of: made twice, it is the same label. */
    static LabelId derivedId(String how, LabelId a, LabelId b, int frame) {
        String key = how + '|' + a + '|' + b + '|' + frame;
        return new LabelId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private static double mix(double a, double b, double fraction) {
        return a == b ? a : a + (b - a) * fraction;
    }
}
