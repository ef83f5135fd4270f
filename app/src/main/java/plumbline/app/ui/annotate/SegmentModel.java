package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.MaskEdits;
import plumbline.annotation.edit.MaskEdits.Overwrite;
import plumbline.annotation.edit.MaskEdits.Paint;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.viewer3d.tool.LayerPoints;
import plumbline.viewer3d.tool.MaskTarget;
import plumbline.viewer3d.tool.PointIndex;

/**
 * What point tools do to the masks of the sweeps in view, without a node: the rule of whose points a stroke may take, the
 * choice that waits for Enter, the instance that gets the points. Each stroke is one edit. On the FX thread.
 */
final class SegmentModel implements MaskTarget {
    /** Whose points a stroke may take. */
    enum Rule {
        UNLABELLED("Unlabelled only", "Points that have a label keep it"),
        CLASSES("Replace some classes", "Takes unlabelled points and those of the classes ticked"),
        ALL("Replace all", "Takes every point that is not finalised");

        final String words;
        final String tip;

        Rule(String words, String tip) {
            this.words = words;
            this.tip = tip;
        }
    }

    private static final int ERASE_RGB = 0xFF8A7A;

    private final AnnotateModel model;
    private final SegmentLayers layers;
    private final Runnable repaint;
    private final Consumer<PointBlock> indexWanted;
    private final Map<PointBlock, PointIndex> indexes = new IdentityHashMap<>();
    private final Set<String> classes = new TreeSet<>();
    private Rule rule = Rule.UNLABELLED;
    private LayerPoints chosen = LayerPoints.NONE;
    private String how = "";
    private boolean newInstance;

    /** {@code repaint} shows the layers again; {@code indexWanted} makes an index beside and gives it back. */
    SegmentModel(AnnotateModel model, SegmentLayers layers, Runnable repaint, Consumer<PointBlock> indexWanted) {
        this.model = model;
        this.layers = layers;
        this.repaint = repaint;
        this.indexWanted = indexWanted;
    }

    SegmentLayers layers() {
        return layers;
    }

    AnnotateModel model() {
        return model;
    }

    void keep(PointIndex index) {
        indexes.put(index.points(), index);
    }

    /** Other points came into view: what was chosen or known of the old ones is gone. */
    void shown() {
        indexes.keySet().removeIf(b -> {
            for (int i = 0; i < layers.count(); i++) {
                if (layers.layer(i).points() == b) {
                    return false;
                }
            }
            return true;
        });
        chosen = LayerPoints.NONE;
    }

    @Override
    public Optional<PointIndex> index(PointBlock points) {
        PointIndex known = indexes.get(points);
        if (known == null) {
            indexWanted.accept(points);
        }
        return Optional.ofNullable(known);
    }

    Rule rule() {
        return rule;
    }

    void setRule(Rule now) {
        rule = now;
        repaint.run();
    }

    Set<String> classes() {
        return Set.copyOf(classes);
    }

    void toggleClass(String name) {
        if (!classes.remove(name)) {
            classes.add(name);
        }
        rule = Rule.CLASSES;
        repaint.run();
    }

    /** The mask in view that is selected. */
    Optional<Label.PointMask> selected() {
        return model.selected().flatMap(model.labels()::find)
                .filter(l -> l instanceof Label.PointMask)
                .map(Label.PointMask.class::cast);
    }

    boolean newInstance() {
        return newInstance;
    }

    /** The next stroke begins an object of its own. */
    void beginInstance() {
        newInstance = !newInstance;
        if (newInstance) {
            model.select(Optional.empty());
        }
        repaint.run();
    }

    /** The mask that is selected takes the points; without one, the class in use as a whole. */
    Paint paint() {
        Optional<Label.PointMask> mask = selected();
        if (mask.isPresent()) {
            return Paint.of(mask.get());
        }
        String cls = model.currentClass().name();
        return newInstance
                ? new Paint(cls, model.nextTrack(), nextInstance(cls))
                : new Paint(cls, track(cls), 0);
    }

    int nextInstance(String cls) {
        int next = 1;
        for (int i = 0; i < layers.count(); i++) {
            next = Math.max(next, MaskEdits.nextInstance(model.labels(), layers.sweep(i), cls));
        }
        return next;
    }

    /** Points of a class that are not told apart are one track in all frames. */
    private TrackId track(String cls) {
        for (int i = 0; i < layers.count(); i++) {
            for (Label.PointMask m : layers.masks(i).masks()) {
                if (m.className().equals(cls) && m.instance() == 0) {
                    return m.track();
                }
            }
        }
        return new TrackId("all-" + cls.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
    }

    @Override
    public String paints() {
        Optional<Label.PointMask> mask = selected();
        if (mask.isPresent()) {
            return words(mask.get());
        }
        return newInstance ? "New " + model.currentClass().name() : model.currentClass().name();
    }

    static String words(Label.PointMask m) {
        return m.instance() == 0 ? m.className() : m.className() + " " + m.instance();
    }

    @Override
    public LayerPoints open(LayerPoints points, boolean erase) {
        if (points.isEmpty() || model.readOnly()) {
            return LayerPoints.NONE;
        }
        Optional<Label.PointMask> to = erase ? Optional.empty() : selected();
        String cls = model.currentClass().name();
        List<PointRuns> out = new ArrayList<>();
        for (int i = 0; i < layers.count(); i++) {
            out.add(layers.masks(i).of(points.layer(i), !erase, m -> takes(m, erase) && !already(m, to, cls, erase)));
        }
        return new LayerPoints(out);
    }

    private boolean takes(Label.PointMask m, boolean erase) {
        return !m.finalised() && switch (rule) {
            case ALL -> true;
            // An eraser that takes no label would do nothing.
            case UNLABELLED -> erase;
            case CLASSES -> classes.contains(m.className());
        };
    }

    private boolean already(Label.PointMask m, Optional<Label.PointMask> to, String cls, boolean erase) {
        if (erase) {
            return false;
        }
        return to.map(t -> m.className().equals(t.className()) && m.instance() == t.instance()
                        && (t.instance() == 0 || m.track().equals(t.track())))
                .orElse(!newInstance && m.instance() == 0 && m.className().equals(cls));
    }

    @Override
    public void light(LayerPoints points, boolean erase) {
        if (points.isEmpty()) {
            lightChosen();
        } else {
            layers.light(chosen.isEmpty() ? points : points.union(chosen), erase ? ERASE_RGB : bright());
        }
        repaint.run();
    }

    private void lightChosen() {
        layers.light(chosen, bright());
    }

    /** The class's colour, half way to white. */
    private int bright() {
        int rgb = LabelPalette.rgb(
                model.ontology(), selected().map(Label.PointMask::className).orElse(model.currentClass().name()));
        return rgb >> 1 & 0x7F7F7F | 0x808080;
    }

    @Override
    public void stroke(LayerPoints points, boolean erase) {
        if (model.readOnly()) {
            model.closed().ifPresent(model::say);
            return;
        }
        Optional<Label.PointMask> to = selected();
        if (!erase && to.filter(Label.PointMask::finalised).isPresent()) {
            model.say(words(to.get()) + " is finalised. Press F to open it.");
            return;
        }
        LayerPoints open = open(points, erase);
        if (open.isEmpty()) {
            model.say(nothing(erase));
            return;
        }
        Paint paint = paint();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < layers.count(); i++) {
            if (!open.layer(i).isEmpty()) {
                changes.addAll(erase
                        ? MaskEdits.erase(model.labels(), layers.sweep(i), open.layer(i), Overwrite.ALL)
                        : MaskEdits.paint(model.labels(), layers.sweep(i), open.layer(i), paint, Overwrite.ALL));
            }
        }
        String what = (erase ? "Erase " : "Paint " + paints() + ", ") + points(open.count());
        if (apply(new ChangeSet(what, changes)) && newInstance && !erase) {
            newInstance = false;
            select(changes, paint);
        }
    }

    static String points(long n) {
        return Numbers.count(n) + (n == 1 ? " point" : " points");
    }

    private String nothing(boolean erase) {
        if (erase) {
            return "Nothing to erase there: no point has a label that the rule takes.";
        }
        return rule == Rule.ALL
                ? "Nothing to paint there: the points are " + paints() + " already, or finalised."
                : "Nothing to paint there. The rule is \"" + rule.words + "\"; R changes it.";
    }

    boolean apply(ChangeSet set) {
        Optional<String> refused = model.apply(set);
        refused.ifPresent(model::say);
        return refused.isEmpty();
    }

    void select(List<Change> changes, Paint paint) {
        for (Change c : changes) {
            if (c.after().orElse(null) instanceof Label.PointMask m && m.frame() == model.frame()
                    && m.className().equals(paint.className()) && m.instance() == paint.instance()) {
                model.select(Optional.<LabelId>of(m.id()));
            }
        }
    }

    @Override
    public void choose(LayerPoints points, String by) {
        chosen = points;
        how = by;
        lightChosen();
        repaint.run();
        if (points.isEmpty()) {
            model.say("No points there.");
        }
    }

    @Override
    public LayerPoints chosen() {
        return chosen;
    }

    /** How it was chosen, for the bar. */
    String how() {
        return how;
    }

    /** Enter: what waits is painted, or erased. */
    boolean take(boolean erase) {
        if (chosen.isEmpty()) {
            return false;
        }
        LayerPoints taken = chosen;
        drop();
        stroke(taken, erase);
        return true;
    }

    /** Esc: what waits is forgotten. */
    boolean drop() {
        if (chosen.isEmpty()) {
            return false;
        }
        chosen = LayerPoints.NONE;
        layers.light(chosen, 0);
        repaint.run();
        return true;
    }
}
