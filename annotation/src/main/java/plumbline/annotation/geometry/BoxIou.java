package plumbline.annotation.geometry;

import plumbline.annotation.scene.Vec3;

/**
 * Intersection over union of rotated boxes in one frame. Exact: polygons are clipped (Sutherland and Hodgman 1974), and
 * the volume of two tilted boxes' intersection follows from its faces by the divergence theorem.
 */
public final class BoxIou {
    private static final double COPLANAR_METRES = 1e-9;
    private static final double UPRIGHT = 1e-9;

    private BoxIou() {}

    /** Overlap of the volumes over their union, 0 to 1; 0 where both are empty. */
    public static double iou3d(Box a, Box b) {
        double shared = intersection(a, b);
        double union = a.volume() + b.volume() - shared;
        return union > 0 ? Math.min(1, shared / union) : 0;
    }

    /** Overlap of the footprints (heading, length and width; tilt does not count) over their union, 0 to 1. */
    public static double iouBev(Box a, Box b) {
        double shared = footprintIntersection(a, b);
        double union = a.length() * a.width() + b.length() * b.width() - shared;
        return union > 0 ? Math.min(1, shared / union) : 0;
    }

    /** The volume that two boxes share, cubic metres. */
    public static double intersection(Box a, Box b) {
        double reach = (diagonal(a) + diagonal(b)) / 2;
        if (a.centre().distance(b.centre()) > reach) {
            return 0;
        }
        if (upright(a) && upright(b)) {
            double top = Math.min(a.centre().z() + a.height() / 2, b.centre().z() + b.height() / 2);
            double bottom = Math.max(a.centre().z() - a.height() / 2, b.centre().z() - b.height() / 2);
            return top > bottom ? footprintIntersection(a, b) * (top - bottom) : 0;
        }
        // Seen from one point, a convex body is the sum of the pyramids over its faces. The faces of the intersection
        // are the faces of each box cut by the other box; a face that both share counts once.
        Vec3 apex = a.centre();
        Plane[] ofA = planes(a);
        Plane[] ofB = planes(b);
        return Math.max(0, (pyramids(ofA, ofB, apex, true) + pyramids(ofB, ofA, apex, false)) / 3);
    }

    private record Plane(Vec3 point, Vec3 normal, Vec3[] face) {
        double distance(Vec3 p) {
            return normal.dot(p.minus(point));
        }

        boolean coplanar(Plane o) {
            return normal.dot(o.normal) > 1 - 1e-15 && Math.abs(distance(o.point)) < COPLANAR_METRES;
        }
    }

    private static Plane[] planes(Box box) {
        Vec3[] c = box.corners();
        int[][] faces = {{0, 2, 6, 4}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 3, 7, 6}, {0, 1, 3, 2}, {4, 5, 7, 6}};
        Plane[] out = new Plane[6];
        var pose = box.frameFromBox();
        for (int i = 0; i < 6; i++) {
            Vec3[] face = new Vec3[4];
            Vec3 middle = Vec3.ZERO;
            for (int j = 0; j < 4; j++) {
                face[j] = c[faces[i][j]];
                middle = middle.plus(face[j].times(0.25));
            }
            double sign = i % 2 == 0 ? -1 : 1;
            Vec3 axis = new Vec3(i / 2 == 0 ? sign : 0, i / 2 == 1 ? sign : 0, i / 2 == 2 ? sign : 0);
            out[i] = new Plane(middle, pose.rotate(axis), face);
        }
        return out;
    }

    private static double pyramids(Plane[] faces, Plane[] cuts, Vec3 apex, boolean keepShared) {
        double sum = 0;
        for (Plane f : faces) {
            Vec3[] polygon = f.face();
            boolean shared = false;
            for (Plane cut : cuts) {
                if (cut.coplanar(f)) {
                    shared = true;
                } else {
                    polygon = clip(polygon, cut);
                }
            }
            if (polygon.length >= 3 && (keepShared || !shared)) {
                sum += area(polygon) * f.distance(apex) * -1;
            }
        }
        return sum;
    }

    private static Vec3[] clip(Vec3[] polygon, Plane plane) {
        Vec3[] out = new Vec3[polygon.length * 2];
        int n = 0;
        for (int i = 0; i < polygon.length; i++) {
            Vec3 p = polygon[i];
            Vec3 q = polygon[(i + 1) % polygon.length];
            double dp = plane.distance(p);
            double dq = plane.distance(q);
            if (dp <= 0) {
                out[n++] = p;
            }
            if (dp < 0 && dq > 0 || dp > 0 && dq < 0) {
                out[n++] = p.plus(q.minus(p).times(dp / (dp - dq)));
            }
        }
        return java.util.Arrays.copyOf(out, n);
    }

    private static double area(Vec3[] polygon) {
        Vec3 sum = Vec3.ZERO;
        for (int i = 1; i + 1 < polygon.length; i++) {
            sum = sum.plus(polygon[i].minus(polygon[0]).cross(polygon[i + 1].minus(polygon[0])));
        }
        return sum.length() / 2;
    }

    private static boolean upright(Box b) {
        return Math.abs(b.qx()) < UPRIGHT && Math.abs(b.qy()) < UPRIGHT;
    }

    private static double diagonal(Box b) {
        return Math.sqrt(b.length() * b.length() + b.width() * b.width() + b.height() * b.height());
    }

    /** Clips a's footprint by b's, in b's own axes, where the cuts run along x and y. */
    private static double footprintIntersection(Box a, Box b) {
        double turn = a.yaw() - b.yaw();
        double cos = Math.cos(turn);
        double sin = Math.sin(turn);
        double bc = Math.cos(b.yaw());
        double bs = Math.sin(b.yaw());
        double gx = a.centre().x() - b.centre().x();
        double gy = a.centre().y() - b.centre().y();
        double mx = bc * gx + bs * gy;
        double my = -bs * gx + bc * gy;
        double[] p = new double[32];
        double[] q = new double[32];
        double hl = a.length() / 2;
        double hw = a.width() / 2;
        for (int i = 0; i < 4; i++) {
            double x = i == 0 || i == 3 ? hl : -hl;
            double y = i < 2 ? hw : -hw;
            p[2 * i] = mx + cos * x - sin * y;
            p[2 * i + 1] = my + sin * x + cos * y;
        }
        int n = 4;
        for (int side = 0; side < 4 && n > 0; side++) {
            n = cut(p, n, q, side >> 1, (side & 1) == 0 ? 1 : -1, (side < 2 ? b.length() : b.width()) / 2);
            double[] swap = p;
            p = q;
            q = swap;
        }
        double twice = 0;
        for (int i = 0; i < n; i++) {
            int j = (i + 1) % n;
            twice += p[2 * i] * p[2 * j + 1] - p[2 * j] * p[2 * i + 1];
        }
        return Math.abs(twice) / 2;
    }

    /** Keeps the part of a polygon where {@code sign * coordinate <= limit}. */
    private static int cut(double[] in, int n, double[] out, int axis, int sign, double limit) {
        int m = 0;
        for (int i = 0; i < n; i++) {
            int j = (i + 1) % n;
            double di = sign * in[2 * i + axis] - limit;
            double dj = sign * in[2 * j + axis] - limit;
            if (di <= 0) {
                out[m++] = in[2 * i];
                out[m++] = in[2 * i + 1];
            }
            if (di < 0 && dj > 0 || di > 0 && dj < 0) {
                double t = di / (di - dj);
                out[m++] = in[2 * i] + t * (in[2 * j] - in[2 * i]);
                out[m++] = in[2 * i + 1] + t * (in[2 * j + 1] - in[2 * i + 1]);
            }
        }
        return m / 2;
    }
}
