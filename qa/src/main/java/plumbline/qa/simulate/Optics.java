package plumbline.qa.simulate;

import plumbline.annotation.scene.LensModel;

/** The way back through a lens: from a pixel to the ray of the optical frame. */
final class Optics {
    private Optics() {}

    /** Writes the unit ray of pixel (u, v) into {@code ray}; false where the lens has none. */
    static boolean ray(LensModel lens, double u, double v, double[] ray) {
        double x = (u - lens.cx()) / lens.fx();
        double y = (v - lens.cy()) / lens.fy();
        return switch (lens) {
            case LensModel.Pinhole p -> {
                double n = Math.sqrt(x * x + y * y + 1);
                ray[0] = x / n;
                ray[1] = y / n;
                ray[2] = 1 / n;
                yield true;
            }
            case LensModel.KannalaBrandt k -> {
                double r = Math.sqrt(x * x + y * y);
                double theta = r;
                double step = 1;
                for (int i = 0; i < 8 && Math.abs(step) > 1e-12; i++) {
                    double t2 = theta * theta;
                    double f = theta * (1 + t2 * (k.k1() + t2 * (k.k2() + t2 * (k.k3() + t2 * k.k4())))) - r;
                    double slope = 1 + t2 * (3 * k.k1() + t2 * (5 * k.k2() + t2 * (7 * k.k3() + t2 * 9 * k.k4())));
                    step = f / slope;
                    theta -= step;
                }
                double s = r > 1e-9 ? Math.sin(theta) / r : 1;
                ray[0] = x * s;
                ray[1] = y * s;
                ray[2] = Math.cos(theta);
                yield theta <= k.maxThetaRad();
            }
            case LensModel.RadialTangential r ->
                throw new IllegalArgumentException("the simulated rig has no lens with radial distortion");
        };
    }
}
