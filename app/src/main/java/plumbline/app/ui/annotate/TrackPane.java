package plumbline.app.ui.annotate;

import java.util.Collection;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Origin;
import plumbline.app.ui.Command;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.tool.Edits;

/** The selected object over time: how far it reaches and its keyframes; a click goes there. */
final class TrackPane extends ScrollPane {
    private final AnnotateModel model;
    private final TrackDesk desk;
    private final VBox rows = new VBox();

    TrackPane(AnnotateModel model, TrackDesk desk) {
        this.model = model;
        this.desk = desk;
        setContent(rows);
        setFitToWidth(true);
    }

    void show() {
        rows.getChildren().clear();
        model.selectedCuboid().ifPresentOrElse(this::show, () ->
                rows.getChildren().add(new EmptyState("The selected object's keyframes stand here.")));
    }

    private void show(Cuboid c) {
        Collection<Cuboid> all = TrackEdits.boxes(model.labels(), c.track()).values();
        long keys = all.stream().filter(b -> b.origin() == Origin.HAND).count();
        int first = all.iterator().next().frame();
        int last = first;
        for (Cuboid b : all) {
            last = b.frame();
        }
        VBox head = new VBox(
                4,
                Parts.label(Edits.name(c), "card-title"),
                Parts.label(
                        "Frames " + first + "–" + last + " · " + Numbers.plural(all.size(), "box", "boxes") + " · "
                                + Numbers.plural(keys, "keyframe", "keyframes"),
                        "fg1"));
        FlowPane whole = new FlowPane(4, 4);
        for (Command x : desk.commands()) {
            Button b = Parts.iconButton(x.icon(), x.name() + " (" + x.key() + ")", x.run());
            b.setDisable(model.readOnly());
            whole.getChildren().add(b);
        }
        head.getChildren().add(whole);
        head.getStyleClass().add("form");
        rows.getChildren().add(head);
        for (Cuboid b : all) {
            boolean key = b.origin() == Origin.HAND;
            if (key || b.origin() == Origin.AUTOMATIC || b.frame() == first || b.frame() == last) {
                ListRow row = new ListRow(
                        Parts.icon(key ? "mdi2r-rhombus" : "mdi2r-rhombus-outline", key ? "accent-text" : "dim"),
                        "Frame " + b.frame(),
                        Parts.caption(key ? "by hand" : b.origin() == Origin.IMPORTED ? "imported" : "automatic"),
                        ListRow.number(
                                Numbers.utc(model.capture().frames().get(b.frame()).timeNanos()).substring(0, 12)));
                row.setSelected(b.frame() == model.frame());
                row.setOnMouseClicked(e -> model.goTo(b.frame()));
                rows.getChildren().add(row);
            }
        }
    }
}
