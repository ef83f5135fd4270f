package plumbline.app.service;

import java.util.Arrays;
import java.util.Optional;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;

/**
 * What a pixel of one camera looks at, for the others: the half line through it in the frame of the frame's reference lidar,
 * and its image in another camera (the epipolar line, curved where the lens bends; Hartley and Zisserman 2004, chapter 9).
 */
public record SightLine(Vec3 originLidar, Vec3 directionLidar) {
    private static final double NEAREST_METRES = 0.5;
    private static final double FARTHEST_METRES = 200;
    private static final int STEPS = 120;

    /** Of a pixel; empty where no ray has it as its image. The rig's motion between the two pictures is taken out. */
    public static Optional<SightLine> of(Projection.View view, double u, double v) {
        double[] ray = new double[3];
        if (!view.lens().unproject(u, v, ray)) {
            return Optional.empty();
        }
        Pose lidarFromCamera = view.cameraFromLidar().inverse();
        return Optional.of(new SightLine(
                lidarFromCamera.translation(), lidarFromCamera.rotate(new Vec3(ray[0], ray[1], ray[2]))));
    }

    public Vec3 at(double metres) {
        return originLidar.plus(directionLidar.times(metres));
    }

    /** On another camera's image, {@code u0 v0 u1 v1} for each piece; from half a metre to 200 m. */
    public double[] on(Projection.View other) {
        double[] out = new double[0];
        double ratio = Math.pow(FARTHEST_METRES / NEAREST_METRES, 1.0 / STEPS);
        double metres = NEAREST_METRES;
        for (int i = 0; i < STEPS; i++) {
            double[] piece = Projection.segment(other, at(metres), at(metres * ratio));
            int used = out.length;
            out = Arrays.copyOf(out, used + piece.length);
            System.arraycopy(piece, 0, out, used, piece.length);
            metres *= ratio;
        }
        return out;
    }

    /** Pixel of a point of the lidar's frame; empty where the camera does not see it. */
    public static Optional<double[]> pixel(Projection.View view, Vec3 pointLidar) {
        Vec3 c = view.cameraFromLidar().apply(pointLidar);
        double[] uv = new double[2];
        LensModel lens = view.lens();
        boolean seen = view.project(c.x(), c.y(), c.z(), uv) && lens.inImage(uv[0], uv[1]);
        return seen ? Optional.of(uv) : Optional.empty();
    }

    /** The point of a sweep whose image lies nearest to a pixel, within so many pixels; of several there the nearest one. */
    public static Optional<Integer> nearest(Projection.Points points, double u, double v, double within) {
        int best = -1;
        double bestDepth = Double.POSITIVE_INFINITY;
        for (int i = 0; i < points.size(); i++) {
            double d = Math.hypot(points.u()[i] - u, points.v()[i] - v);
            if (d <= within && points.depth()[i] < bestDepth) {
                best = i;
                bestDepth = points.depth()[i];
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(points.index()[best]);
    }
}
