package plumbline.app.ui.calibrate;

import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * How a camera looks out of the rig, in degrees: yaw to the left of ahead, pitch upwards, roll clockwise as seen from
 * behind it. The ego frame has x ahead, y left, z up; the camera's is optical.
 */
public record Mounting(double rollDeg, double pitchDeg, double yawDeg) {
    public static Mounting of(Pose egoFromCamera) {
        Vec3 ahead = egoFromCamera.rotate(new Vec3(0, 0, 1));
        Vec3 right = egoFromCamera.rotate(new Vec3(1, 0, 0));
        double yaw = Math.atan2(ahead.y(), ahead.x());
        double pitch = Math.atan2(ahead.z(), Math.hypot(ahead.x(), ahead.y()));
        // Without roll, the image's right lies flat, a quarter turn right of the heading.
        Vec3 flat = new Vec3(Math.sin(yaw), -Math.cos(yaw), 0);
        Vec3 up = flat.cross(ahead);
        double roll = Math.atan2(-right.dot(up), right.dot(flat));
        return new Mounting(Math.toDegrees(roll), Math.toDegrees(pitch), Math.toDegrees(yaw));
    }
}
