package plumbline.app.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.edit.SweepMasks;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.PointColours;

/** How points of masks look over what {@link PointLooks} gives them without. Pure. */
public final class MaskColours {
    private final Looks looks;
    private final Ontology ontology;
    private final Map<String, Integer> classes = new HashMap<>();

    public MaskColours(Looks looks, Ontology ontology) {
        this.looks = looks;
        this.ontology = ontology;
    }

    /** The colour of a point of a mask, {@code base} where masks do not show in this colouring; hidden stays hidden. */
    public int argb(Label.PointMask m, int base) {
        if (base >>> 24 == 0 || looks.hiddenClasses().contains(m.className())) {
            return 0;
        }
        return switch (looks.colour()) {
            case PointLooks.LABELS, PointLooks.CLASS -> 0xFF000000 | rgb(m.className());
            case PointLooks.INSTANCE -> 0xFF000000 | Palette.label(m.track().value().hashCode() * 7 >>> 1);
            case PointLooks.UNLABELLED -> 0xFF000000 | PointLooks.DONE;
            default -> base;
        };
    }

    public int rgb(String className) {
        return classes.computeIfAbsent(className, c -> Views.rgb(ontology, c));
    }

    /** All of a sweep. */
    public PointColours of(PointColours base, SweepMasks masks) {
        if (masks.masks().isEmpty()) {
            return base;
        }
        int[] argb = base.toArray();
        for (int i = 0; i < argb.length; i++) {
            Optional<Label.PointMask> m = masks.of(i);
            if (m.isPresent()) {
                argb[i] = argb(m.get(), argb[i]);
            }
        }
        return PointColours.of(argb);
    }

    /** The points of some runs again, after a change; all others stay as they are in {@code now}. */
    public PointColours again(PointColours now, PointColours base, SweepMasks masks, PointRuns points) {
        return now.with(numbers(points, now.size()), i -> masks.of(i).map(m -> argb(m, base.argb(i))).orElse(base.argb(i)));
    }

    /** The numbers in runs below {@code size}. */
    public static int[] numbers(PointRuns points, int size) {
        int[] out = new int[(int) points.count()];
        int n = 0;
        for (int r = 0; r < points.runs(); r++) {
            for (int i = points.from(r); i < Math.min(size, points.to(r)); i++) {
                out[n++] = i;
            }
        }
        return n == out.length ? out : java.util.Arrays.copyOf(out, n);
    }
}
