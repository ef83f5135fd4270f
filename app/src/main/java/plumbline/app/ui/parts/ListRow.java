package plumbline.app.ui.parts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * A row of a list: swatch or status icon, name (cut with an ellipsis, whole in the tooltip), icons, a number on the
 * right.
 */
public final class ListRow extends HBox {
    private final Label name;

    public ListRow(Node lead, String text, Node... trailing) {
        getStyleClass().add("list-row");
        name = Parts.label(text, "name");
        name.setMinWidth(24);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setTooltip(new Tooltip(text));
        HBox.setHgrow(name, Priority.ALWAYS);
        getChildren().addAll(lead, name);
        getChildren().addAll(trailing);
        setAccessibleText(text);
        setFocusTraversable(false);
    }

    /** A number for the right end: mono, right aligned, at least 44 wide. */
    public static Label number(String text) {
        Label l = Parts.label(text, "number");
        l.setAlignment(Pos.CENTER_RIGHT);
        l.setMinWidth(44);
        l.setPrefWidth(Region.USE_COMPUTED_SIZE);
        return l;
    }

    public ListRow tall() {
        getStyleClass().add("tall");
        return this;
    }

    public void setSelected(boolean selected) {
        pseudoClassStateChanged(Parts.SELECTED, selected);
    }

    public Label name() {
        return name;
    }
}
