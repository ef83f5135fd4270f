package plumbline.viewer3d.tool;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * A flat view of a box along one of its axes: what a pixel means and what dragging there does. The view turns with the
 * box; pixels are layout pixels from the top left, with the box's middle in the middle of {@code width} by {@code
 * height}.
 */
public record PlaneView(Side side, Box box, double width, double height, double pixelsPerMetre) {
    private static final double HIT_PIXELS = 8;
    /** From the front edge to the knob that turns the box, in the view from above. */
    public static final double KNOB_PIXELS = 20;

    /** Which axes of the box run right and up in the view, and which one is looked along. */
    public enum Side {
        TOP("Top", "L \u00d7 W", "from above", 0, 1, 1, 2),
        SIDE("Side", "L \u00d7 H", "from its side", 0, 1, 2, 1),
        /** Seen from behind, the box's left (+y) is on the left. */
        REAR("Rear", "W \u00d7 H", "from behind", 1, -1, 2, 0);

        private final String title;
        private final String measures;
        private final String seen;
        private final int across;
        private final int acrossSign;
        private final int up;
        private final int along;

        Side(String title, String measures, String seen, int across, int acrossSign, int up, int along) {
            this.title = title;
            this.measures = measures;
            this.seen = seen;
            this.across = across;
            this.acrossSign = acrossSign;
            this.up = up;
            this.along = along;
        }

        public String title() {
            return title;
        }

        public String measures() {
            return measures;
        }

        /** Where one looks from, in words: {@code from above}. */
        public String seen() {
            return seen;
        }

        public int across() {
            return across;
        }

        public int acrossSign() {
            return acrossSign;
        }

        public int up() {
            return up;
        }

        public int along() {
            return along;
        }
    }

    /** What was taken: an edge or corner ({@code right}, {@code up} -1, 0, 1; both 0 is the inside), or the knob. */
    public record Grip(int right, int up, boolean knob) {
        public static final Grip INSIDE = new Grip(0, 0, false);
        public static final Grip KNOB = new Grip(0, 0, true);

        public String verb() {
            return knob ? "Turn" : right == 0 && up == 0 ? "Move" : "Resize";
        }
    }

    /** Snaps for the two faces of a grip; {@link Snap#NONE} where the grip has no such face. */
    public record Snaps(Snap right, Snap up) {}

    public record Step(Box box, String note) {}

    public double halfAcross() {
        return BoxMoves.size(box, side.across) / 2;
    }

    public double halfUp() {
        return BoxMoves.size(box, side.up) / 2;
    }

    public double x(double rightMetres) {
        return width / 2 + rightMetres * pixelsPerMetre;
    }

    public double y(double upMetres) {
        return height / 2 - upMetres * pixelsPerMetre;
    }

    public double rightMetres(double x) {
        return (x - width / 2) / pixelsPerMetre;
    }

    public double upMetres(double y) {
        return (height / 2 - y) / pixelsPerMetre;
    }

    public Vec3 rightDirection() {
        return BoxMoves.direction(box, side.across).times(side.acrossSign);
    }

    public Vec3 upDirection() {
        return BoxMoves.direction(box, side.up);
    }

    /** What is under a pixel: handles on corners and edges, the knob, the inside; empty beside the box. */
    public Optional<Grip> hit(double x, double y) {
        double dx = Math.abs(rightMetres(x)) - halfAcross();
        double dy = Math.abs(upMetres(y)) - halfUp();
        double hit = HIT_PIXELS / pixelsPerMetre;
        if (side == Side.TOP && Math.hypot(x - x(halfAcross()) - KNOB_PIXELS, y - y(0)) <= HIT_PIXELS) {
            return Optional.of(Grip.KNOB);
        }
        // On a box that is small on screen the inside must stay reachable.
        double inner = Math.min(hit, Math.min(halfAcross(), halfUp()) / 2);
        boolean onX = dx <= hit && dx >= -inner;
        boolean onY = dy <= hit && dy >= -inner;
        int right = onX && dy <= hit ? (int) Math.signum(rightMetres(x)) : 0;
        int up = onY && dx <= hit ? (int) Math.signum(upMetres(y)) : 0;
        if (right != 0 || up != 0) {
            return Optional.of(new Grip(right, up, false));
        }
        return dx < 0 && dy < 0 ? Optional.of(Grip.INSIDE) : Optional.empty();
    }

    public Snaps snaps(Grip grip, PointBlock points) {
        return new Snaps(
                grip.right() == 0 ? Snap.NONE : Snap.of(points, box, side.across, grip.right() * side.acrossSign),
                grip.up() == 0 ? Snap.NONE : Snap.of(points, box, side.up, grip.up()));
    }

    /** The box after a drag between two pixels; {@code both} moves opposite faces alike, {@code free} ignores snaps. */
    public Step drag(Grip grip, Snaps snaps, double fromX, double fromY, double toX, double toY, boolean both,
            boolean free) {
        double right = rightMetres(toX) - rightMetres(fromX);
        double up = upMetres(toY) - upMetres(fromY);
        if (grip.knob()) {
            double turn = Math.atan2(upMetres(toY), rightMetres(toX)) - Math.atan2(upMetres(fromY), rightMetres(fromX));
            double degrees = Math.toDegrees(Math.IEEEremainder(turn, 2 * Math.PI));
            String note = String.format(Locale.ROOT, "%s%.1f\u00b0", degrees < 0 ? "\u2212" : "+", Math.abs(degrees));
            return new Step(box.turned(turn), note);
        }
        if (grip.equals(Grip.INSIDE)) {
            return new Step(BoxMoves.moved(box, rightDirection().times(right).plus(upDirection().times(up))), "");
        }
        Step out = new Step(box, "");
        if (grip.right() != 0) {
            out = face(out, side.across, grip.right() * side.acrossSign, grip.right() * right, snaps.right(), both,
                    free);
        }
        if (grip.up() != 0) {
            out = face(out, side.up, grip.up(), grip.up() * up, snaps.up(), both, free);
        }
        return out;
    }

    private static Step face(Step s, int axis, int sign, double outward, Snap snap, boolean both, boolean free) {
        double half = BoxMoves.size(s.box(), axis) / 2;
        OptionalDouble stuck = free ? OptionalDouble.empty() : snap.near(half + outward);
        double moved = stuck.isPresent() ? stuck.getAsDouble() - half : outward;
        String note = stuck.isPresent() ? Snap.words(moved - outward) : s.note();
        return new Step(BoxMoves.moveFace(s.box(), axis, sign, moved, both), note);
    }
}
