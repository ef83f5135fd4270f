package plumbline.app.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** An inline banner in the pane that it concerns: what, where, what is safe, and the remedy as a button or two. */
public final class Banner extends HBox {
    /** {@code kind}: {@code info, ok, medium} or {@code high}. */
    public Banner(String kind, String sentence, Node... remedies) {
        getStyleClass().addAll("banner", kind);
        String literal = switch (kind) {
            case "high" -> "mdi2a-alert-circle-outline";
            case "medium" -> "mdi2a-alert-outline";
            case "ok" -> "mdi2c-check-circle";
            default -> "mdi2i-information-outline";
        };
        Label words = Parts.label(sentence);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Parts.icon(literal, kind + "-text"), words);
        getChildren().addAll(remedies);
        setAccessibleText(sentence);
    }
}
