package plumbline.app.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.PointValues;

/**
 * {@link Looks} applied to a sweep: a colour for each point (alpha 0 where it is left out) and the legend that says what
 * they mean. Pure; safe for several threads.
 */
public final class PointLooks {
    /** Labelled points in class colours over intensity in slate. */
    public static final String LABELS = "labels";
    public static final String CLASS = "class";
    public static final String INSTANCE = "instance";
    /** What no label holds stands out. */
    public static final String UNLABELLED = "unlabelled";
    public static final String CAMERA = "camera";
    public static final String RGB = "rgb";

    /** Fields whose numbers are kinds, not amounts. */
    private static final Set<String> KINDS =
            Set.of("classification", "label", "semantic", "class_id", "panoptic", "ring", "return_number", "number_of_returns");
    private static final List<String> CHANNELS = List.of("red", "green", "blue");
    private static final int NO_LABEL = 0x4A525E;
    private static final int MISSED = 0xFFF06A;
    static final int DONE = 0x3A424D;
    private static final int MOST_ENTRIES = 8;

    private PointLooks() {}

    /**
     * A sweep with what is known about its points, all in the block's frame; {@code camera} as of {@link CameraColours},
     * where it was asked for.
     */
    public record Given(
            PointBlock points, List<Label.Cuboid> cuboids, List<Label.PointMask> masks, Ontology ontology,
            Optional<int[]> camera) {
        public Given(PointBlock points, List<Label.Cuboid> cuboids, Ontology ontology) {
            this(points, cuboids, List.of(), ontology, Optional.empty());
        }
    }

    public record Coloured(int[] argb, Optional<Legend> legend) {}

    /** What points can be coloured by: some always, others where the points carry them. */
    public static List<String> choices(PointBlock points, boolean cameras) {
        List<String> out = new ArrayList<>(
                List.of(LABELS, CLASS, INSTANCE, UNLABELLED, PointValues.HEIGHT, PointValues.DISTANCE));
        List<String> names = points.columns().stream().map(Column::name).toList();
        if (names.containsAll(CHANNELS)) {
            out.add(RGB);
        }
        if (cameras) {
            out.add(CAMERA);
        }
        names.stream().filter(n -> !CHANNELS.contains(n) && !out.contains(n)).forEach(out::add);
        return out;
    }

    public static boolean has(PointBlock points, String colour) {
        return choices(points, true).contains(colour) || colour.equals("z");
    }

    /** Whether a range of values decides the colour, so that handles on its histogram mean something. */
    public static boolean ranged(String colour) {
        return !List.of(CLASS, INSTANCE, UNLABELLED, RGB, CAMERA).contains(colour) && !KINDS.contains(colour);
    }

    /** The value that the range of a colour is about. */
    public static String value(PointBlock points, String colour) {
        if (!colour.equals(LABELS)) {
            return colour;
        }
        return points.columns().stream()
                .map(Column::name)
                .filter(n -> n.equals("intensity") || n.equals("reflectance"))
                .findFirst()
                .orElse(PointValues.HEIGHT);
    }

    public static String words(String colour) {
        return switch (colour) {
            case LABELS -> "Labels over intensity";
            case CLASS -> "Class";
            case INSTANCE -> "Instance";
            case UNLABELLED -> "Unlabelled points";
            case PointValues.HEIGHT, "z" -> "Height";
            case PointValues.DISTANCE -> "Distance";
            case RGB -> "Recorded colour";
            case CAMERA -> "Camera images";
            default -> "Field " + colour;
        };
    }

    public static ColourMap usualMap(String colour) {
        return switch (colour) {
            case LABELS -> ColourMap.SLATE;
            case PointValues.HEIGHT, "z" -> ColourMap.LAGOON;
            case PointValues.DISTANCE -> ColourMap.VIRIDIS;
            default -> ColourMap.CIVIDIS;
        };
    }

    /** Throws {@link IllegalArgumentException} with what there is, where the points carry no such field. */
    public static Coloured colour(Given g, Looks looks) {
        Coloured c = coloured(g, looks);
        hide(g, looks, c.argb());
        return c;
    }

    private static Coloured coloured(Given g, Looks looks) {
        String by = looks.colour();
        return switch (by) {
            case LABELS -> overIntensity(g, looks);
            case CLASS -> new Coloured(owners(g).classes(g.ontology(), NO_LABEL), Optional.of(classes(g)));
            case INSTANCE -> new Coloured(owners(g).instances(NO_LABEL), Optional.empty());
            case UNLABELLED -> new Coloured(
                    owners(g).unlabelled(MISSED, DONE),
                    Optional.of(Legend.of(
                            "Points", List.of(new Legend.Entry("without a label", MISSED), new Legend.Entry("labelled", DONE)))));
            case RGB -> new Coloured(
                    Colouring.rgb(g.points()).orElseThrow(() ->
                            new IllegalArgumentException("These points carry no red, green and blue.")),
                    Optional.empty());
            case CAMERA -> new Coloured(
                    g.camera().orElseThrow(() -> new IllegalArgumentException(
                                    "No camera with an image and a calibration sees these points."))
                            .clone(),
                    Optional.empty());
            default -> KINDS.contains(by) && g.points().column(by).isPresent()
                    ? kinds(g.points(), by)
                    : scaled(g.points(), by, looks);
        };
    }

    private static Coloured overIntensity(Given g, Looks looks) {
        List<Colouring.Tint> tints = g.cuboids().stream()
                .map(c -> new Colouring.Tint(c.box(), Views.rgb(g.ontology(), c.className())))
                .toList();
        String value = value(g.points(), LABELS);
        Range usual = usualRange(g.points(), value);
        int[] argb;
        if (looks.range().isEmpty() && looks.map().isEmpty()) {
            argb = Colouring.labelsOverIntensity(g.points(), tints);
        } else {
            argb = Colouring.withLabels(g.points(), scaled(g.points(), value, looks).argb(), tints);
        }
        for (Label.PointMask m : g.masks()) {
            int rgb = 0xFF000000 | Views.rgb(g.ontology(), m.className());
            Owners.each(m.points(), argb.length, i -> argb[i] = rgb);
        }
        String title = value.equals(PointValues.HEIGHT) ? "Height" : "Intensity";
        return new Coloured(argb, Optional.of(Legend.of(
                title, looks.range().orElse(usual), PointValues.unit(value), looks.map().orElse(ColourMap.SLATE))));
    }

    private static Coloured scaled(PointBlock points, String by, Looks looks) {
        IntToDoubleFunction value = PointValues.of(points, by).orElseThrow(() -> unknown(points, by));
        Range range = looks.range().orElseGet(() -> usualRange(points, by));
        ColourMap map = looks.map().orElse(usualMap(by));
        String title = by.equals(PointValues.HEIGHT) || by.equals(PointValues.DISTANCE) ? words(by) : by;
        return new Coloured(
                Colouring.values(points.size(), value, range, map),
                Optional.of(Legend.of(title, range, PointValues.unit(by), map)));
    }

    /** The middle 96 % of the values. */
    public static Range usualRange(PointBlock points, String value) {
        return PointValues.of(points, value)
                .map(v -> Colouring.range(points.size(), v, 0.02, 0.98))
                .orElse(new Range(0, 1));
    }

    /** The other half of the blinking of {@link #UNLABELLED}: points without a label as dark as the others. */
    public static int blinked(int argb) {
        return (argb & 0xFFFFFF) == MISSED ? argb & 0xFF000000 | DONE : argb;
    }

    private static IllegalArgumentException unknown(PointBlock points, String name) {
        return new IllegalArgumentException("These points carry no field \"" + name + "\"; "
                + (points.columns().isEmpty()
                        ? "labels, class, height and distance work always."
                        : "they carry " + String.join(", ", points.columns().stream().map(Column::name).toList())
                                + ", and labels, class, height and distance work always."));
    }

    private static Coloured kinds(PointBlock points, String name) {
        Column column = points.column(name).orElseThrow();
        long[] counts = new long[256];
        for (int i = 0; i < points.size(); i++) {
            counts[(int) column.get(i) & 255]++;
        }
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < counts.length && entries.size() < MOST_ENTRIES; i++) {
            if (counts[i] > 0) {
                entries.add(new Legend.Entry(String.valueOf(i), Palette.label(i)));
            }
        }
        long there = Arrays.stream(counts).filter(c -> c > 0).count();
        return new Coloured(
                Colouring.classes(points, column, Palette::label),
                Optional.of(Legend.of(there > entries.size() ? name + ", first " + entries.size() : name, entries)));
    }

    private static Owners owners(Given g) {
        return Owners.of(g.points(), g.cuboids(), g.masks());
    }

    private static Legend classes(Given g) {
        List<Legend.Entry> entries = new ArrayList<>();
        Set<String> there = new java.util.TreeSet<>();
        g.cuboids().forEach(c -> there.add(c.className()));
        g.masks().forEach(m -> there.add(m.className()));
        for (LabelClass c : g.ontology().classes()) {
            if (there.contains(c.name()) && entries.size() < MOST_ENTRIES) {
                entries.add(new Legend.Entry(c.name(), Palette.label(c.colour())));
            }
        }
        entries.add(new Legend.Entry("no label", NO_LABEL));
        return Legend.of("Class", entries);
    }

    private static void hide(Given g, Looks looks, int[] argb) {
        PointBlock points = g.points();
        for (Looks.Between f : looks.filters()) {
            PointValues.of(points, f.value()).ifPresent(v -> Colouring.hide(
                    argb, i -> !(v.applyAsDouble(i) >= f.min() && v.applyAsDouble(i) <= f.max())));
        }
        if (!looks.ground() && points.size() > 0) {
            Ground ground = Ground.estimate(points);
            Colouring.hide(argb, i -> ground.isGround(points.px(i), points.py(i), points.pz(i)));
        }
        if (!looks.hiddenClasses().isEmpty()) {
            Owners owners = owners(g);
            Colouring.hide(argb, i -> looks.hiddenClasses().contains(owners.className(i)));
        }
    }
}
