package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.label.PointRuns;

/** Some points of each layer of a scene, by their numbers within the layer. Immutable. */
public record LayerPoints(List<PointRuns> ofLayer) {
    public static final LayerPoints NONE = new LayerPoints(List.of());

    public LayerPoints {
        ofLayer = List.copyOf(ofLayer);
    }

    /** Empty beyond the last layer. */
    public PointRuns layer(int i) {
        return i < ofLayer.size() ? ofLayer.get(i) : PointRuns.EMPTY;
    }

    public boolean isEmpty() {
        return ofLayer.stream().allMatch(PointRuns::isEmpty);
    }

    public long count() {
        return ofLayer.stream().mapToLong(PointRuns::count).sum();
    }

    private interface Two {
        PointRuns of(PointRuns mine, PointRuns other);
    }

    private LayerPoints with(LayerPoints o, Two two) {
        List<PointRuns> out = new ArrayList<>();
        for (int i = 0; i < Math.max(ofLayer.size(), o.ofLayer.size()); i++) {
            out.add(two.of(layer(i), o.layer(i)));
        }
        return new LayerPoints(out);
    }

    public LayerPoints union(LayerPoints o) {
        return with(o, PointRuns::union);
    }

    public LayerPoints minus(LayerPoints o) {
        return with(o, PointRuns::minus);
    }

    public LayerPoints intersect(LayerPoints o) {
        return with(o, PointRuns::intersect);
    }
}
