package plumbline.viewer3d.tool;

import java.util.Optional;
import java.util.OptionalDouble;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Rays;

/**
 * One gesture on a box in the 3D view, from where it was taken to where the pointer's ray is now; pure, and each step
 * counts from the start, so nothing adds up. View frame, metres.
 */
public sealed interface BoxDrag {
    /** The box as it would be, and what to say beside the pointer (empty for nothing). */
    record Step(Box box, String note, boolean snapped) {}

    /** {@code "Move"}, {@code "Resize"} or {@code "Turn"}. */
    String verb();

    Step to(Ray pointer, boolean both, boolean free);

    /** Over the ground, keeping the height at which the box was taken. */
    record Move(Box start, Vec3 grabbed) implements BoxDrag {
        @Override
        public String verb() {
            return "Move";
        }

        @Override
        public Step to(Ray pointer, boolean both, boolean free) {
            Optional<Vec3> now = Rays.atHeight(pointer, grabbed.z());
            // Near the horizon a pixel is tens of metres: there the box stays where it was.
            return now.filter(n -> n.distance(grabbed) < 150)
                    .map(n -> new Step(BoxMoves.moved(start, n.minus(grabbed)), "", false))
                    .orElse(new Step(start, "", false));
        }
    }

    /** A face along its normal; {@code offset} is how far from the face the pointer's ray took it. */
    record Face(Box start, int axis, int sign, double offset, Snap snap) implements BoxDrag {
        public static Face of(Box start, int axis, int sign, Ray pointer, PointBlock points) {
            Snap snap = Snap.of(points, start, axis, sign);
            return new Face(start, axis, sign, outward(start, axis, sign, pointer) - BoxMoves.size(start, axis) / 2,
                    snap);
        }

        private static double outward(Box b, int axis, int sign, Ray pointer) {
            Vec3 unit = BoxMoves.direction(b, axis);
            return sign * Rays.nearestOnLine(pointer, b.centre(), unit).minus(b.centre()).dot(unit);
        }

        @Override
        public String verb() {
            return "Resize";
        }

        @Override
        public Step to(Ray pointer, boolean both, boolean free) {
            double half = BoxMoves.size(start, axis) / 2;
            double wanted = outward(start, axis, sign, pointer) - offset;
            OptionalDouble stuck = free ? OptionalDouble.empty() : snap.near(wanted);
            double face = stuck.orElse(wanted);
            String note = stuck.isPresent() ? Snap.words(face - wanted) : "";
            return new Step(BoxMoves.moveFace(start, axis, sign, face - half, both), note, stuck.isPresent());
        }
    }

    /** About the vertical through the middle; {@code fromRad} is the direction in which it was taken. */
    record Turn(Box start, double floor, double fromRad) implements BoxDrag {
        /** Empty where the pointer's ray does not meet the floor. */
        public static Optional<BoxDrag> of(Box start, Ray pointer) {
            double floor = start.centre().z() - start.height() / 2;
            return direction(start, floor, pointer).map(a -> new Turn(start, floor, a));
        }

        private static Optional<Double> direction(Box b, double floor, Ray pointer) {
            return Rays.atHeight(pointer, floor)
                    .map(p -> Math.atan2(p.y() - b.centre().y(), p.x() - b.centre().x()));
        }

        @Override
        public String verb() {
            return "Turn";
        }

        @Override
        public Step to(Ray pointer, boolean both, boolean free) {
            return direction(start, floor, pointer)
                    .map(a -> new Step(start.turned(a - fromRad), degrees(a - fromRad), false))
                    .orElse(new Step(start, "", false));
        }

        private static String degrees(double rad) {
            double d = Math.toDegrees(Math.IEEEremainder(rad, 2 * Math.PI));
            return String.format(java.util.Locale.ROOT, "%s%.1f\u00b0", d < 0 ? "\u2212" : "+", Math.abs(d));
        }
    }
}
