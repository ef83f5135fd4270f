package plumbline.viewer3d.fx;

import java.util.Locale;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;

/** What the 3D view shows, in words for people who hear it. */
final class Describe {
    private static final int COUNTABLE = 500_000;

    private Describe() {}

    static String of(SceneSnapshot scene) {
        return scene.boxes().stream()
                .filter(b -> b.style() == BoxStyle.SELECTED)
                .findFirst()
                .map(b -> box(scene, b))
                .orElseGet(() -> "3D view, " + count(scene.boxes().size(), "object") + ", nothing selected");
    }

    private static String box(SceneSnapshot scene, BoxItem item) {
        Vec3 c = item.box().centre();
        String words = item.tag().isEmpty() ? "Selected object" : item.tag();
        long all = scene.points().stream().mapToLong(l -> l.points().size()).sum();
        boolean plain = scene.points().stream().allMatch(l -> l.viewFromBlock().equals(Pose.IDENTITY));
        if (plain && all <= COUNTABLE) {
            int inside = scene.points().stream()
                    .mapToInt(l -> PointsInBox.count(l.points(), item.box()))
                    .sum();
            words += ", " + count(inside, "point");
        }
        return words + String.format(Locale.ROOT, ", %.1f metres %s", Math.hypot(c.x(), c.y()), direction(c));
    }

    /** In eighths of a turn from straight ahead (+x), left being +y. */
    static String direction(Vec3 p) {
        int eighth = Math.floorMod(Math.round(Math.atan2(p.y(), p.x()) / (Math.PI / 4)), 8);
        return switch (eighth) {
            case 0 -> "ahead";
            case 1 -> "ahead left";
            case 2 -> "left";
            case 3 -> "behind left";
            case 4 -> "behind";
            case 5 -> "behind right";
            case 6 -> "right";
            default -> "ahead right";
        };
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
