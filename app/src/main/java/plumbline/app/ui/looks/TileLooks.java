package plumbline.app.ui.looks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.TileSource;
import plumbline.viewer3d.lod.TileColours;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.PointValues;
import plumbline.viewer3d.render.PointValues.Histogram;

/** What an octree's points offer; values are counted over the coarsest tile, which is of all places. */
public record TileLooks(TileSource source, List<String> colours) implements LooksSource {
    private static final int BINS = 64;
    private static final String RECORDED = "labels";

    /** The same tiles opened again offer the same. */
    @Override
    public boolean equals(Object o) {
        return o instanceof TileLooks t && t.source.set().equals(source.set()) && t.colours.equals(colours);
    }

    @Override
    public int hashCode() {
        return colours.hashCode();
    }

    @Override
    public String words(String colour) {
        return colour.equals(RECORDED) ? "As recorded" : LooksSource.super.words(colour);
    }

    /** Recorded colours and kinds have no range. */
    @Override
    public Optional<String> value(String colour) {
        if (colour.equals(RECORDED) && !colours.contains("rgb")) {
            return Optional.of(source.set().field("intensity").isPresent() ? "intensity" : PointValues.HEIGHT);
        }
        return List.of(RECORDED, "rgb").contains(colour) || TileColours.KINDS.contains(colour)
                ? Optional.empty()
                : Optional.of(colour);
    }

    @Override
    public ColourMap usualMap(String colour) {
        return colour.equals(RECORDED) && source.set().field("intensity").isEmpty()
                ? ColourMap.LAGOON
                : LooksSource.super.usualMap(colour);
    }

    @Override
    public List<String> values() {
        List<String> out = new ArrayList<>(List.of(PointValues.HEIGHT));
        source.set().fields().stream().map(TileSet.Field::name).forEach(out::add);
        return out;
    }

    @Override
    public Optional<Histogram> histogram(String value) throws IOException {
        return PointValues.histogram(source.load(TileKey.ROOT, value::equals), value, BINS);
    }

    @Override
    public SortedMap<String, Integer> classes() {
        return new TreeMap<>();
    }

    @Override
    public List<String> layers() {
        return List.of();
    }

    @Override
    public boolean ground() {
        return false;
    }
}
