package plumbline.viewer3d.fx;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.tool.Edits;
import plumbline.viewer3d.view.Projection;

/** What stands on the card beside the selected box: points in it, points just outside, its size. */
final class BoxCard {
    /** In larger clouds counting at every step of a drag would be felt. */
    private static final int COUNTABLE = 500_000;

    private static final double JUST_OUTSIDE = 0.05;

    private Box counted = Box.upright(Vec3.ZERO, 0, 0, 0, 0);
    private List<SceneSnapshot.PointLayer> layers = List.of();
    private String words = "";

    record Place(double x, double y) {}

    static Optional<BoxItem> item(SceneSnapshot scene) {
        return scene.boxes().stream().filter(b -> b.style() == BoxStyle.SELECTED).findFirst();
    }

    /** The card's words; empty where the points cannot be counted fast enough. */
    String words(SceneSnapshot scene, BoxItem item) {
        if (item.box().equals(counted) && layers == scene.points()) {
            return words;
        }
        counted = item.box();
        layers = scene.points();
        long all = layers.stream().mapToLong(l -> l.points().size()).sum();
        boolean plain = layers.stream().allMatch(l -> l.viewFromBlock().equals(Pose.IDENTITY));
        words = "";
        if (plain && all <= COUNTABLE) {
            int inside = 0;
            int around = 0;
            for (SceneSnapshot.PointLayer l : layers) {
                PointBlock points = l.points();
                inside += PointsInBox.count(points, counted);
                around += PointsInBox.countWithin(points, counted, JUST_OUTSIDE);
            }
            words = Edits.spaced(inside) + " pts   " + (around - inside) + " outside by < 5 cm   " + size(counted);
        }
        return words;
    }

    private static String size(Box b) {
        return String.format(Locale.ROOT, "%.2f \u00d7 %.2f \u00d7 %.2f m", b.length(), b.width(), b.height());
    }

    /** Below the box, or above it where the pointer or the view's edge is in the way; empty where it is out of view. */
    static Optional<Place> place(Box box, Projection p, double width, double height, double pointerX, double pointerY) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (Vec3 corner : box.corners()) {
            Optional<Vec3> at = p.visible(corner);
            if (at.isEmpty()) {
                return Optional.empty();
            }
            left = Math.min(left, at.get().x());
            right = Math.max(right, at.get().x());
            top = Math.min(top, at.get().y());
            bottom = Math.max(bottom, at.get().y());
        }
        if (right < 0 || left > p.width() || bottom < 0 || top > p.height()) {
            return Optional.empty();
        }
        double x = Math.clamp((left + right) / 2 - width / 2, 4, Math.max(4, p.width() - width - 4));
        double below = bottom + 26;
        boolean pointer = pointerX > x - 12 && pointerX < x + width + 12 && Math.abs(pointerY - below) < height + 30;
        double y = pointer || below + height > p.height() - 4 ? top - height - 28 : below;
        return Optional.of(new Place(x, Math.clamp(y, 4, Math.max(4, p.height() - height - 4))));
    }
}
