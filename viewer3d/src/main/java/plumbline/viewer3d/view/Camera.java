package plumbline.viewer3d.view;

import plumbline.annotation.scene.Vec3;

/**
 * Where the view looks from, in the view frame (metres, z up). Perspective by {@code fovYRad}; orthographic where
 * {@code orthoHeight} is above 0, which is then the visible height in metres.
 */
public record Camera(Vec3 eye, Vec3 target, Vec3 up, double fovYRad, double orthoHeight) {
    public static final Camera DEFAULT =
            new Camera(new Vec3(-18, 0, 12), new Vec3(6, 0, 0), new Vec3(0, 0, 1), Math.toRadians(50), 0);

    public boolean orthographic() {
        return orthoHeight > 0;
    }
}
