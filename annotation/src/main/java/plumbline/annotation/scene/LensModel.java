package plumbline.annotation.scene;

/**
 * How a camera maps a ray of its optical frame (x right, y down, z forward, metres) to a pixel (u right, v down, the
 * centre of the top left pixel at 0, 0 as in OpenCV and ROS), and back.
 */
public sealed interface LensModel {
    int width();

    int height();

    double fx();

    double fy();

    double cx();

    double cy();

    /**
     * Writes u, v into {@code uv[0..1]}; false where the model has no image of the point: behind the camera, or where
     * the distortion polynomial is no longer invertible. The pixel may lie outside the image.
     */
    boolean project(double x, double y, double z, double[] uv);

    /**
     * Writes the unit ray of a pixel into {@code ray[0..2]}; false where no ray has this pixel as its image. Projected
     * again it gives the pixel to 1e-9 of the focal length.
     */
    boolean unproject(double u, double v, double[] ray);

    /** True where a straight line in space is a straight line in the image. */
    default boolean straight() {
        return false;
    }

    /** True for a lens that may see what lies beside or behind its own image plane, 90 degrees and more off its axis. */
    default boolean seesBehind() {
        return false;
    }

    default boolean inImage(double u, double v) {
        return u >= 0 && v >= 0 && u < width() && v < height();
    }

    /** Pinhole without distortion: {@code u = fx x/z + skew y/z + cx}. */
    record Pinhole(int width, int height, double fx, double fy, double cx, double cy, double skew)
            implements LensModel {
        @Override
        public boolean project(double x, double y, double z, double[] uv) {
            if (!(z > 0)) {
                return false;
            }
            uv[0] = (fx * x + skew * y + cx * z) / z;
            uv[1] = (fy * y + cy * z) / z;
            return true;
        }

        @Override
        public boolean unproject(double u, double v, double[] ray) {
            double y = (v - cy) / fy;
            unit((u - cx - skew * y) / fx, y, 1, ray);
            return true;
        }

        @Override
        public boolean straight() {
            return true;
        }
    }

    /**
     * OpenCV's radial-tangential model: plumb_bob is k1 k2 p1 p2 k3 with k4..k6 zero, rational_polynomial has all eight.
     */
    record RadialTangential(
            int width, int height, double fx, double fy, double cx, double cy,
            double k1, double k2, double p1, double p2, double k3, double k4, double k5, double k6)
            implements LensModel {
        @Override
        public boolean project(double x, double y, double z, double[] uv) {
            if (!(z > 0) || !distortion().apply(x / z, y / z, uv)) {
                return false;
            }
            uv[0] = fx * uv[0] + cx;
            uv[1] = fy * uv[1] + cy;
            return true;
        }

        @Override
        public boolean unproject(double u, double v, double[] ray) {
            double[] ab = new double[2];
            if (!distortion().invert((u - cx) / fx, (v - cy) / fy, ab)) {
                return false;
            }
            unit(ab[0], ab[1], 1, ray);
            return true;
        }

        private Distortion distortion() {
            return new Distortion(k1, k2, p1, p2, k3, k4, k5, k6);
        }
    }

    /**
     * Kannala and Brandt 2006, OpenCV's fisheye, ROS "equidistant": {@code r = theta (1 + k1 theta^2 + .. + k4 theta^8)}.
     * Sees past 90 degrees up to {@code maxThetaRad}.
     */
    record KannalaBrandt(
            int width, int height, double fx, double fy, double cx, double cy,
            double k1, double k2, double k3, double k4, double maxThetaRad)
            implements LensModel {
        private static final int STEPS = 30;

        @Override
        public boolean project(double x, double y, double z, double[] uv) {
            double rho = Math.sqrt(x * x + y * y);
            double theta = Math.atan2(rho, z);
            if (!(theta <= maxThetaRad)) {
                return false;
            }
            double r = radius(theta);
            double scale = rho > 1e-12 ? r / rho : 1 / Math.max(z, 1e-12);
            uv[0] = fx * x * scale + cx;
            uv[1] = fy * y * scale + cy;
            return true;
        }

        @Override
        public boolean unproject(double u, double v, double[] ray) {
            double a = (u - cx) / fx;
            double b = (v - cy) / fy;
            double r = Math.hypot(a, b);
            double theta = Math.min(r, Math.PI);
            for (int i = 0; i < STEPS; i++) {
                double t2 = theta * theta;
                double slope = 1 + t2 * (3 * k1 + t2 * (5 * k2 + t2 * (7 * k3 + t2 * 9 * k4)));
                double step = (radius(theta) - r) / slope;
                theta -= step;
                if (!(slope > 0) || !(Math.abs(step) > 1e-14)) {
                    break;
                }
            }
            if (!(theta >= 0 && theta <= maxThetaRad && Math.abs(radius(theta) - r) < 1e-9)) {
                return false;
            }
            double s = r > 1e-12 ? Math.sin(theta) / r : 1;
            unit(a * s, b * s, Math.cos(theta), ray);
            return true;
        }

        private double radius(double theta) {
            double t2 = theta * theta;
            return theta * (1 + t2 * (k1 + t2 * (k2 + t2 * (k3 + t2 * k4))));
        }

        @Override
        public boolean seesBehind() {
            return true;
        }
    }

    /**
     * Mei and Rives 2007, "omni" in Kalibr and OpenCV's omnidir: onto the unit sphere, seen from {@code xi} behind its
     * centre, then distorted with k1 k2 p1 p2. One model for mirrors (xi about 1) and wide lenses.
     */
    record Mei(
            int width, int height, double fx, double fy, double cx, double cy,
            double xi, double k1, double k2, double p1, double p2)
            implements LensModel {
        @Override
        public boolean project(double x, double y, double z, double[] uv) {
            double d = Math.sqrt(x * x + y * y + z * z);
            // Beyond this cone the sphere hides its own far side (Usenko et al. 2018, section 2.3).
            double w = xi > 1 ? 1 / xi : xi;
            if (!(d > 0) || !(z > -w * d) || !distortion().apply(x / (z + xi * d), y / (z + xi * d), uv)) {
                return false;
            }
            uv[0] = fx * uv[0] + cx;
            uv[1] = fy * uv[1] + cy;
            return true;
        }

        @Override
        public boolean unproject(double u, double v, double[] ray) {
            double[] ab = new double[2];
            if (!distortion().invert((u - cx) / fx, (v - cy) / fy, ab)) {
                return false;
            }
            double r2 = ab[0] * ab[0] + ab[1] * ab[1];
            double root = 1 + (1 - xi * xi) * r2;
            if (!(root >= 0)) {
                return false;
            }
            double lift = (xi + Math.sqrt(root)) / (r2 + 1);
            unit(lift * ab[0], lift * ab[1], lift - xi, ray);
            return true;
        }

        private Distortion distortion() {
            return new Distortion(k1, k2, p1, p2, 0, 0, 0, 0);
        }

        @Override
        public boolean seesBehind() {
            return true;
        }
    }

    private static void unit(double x, double y, double z, double[] ray) {
        double n = Math.sqrt(x * x + y * y + z * z);
        ray[0] = x / n;
        ray[1] = y / n;
        ray[2] = z / n;
    }
}
