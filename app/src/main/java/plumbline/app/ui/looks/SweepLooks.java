package plumbline.app.ui.looks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.service.PointLooks;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.PointValues;
import plumbline.viewer3d.render.PointValues.Histogram;

/** What a sweep's points offer. */
public record SweepLooks(PointBlock points, Ontology ontology, boolean cameras, List<String> layers)
        implements LooksSource {
    private static final int BINS = 64;

    @Override
    public List<String> colours() {
        return PointLooks.choices(points, cameras);
    }

    @Override
    public Optional<String> value(String colour) {
        return PointLooks.ranged(colour) && PointLooks.has(points, colour)
                ? Optional.of(PointLooks.value(points, colour))
                : Optional.empty();
    }

    @Override
    public List<String> values() {
        List<String> out = new ArrayList<>(List.of(PointValues.HEIGHT, PointValues.DISTANCE));
        points.columns().stream().map(Column::name).forEach(out::add);
        return out;
    }

    @Override
    public Optional<Histogram> histogram(String value) {
        return PointValues.histogram(points, value, BINS);
    }

    @Override
    public SortedMap<String, Integer> classes() {
        SortedMap<String, Integer> out = new TreeMap<>();
        for (LabelClass c : ontology.classes()) {
            out.put(c.name(), Palette.label(c.colour()));
        }
        return out;
    }

    @Override
    public boolean ground() {
        return true;
    }
}
