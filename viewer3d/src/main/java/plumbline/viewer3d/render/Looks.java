package plumbline.viewer3d.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.view.PointStyle;

/**
 * What a person chose about how points look: what colours them, over which scale, how they are drawn, and which are left
 * out. Immutable. {@code map} and {@code range} are empty where the usual ones of the colour apply; {@code opacity} is by
 * the name of a kind of layer, 1 where it is not named; {@code hiddenClasses} holds names of classes, "" for points
 * without a label.
 */
public record Looks(
        String colour, Optional<ColourMap> map, Optional<Range> range, PointStyle style, List<Between> filters,
        SortedSet<String> hiddenClasses, boolean ground, SortedMap<String, Double> opacity) {
    /** The kinds of layers that opacity is chosen for. */
    public static final List<String> LAYERS = List.of("sweep", "sweeps around", "map", "boxes");

    public static final Looks DEFAULT = new Looks(
            "labels", Optional.empty(), Optional.empty(), PointStyle.DEFAULT, List.of(), new TreeSet<>(), true,
            new TreeMap<>());

    /** Keeps points whose value (see {@link PointValues}) lies between; a value that is no number is left out. */
    public record Between(String value, double min, double max) {}

    public Looks {
        filters = List.copyOf(filters);
        hiddenClasses = Collections.unmodifiableSortedSet(new TreeSet<>(hiddenClasses));
        opacity = Collections.unmodifiableSortedMap(new TreeMap<>(opacity));
    }

    public static Looks of(String colour) {
        return DEFAULT.withColour(colour);
    }

    /** By another value; scale and range are that one's usual ones again. */
    public Looks withColour(String now) {
        return now.equals(colour)
                ? this
                : new Looks(now, Optional.empty(), Optional.empty(), style, filters, hiddenClasses, ground, opacity);
    }

    public Looks withMap(Optional<ColourMap> now) {
        return new Looks(colour, now, range, style, filters, hiddenClasses, ground, opacity);
    }

    public Looks withRange(Optional<Range> now) {
        return new Looks(colour, map, now, style, filters, hiddenClasses, ground, opacity);
    }

    public Looks withStyle(PointStyle now) {
        return new Looks(colour, map, range, now, filters, hiddenClasses, ground, opacity);
    }

    public Looks withGround(boolean shown) {
        return new Looks(colour, map, range, style, filters, hiddenClasses, shown, opacity);
    }

    public Optional<Between> filter(String value) {
        return filters.stream().filter(f -> f.value().equals(value)).findFirst();
    }

    /** In place of the filter on the same value. */
    public Looks withFilter(Between now) {
        List<Between> all = new ArrayList<>(filters);
        all.removeIf(f -> f.value().equals(now.value()));
        all.add(now);
        return new Looks(colour, map, range, style, all, hiddenClasses, ground, opacity);
    }

    public Looks withoutFilter(String value) {
        return new Looks(
                colour, map, range, style, filters.stream().filter(f -> !f.value().equals(value)).toList(),
                hiddenClasses, ground, opacity);
    }

    public Looks withClass(String name, boolean shown) {
        SortedSet<String> hidden = new TreeSet<>(hiddenClasses);
        if (shown) {
            hidden.remove(name);
        } else {
            hidden.add(name);
        }
        return new Looks(colour, map, range, style, filters, hidden, ground, opacity);
    }

    public double opacityOf(String layer) {
        return opacity.getOrDefault(layer, 1.0);
    }

    public Looks withOpacity(String layer, double now) {
        SortedMap<String, Double> all = new TreeMap<>(opacity);
        if (now >= 1) {
            all.remove(layer);
        } else {
            all.put(layer, Math.max(0, now));
        }
        return new Looks(colour, map, range, style, filters, hiddenClasses, ground, all);
    }

    /** Whether points must be coloured again after a change, rather than only drawn again. */
    public boolean coloursAs(Looks o) {
        return colour.equals(o.colour) && map.equals(o.map) && range.equals(o.range) && filters.equals(o.filters)
                && hiddenClasses.equals(o.hiddenClasses) && ground == o.ground;
    }

    /** The number of things that are left out on purpose, for a badge. */
    public int leftOut() {
        return filters.size() + (hiddenClasses.isEmpty() ? 0 : 1) + (ground ? 0 : 1);
    }
}
