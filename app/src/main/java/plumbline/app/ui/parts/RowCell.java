package plumbline.app.ui.parts;

import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ListCell;

/** A cell that shows a row made for its item, as wide as the list; the row knows whether it is selected. */
public final class RowCell<T> extends ListCell<T> {
    private final Function<T, ? extends Node> row;

    public RowCell(Function<T, ? extends Node> row) {
        this.row = row;
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(T item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        setGraphic(empty || item == null ? null : row.apply(item));
        updateSelected(isSelected());
    }

    @Override
    public void updateSelected(boolean selected) {
        super.updateSelected(selected);
        if (getGraphic() != null) {
            getGraphic().pseudoClassStateChanged(Parts.SELECTED, selected);
        }
    }
}
