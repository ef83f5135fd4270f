package plumbline.annotation.geometry;

import java.util.Arrays;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.PointBlock;

/**
 * Which points of a block lie in a box given in the same frame, metres. Exactly {@link Box#containsWithin} of each
 * point; a sphere test in floats sorts out the far ones first, so a sweep of 120,000 points takes well under 1 ms.
 */
public final class PointsInBox {
    private PointsInBox() {}

    public static int count(PointBlock points, Box box) {
        return countWithin(points, box, 0);
    }

    /** Counts in the box grown by {@code margin} metres on each side. */
    public static int countWithin(PointBlock points, Box box, double margin) {
        return new Test(points, box, margin).run(null);
    }

    /** Indices of the points on and within the faces, ascending. */
    public static int[] indices(PointBlock points, Box box) {
        return indicesWithin(points, box, 0);
    }

    /** As {@link #indices} for the box grown by {@code margin} metres on each side. */
    public static int[] indicesWithin(PointBlock points, Box box, double margin) {
        Found found = new Found();
        new Test(points, box, margin).run(found);
        return Arrays.copyOf(found.indices, found.size);
    }

    private static final class Found {
        private int[] indices = new int[64];
        private int size;

        void add(int i) {
            if (size == indices.length) {
                indices = Arrays.copyOf(indices, size * 2);
            }
            indices[size++] = i;
        }
    }

    private record Test(PointBlock points, Box box, double margin) {
        int run(Found found) {
            Pose r = box.frameFromBox();
            double halfLength = box.length() / 2 + margin;
            double halfWidth = box.width() / 2 + margin;
            double halfHeight = box.height() / 2 + margin;
            double cx = box.centre().x();
            double cy = box.centre().y();
            double cz = box.centre().z();
            float fx = (float) (cx - points.origin().x());
            float fy = (float) (cy - points.origin().y());
            float fz = (float) (cz - points.origin().z());
            double radius = Math.sqrt(halfLength * halfLength + halfWidth * halfWidth + halfHeight * halfHeight);
            // Room for the rounding of the float differences, so that no point inside is sorted out.
            float limit = (float) (radius + 1e-3 + 1e-6 * (Math.abs(fx) + Math.abs(fy) + Math.abs(fz) + radius));
            float limit2 = limit * limit;
            float[] x = points.x();
            float[] y = points.y();
            float[] z = points.z();
            int n = 0;
            for (int i = 0; i < x.length; i++) {
                float ax = x[i] - fx;
                float ay = y[i] - fy;
                float az = z[i] - fz;
                if (ax * ax + ay * ay + az * az <= limit2) {
                    double dx = points.px(i) - cx;
                    double dy = points.py(i) - cy;
                    double dz = points.pz(i) - cz;
                    if (Math.abs(r.m00() * dx + r.m10() * dy + r.m20() * dz) <= halfLength
                            && Math.abs(r.m01() * dx + r.m11() * dy + r.m21() * dz) <= halfWidth
                            && Math.abs(r.m02() * dx + r.m12() * dy + r.m22() * dz) <= halfHeight) {
                        n++;
                        if (found != null) {
                            found.add(i);
                        }
                    }
                }
            }
            return n;
        }
    }
}
