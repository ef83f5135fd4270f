package plumbline.viewer3d.tool;

import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;

/** The edits that box tools make, each one change set with its words; refusals are said, never thrown. */
public final class Edits {
    private Edits() {}

    /** {@code "Car 014"}. */
    public static String name(Label l) {
        return l.className() + " " + l.track();
    }

    /** Why a label must not be touched; empty where it may be. */
    public static Optional<String> refusal(Label l) {
        return l.finalised() ? Optional.of(name(l) + " is finalised. Press F to open it.") : Optional.empty();
    }

    public static Optional<Label.Cuboid> selected(EditTarget target) {
        return target.selected()
                .flatMap(id -> target.cuboids().stream().filter(c -> c.id().equals(id)).findFirst());
    }

    /** {@code verb} is "Move", "Resize", "Turn". False where it was refused, which has been said. */
    public static boolean replace(EditTarget target, String verb, Label.Cuboid before, Box box) {
        Optional<String> refusal = refusal(before);
        if (refusal.isPresent()) {
            target.say(refusal.get());
            return false;
        }
        if (box.equals(before.box())) {
            return true;
        }
        Label.Cuboid after = before.withBox(box).withOrigin(Origin.HAND);
        return apply(target, ChangeSet.of(verb + " " + name(before), Change.replace(before, after)));
    }

    public static boolean delete(EditTarget target, Label.Cuboid c) {
        Optional<String> refusal = refusal(c);
        if (refusal.isPresent()) {
            target.say(refusal.get());
            return false;
        }
        boolean done = apply(target, ChangeSet.of("Delete " + name(c), Change.delete(c)));
        if (done) {
            target.select(Optional.empty());
        }
        return done;
    }

    /** A new object of the class in use, selected once it is saved. */
    public static boolean create(EditTarget target, Box box, int pointsInside) {
        LabelClass cls = target.currentClass();
        TrackId track = target.nextTrack();
        Label.Cuboid made = new Label.Cuboid(
                LabelId.random(), track, cls.name(), target.frame(), box, new TreeMap<>(), Origin.HAND, false, 1);
        if (!apply(target, ChangeSet.of("Add " + name(made), Change.create(made)))) {
            return false;
        }
        target.select(Optional.of(made.id()));
        target.say(name(made) + ": " + spaced(pointsInside) + " points");
        return true;
    }

    /** Thousands apart by a thin space: {@code 1 284}. */
    public static String spaced(int n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', '\u2009');
    }

    private static boolean apply(EditTarget target, ChangeSet changes) {
        Optional<String> refused = target.apply(changes);
        refused.ifPresent(target::say);
        return refused.isEmpty();
    }

    /** Points above the ground over the footprint of a box, up to 4 m. */
    public static int above(PointBlock points, plumbline.annotation.assist.Ground ground, Box footprint) {
        double cos = Math.cos(footprint.yaw());
        double sin = Math.sin(footprint.yaw());
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            double dx = points.px(i) - footprint.centre().x();
            double dy = points.py(i) - footprint.centre().y();
            if (Math.abs(cos * dx + sin * dy) <= footprint.length() / 2
                    && Math.abs(cos * dy - sin * dx) <= footprint.width() / 2) {
                double z = points.pz(i);
                double floor = ground.heightAt(points.px(i), points.py(i));
                n += z > floor + plumbline.annotation.assist.Ground.GROUND_METRES && z < floor + 4 ? 1 : 0;
            }
        }
        return n;
    }
}
