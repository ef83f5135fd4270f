package plumbline.app.ui.annotate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.MaskEdits;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** The ontology's classes with colour, key and how often each stands in the frame; a click gives the class. */
final class ClassesPane extends ScrollPane {
    private final AnnotateModel model;
    private final VBox rows = new VBox();

    private final Runnable change;

    /** {@code change} opens the ontology to be changed. */
    ClassesPane(AnnotateModel model, Runnable change) {
        this.change = change;
        this.model = model;
        setContent(rows);
        setFitToWidth(true);
        rows.getStyleClass().add("list-pad");
    }

    void fill() {
        Map<String, Integer> counts = new HashMap<>();
        for (Cuboid c : model.cuboids()) {
            counts.merge(c.className(), 1, Integer::sum);
        }
        Map<String, Long> points = new HashMap<>();
        for (Label.PointMask m : masks()) {
            points.merge(m.className(), m.points().count(), Long::sum);
        }
        rows.getChildren().clear();
        String group = "";
        for (LabelClass c : model.ontology().of(LabelClass.Use.OBJECT)) {
            if (!c.group().equals(group)) {
                group = c.group();
                var head = Parts.row(6, Parts.label(group, "strong"));
                head.getStyleClass().add("group-head");
                rows.getChildren().add(head);
            }
            ListRow row = new ListRow(
                    Parts.swatch(LabelPalette.rgb(c), 10),
                    c.name(),
                    Parts.caption(points.containsKey(c.name())
                            ? Numbers.count(points.get(c.name())) + " pts"
                            : c.code()),
                    c.hotkey() > 0 ? Parts.keyCap(Integer.toString(c.hotkey())) : Parts.caption(""),
                    ListRow.number(Numbers.count(counts.getOrDefault(c.name(), 0))));
            row.setSelected(model.currentClass().name().equals(c.name()));
            row.setOnMouseClicked(e -> {
                model.setClass(c);
                fill();
            });
            rows.getChildren().add(row);
        }
        unlabelled(points.values().stream().mapToLong(Long::longValue).sum());
        var button = Parts.button("Change the ontology...", change);
        var foot = Parts.row(8, button);
        foot.getStyleClass().add("list-head");
        rows.getChildren().add(foot);
    }

    private List<Label.PointMask> masks() {
        return MaskEdits.masks(
                model.labels(), new MaskEdits.Sweep(model.frame(), model.capture().referenceLidar()));
    }

    /** How much of the sweep no mask holds, once somebody has begun with masks. */
    private void unlabelled(long held) {
        int all = model.points().size();
        if (held > 0 && all > 0) {
            long free = Math.max(0, all - held);
            ListRow row = new ListRow(
                    Parts.swatch(0x4A525E, 10), "Without a mask",
                    Parts.caption(String.format(Locale.ROOT, "%.1f %%", 100.0 * free / all)),
                    ListRow.number(Numbers.count(free)));
            row.setAccessibleText(Numbers.count(free) + " points of " + Numbers.count(all) + " are in no mask");
            rows.getChildren().add(row);
        }
    }
}
