package plumbline.annotation.scene;

/**
 * How a camera maps a ray of its optical frame (x right, y down, z forward, metres) to a pixel (u right, v down, the
 * centre of the top left pixel at 0, 0 as in OpenCV and ROS).
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
            if (!(z > 0)) {
                return false;
            }
            double a = x / z;
            double b = y / z;
            double r2 = a * a + b * b;
            double r = Math.sqrt(r2);
            double radial = radial(r2);
            // Past its first turning point the polynomial folds far points back into the image.
            if (!(radial > 0) || (r > 1e-6 && r * radial < (r * 0.999) * radial(r2 * 0.999 * 0.999))) {
                return false;
            }
            double xd = a * radial + 2 * p1 * a * b + p2 * (r2 + 2 * a * a);
            double yd = b * radial + p1 * (r2 + 2 * b * b) + 2 * p2 * a * b;
            uv[0] = fx * xd + cx;
            uv[1] = fy * yd + cy;
            return true;
        }

        private double radial(double r2) {
            return (1 + r2 * (k1 + r2 * (k2 + r2 * k3))) / (1 + r2 * (k4 + r2 * (k5 + r2 * k6)));
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
        @Override
        public boolean project(double x, double y, double z, double[] uv) {
            double rho = Math.sqrt(x * x + y * y);
            double theta = Math.atan2(rho, z);
            if (!(theta <= maxThetaRad)) {
                return false;
            }
            double t2 = theta * theta;
            double r = theta * (1 + t2 * (k1 + t2 * (k2 + t2 * (k3 + t2 * k4))));
            double scale = rho > 1e-12 ? r / rho : 1 / Math.max(z, 1e-12);
            uv[0] = fx * x * scale + cx;
            uv[1] = fy * y * scale + cy;
            return true;
        }
    }
}
