package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.view.Projection;

/**
 * The places by which the selected box can be taken in the 3D view: its faces, a ball at the heading, a ring to turn.
 */
public record BoxHandles(Box box) {
    private static final double HIT_PIXELS = 8;
    private static final double RING_PIXELS = 6;
    private static final int RING_PARTS = 48;
    private static final int RING_RGB = 0x98A1AE;

    /** What was taken hold of. */
    public sealed interface Grip {
        record Face(int axis, int sign) implements Grip {}

        record Ball() implements Grip {}

        record Ring() implements Grip {}
    }

    public static final List<Grip> SOLID = List.of(
            new Grip.Ball(), new Grip.Face(0, 1), new Grip.Face(0, -1), new Grip.Face(1, 1), new Grip.Face(1, -1),
            new Grip.Face(2, 1), new Grip.Face(2, -1));

    private Vec3 front() {
        return BoxMoves.faceCentre(box, 0, 1).plus(BoxMoves.direction(box, 2).times(-box.height() / 2));
    }

    public Vec3 place(Grip grip) {
        return switch (grip) {
            case Grip.Face f -> BoxMoves.faceCentre(box, f.axis(), f.sign());
            case Grip.Ball b -> front().plus(BoxMoves.direction(box, 0).times(reach()));
            case Grip.Ring r -> ring().getFirst();
        };
    }

    private double reach() {
        return Math.clamp(0.25 * box.length(), 0.35, 1.2);
    }

    /** On the floor about the middle, outside the corners. */
    public List<Vec3> ring() {
        double radius = Math.hypot(box.length(), box.width()) / 2 + 0.8 * reach();
        Vec3 centre = box.centre().plus(BoxMoves.direction(box, 2).times(-box.height() / 2));
        Vec3 x = BoxMoves.direction(box, 0).times(radius);
        Vec3 y = BoxMoves.direction(box, 1).times(radius);
        List<Vec3> ring = new ArrayList<>(RING_PARTS + 1);
        for (int i = 0; i <= RING_PARTS; i++) {
            double a = 2 * Math.PI * i / RING_PARTS;
            ring.add(centre.plus(x.times(Math.cos(a))).plus(y.times(Math.sin(a))));
        }
        return ring;
    }

    /** The handle under a pixel; a ball or face before the ring, the nearer of two that overlap on screen. */
    public Optional<Grip> hit(Projection p, double x, double y) {
        Grip best = null;
        double bestDistance = HIT_PIXELS;
        double bestDepth = Double.MAX_VALUE;
        for (Grip g : SOLID) {
            Optional<Vec3> at = p.visible(place(g));
            if (at.isEmpty()) {
                continue;
            }
            double away = Math.hypot(at.get().x() - x, at.get().y() - y);
            if (away < bestDistance - 2 || away <= bestDistance && at.get().z() < bestDepth) {
                best = g;
                bestDistance = away;
                bestDepth = at.get().z();
            }
        }
        return best != null ? Optional.of(best) : onRing(p, x, y) ? Optional.of(new Grip.Ring()) : Optional.empty();
    }

    private boolean onRing(Projection p, double x, double y) {
        List<Vec3> ring = ring();
        for (int i = 0; i + 1 < ring.size(); i++) {
            Optional<Vec3> a = p.visible(ring.get(i));
            Optional<Vec3> b = p.visible(ring.get(i + 1));
            if (a.isPresent() && b.isPresent()
                    && distance(x, y, a.get().x(), a.get().y(), b.get().x(), b.get().y()) <= RING_PIXELS) {
                return true;
            }
        }
        return false;
    }

    /** From a pixel to a segment. */
    static double distance(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax;
        double dy = by - ay;
        double t = Math.clamp(((x - ax) * dx + (y - ay) * dy) / Math.max(1e-9, dx * dx + dy * dy), 0, 1);
        return Math.hypot(x - ax - t * dx, y - ay - t * dy);
    }

    /** For drawing; {@code held} is lit. A face that has snapped gets its outline dashed. */
    public Guides guides(Optional<Grip> held, boolean snapped) {
        List<Guides.Handle> handles = new ArrayList<>();
        for (Grip g : SOLID) {
            handles.add(new Guides.Handle(place(g), g instanceof Grip.Ball, held.equals(Optional.of(g))));
        }
        List<Guides.Path> paths = new ArrayList<>();
        paths.add(new Guides.Path(ring(), true, held.orElse(null) instanceof Grip.Ring ? Palette.label(0) : RING_RGB));
        paths.add(new Guides.Path(List.of(front(), place(new Grip.Ball())), false, 0xFFFFFF));
        if (snapped && held.orElse(null) instanceof Grip.Face f) {
            paths.add(new Guides.Path(outline(f), true, 0x6CB1FF));
        }
        return new Guides(handles, paths);
    }

    private List<Vec3> outline(Grip.Face f) {
        int u = (f.axis() + 1) % 3;
        int v = (f.axis() + 2) % 3;
        Vec3 c = BoxMoves.faceCentre(box, f.axis(), f.sign());
        Vec3 du = BoxMoves.direction(box, u).times(BoxMoves.size(box, u) * 0.6);
        Vec3 dv = BoxMoves.direction(box, v).times(BoxMoves.size(box, v) * 0.6);
        return List.of(
                c.plus(du).plus(dv), c.plus(du).minus(dv), c.minus(du).minus(dv), c.minus(du).plus(dv),
                c.plus(du).plus(dv));
    }
}
