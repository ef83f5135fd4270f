package plumbline.viewer3d.lod;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.TileSource;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.PointValues;

/** Colours of the points of tiles, by the same scale in all of them. Safe for use by several threads. */
public sealed interface TileColours {
    /** Which fields the tiles must be loaded with. */
    Predicate<String> fields();

    int[] argb(PointBlock points);

    /** Empty where the colours are the recorded ones. */
    default Optional<Legend> legend() {
        return switch (this) {
            case ByField f -> Optional.of(Legend.of(f.field(), f.range(), "", f.map()));
            case ByHeight h -> Optional.of(Legend.of("Height", h.range(), "m", h.map()));
            case ByKind k -> Optional.of(Legend.of(k.field(), k.entries()));
            case Rgb r -> Optional.empty();
            case Filtered f -> f.base().legend();
        };
    }

    /** A field over the range that holds all but its rarest values. */
    record ByField(String field, Range range, ColourMap map) implements TileColours {
        @Override
        public Predicate<String> fields() {
            return field::equals;
        }

        @Override
        public int[] argb(PointBlock points) {
            Optional<Column> column = points.column(field);
            return column.isPresent()
                    ? Colouring.field(points, column.get(), range, map)
                    : Colouring.single(points, 0x808080);
        }
    }

    record ByHeight(Range range, ColourMap map) implements TileColours {
        @Override
        public Predicate<String> fields() {
            return f -> false;
        }

        @Override
        public int[] argb(PointBlock points) {
            return Colouring.height(points, range, map);
        }
    }

    /** A field whose numbers are kinds, each with a colour of the palette; {@code low} and {@code high} are the ends. */
    record ByKind(String field, int low, int high) implements TileColours {
        private static final int MOST_ENTRIES = 8;

        @Override
        public Predicate<String> fields() {
            return field::equals;
        }

        @Override
        public int[] argb(PointBlock points) {
            Optional<Column> column = points.column(field);
            return column.isPresent()
                    ? Colouring.classes(points, column.get(), Palette::label)
                    : Colouring.single(points, 0x808080);
        }

        List<Legend.Entry> entries() {
            return IntStream.rangeClosed(low, Math.min(high, low + MOST_ENTRIES - 1))
                    .mapToObj(i -> new Legend.Entry(String.valueOf(i), Palette.label(i)))
                    .toList();
        }
    }

    /** Points whose values lie outside of a range are left out. */
    record Filtered(TileColours base, List<Looks.Between> filters) implements TileColours {
        public Filtered {
            filters = List.copyOf(filters);
        }

        @Override
        public Predicate<String> fields() {
            return base.fields().or(f -> filters.stream().anyMatch(x -> x.value().equals(f)));
        }

        @Override
        public int[] argb(PointBlock points) {
            int[] argb = base.argb(points);
            for (Looks.Between f : filters) {
                PointValues.of(points, f.value()).ifPresent(v -> Colouring.hide(
                        argb, i -> !(v.applyAsDouble(i) >= f.min() && v.applyAsDouble(i) <= f.max())));
            }
            return argb;
        }
    }

    /** The fields red, green, blue; {@code full} is their largest value, 255 or 65535. */
    record Rgb(double full) implements TileColours {
        @Override
        public Predicate<String> fields() {
            return f -> f.equals("red") || f.equals("green") || f.equals("blue");
        }

        @Override
        public int[] argb(PointBlock points) {
            Column red = points.column("red").orElseThrow();
            Column green = points.column("green").orElseThrow();
            Column blue = points.column("blue").orElseThrow();
            double scale = 255 / full;
            int[] out = new int[points.size()];
            for (int i = 0; i < out.length; i++) {
                out[i] = 0xFF000000 | eight(red.get(i) * scale) << 16 | eight(green.get(i) * scale) << 8
                        | eight(blue.get(i) * scale);
            }
            return out;
        }

        private static int eight(double v) {
            return (int) Math.clamp(v + 0.5, 0, 255);
        }
    }

    /** Fields whose numbers are kinds, not amounts. */
    Set<String> KINDS = Set.of("classification", "return_number", "number_of_returns", "ring");

    /** As a person chose them; scale, range and filters over {@link #named}. Distance is from nowhere here: left out. */
    static TileColours of(Looks looks, TileSource source) throws IOException {
        TileColours usual = named(looks.colour(), source);
        TileColours base = switch (usual) {
            case ByField f -> new ByField(f.field(), looks.range().orElse(f.range()), looks.map().orElse(f.map()));
            case ByHeight h -> new ByHeight(looks.range().orElse(h.range()), looks.map().orElse(h.map()));
            case ByKind k -> k;
            case Rgb r -> r;
            case Filtered f -> f;
        };
        List<Looks.Between> filters = looks.filters().stream()
                .filter(f -> f.value().equals(PointValues.HEIGHT) || source.set().field(f.value()).isPresent())
                .toList();
        return filters.isEmpty() ? base : new Filtered(base, filters);
    }

    /**
     * {@code height}, {@code rgb}, the name of a field, or {@code labels}: what looks best where there are no labels: rgb,
     * intensity, else height. Throws {@link IllegalArgumentException} with what there is.
     */
    static TileColours named(String name, TileSource source) throws IOException {
        TileSet set = source.set();
        boolean coloured = set.field("red").isPresent() && set.field("green").isPresent() && set.field("blue").isPresent();
        switch (name) {
            case "height", "z" -> {
                return byHeight(source);
            }
            case "labels" -> {
                if (coloured && set.field("green").orElseThrow().high() > set.field("green").orElseThrow().low()) {
                    return rgb(set);
                }
                return set.field("intensity").map(TileColours::slate).orElse(byHeight(source));
            }
            case "rgb" -> {
                if (!coloured) {
                    throw new IllegalArgumentException("These points carry no red, green and blue.");
                }
                return rgb(set);
            }
            default -> {
                TileSet.Field f = set.field(name).orElseThrow(() -> new IllegalArgumentException(
                        "These points carry no field \"" + name + "\"; they carry "
                                + String.join(", ", set.fields().stream().map(TileSet.Field::name).toList())
                                + ", and height works always."));
                return KINDS.contains(name) && f.high() - f.low() < 256
                        ? new ByKind(name, (int) f.low(), (int) f.high())
                        : new ByField(name, new Range(f.low(), f.high()), ColourMap.CIVIDIS);
            }
        }
    }

    private static TileColours slate(TileSet.Field f) {
        return new ByField(f.name(), new Range(f.low(), f.high()), ColourMap.SLATE);
    }

    private static TileColours rgb(TileSet set) {
        boolean wide = set.fields().stream()
                .anyMatch(f -> (f.name().equals("red") || f.name().equals("green") || f.name().equals("blue")) && f.high() > 255);
        return new Rgb(wide ? 65535 : 255);
    }

    /** The root tile shows all heights; where it has no points the bounds must do. */
    private static TileColours byHeight(TileSource source) throws IOException {
        PointBlock root = source.load(TileKey.ROOT, f -> false);
        return new ByHeight(
                root.size() > 0
                        ? Colouring.heightRange(root)
                        : new Range(source.set().min().z(), source.set().max().z()),
                ColourMap.LAGOON);
    }
}
