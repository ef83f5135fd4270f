package plumbline.annotation.scene;

import java.util.Optional;

/**
 * A shutter that reads the image row by row: of {@code h} rows, row {@code v} is taken at the sample's time plus
 * {@code firstRowNanos} plus {@code readoutNanos v / h}. A readout below zero reads from the bottom up.
 */
public record RollingShutter(long firstRowNanos, long readoutNanos) {
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final int STEPS = 16;
    private static final int TRIES = 20;
    private static final double CLOSE_PIXELS = 1e-4;

    public RollingShutter {
        if (Math.abs(firstRowNanos) > LONGEST_NANOS || Math.abs(readoutNanos) > LONGEST_NANOS) {
            throw new IllegalArgumentException("a shutter's first row and readout lie within a second of the image's time");
        }
    }

    /**
     * The way of a point in the camera's frame at the sample's time to the pixel whose row was read while the point was
     * there. Between the poses of the trajectory the camera moves straight.
     */
    public interface Moving {
        /** As {@link LensModel#project}. */
        boolean project(double x, double y, double z, double[] uv);
    }

    /** Empty where the trajectory does not cover the readout: nobody knows then how the camera moved. */
    public Optional<Moving> over(LensModel lens, long timeNanos, Pose egoFromCamera, Trajectory trajectory) {
        if (trajectory.at(timeNanos).isEmpty()
                || trajectory.at(timeNanos + firstRowNanos).isEmpty()
                || trajectory.at(timeNanos + firstRowNanos + readoutNanos).isEmpty()) {
            return Optional.empty();
        }
        Pose worldFromCamera = trajectory.nearest(timeNanos).times(egoFromCamera);
        Pose[] rowFromCamera = new Pose[STEPS + 1];
        for (int k = 0; k <= STEPS; k++) {
            Pose worldFromEgo = trajectory.nearest(timeNanos + firstRowNanos + readoutNanos * k / STEPS);
            rowFromCamera[k] = worldFromEgo.times(egoFromCamera).inverse().times(worldFromCamera);
        }
        return Optional.of((x, y, z, uv) -> project(lens, rowFromCamera, x, y, z, uv));
    }

    private static boolean project(LensModel lens, Pose[] rowFromCamera, double x, double y, double z, double[] uv) {
        double row = lens.height() / 2.0;
        for (int i = 0; i < TRIES; i++) {
            double at = Math.clamp(row / lens.height(), 0, 1) * STEPS;
            int k = Math.min((int) at, STEPS - 1);
            double t = at - k;
            Pose a = rowFromCamera[k];
            Pose b = rowFromCamera[k + 1];
            boolean seen = lens.project(
                    (1 - t) * a.x(x, y, z) + t * b.x(x, y, z),
                    (1 - t) * a.y(x, y, z) + t * b.y(x, y, z),
                    (1 - t) * a.z(x, y, z) + t * b.z(x, y, z), uv);
            if (!seen) {
                return false;
            }
            if (Math.abs(uv[1] - row) < CLOSE_PIXELS) {
                return true;
            }
            row = uv[1];
        }
        // The row runs away from the point as fast as the point moves: it is smeared over the image, not at one pixel.
        return !lens.inImage(uv[0], uv[1]);
    }
}
