package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.MaskEdits;
import plumbline.annotation.edit.SweepMasks;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.MaskColours;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.tool.LayerPoints;

/**
 * The sweeps in view with their masks: whose each point is, and the colours, of which a stroke makes only those anew that it
 * changed. What a tool lights up comes on top. On the FX thread.
 */
final class SegmentLayers {
    /** A sweep in view, in the order of the scene's layers. */
    private static final class Sweep {
        final int frame;
        final PointLayer base;
        final SweepMasks masks;
        PointColours colours;

        Sweep(int frame, PointLayer base, SweepMasks masks, PointColours colours) {
            this.frame = frame;
            this.base = base;
            this.masks = masks;
            this.colours = colours;
        }
    }

    private final SensorId lidar;
    private List<Sweep> sweeps = List.of();
    private MaskColours look;
    private LayerPoints lit = LayerPoints.NONE;
    private int litRgb;

    SegmentLayers(SensorId lidar, MaskColours look) {
        this.lidar = lidar;
        this.look = look;
    }

    /** Other points in view; {@code firstFrame} is that of the first layer. */
    void show(int firstFrame, List<PointLayer> layers, Labels labels, MaskColours now) {
        look = now;
        lit = LayerPoints.NONE;
        List<Sweep> next = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            PointLayer base = layers.get(i);
            SweepMasks masks = SweepMasks.of(
                    base.points().size(), MaskEdits.masks(labels, new MaskEdits.Sweep(firstFrame + i, lidar)));
            next.add(new Sweep(firstFrame + i, base, masks, look.of(base.colours(), masks)));
        }
        sweeps = next;
    }

    /** Follows an edit of any kind; true where it was of masks alone, so that no points have to be read again. */
    boolean follow(History.Event e) {
        boolean all = true;
        for (Change c : e.changes().changes()) {
            Optional<Label.PointMask> before = mask(c.before());
            Optional<Label.PointMask> after = mask(c.after());
            all &= c.before().isPresent() == before.isPresent() && c.after().isPresent() == after.isPresent();
            Label.PointMask any = after.or(() -> before).orElse(null);
            if (any != null && any.sensor().equals(lidar)) {
                sweeps.stream().filter(s -> s.frame == any.frame()).forEach(s -> {
                    PointRuns changed = s.masks.follow(before, after);
                    s.colours = look.again(s.colours, s.base.colours(), s.masks, changed);
                });
            }
        }
        return all;
    }

    private static Optional<Label.PointMask> mask(Optional<Label> l) {
        return l.filter(Label.PointMask.class::isInstance).map(Label.PointMask.class::cast);
    }

    /** Shows points in a colour on top of all, until the next. */
    void light(LayerPoints points, int rgb) {
        lit = points;
        litRgb = rgb;
    }

    /** The layers with masks and lit points in place of those without. */
    List<PointLayer> painted(List<PointLayer> layers) {
        if (layers.size() != sweeps.size()) {
            return layers;
        }
        List<PointLayer> out = new ArrayList<>();
        for (int i = 0; i < sweeps.size(); i++) {
            Sweep s = sweeps.get(i);
            PointColours colours = s.colours;
            if (!lit.layer(i).isEmpty()) {
                int argb = 0xFF000000 | litRgb;
                colours = colours.with(MaskColours.numbers(lit.layer(i), colours.size()), p -> argb);
            }
            out.add(layers.get(i).withColours(colours));
        }
        return out;
    }

    int count() {
        return sweeps.size();
    }

    int frame(int layer) {
        return sweeps.get(layer).frame;
    }

    PointLayer layer(int layer) {
        return sweeps.get(layer).base;
    }

    SweepMasks masks(int layer) {
        return sweeps.get(layer).masks;
    }

    MaskEdits.Sweep sweep(int layer) {
        return new MaskEdits.Sweep(frame(layer), lidar);
    }
}
