package plumbline.viewer3d.render;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.PointRenderer.Picked;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/**
 * Which point each pixel of a rectangle shows: for picking, and for selecting only what is seen. {@code numbers} row by
 * row from the top left, running over all layers in order, {@link #NONE} where there is no point.
 */
public record VisiblePoints(int left, int top, int width, int height, int[] numbers, List<PointLayer> layers) {
    public static final int NONE = -1;
    public static final VisiblePoints EMPTY = new VisiblePoints(0, 0, 0, 0, new int[0], List.of());

    /** What a pixel of the picture shows; empty outside of the rectangle too. */
    public Optional<Picked> at(int x, int y) {
        int i = x - left;
        int j = y - top;
        if (i < 0 || j < 0 || i >= width || j >= height || numbers[j * width + i] == NONE) {
            return Optional.empty();
        }
        long number = numbers[j * width + i] & 0xFFFFFFFFL;
        long first = 0;
        for (int l = 0; l < layers.size(); l++) {
            PointLayer layer = layers.get(l);
            if (number < first + layer.points().size()) {
                int index = (int) (number - first);
                Vec3 view = layer.viewFromBlock().apply(layer.points().point(index));
                return Optional.of(new Picked(l, index, view));
            }
            first += layer.points().size();
        }
        return Optional.empty();
    }

    /** The point shown nearest to a pixel, within {@code reach} pixels. */
    public Optional<Picked> near(int x, int y, int reach) {
        int bestX = 0;
        int bestY = 0;
        int nearest = reach * reach + 1;
        for (int j = Math.max(top, y - reach); j <= Math.min(top + height - 1, y + reach); j++) {
            for (int i = Math.max(left, x - reach); i <= Math.min(left + width - 1, x + reach); i++) {
                int away = (i - x) * (i - x) + (j - y) * (j - y);
                if (away < nearest && numbers[(j - top) * width + i - left] != NONE) {
                    nearest = away;
                    bestX = i;
                    bestY = j;
                }
            }
        }
        return nearest > reach * reach ? Optional.empty() : at(bestX, bestY);
    }

    /** The running number of a layer's first point. */
    public long first(int layer) {
        long first = 0;
        for (int l = 0; l < layer; l++) {
            first += layers.get(l).points().size();
        }
        return first;
    }
}
