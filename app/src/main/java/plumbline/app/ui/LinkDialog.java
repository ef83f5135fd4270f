package plumbline.app.ui;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import plumbline.app.service.ViewLink;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;

/** Asks for a link to a view; what is wrong with it stands below before anything moves. */
final class LinkDialog extends DialogCard {
    private final TextField text = new TextField();
    private final Label wrong = Parts.label("", "field-error");

    LinkDialog(String given, Consumer<ViewLink> go, Runnable close) {
        super("Go to a view", 560, close);
        text.setText(given);
        text.setId("view-link");
        text.setPromptText("plumbline://view?...");
        text.setAccessibleText("Link to a view");
        text.getStyleClass().add("form-field");
        wrong.setWrapText(true);
        Button open = Parts.primary("Go to the view", "Enter", () -> {
            try {
                go.accept(ViewLink.parse(text.getText()));
            } catch (IllegalArgumentException e) {
                wrong.setText(e.getMessage());
            }
        });
        Parts.tip(open, "Capture, frame, camera, clip, looks and selection as in the link (Enter)");
        body(Parts.label("A link that somebody copied with Ctrl+Shift+K.", "fg1"), text, wrong);
        foot(Parts.spacer(), open);
    }
}
