package plumbline.qa.simulate;

/**
 * The middle line of the street in the world's plane: {@code s} metres along it, {@code d} metres to its left. It bends
 * gently (radius over 130 m) and is level. Lanes, cycle lanes, parking, kerb, pavement and fronts lie at fixed d.
 */
final class Street {
    static final double LANE = 3.4;
    static final double CYCLE_LANE = 4.9;
    static final double KERB = 7.1;
    static final double FRONT = 10.8;
    static final double KERB_HEIGHT = 0.13;
    static final double CHUNK = 40;
    private static final double START = -400;

    private final double[] x;
    private final double[] y;
    private final double phase;

    Street(long seed, double length) {
        int n = (int) (length - 2 * START) + 2;
        x = new double[n];
        y = new double[n];
        phase = 2 * Math.PI * Rand.uniform(Rand.key(seed, 11));
        for (int i = 1; i < n; i++) {
            double h = heading(START + i - 0.5);
            x[i] = x[i - 1] + Math.cos(h);
            y[i] = y[i - 1] + Math.sin(h);
        }
        double x0 = x[(int) -START];
        double y0 = y[(int) -START];
        for (int i = 0; i < n; i++) {
            x[i] -= x0;
            y[i] -= y0;
        }
    }

    /** Radians, counter-clockwise from +x. */
    double heading(double s) {
        return 0.25 * Math.sin(2 * Math.PI * s / 420 + phase) + 0.1 * Math.sin(2 * Math.PI * s / 170 + 2 * phase);
    }

    double x(double s, double d) {
        return along(x, s, true) - d * Math.sin(heading(s));
    }

    double y(double s, double d) {
        return along(y, s, false) + d * Math.cos(heading(s));
    }

    /** Cubic Hermite between the knots, so that speed and heading agree with the position. */
    private double along(double[] knots, double s, boolean cosine) {
        double at = Math.clamp(s - START, 0, knots.length - 1.001);
        int i = (int) at;
        double f = at - i;
        double h0 = heading(START + i);
        double h1 = heading(START + i + 1);
        double m0 = cosine ? Math.cos(h0) : Math.sin(h0);
        double m1 = cosine ? Math.cos(h1) : Math.sin(h1);
        double g = f - 1;
        return (1 + 2 * f) * g * g * knots[i]
                + f * g * g * m0
                + f * f * (3 - 2 * f) * knots[i + 1]
                + f * f * g * m1;
    }
}
