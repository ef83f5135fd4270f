package plumbline.annotation.assist;

import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * What a sweep says about where nothing is: the straight ways from the sensor to its points. A body cannot fill a place
 * that such a way goes through. The points' frame, metres.
 */
final class FreeSpace {
    private static final int MOST_WAYS = 600;
    /** A frame whose origin lies lower over the ground than this is the rig's own, not the sensor's. */
    private static final double LOWEST_SENSOR_METRES = 1;
    private static final double USUAL_SENSOR_METRES = 1.8;
    /** Rounded corners and the spread of the beam. */
    private static final double SKIN_METRES = 0.2;
    private static final double SHORTEST_WAY_METRES = 0.3;
    private static final double BESIDE_RAD = 0.008;
    private static final double NEARER_METRES = 0.7;

    static final FreeSpace NONE = new FreeSpace(new double[3][0], 0, new double[2][0]);

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final int size;
    private final double eyeZ;
    /** Direction and range of what stands in front, as seen from above. */
    private final double[] frontRad;
    private final double[] frontRange;

    private FreeSpace(double[][] ends, double eyeZ, double[][] front) {
        x = ends[0];
        y = ends[1];
        z = ends[2];
        size = x.length;
        this.eyeZ = eyeZ;
        frontRad = front[0];
        frontRange = front[1];
    }

    /** The ways that pass within {@code reach} metres of a place, as seen from above. */
    static FreeSpace around(PointBlock points, Ground ground, double cx, double cy, double reach) {
        double range = Math.hypot(cx, cy);
        if (range < reach + 1) {
            return NONE;
        }
        double ux = cx / range;
        double uy = cy / range;
        double tangent = reach / Math.sqrt(range * range - reach * reach);
        Picked ends = new Picked();
        Picked front = new Picked();
        for (int i = 0; i < points.size(); i++) {
            double px = points.px(i);
            double py = points.py(i);
            double along = ux * px + uy * py;
            if (along > 0 && Math.abs(ux * py - uy * px) <= tangent * along) {
                if (along > range - reach) {
                    ends.add(i);
                }
                if (along < range && points.pz(i) - ground.heightAt(px, py) > 2 * Ground.GROUND_METRES) {
                    front.add(i);
                }
            }
        }
        double[][] xyz = new double[3][Math.min(ends.size, MOST_WAYS)];
        for (int k = 0; k < xyz[0].length; k++) {
            Vec3 p = points.point(ends.of(k, xyz[0].length));
            xyz[0][k] = p.x();
            xyz[1][k] = p.y();
            xyz[2][k] = p.z();
        }
        double[][] polar = new double[2][Math.min(front.size, MOST_WAYS)];
        for (int k = 0; k < polar[0].length; k++) {
            Vec3 p = points.point(front.of(k, polar[0].length));
            polar[0][k] = Math.atan2(p.y(), p.x());
            polar[1][k] = Math.hypot(p.x(), p.y());
        }
        double floor = ground.heightAt(0, 0);
        return new FreeSpace(xyz, floor > -LOWEST_SENSOR_METRES ? floor + USUAL_SENSOR_METRES : 0, polar);
    }

    private static final class Picked {
        private int[] indices = new int[1024];
        private int size;

        void add(int i) {
            if (size == indices.length) {
                indices = java.util.Arrays.copyOf(indices, 2 * size);
            }
            indices[size++] = i;
        }

        /** The {@code k}th of {@code of} evenly spread ones. */
        int of(int k, int of) {
            return indices[(int) ((long) k * size / of)];
        }
    }

    /** True where something stands between the sensor and a place, or just beside that line. */
    boolean hidden(double px, double py) {
        double rad = Math.atan2(py, px);
        double range = Math.hypot(px, py);
        for (int i = 0; i < frontRad.length; i++) {
            if (frontRange[i] < range - NEARER_METRES
                    && Math.abs(Math.IEEEremainder(frontRad[i] - rad, 2 * Math.PI)) < BESIDE_RAD) {
                return true;
            }
        }
        return false;
    }

    /**
     * The share of these ways that go through the lower half of a body, from {@code floor} up, with the given extents
     * along and across a heading; its lower half because glass and the room over a bonnet let light through.
     */
    double through(double cos, double sin, double a0, double a1, double b0, double b1, double floor, double height) {
        if (size == 0) {
            return 0;
        }
        int n = 0;
        double[] low = {a0 + SKIN_METRES, b0 + SKIN_METRES, floor + 0.3 - eyeZ};
        double[] high = {a1 - SKIN_METRES, b1 - SKIN_METRES, floor + Math.max(0.5, 0.5 * height) - eyeZ};
        for (int i = 0; i < size; i++) {
            double a = cos * x[i] + sin * y[i];
            double b = -sin * x[i] + cos * y[i];
            double c = z[i] - eyeZ;
            double from = 0;
            double to = 1;
            for (int k = 0; k < 3; k++) {
                double d = k == 0 ? a : k == 1 ? b : c;
                double t0 = Math.abs(d) < 1e-9 ? (low[k] <= 0 && high[k] >= 0 ? 0 : 2) : low[k] / d;
                double t1 = Math.abs(d) < 1e-9 ? (low[k] <= 0 && high[k] >= 0 ? 1 : -1) : high[k] / d;
                from = Math.max(from, Math.min(t0, t1));
                to = Math.min(to, Math.max(t0, t1));
            }
            n += (to - from) * Math.sqrt(a * a + b * b + c * c) > SHORTEST_WAY_METRES ? 1 : 0;
        }
        return n / (double) size;
    }
}
