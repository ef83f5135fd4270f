package plumbline.app.ui.start;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.app.ui.parts.Parts;

/** A line of a form: name in 120 px, then the control. */
final class FormRow {
    private FormRow() {}

    static HBox of(String name, Node control, Node... more) {
        Label label = Parts.label(name, "fg1");
        label.setMinWidth(120);
        HBox row = Parts.row(8, label, control);
        row.getChildren().addAll(more);
        HBox.setHgrow(control, Priority.ALWAYS);
        if (control instanceof TextField f) {
            f.getStyleClass().add("form-field");
            f.setAccessibleText(name);
        }
        return row;
    }
}
