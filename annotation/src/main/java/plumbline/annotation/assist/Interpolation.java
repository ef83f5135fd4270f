package plumbline.annotation.assist;

import java.nio.charset.StandardCharsets;
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

    /** An id that follows from what the label was made of: made twice, it is the same label. */
    static LabelId derivedId(String how, LabelId a, LabelId b, int frame) {
        String key = how + '|' + a + '|' + b + '|' + frame;
        return new LabelId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private static double mix(double a, double b, double fraction) {
        return a == b ? a : a + (b - a) * fraction;
    }
}
