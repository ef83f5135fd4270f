package plumbline.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.Vec3;

/**
 * The edges of boxes on an image, parted into what the camera sees of them and what lies behind a box, their own included.
 * Boxes are taken as solid; pixels as in {@link Projection}.
 */
public final class HiddenLines {
    /** Pieces in which an edge is asked about; where it goes behind another box is known this finely. */
    private static final int PARTS = 8;

    /** What is this close before the edge is the edge's own face. */
    private static final double OWN_METRES = 0.01;

    /** {@code u0 v0 u1 v1} for each piece; {@code depth}: of the box's middle, metres. */
    public record Lines(double[] seen, double[] hidden, double depth) {
        public boolean isEmpty() {
            return seen.length == 0 && hidden.length == 0;
        }

        /** Both, the seen ones first. */
        public double[] all() {
            double[] out = Arrays.copyOf(seen, seen.length + hidden.length);
            System.arraycopy(hidden, 0, out, seen.length, hidden.length);
            return out;
        }
    }

    private HiddenLines() {}

    /** For each box its lines, in the boxes' order; boxes in the frame of the reference lidar. */
    public static List<Lines> of(Projection.View view, List<Box> boxesLidar) {
        List<Projection.Outline> outlines = boxesLidar.stream().map(b -> Projection.box(view, b)).toList();
        Vec3 eye = view.cameraFromLidar().inverse().translation();
        List<Lines> out = new ArrayList<>();
        for (int i = 0; i < boxesLidar.size(); i++) {
            Projection.Outline own = outlines.get(i);
            if (own.isEmpty()) {
                out.add(new Lines(new double[0], new double[0], own.depth()));
                continue;
            }
            List<Box> before = new ArrayList<>(List.of(boxesLidar.get(i)));
            for (int k = 0; k < boxesLidar.size(); k++) {
                if (k != i && !outlines.get(k).isEmpty() && overlap(own.bounds(), outlines.get(k).bounds())) {
                    before.add(boxesLidar.get(k));
                }
            }
            out.add(lines(view, boxesLidar.get(i), eye, before, own.depth()));
        }
        return out;
    }

    private static Lines lines(Projection.View view, Box box, Vec3 eye, List<Box> before, double depth) {
        Vec3[] corners = box.corners();
        double[] seen = {};
        double[] hidden = {};
        // A camera inside a box sees all of its edges from within.
        boolean inside = box.contains(eye.x(), eye.y(), eye.z());
        for (int[] edge : Box.EDGES) {
            Vec3 from = corners[edge[0]];
            Vec3 step = corners[edge[1]].minus(from).times(1.0 / PARTS);
            for (int i = 0; i < PARTS; i++) {
                Vec3 a = from.plus(step.times(i));
                double[] piece = Projection.segment(view, a, a.plus(step));
                if (piece.length == 0) {
                    continue;
                }
                if (!inside && isHidden(eye, a.plus(step.times(0.5)), before)) {
                    hidden = joined(hidden, piece);
                } else {
                    seen = joined(seen, piece);
                }
            }
        }
        return new Lines(seen, hidden, depth);
    }

    private static boolean isHidden(Vec3 eye, Vec3 at, List<Box> before) {
        double distance = at.minus(eye).length();
        if (!(distance > OWN_METRES)) {
            return false;
        }
        Ray ray = new Ray(eye, at.minus(eye));
        for (Box b : before) {
            double hit = ray.hit(b).orElse(Double.POSITIVE_INFINITY);
            if (hit > 0 && hit < distance - OWN_METRES) {
                return true;
            }
        }
        return false;
    }

    private static boolean overlap(double[] a, double[] b) {
        return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
    }

    private static double[] joined(double[] a, double[] b) {
        double[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
