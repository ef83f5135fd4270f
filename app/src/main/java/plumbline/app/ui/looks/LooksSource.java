package plumbline.app.ui.looks;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import plumbline.app.service.PointLooks;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.PointValues;
import plumbline.viewer3d.render.PointValues.Histogram;

/** What there is to choose from for the points that a view shows now. */
public interface LooksSource {
    /** What points can be coloured by. */
    List<String> colours();

    default String words(String colour) {
        return PointLooks.words(colour);
    }

    /** The value that a colour's range is about; empty where it has no range. */
    Optional<String> value(String colour);

    default ColourMap usualMap(String colour) {
        return PointLooks.usualMap(colour);
    }

    /** Values that a filter can be about. */
    List<String> values();

    default String unit(String value) {
        return PointValues.unit(value);
    }

    /** Off the window's thread; empty where no point has such a number. */
    Optional<Histogram> histogram(String value) throws IOException;

    /** Names of classes with their colours {@code 0xRRGGBB}, where points belong to some. */
    SortedMap<String, Integer> classes();

    /** The kinds of layers that are there, of {@link plumbline.viewer3d.render.Looks#LAYERS}. */
    List<String> layers();

    /** Whether ground can be told apart. */
    boolean ground();
}
