package plumbline.viewer3d.tool;

import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;

/** How a hand changes a box: pure functions from box to box. Axes 0, 1, 2 are the box's length, width, height. */
public final class BoxMoves {
    /** No side gets shorter than this, in metres. */
    public static final double SMALLEST = 0.05;

    private BoxMoves() {}

    public static double size(Box b, int axis) {
        return switch (axis) {
            case 0 -> b.length();
            case 1 -> b.width();
            default -> b.height();
        };
    }

    /** The unit vector of an axis in the box's frame of reference. */
    public static Vec3 direction(Box b, int axis) {
        return b.frameFromBox().rotate(new Vec3(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0));
    }

    public static Vec3 faceCentre(Box b, int axis, int sign) {
        return b.centre().plus(direction(b, axis).times(sign * size(b, axis) / 2));
    }

    /**
     * Moves one face outward by {@code metres}; the opposite face stays, or moves as far the other way with {@code
     * both}.
     */
    public static Box moveFace(Box b, int axis, int sign, double metres, boolean both) {
        double old = size(b, axis);
        double now = Math.max(SMALLEST, old + (both ? 2 : 1) * metres);
        Box sized = b.withSize(
                axis == 0 ? now : b.length(), axis == 1 ? now : b.width(), axis == 2 ? now : b.height());
        return both ? sized : sized.withCentre(b.centre().plus(direction(b, axis).times(sign * (now - old) / 2)));
    }

    public static Box moved(Box b, Vec3 by) {
        return b.withCentre(b.centre().plus(by));
    }

    /** Front to back. */
    public static Box flipped(Box b) {
        return b.turned(Math.PI);
    }

    /** Sets the floor's middle onto the ground; the size stays. */
    public static Box onGround(Box b, Ground ground) {
        Vec3 c = b.centre();
        return b.withCentre(new Vec3(c.x(), c.y(), ground.heightAt(c.x(), c.y()) + b.height() / 2));
    }

    /** An upright box over a rectangle with two opposite corners and sides along a heading. */
    public static Box over(Vec3 a, Vec3 b, double headingRad, double floor, double height) {
        double cos = Math.cos(headingRad);
        double sin = Math.sin(headingRad);
        double gx = b.x() - a.x();
        double gy = b.y() - a.y();
        Vec3 centre = new Vec3((a.x() + b.x()) / 2, (a.y() + b.y()) / 2, floor + height / 2);
        return Box.upright(centre, Math.abs(cos * gx + sin * gy), Math.abs(cos * gy - sin * gx), height, headingRad);
    }
}
