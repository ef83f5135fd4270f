package plumbline.storage.format.dataset;

import java.nio.file.Path;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;

/**
 * One object of KITTI's {@code label_2} (object benchmark's development kit): 2D box in pixels, size in metres, middle
 * of the bottom face in the rectified camera's frame (x right, y down, z forward), {@code rotation_y} about its y
 * axis.
 */
record KittiLine(
        String type, double truncated, int occluded, double alpha, double left, double top, double right, double bottom,
        double height, double width, double length, double x, double y, double z, double rotationY,
        Optional<Double> score) {
    private static final double NOWHERE = -1000;

    /** Fields from {@code at} on: 15, or 16 with a score. */
    static KittiLine parse(Path file, int line, String[] fields, int at) throws FormatException {
        int n = fields.length - at;
        if (n != 15 && n != 16) {
            throw new FormatException(
                    file.toString(), "line " + line, "15 or 16 values of an object were expected, not " + n);
        }
        double[] v = new double[n];
        for (int i = 1; i < n; i++) {
            v[i] = KittiText.numbers(file, line, fields[at + i])[0];
        }
        if (v[2] != Math.rint(v[2]) || Math.abs(v[2]) > 100) {
            throw new FormatException(file.toString(), "line " + line, "occlusion is a small whole number: " + v[2]);
        }
        return new KittiLine(
                fields[at], v[1], (int) v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11], v[12], v[13],
                v[14], n == 16 ? Optional.of(v[15]) : Optional.empty());
    }

    /** A line for a 2D box alone. */
    static KittiLine flat(
            String type, double truncated, int occluded, double left, double top, double right, double bottom) {
        return new KittiLine(
                type, truncated, occluded, -10, left, top, right, bottom, -1, -1, -1, NOWHERE, NOWHERE, NOWHERE, -10,
                Optional.empty());
    }

    /** Numbers in the shortest form that reads back equal. */
    String text() {
        StringBuilder s = new StringBuilder(type).append(' ').append(truncated).append(' ').append(occluded);
        double[] numbers = {alpha, left, top, right, bottom, height, width, length, x, y, z, rotationY};
        for (double n : numbers) {
            s.append(' ').append(n);
        }
        score.ifPresent(v -> s.append(' ').append(v.doubleValue()));
        return s.toString();
    }

    /** False for regions such as DontCare, which have a 2D box only. */
    boolean hasBox() {
        return height >= 0 && width >= 0 && length >= 0 && x > NOWHERE && z > NOWHERE;
    }

    boolean hasImageBox() {
        return left < right && top < bottom;
    }

    /** The box in the rectified camera's frame, its own z pointing up. */
    Box box() {
        double c = Math.cos(rotationY);
        double s = Math.sin(rotationY);
        Pose turned = new Pose(c, s, 0, 0, 0, 0, -1, 0, -s, c, 0, 0);
        return Box.of(new Vec3(x, y - height / 2, z), length, width, height, turned.rotation());
    }

    /**
     * How far a box in the rectified camera's frame leans from standing upright, which a line cannot say; radians.
     */
    static double leanRad(Box inCamera) {
        Pose r = inCamera.frameFromBox();
        return Math.atan2(Math.hypot(r.m02(), r.m22()), -r.m12());
    }

    /** A box in the rectified camera's frame as a line; it is set upright about its middle. */
    static KittiLine of(
            String type, double truncated, int occluded, Box inCamera, double[] rectangle, Optional<Double> score) {
        Pose r = inCamera.frameFromBox();
        double rotationY = Math.atan2(-r.m20(), r.m00());
        Vec3 c = inCamera.centre();
        double alpha = Math.IEEEremainder(rotationY - Math.atan2(c.x(), c.z()), 2 * Math.PI);
        return new KittiLine(
                type, truncated, occluded, alpha, rectangle[0], rectangle[1], rectangle[2], rectangle[3],
                inCamera.height(), inCamera.width(), inCamera.length(), c.x(), c.y() + inCamera.height() / 2, c.z(),
                rotationY, score);
    }
}
