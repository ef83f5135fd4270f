package plumbline.app.service;

import java.util.Arrays;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.RollingShutter;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/**
 * Lidar points and boxes on the image of a camera, as the window and the command line show them. The way is lidar, world
 * at the sweep's time, camera at the image's time (each {@link Sample} has its own pose, so the rig's motion between the
 * two is taken out), then the lens. Pixels as in {@link LensModel}; metres.
 */
public final class Projection {
    /** Nearer than this a thing has no useful image: 10 cm before the optical centre. */
    public static final double NEAR_METRES = 0.1;

    /** Pieces that an edge is bent into where the lens bends straight lines. */
    private static final int BENDS = 12;

    /** For lines that are parts of an edge already. */
    private static final int SHORT_BENDS = 2;

    private Projection() {}

    /**
     * One camera's picture of a frame: {@code cameraFromLidar} of the reference lidar, and how much later the image was
     * taken than the sweep, nanoseconds. With a rolling shutter {@code moving} follows the camera through the readout.
     */
    public record View(
            Sample image, LensModel lens, Pose cameraFromLidar, long offsetNanos,
            Optional<RollingShutter.Moving> moving) {
        /** From the camera's frame at the image's time to the pixel, as {@link LensModel#project}. */
        boolean project(double x, double y, double z, double[] uv) {
            return moving.isPresent() ? moving.get().project(x, y, z, uv) : lens.project(x, y, z, uv);
        }
    }

    /** Points that fall on the image: their index in the block, pixel and depth (camera z) in metres. */
    public record Points(int[] index, double[] u, double[] v, double[] depth) {
        public static final Points NONE = new Points(new int[0], new double[0], new double[0], new double[0]);

        public int size() {
            return index.length;
        }
    }

    /**
     * The edges of a box as straight pieces inside the image: {@code u0 v0 u1 v1} for each, and the depth (camera z) of
     * the box's middle in metres. No pieces where the box is out of the picture.
     */
    public record Outline(double[] pieces, double depth) {
        public boolean isEmpty() {
            return pieces.length == 0;
        }

        /** Left, top, right, bottom of what is visible; only of an outline that is not empty. */
        public double[] bounds() {
            double[] b = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
            for (int i = 0; i < pieces.length; i += 2) {
                b[0] = Math.min(b[0], pieces[i]);
                b[1] = Math.min(b[1], pieces[i + 1]);
                b[2] = Math.max(b[2], pieces[i]);
                b[3] = Math.max(b[3], pieces[i + 1]);
            }
            return b;
        }
    }

    /** Empty where the camera has no lens model or the frame no image of it. */
    public static Optional<View> view(Capture capture, Frame frame, SensorId camera) {
        Optional<Sensor> sensor = capture.sensor(camera);
        Optional<LensModel> lens = sensor.flatMap(Sensor::lens);
        Optional<Sample> image = frame.sample(camera);
        if (lens.isEmpty() || image.isEmpty()) {
            return Optional.empty();
        }
        Pose cameraFromWorld = image.get().worldFromSensor().inverse();
        long lidarNanos = frame.sample(capture.referenceLidar()).map(Sample::timeNanos).orElse(frame.timeNanos());
        return Optional.of(new View(
                image.get(),
                lens.get(),
                cameraFromWorld.times(capture.worldFromLidar(frame)),
                image.get().timeNanos() - lidarNanos,
                sensor.get().shutter().flatMap(s -> s.over(
                        lens.get(), image.get().timeNanos(), sensor.get().egoFromSensor(), capture.trajectory()))));
    }

    /** Points of the reference lidar (in its own frame) on a camera's image; none where there is no {@link #view}. */
    public static Points points(Capture capture, Frame frame, PointBlock pointsLidar, SensorId camera) {
        return view(capture, frame, camera).map(v -> points(v, pointsLidar)).orElse(Points.NONE);
    }

    public static Points points(View view, PointBlock pointsLidar) {
        Pose m = view.cameraFromLidar();
        LensModel lens = view.lens();
        int n = pointsLidar.size();
        int[] index = new int[n];
        double[] u = new double[n];
        double[] v = new double[n];
        double[] depth = new double[n];
        double[] uv = new double[2];
        int kept = 0;
        for (int i = 0; i < n; i++) {
            double px = pointsLidar.px(i);
            double py = pointsLidar.py(i);
            double pz = pointsLidar.pz(i);
            double z = m.z(px, py, pz);
            boolean seen = view.project(m.x(px, py, pz), m.y(px, py, pz), z, uv) && lens.inImage(uv[0], uv[1]);
            if (seen) {
                index[kept] = i;
                u[kept] = uv[0];
                v[kept] = uv[1];
                depth[kept] = z;
                kept++;
            }
        }
        return new Points(
                Arrays.copyOf(index, kept), Arrays.copyOf(u, kept), Arrays.copyOf(v, kept), Arrays.copyOf(depth, kept));
    }

    /** The 12 edges of a box in the frame of the reference lidar, cut at the near plane and at the image's edge. */
    public static Outline box(Capture capture, Frame frame, Box boxLidar, SensorId camera) {
        return view(capture, frame, camera).map(v -> box(v, boxLidar)).orElse(new Outline(new double[0], 0));
    }

    public static Outline box(View view, Box boxLidar) {
        Vec3[] corners = boxLidar.corners();
        for (int i = 0; i < corners.length; i++) {
            corners[i] = view.cameraFromLidar().apply(corners[i]);
        }
        double depth = view.cameraFromLidar().apply(boxLidar.centre()).z();
        Pieces out = new Pieces(view, BENDS);
        for (int[] edge : Box.EDGES) {
            out.edge(corners[edge[0]], corners[edge[1]]);
        }
        return new Outline(out.finish(), depth);
    }

    /** A straight line of the reference lidar's frame on the image, as the pieces of {@link Outline}; none out of the picture. */
    static double[] segment(View view, Vec3 fromLidar, Vec3 toLidar) {
        Pieces out = new Pieces(view, SHORT_BENDS);
        out.edge(view.cameraFromLidar().apply(fromLidar), view.cameraFromLidar().apply(toLidar));
        return out.finish();
    }

    /** Collects the pieces of edges; edges are in the camera frame. */
    private static final class Pieces {
        private final View view;
        private final LensModel lens;
        private final int bends;
        private double[] values = new double[48];
        private int used;

        Pieces(View view, int bends) {
            this.view = view;
            this.lens = view.lens();
            this.bends = lens.straight() && view.moving().isEmpty() ? 1 : bends;
        }

        void edge(Vec3 from, Vec3 to) {
            // A fisheye sees past 90 degrees, so only the straight models are cut at a plane.
            if (lens.seesBehind()) {
                bent(from, to);
                return;
            }
            if (from.z() < NEAR_METRES && to.z() < NEAR_METRES) {
                return;
            }
            Vec3 a = from.z() < NEAR_METRES ? cut(from, to) : from;
            Vec3 b = to.z() < NEAR_METRES ? cut(to, from) : to;
            bent(a, b);
        }

        private static Vec3 cut(Vec3 behind, Vec3 before) {
            double t = (NEAR_METRES - behind.z()) / (before.z() - behind.z());
            Vec3 p = behind.plus(before.minus(behind).times(t));
            return new Vec3(p.x(), p.y(), NEAR_METRES);
        }

        private void bent(Vec3 a, Vec3 b) {
            double[] last = new double[2];
            double[] next = new double[2];
            boolean hasLast = view.project(a.x(), a.y(), a.z(), last);
            for (int i = 1; i <= bends; i++) {
                Vec3 p = i == bends ? b : a.plus(b.minus(a).times((double) i / bends));
                boolean hasNext = view.project(p.x(), p.y(), p.z(), next);
                if (hasLast && hasNext) {
                    piece(last[0], last[1], next[0], next[1]);
                }
                double[] swap = last;
                last = next;
                next = swap;
                hasLast = hasNext;
            }
        }

        /** Liang and Barsky 1984: the part of a line inside the image. */
        private void piece(double u0, double v0, double u1, double v1) {
            double du = u1 - u0;
            double dv = v1 - v0;
            double[] p = {-du, du, -dv, dv};
            double[] q = {u0, lens.width() - u0, v0, lens.height() - v0};
            double enter = 0;
            double leave = 1;
            for (int i = 0; i < 4; i++) {
                if (p[i] == 0) {
                    if (q[i] < 0) {
                        return;
                    }
                } else if (p[i] < 0) {
                    enter = Math.max(enter, q[i] / p[i]);
                } else {
                    leave = Math.min(leave, q[i] / p[i]);
                }
            }
            if (!(enter <= leave)) {
                return;
            }
            if (used + 4 > values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[used++] = u0 + enter * du;
            values[used++] = v0 + enter * dv;
            values[used++] = u0 + leave * du;
            values[used++] = v0 + leave * dv;
        }

        double[] finish() {
            return Arrays.copyOf(values, used);
        }
    }
}
