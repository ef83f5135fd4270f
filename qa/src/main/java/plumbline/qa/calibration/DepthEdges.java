package plumbline.qa.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;

/**
 * Where a sweep's range jumps: the near side of each jump, moved half a step towards the far side, in the lidar's
 * frame (metres). {@code upright} edges come from neighbours along a ring, the others from the ring above. Rings are the
 * column {@code ring}, or rows of equal elevation where the file has none. {@code seconds} after the sample's time, from
 * the column {@code time}; 0 without one. {@code out} is the way from the edge towards the far side, at the same range.
 */
record DepthEdges(
        float[] x, float[] y, float[] z, float[] outX, float[] outY, float[] outZ, boolean[] upright, float[] seconds,
        int size) {
    private static final double JUMP_METRES = 0.5;
    private static final double JUMP_RATIO = 0.12;
    private static final double NEAREST_METRES = 2;
    private static final double FURTHEST_METRES = 45;
    private static final double ROW_RAD = Math.toRadians(0.2);
    private static final double STEP_RAD = Math.toRadians(0.9);
    private static final double ROW_STEP_RAD = Math.toRadians(0.7);
    private static final int MOST = 6000;
    private static final double MOST_SECONDS = 1;
    /** What the sort key has room for. */
    private static final int MOST_POINTS = 0xffffff;

    static DepthEdges of(PointBlock points) {
        Sweep sweep = Sweep.of(points);
        Ground ground = Ground.estimate(points);
        Builder out = new Builder(points, sweep, ground);
        for (int r = 0; r < sweep.rows.size(); r++) {
            int[] row = sweep.rows.get(r);
            for (int i = 1; i < row.length; i++) {
                out.alongRing(row[i - 1], row[i]);
            }
            if (r + 1 < sweep.rows.size()) {
                above(row, sweep.rows.get(r + 1), sweep, out);
            }
        }
        return out.edges();
    }

    /**
     * The edges as they would lie in the lidar's frame at the sample's own time: the rig moved on while the sweep was
     * taken. Unchanged where the trajectory does not cover the sweep.
     */
    DepthEdges atOneTime(long timeNanos, Trajectory worldFromEgo, Pose egoFromLidar) {
        Optional<Pose> reference = worldFromEgo.at(timeNanos);
        if (reference.isEmpty()) {
            return this;
        }
        Pose lidarFromWorld = reference.get().times(egoFromLidar).inverse();
        DepthEdges out = empty(upright, seconds);
        for (int i = 0; i < size; i++) {
            Pose there = worldFromEgo.nearest(timeNanos + Math.round(seconds[i] * 1e9)).times(egoFromLidar);
            Pose lidarFromThere = lidarFromWorld.times(there);
            Vec3 p = lidarFromThere.apply(new Vec3(x[i], y[i], z[i]));
            Vec3 o = lidarFromThere.rotate(new Vec3(outX[i], outY[i], outZ[i]));
            out.outX[i] = (float) o.x();
            out.outY[i] = (float) o.y();
            out.outZ[i] = (float) o.z();
            out.x[i] = (float) p.x();
            out.y[i] = (float) p.y();
            out.z[i] = (float) p.z();
        }
        return out;
    }

    private static DepthEdges empty(boolean[] upright, float[] seconds) {
        int n = upright.length;
        return new DepthEdges(new float[n], new float[n], new float[n], new float[n], new float[n], new float[n], upright,
                seconds, n);
    }

    /** For each point of a row the one nearest in azimuth in the next higher row. */
    private static void above(int[] row, int[] higher, Sweep sweep, Builder out) {
        int j = 0;
        for (int i : row) {
            while (j + 1 < higher.length
                    && Math.abs(sweep.azimuth[higher[j + 1]] - sweep.azimuth[i])
                            <= Math.abs(sweep.azimuth[higher[j]] - sweep.azimuth[i])) {
                j++;
            }
            out.upwards(i, higher[j]);
        }
    }

    /** Spherical coordinates, and the points row by row (lowest first), each row by azimuth. */
    private record Sweep(float[] azimuth, float[] elevation, float[] range, List<int[]> rows) {
        static Sweep of(PointBlock points) {
            int n = Math.min(points.size(), MOST_POINTS);
            Sweep s = new Sweep(new float[n], new float[n], new float[n], new ArrayList<>());
            Optional<Column> ring = points.column("ring");
            long[] keys = new long[n];
            int kept = 0;
            for (int i = 0; i < n; i++) {
                double x = points.px(i);
                double y = points.py(i);
                double z = points.pz(i);
                double flat = Math.hypot(x, y);
                s.range[i] = (float) Math.hypot(flat, z);
                s.azimuth[i] = (float) Math.atan2(y, x);
                s.elevation[i] = (float) Math.atan2(z, flat);
                if (s.range[i] >= NEAREST_METRES * 0.5 && Float.isFinite(s.range[i])) {
                    double row = ring.isPresent() ? ring.get().get(i) : Math.floor(s.elevation[i] / ROW_RAD) + 1000;
                    long turn = (long) ((s.azimuth[i] + Math.PI) * 1e6);
                    keys[kept++] = ((long) row & 0xffff) << 47 | turn << 24 | i & 0xffffff;
                }
            }
            Arrays.sort(keys, 0, kept);
            int start = 0;
            for (int k = 1; k <= kept; k++) {
                if (k == kept || keys[k] >>> 47 != keys[k - 1] >>> 47) {
                    int[] row = new int[k - start];
                    for (int m = start; m < k; m++) {
                        row[m - start] = (int) (keys[m] & 0xffffff);
                    }
                    s.rows.add(row);
                    start = k;
                }
            }
            s.rows.sort((a, b) -> Float.compare(s.elevation[a[a.length / 2]], s.elevation[b[b.length / 2]]));
            return s;
        }
    }

    private static final class Builder {
        private final PointBlock points;
        private final Sweep sweep;
        private final Ground ground;
        private final Optional<Column> time;
        private final List<float[]> found = new ArrayList<>();

        Builder(PointBlock points, Sweep sweep, Ground ground) {
            this.points = points;
            this.sweep = sweep;
            this.ground = ground;
            this.time = points.column("time");
        }

        void alongRing(int a, int b) {
            if (Math.abs(sweep.azimuth[b] - sweep.azimuth[a]) < STEP_RAD
                    && Math.abs(sweep.elevation[b] - sweep.elevation[a]) < STEP_RAD / 2) {
                add(a, b, 1);
                add(b, a, 1);
            }
        }

        void upwards(int low, int high) {
            double rise = sweep.elevation[high] - sweep.elevation[low];
            if (rise > 0 && rise < ROW_STEP_RAD && Math.abs(sweep.azimuth[high] - sweep.azimuth[low]) < STEP_RAD / 3) {
                add(low, high, 0);
            }
        }

        private void add(int near, int far, float upright) {
            double r = sweep.range[near];
            if (r < NEAREST_METRES || r > FURTHEST_METRES
                    || sweep.range[far] - r < Math.max(JUMP_METRES, JUMP_RATIO * r)
                    || ground.isGround(points.px(near), points.py(near), points.pz(near))) {
                return;
            }
            // The surface ends somewhere between the two beams: half way is right on average.
            double scale = r / sweep.range[far];
            double outX = (points.px(far) * scale - points.px(near)) / 2;
            double outY = (points.py(far) * scale - points.py(near)) / 2;
            double outZ = (points.pz(far) * scale - points.pz(near)) / 2;
            found.add(new float[] {
                (float) (points.px(near) + outX), (float) (points.py(near) + outY), (float) (points.pz(near) + outZ),
                upright, seconds(near), (float) outX, (float) outY, (float) outZ
            });
        }

        private float seconds(int i) {
            double s = time.isPresent() ? time.get().get(i) : 0;
            // Absolute times are no offset from the sample's own.
            return Math.abs(s) < MOST_SECONDS ? (float) s : 0;
        }

        DepthEdges edges() {
            int step = Math.max(1, (found.size() + MOST - 1) / MOST);
            int n = (found.size() + step - 1) / step;
            DepthEdges out = empty(new boolean[n], new float[n]);
            for (int i = 0; i < n; i++) {
                float[] e = found.get(i * step);
                out.x[i] = e[0];
                out.y[i] = e[1];
                out.z[i] = e[2];
                out.upright[i] = e[3] > 0;
                out.seconds[i] = e[4];
                out.outX[i] = e[5];
                out.outY[i] = e[6];
                out.outZ[i] = e[7];
            }
            return out;
        }
    }
}
