package plumbline.viewer3d.tool;

import java.util.Arrays;
import java.util.OptionalDouble;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;

/**
 * Where a face of a box sticks: at the outermost of the points it would enclose, if nothing lies just beyond. Distances
 * are metres from the box's middle along the face's outward direction.
 */
public final class Snap {
    /** A face sticks from this far. */
    public static final double REACH = 0.10;

    private static final double GAP = 0.06;
    private static final double BEYOND = 2.0;
    /** Ground returns just over the floor must not hold a wall back. */
    private static final double GROUND = 0.15;

    private final double[] outward;

    private Snap(double[] outward) {
        this.outward = outward;
    }

    public static final Snap NONE = new Snap(new double[0]);

    /** Made from the points beside the face's path, once at the start of a drag. */
    public static Snap of(PointBlock points, Box box, int axis, int sign) {
        Pose into = box.frameFromBox().inverse();
        double[] half = {box.length() / 2, box.width() / 2, box.height() / 2};
        double[] found = new double[256];
        int n = 0;
        double far = Math.sqrt(half[0] * half[0] + half[1] * half[1] + half[2] * half[2]) + BEYOND;
        for (int i = 0; i < points.size(); i++) {
            double x = points.px(i);
            double y = points.py(i);
            if (Math.abs(x - box.centre().x()) > far || Math.abs(y - box.centre().y()) > far) {
                continue;
            }
            double z = points.pz(i);
            double[] p = {into.x(x, y, z), into.y(x, y, z), into.z(x, y, z)};
            boolean beside = Math.abs(p[axis]) < half[axis] + BEYOND;
            for (int a = 0; a < 3; a++) {
                beside &= a == axis || Math.abs(p[a]) <= half[a];
            }
            if (axis != 2) {
                beside &= p[2] > -half[2] + GROUND;
            }
            if (beside) {
                if (n == found.length) {
                    found = Arrays.copyOf(found, 2 * n);
                }
                found[n++] = sign * p[axis];
            }
        }
        double[] outward = Arrays.copyOf(found, n);
        Arrays.sort(outward);
        return new Snap(outward);
    }

    /** The place near {@code face} to stick at; empty where there is none. */
    public OptionalDouble near(double face) {
        int i = Arrays.binarySearch(outward, face + REACH);
        i = i < 0 ? -i - 2 : i;
        // Outward to inward: the first point that has nothing close beyond it is an edge of what is scanned.
        while (i >= 0 && outward[i] >= face - REACH) {
            if (i == outward.length - 1 || outward[i + 1] - outward[i] > GAP) {
                return OptionalDouble.of(outward[i]);
            }
            i--;
        }
        return OptionalDouble.empty();
    }

    /** {@code "Snapped to inner point, −0.06 m"}. */
    public static String words(double metres) {
        String sign = metres < 0 ? "\u2212" : "+";
        return String.format(java.util.Locale.ROOT, "Snapped to inner point, %s%.2f m", sign, Math.abs(metres));
    }
}
