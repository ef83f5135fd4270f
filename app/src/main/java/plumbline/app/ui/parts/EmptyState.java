package plumbline.app.ui.parts;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** One line what belongs here, one button with its key (or none). No drawings. */
public final class EmptyState extends VBox {
    public EmptyState(String sentence, Node... action) {
        getStyleClass().add("empty");
        getChildren().add(Parts.label(sentence));
        getChildren().addAll(action);
    }
}
