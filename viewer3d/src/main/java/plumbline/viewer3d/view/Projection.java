package plumbline.viewer3d.view;

import java.util.Optional;
import org.joml.Matrix4d;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.Vec3;

/**
 * How a camera maps the view frame to a picture of {@code width} by {@code height} pixels, x right, y down, the middle
 * of the first pixel at 0.5. Three rows of four numbers, {@code u v d}: the depth {@code d} is in metres along the view
 * direction; a pixel is {@code (u / d, v / d)} in perspective and {@code (u, v)} in an orthographic view. {@code
 * pixelsPerMetre} holds at depth 1 in perspective and everywhere otherwise.
 */
public record Projection(
        Camera camera, double width, double height, double[] rows, double pixelsPerMetre, Vec3 right, Vec3 up,
                Vec3 forward) {
    /** Nothing nearer than this, in metres, is drawn in perspective. */
    public static final double NEAR = 0.1;

    public static Projection of(Camera camera, double width, double height) {
        Vec3 forward = camera.target().minus(camera.eye()).normalized();
        Vec3 top = camera.up();
        if (forward.cross(top).length() < 1e-6) {
            top = Math.abs(forward.z()) > 0.9 ? new Vec3(1, 0, 0) : new Vec3(0, 0, 1);
        }
        Matrix4d view = new Matrix4d()
                .setLookAt(
                        camera.eye().x(), camera.eye().y(), camera.eye().z(),
                        camera.eye().x() + forward.x(), camera.eye().y() + forward.y(), camera.eye().z() + forward.z(),
                        top.x(), top.y(), top.z());
        double scale = camera.orthographic()
                ? height / camera.orthoHeight()
                : height / 2 / Math.tan(camera.fovYRad() / 2);
        double[] right = {view.m00(), view.m10(), view.m20(), view.m30()};
        double[] up = {view.m01(), view.m11(), view.m21(), view.m31()};
        double[] depth = {-view.m02(), -view.m12(), -view.m22(), -view.m32()};
        double[] rows = new double[12];
        for (int i = 0; i < 4; i++) {
            // In perspective the middle of the picture is added before the division by depth, so it is scaled by it.
            double middle = camera.orthographic() ? (i == 3 ? 1 : 0) : depth[i];
            rows[i] = scale * right[i] + width / 2 * middle;
            rows[4 + i] = -scale * up[i] + height / 2 * middle;
            rows[8 + i] = depth[i];
        }
        return new Projection(
                camera, width, height, rows, scale,
                new Vec3(right[0], right[1], right[2]), new Vec3(up[0], up[1], up[2]), forward);
    }

    public boolean perspective() {
        return !camera.orthographic();
    }

    private double row(int r, Vec3 p) {
        return rows[r] * p.x() + rows[r + 1] * p.y() + rows[r + 2] * p.z() + rows[r + 3];
    }

    public double depth(Vec3 p) {
        return row(8, p);
    }

    /** Pixel x, y and depth; the pixel means nothing where the depth is not above {@link #NEAR} in perspective. */
    public Vec3 pixel(Vec3 p) {
        double d = row(8, p);
        double by = perspective() ? d : 1;
        return new Vec3(row(0, p) / by, row(4, p) / by, d);
    }

    /** Pixel x, y and depth; empty behind the camera. */
    public Optional<Vec3> visible(Vec3 p) {
        return perspective() && depth(p) < NEAR ? Optional.empty() : Optional.of(pixel(p));
    }

    /** How many pixels a metre across the view takes at a place. */
    public double pixelsPerMetreAt(Vec3 p) {
        return perspective() ? pixelsPerMetre / Math.max(NEAR, depth(p)) : pixelsPerMetre;
    }

    public Ray ray(double x, double y) {
        Vec3 across = right.times((x - width / 2) / pixelsPerMetre).plus(up.times((height / 2 - y) / pixelsPerMetre));
        return perspective()
                ? new Ray(camera.eye(), forward.plus(across).normalized())
                : new Ray(camera.eye().plus(across), forward);
    }

    /** The place a pixel shows if what it shows is {@code depth} metres along the view direction. */
    public Vec3 unproject(double x, double y, double depth) {
        Ray ray = ray(x, y);
        return ray.at(depth / ray.direction().dot(forward));
    }
}
