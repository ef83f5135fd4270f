package plumbline.qa.calibration;

import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;

/**
 * The depth edges of one sweep in the frame of one camera at its own time (metres, optical axes), with the image they
 * belong to. Only those are kept that can come into the image and that the camera sees.
 */
record EdgeView(int frame, long timeNanos, LensModel lens, EdgeImage image, float[] x, float[] y, float[] z,
        boolean[] upright, int size) {

    static EdgeView of(
            int frame, long timeNanos, LensModel lens, EdgeImage image, DepthEdges edges, Sight sight,
            Pose cameraFromLidar) {
        EdgeView out = new EdgeView(frame, timeNanos, lens, image, new float[edges.size()], new float[edges.size()],
                new float[edges.size()], new boolean[edges.size()], 0);
        double[] uv = new double[2];
        double marginU = lens.width() * 0.05;
        double marginV = lens.height() * 0.05;
        int n = 0;
        for (int i = 0; i < edges.size(); i++) {
            double x = cameraFromLidar.x(edges.x()[i], edges.y()[i], edges.z()[i]);
            double y = cameraFromLidar.y(edges.x()[i], edges.y()[i], edges.z()[i]);
            double z = cameraFromLidar.z(edges.x()[i], edges.y()[i], edges.z()[i]);
            if (lens.project(x, y, z, uv) && uv[0] > -marginU && uv[1] > -marginV
                    && uv[0] < lens.width() + marginU && uv[1] < lens.height() + marginV
                    && sight.shows(new double[] {x, y, z}, outside(edges, i, cameraFromLidar))) {
                out.x[n] = (float) x;
                out.y[n] = (float) y;
                out.z[n] = (float) z;
                out.upright[n++] = edges.upright()[i];
            }
        }
        return new EdgeView(frame, timeNanos, lens, image, out.x, out.y, out.z, out.upright, n);
    }

    private static double[] outside(DepthEdges e, int i, Pose cameraFromLidar) {
        double x = e.x()[i] + e.outX()[i];
        double y = e.y()[i] + e.outY()[i];
        double z = e.z()[i] + e.outZ()[i];
        return new double[] {
            cameraFromLidar.x(x, y, z), cameraFromLidar.y(x, y, z), cameraFromLidar.z(x, y, z)
        };
    }

    /** Adds the sum of the field at the edges, turned by a rotation of the camera's axes, and their count. */
    void score(Pose turn, double[] sumAndCount) {
        double[] uv = new double[2];
        for (int i = 0; i < size; i++) {
            if (lens.project(turn.x(x[i], y[i], z[i]), turn.y(x[i], y[i], z[i]), turn.z(x[i], y[i], z[i]), uv)) {
                int at = image.index(uv[0], uv[1]);
                if (at >= 0) {
                    sumAndCount[0] += upright[i] ? image.upright()[at] : image.level()[at];
                    sumAndCount[1]++;
                }
            }
        }
    }

    /** Where the edges fall, and which lie on an image edge of their own direction. */
    EdgeEvidence evidence(Pose turn) {
        float[] u = new float[size];
        float[] v = new float[size];
        boolean[] agrees = new boolean[size];
        double[] uv = new double[2];
        int n = 0;
        int good = 0;
        for (int i = 0; i < size; i++) {
            if (lens.project(turn.x(x[i], y[i], z[i]), turn.y(x[i], y[i], z[i]), turn.z(x[i], y[i], z[i]), uv)) {
                int at = image.index(uv[0], uv[1]);
                if (at >= 0) {
                    u[n] = (float) uv[0];
                    v[n] = (float) uv[1];
                    agrees[n] = (image.close()[at] & (upright[i] ? 1 : 2)) != 0;
                    good += agrees[n++] ? 1 : 0;
                }
            }
        }
        return new EdgeEvidence(
                java.util.Arrays.copyOf(u, n), java.util.Arrays.copyOf(v, n), java.util.Arrays.copyOf(agrees, n),
                n == 0 ? 0 : good / (double) n);
    }
}
