package plumbline.qa.simulate;

import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;

/**
 * A labelled thing at one time, in the world: its number, class, mesh, place on the ground, heading, velocity and outer
 * size in metres, and the ontology's word for its state ({@code moving}, {@code parked}; empty for people).
 */
record Actor(
        int object, String className, Mesh mesh, Look look, double x, double y, double z, double yaw, double vx,
                double vy,
        double length, double width, double height, String state) {
    /** The outer box in the world. */
    Box box() {
        return Box.upright(new Vec3(x, y, z + height / 2), length, width, height, yaw);
    }
}
