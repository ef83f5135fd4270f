package plumbline.annotation.scene;

/**
 * Radial and tangential distortion of the normalised image plane (Brown 1971; rational form of OpenCV):
 * {@code a' = a radial(r2) + 2 p1 a b + p2 (r2 + 2 a2)}, {@code b' = b radial(r2) + p1 (r2 + 2 b2) + 2 p2 a b}.
 */
record Distortion(double k1, double k2, double p1, double p2, double k3, double k4, double k5, double k6) {
    private static final int STEPS = 40;
    private static final int SAMPLES = 16;
    private static final double CLOSE = 1e-12;

    /** False past the first turning point of the polynomial, where it folds far points back into the image. */
    boolean apply(double a, double b, double[] out) {
        double r2 = a * a + b * b;
        if (!rises(r2)) {
            return false;
        }
        double radial = radial(r2);
        out[0] = a * radial + 2 * p1 * a * b + p2 * (r2 + 2 * a * a);
        out[1] = b * radial + p1 * (r2 + 2 * b * b) + 2 * p2 * a * b;
        return true;
    }

    /** Whether {@code r radial(r2)} rises all the way from the middle to here. */
    private boolean rises(double r2) {
        double most = r2 * (3 * Math.abs(k1) + r2 * (5 * Math.abs(k2) + r2 * 7 * Math.abs(k3)));
        boolean polynomial = k4 == 0 && k5 == 0 && k6 == 0;
        if (polynomial && most < 1) {
            return true;
        }
        for (int i = 1; i <= SAMPLES; i++) {
            double s = r2 * i / SAMPLES;
            if (!(radial(s) > 0 && radial(s) + 2 * s * slope(s) > 0)) {
                return false;
            }
        }
        return true;
    }

    /** Newton's method from the distorted point; a step that leaves the invertible part is halved. */
    boolean invert(double distortedA, double distortedB, double[] out) {
        double a = distortedA;
        double b = distortedB;
        double[] at = new double[2];
        while (!apply(a, b, at)) {
            a /= 2;
            b /= 2;
            if (!(Math.abs(a) + Math.abs(b) > CLOSE)) {
                return false;
            }
        }
        for (int i = 0; i < STEPS; i++) {
            double ea = at[0] - distortedA;
            double eb = at[1] - distortedB;
            if (Math.abs(ea) + Math.abs(eb) < CLOSE) {
                break;
            }
            double r2 = a * a + b * b;
            double radial = radial(r2);
            double slope = slope(r2);
            double aa = radial + 2 * a * a * slope + 2 * p1 * b + 6 * p2 * a;
            double ab = 2 * a * b * slope + 2 * p1 * a + 2 * p2 * b;
            double bb = radial + 2 * b * b * slope + 6 * p1 * b + 2 * p2 * a;
            double det = aa * bb - ab * ab;
            double da = (bb * ea - ab * eb) / det;
            double db = (aa * eb - ab * ea) / det;
            double scale = 1;
            while (!(apply(a - scale * da, b - scale * db, at))) {
                scale /= 2;
                if (!(scale > 1e-6)) {
                    return false;
                }
            }
            a -= scale * da;
            b -= scale * db;
        }
        out[0] = a;
        out[1] = b;
        return apply(a, b, at) && Math.abs(at[0] - distortedA) + Math.abs(at[1] - distortedB) < 1e-9;
    }

    private double radial(double r2) {
        return (1 + r2 * (k1 + r2 * (k2 + r2 * k3))) / (1 + r2 * (k4 + r2 * (k5 + r2 * k6)));
    }

    /** Of {@link #radial} by r2. */
    private double slope(double r2) {
        double above = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
        double below = 1 + r2 * (k4 + r2 * (k5 + r2 * k6));
        double aboveSlope = k1 + r2 * (2 * k2 + r2 * 3 * k3);
        double belowSlope = k4 + r2 * (2 * k5 + r2 * 3 * k6);
        return (aboveSlope * below - above * belowSlope) / (below * below);
    }
}
