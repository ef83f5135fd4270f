package plumbline.viewer3d.view;

import plumbline.annotation.scene.Vec3;

/** The fixed directions to look from; the reference frame has x forward, y left, z up. */
public enum ViewAxis {
    TOP(new Vec3(0, 0, 1), new Vec3(1, 0, 0)),
    FRONT(new Vec3(1, 0, 0), new Vec3(0, 0, 1)),
    REAR(new Vec3(-1, 0, 0), new Vec3(0, 0, 1)),
    SIDE(new Vec3(0, -1, 0), new Vec3(0, 0, 1));

    private final Vec3 from;
    private final Vec3 up;

    ViewAxis(Vec3 from, Vec3 up) {
        this.from = from;
        this.up = up;
    }

    /** Unit vector from what is looked at to the eye. */
    public Vec3 from() {
        return from;
    }

    public Vec3 up() {
        return up;
    }
}
