package plumbline.qa.simulate;

import plumbline.annotation.scene.Pose;

/**
 * How the rig drives: about 8 m/s with slow changes, in the right lane, rolling and pitching by milliradians. Time in
 * seconds from the first sweep's reference time; the ego frame is x forward, y left, z up on the road under the roof
 * rack.
 */
final class EgoMotion {
    static final double LANE_OFFSET = -1.7;
    private static final double SPEED = 8;
    private final Street street;

    EgoMotion(Street street) {
        this.street = street;
    }

    double s(double t) {
        return SPEED * t + 6 * (1 - Math.cos(0.24 * t)) + 0.5 * (1 - Math.cos(0.9 * t));
    }

    double speed(double t) {
        return SPEED + 1.44 * Math.sin(0.24 * t) + 0.45 * Math.sin(0.9 * t);
    }

    Pose worldFromEgo(double t) {
        double s = s(t);
        double d = LANE_OFFSET + 0.12 * Math.sin(0.31 * t);
        double drift = 0.12 * 0.31 * Math.cos(0.31 * t) / speed(t);
        return Pose.ofEuler(
                street.x(s, d),
                street.y(s, d),
                0.006 * Math.sin(5.1 * t) + 0.004 * Math.sin(8.3 * t + 1),
                0.0035 * Math.sin(2.9 * t) + 0.002 * Math.sin(6.1 * t),
                0.003 * Math.sin(3.7 * t + 0.4),
                street.heading(s) + drift);
    }
}
