package plumbline.storage.tile;

import plumbline.annotation.scene.Vec3;

/** A source's coordinates as it computes them: {@code integer * scale + offset} on each axis, in metres. */
public record Grid(Vec3 scale, Vec3 offset) {
    double scale(int axis) {
        return Rows.axis(scale, axis);
    }

    double offset(int axis) {
        return Rows.axis(offset, axis);
    }
}
