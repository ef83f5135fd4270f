package plumbline.app.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A verdict that reads from two metres: severity edge, large icon, an imperative, one sentence, and the actions. */
public final class VerdictCard extends HBox {
    /** {@code kind}: {@code ok, medium, high} or {@code info}. */
    public VerdictCard(String kind, String iconLiteral, String headline, String sentence, Node... actions) {
        getStyleClass().addAll("verdict-card", kind);
        FontIcon icon = Parts.icon(iconLiteral, kind + "-text");
        // By class: the icon keeps its font in its own inline style, which must stay.
        icon.getStyleClass().add("verdict-icon");
        Label why = Parts.label(sentence, "fg1");
        why.setWrapText(true);
        VBox words = new VBox(6, Parts.label(headline, "verdict-title"), why);
        words.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        VBox buttons = new VBox(8, actions);
        buttons.setFillWidth(true);
        buttons.setAlignment(javafx.geometry.Pos.CENTER);
        buttons.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(icon, words, buttons);
    }
}
