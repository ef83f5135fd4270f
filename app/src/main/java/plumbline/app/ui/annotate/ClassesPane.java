package plumbline.app.ui.annotate;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
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
                    Parts.caption(c.code()),
                    c.hotkey() > 0 ? Parts.keyCap(Integer.toString(c.hotkey())) : Parts.caption(""),
                    ListRow.number(Numbers.count(counts.getOrDefault(c.name(), 0))));
            row.setSelected(model.currentClass().name().equals(c.name()));
            row.setOnMouseClicked(e -> {
                model.setClass(c);
                fill();
            });
            rows.getChildren().add(row);
        }
        var button = Parts.button("Change the ontology...", change);
        var foot = Parts.row(8, button);
        foot.getStyleClass().add("list-head");
        rows.getChildren().add(foot);
    }
}
