package plumbline.viewer3d.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;
import plumbline.viewer3d.view.Projection;

/**
 * Where the tags of boxes and lines stand: above each box and the middle of each line, never over one another; of two that would touch, the farther is left
 * out.
 */
public final class TagLayout {
    private TagLayout() {}

    /** A tag's words and rectangle in pixels, left and top first. */
    public record Tag(String text, int rgb, double x, double y, double width, double height) {
        boolean touches(Tag o) {
            return x < o.x + o.width + 2 && o.x < x + width + 2 && y < o.y + o.height + 2 && o.y < y + height + 2;
        }
    }

    private record Wish(Tag tag, double depth) {}

    /** {@code textWidth} measures a tag's words in the pixels of the projection; {@code height} is a tag's height. */
    public static List<Tag> place(
            SceneSnapshot scene, Projection p, ToDoubleFunction<String> textWidth, double padding, double height) {
        List<Wish> wishes = new ArrayList<>();
        for (LineItem line : scene.lines()) {
            line(line, p, textWidth, padding, height).ifPresent(wishes::add);
        }
        for (BoxItem item : scene.boxes()) {
            if (item.tag().isEmpty()) {
                continue;
            }
            double left = Double.MAX_VALUE;
            double right = -Double.MAX_VALUE;
            double top = Double.MAX_VALUE;
            double bottom = -Double.MAX_VALUE;
            boolean whole = true;
            for (Vec3 corner : item.box().corners()) {
                if (p.visible(corner).isEmpty()) {
                    whole = false;
                    break;
                }
                Vec3 at = p.pixel(corner);
                left = Math.min(left, at.x());
                right = Math.max(right, at.x());
                top = Math.min(top, at.y());
                bottom = Math.max(bottom, at.y());
            }
            boolean prominent = item.style() == BoxStyle.SELECTED || item.style() == BoxStyle.HOVERED;
            if (!whole || right < 0 || left > p.width() || bottom < 0 || top > p.height()
                    || !prominent && bottom - top < height * 0.6) {
                continue;
            }
            double w = textWidth.applyAsDouble(item.tag()) + 2 * padding;
            double x = Math.clamp((left + right) / 2 - w / 2, 2, Math.max(2, p.width() - w - 2));
            double y = Math.max(2, top - height - 3);
            double depth = prominent ? -1e9 : p.depth(item.box().centre());
            wishes.add(new Wish(new Tag(item.tag(), item.rgb(), x, y, w, height), depth));
        }
        wishes.sort(Comparator.comparingDouble(Wish::depth));
        List<Tag> placed = new ArrayList<>();
        for (Wish w : wishes) {
            if (placed.stream().noneMatch(w.tag()::touches)) {
                placed.add(w.tag());
            }
        }
        return placed;
    }

    /** Above the middle of a line's course. */
    private static Optional<Wish> line(
            LineItem line, Projection p, ToDoubleFunction<String> textWidth, double padding, double height) {
        if (line.tag().isEmpty()) {
            return Optional.empty();
        }
        Vec3 middle = middle(line.points());
        return p.visible(middle).filter(at -> at.x() > 0 && at.x() < p.width() && at.y() > 0 && at.y() < p.height()).map(at -> {
            double w = textWidth.applyAsDouble(line.tag()) + 2 * padding;
            double x = Math.clamp(at.x() - w / 2, 2, Math.max(2, p.width() - w - 2));
            return new Wish(new Tag(line.tag(), line.rgb(), x, Math.max(2, at.y() - height - 5), w, height), p.depth(middle));
        });
    }

    private static Vec3 middle(List<Vec3> points) {
        double all = 0;
        for (int i = 1; i < points.size(); i++) {
            all += points.get(i).distance(points.get(i - 1));
        }
        double left = all / 2;
        for (int i = 1; i < points.size(); i++) {
            Vec3 a = points.get(i - 1);
            Vec3 step = points.get(i).minus(a);
            double length = step.length();
            if (length > 0 && left <= length) {
                return a.plus(step.times(left / length));
            }
            left -= length;
        }
        return points.getFirst();
    }
}
