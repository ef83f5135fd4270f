package plumbline.annotation.assist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * Boxes from points, in the points' frame (metres; the sensor is at the origin, z roughly up): heading by the L-shape
 * search of Zhang et al. 2017, faces on the outermost points, floor on the ground, and the side turned away from the
 * sensor completed to the class's usual size. Under 20 ms on 120,000 points.
 */
public final class BoxFit {
    /** Fewer points than this make no box. */
    public static final int MIN_POINTS = 12;

    /** An object that follows its points goes no further than this beyond where it was expected. */
    public static final double FOLLOWED_METRES = 0.6;

    private static final double GROW_METRES = 0.4;
    private static final double REFIT_GROW_METRES = 0.35;
    private static final double STANDING_APART_METRES = 0.4;
    private static final double CLICK_REACH_METRES = 0.8;
    private static final double DEFAULT_REACH_METRES = 4;
    private static final double DEEPEST = 1.3;
    private static final double LOOSE = 1.7;
    private static final double TIGHT = 0.6;
    private static final double SPLIT = 0.8;

    private BoxFit() {}

    /**
     * A person dragged a rectangle over the ground: two opposite corners (z does not count); its sides run along and
     * across {@code headingHintRad}, and of the two ways along an object the one nearer the hint is its front. Empty
     * where fewer than {@link #MIN_POINTS} points stand above the ground in it.
     */
    public static Optional<Proposal> inRectangle(
            PointBlock points, Ground ground, Vec3 cornerA, Vec3 cornerB, double headingHintRad, LabelClass cls) {
        return inRectangle(points, ground, cornerA, cornerB, headingHintRad, true, cls);
    }

    /**
     * The same; {@code drawnFromAbove} says whether the longer side of the rectangle was meant as the object's length.
     * In a view along the ground it is not: a rectangle there is as deep as the perspective makes it, and counts no
     * deeper, from its near side, than an object of the class could be.
     */
    public static Optional<Proposal> inRectangle(
            PointBlock points, Ground ground, Vec3 cornerA, Vec3 cornerB, double headingHintRad,
            boolean drawnFromAbove, LabelClass cls) {
        double cos = Math.cos(headingHintRad);
        double sin = Math.sin(headingHintRad);
        double alongA = cos * cornerA.x() + sin * cornerA.y();
        double alongB = cos * cornerB.x() + sin * cornerB.y();
        double acrossA = -sin * cornerA.x() + cos * cornerA.y();
        double acrossB = -sin * cornerB.x() + cos * cornerB.y();
        double nearest = Math.min(alongA, alongB);
        double depth = Math.min(Math.abs(alongA - alongB), drawnFromAbove ? Double.MAX_VALUE : DEEPEST * typical(cls));
        double along = nearest + depth / 2;
        double across = (acrossA + acrossB) / 2;
        double mx = cos * along - sin * across;
        double my = sin * along + cos * across;
        double halfLength = depth / 2;
        double halfWidth = Math.abs(acrossA - acrossB) / 2;
        Footprint.Area area = new Footprint.Area(mx, my, cos, sin, halfLength, halfWidth);
        Footprint near = Footprint.collect(points, ground, area.grown(GROW_METRES), tallest(cls));
        Footprint object = near.mainCluster(area, clusterGap(mx, my)).belowGap();
        if (object.size() < MIN_POINTS) {
            return Optional.empty();
        }
        double drawn = halfLength >= halfWidth ? headingHintRad : headingHintRad + Math.PI / 2;
        boolean oblong = drawnFromAbove && Math.max(halfLength, halfWidth) > 1.3 * Math.min(halfLength, halfWidth);
        Optional<Double> drawnRad = oblong ? Optional.of(drawn) : Optional.empty();
        Box box = search(points, ground, object, mx, my, cls, drawnRad, headingHintRad);
        // What a person drew around counts: a class too small for it is the wrong class, not a reason to cut the object.
        return Optional.of(proposal(points, 2 * PointsInBox.count(points, box) >= object.size()
                ? box
                : Shape.search(object, cls, drawnRad, headingHintRad).box(object, ground, cls)));
    }

    private static Box search(
            PointBlock points, Ground ground, Footprint object, double x, double y, LabelClass cls,
            Optional<Double> drawnRad, double frontRad) {
        if (cls.typicalLength() <= 0 || cls.typicalWidth() <= 0 || cls.typicalHeight() <= 0) {
            return Shape.search(object, cls, drawnRad, frontRad).box(object, ground, cls);
        }
        FreeSpace free = cls.typicalWidth() < BoxSearch.NARROW_METRES
                ? FreeSpace.NONE
                : FreeSpace.around(points, ground, x, y, cls.typicalLength() * 1.2);
        double floor = ground.heightAt(x, y);
        BoxSearch.Candidate best = new BoxSearch(object, x, y, cls, floor, free, drawnRad).best();
        Footprint tight = object.clusterAt(x, y, CLICK_REACH_METRES, TIGHT * clusterGap(x, y));
        if (tight.size() >= MIN_POINTS && tight.size() < object.size()) {
            // Two things that touch: the candidate of the nearer part counts, where not much of the rest lies about it.
            BoxSearch.Candidate other = new BoxSearch(tight, x, y, cls, floor, free, drawnRad).best();
            double beside = BoxSearch.beside(other, object);
            best = other.cost() + SPLIT * beside < best.cost() + SPLIT * BoxSearch.beside(best, object) ? other : best;
        }
        Box box = BoxSearch.box(best, object, ground, cls);
        return Math.cos(box.yaw() - frontRad) < -1e-9 ? box.turned(Math.PI) : box;
    }

    /**
     * A person clicked on an object: the points that hang together with the nearest one to {@code seed}, not further
     * than the class is long. Its front is the way along it nearer to +x. Empty as for {@link #inRectangle}.
     */
    public static Optional<Proposal> atPoint(PointBlock points, Ground ground, Vec3 seed, LabelClass cls) {
        double reach = typical(cls) * 1.2 + 0.5;
        Footprint.Area area = new Footprint.Area(seed.x(), seed.y(), 1, 0, reach, reach);
        Footprint near = Footprint.collect(points, ground, area, tallest(cls));
        double gap = clusterGap(seed.x(), seed.y());
        Footprint object = near.clusterAt(seed.x(), seed.y(), CLICK_REACH_METRES, gap).belowGap();
        if (object.size() < MIN_POINTS) {
            // Far away, or on something thin: what hangs together only loosely.
            object = near.clusterAt(seed.x(), seed.y(), CLICK_REACH_METRES, LOOSE * gap).belowGap();
        }
        if (object.size() < MIN_POINTS) {
            return Optional.empty();
        }
        return Optional.of(proposal(points, search(points, ground, object, seed.x(), seed.y(), cls, Optional.empty(), 0)));
    }

    /**
     * Draws a box onto the points in and just around it; heading and tilt stay. A side that the points fill is snug on
     * both faces; where they fill less, the face turned to the sensor goes onto them and the size stays. The box comes
     * back as it was where fewer than {@link #MIN_POINTS} points speak for it.
     */
    public static Proposal refit(PointBlock points, Ground ground, Box box) {
        double cos = Math.cos(box.yaw());
        double sin = Math.sin(box.yaw());
        Vec3 c = box.centre();
        Footprint.Area area =
                new Footprint.Area(c.x(), c.y(), cos, sin, box.length() / 2, box.width() / 2);
        double top = c.z() + box.height() / 2 - ground.heightAt(c.x(), c.y()) + REFIT_GROW_METRES;
        Footprint object = Footprint.collect(points, ground, area.grown(REFIT_GROW_METRES), Math.max(0.5, top));
        if (object.size() < MIN_POINTS) {
            return proposal(points, box);
        }
        return proposal(points, Shape.refit(object, ground, box));
    }

    /**
     * Where an object of known size and heading is by now: its box moved onto the points in and around it, no further than
     * {@link #FOLLOWED_METRES} over the ground. It stays where fewer than {@link #MIN_POINTS} points speak for a move, or
     * where they lie further off.
     */
    public static Proposal follow(PointBlock points, Ground ground, Box box) {
        Vec3 c = box.centre();
        Footprint.Area area = new Footprint.Area(
                c.x(), c.y(), Math.cos(box.yaw()), Math.sin(box.yaw()), box.length() / 2, box.width() / 2);
        Footprint object = Footprint.collect(points, ground, area.grown(REFIT_GROW_METRES), box.height() + REFIT_GROW_METRES);
        if (object.size() < MIN_POINTS) {
            return proposal(points, box);
        }
        Box there = Shape.follow(object, ground, box);
        double moved = Math.hypot(there.centre().x() - c.x(), there.centre().y() - c.y());
        return proposal(points, moved <= FOLLOWED_METRES ? there : box);
    }

    /**
     * Everything that stands on the ground by itself within {@code range} metres of the sensor, as snug boxes, largest
     * first; things taller than {@code tallest} metres are walls, trees or poles and are left out whole.
     */
    public static List<Proposal> objects(PointBlock points, Ground ground, double range, double tallest) {
        Footprint.Area area = new Footprint.Area(0, 0, 1, 0, range, range);
        Footprint all = Footprint.collect(points, ground, area, Double.MAX_VALUE);
        LabelClass any = new LabelClass("any", "AN", "any", 0, 0, 0, 0, 0, List.of());
        List<Proposal> out = new ArrayList<>();
        for (Footprint object : all.parts(STANDING_APART_METRES)) {
            if (object.size() >= MIN_POINTS && Arrays.stream(object.height()).max().orElse(0) <= tallest) {
                Box box = Shape.search(object, any, Optional.empty(), 0).box(object, ground, any);
                out.add(new Proposal(box, object.size(), 0));
            }
        }
        out.sort(Comparator.comparingInt(Proposal::inside).reversed());
        return out;
    }

    private static Proposal proposal(PointBlock points, Box box) {
        int inside = PointsInBox.count(points, box);
        return new Proposal(box, inside, PointsInBox.countWithin(points, box, 0.05) - inside);
    }

    private static double typical(LabelClass cls) {
        double typical = Math.max(cls.typicalLength(), cls.typicalWidth());
        return typical > 0 ? typical : DEFAULT_REACH_METRES;
    }

    private static double tallest(LabelClass cls) {
        return cls.typicalHeight() > 0 ? cls.typicalHeight() * 1.6 + 0.3 : 4;
    }

    /** Points of one surface lie further apart the further away they are. */
    private static double clusterGap(double x, double y) {
        return Math.clamp(0.25 + 0.008 * Math.hypot(x, y), 0.3, 0.8);
    }
}
