package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.UsualLinks;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Parts;

/** How one object stands to another: a kind by its number or a click, or a new kind typed. */
final class RelationDialog extends DialogCard {
    private static final int MOST = 9;

    RelationDialog(String from, String to, List<LabelClass> kinds, Consumer<LabelClass> chosen, Runnable close) {
        super("How does " + from + " stand to " + to + "?", 420, close);
        VBox rows = new VBox();
        for (int i = 0; i < kinds.size(); i++) {
            LabelClass kind = kinds.get(i);
            List<Node> caps = new ArrayList<>();
            if (i < MOST) {
                caps.add(Parts.keyCap(Integer.toString(i + 1)));
            }
            ListRow row = new ListRow(
                    Parts.icon("mdi2l-link-variant"), from + " is " + kind.name() + " " + to, caps.toArray(new Node[0]));
            row.setAccessibleText(kind.name());
            row.setOnMouseClicked(e -> take(kind, chosen));
            rows.getChildren().add(row);
        }
        TextField other = new TextField();
        other.setPromptText("Another kind");
        other.setId("relation-kind");
        other.setAccessibleText("Another kind of relation");
        HBox.setHgrow(other, Priority.ALWAYS);
        other.setOnAction(e -> {
            if (!other.getText().isBlank()) {
                take(UsualLinks.plain(other.getText().strip(), LabelClass.Use.RELATION), chosen);
            }
        });
        body(rows, Parts.row(8, other, Parts.button("Add kind", () -> other.getOnAction().handle(null))));
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            boolean typing = other.isFocused() && !other.getText().isEmpty();
            int digit = e.getCode().isDigitKey() ? e.getCode().getName().charAt(0) - '0' : 0;
            if (!typing && digit > 0 && digit <= Math.min(MOST, kinds.size())) {
                take(kinds.get(digit - 1), chosen);
                e.consume();
            } else if (e.getCode() == KeyCode.ESCAPE) {
                dismiss();
                e.consume();
            }
        });
    }

    private void take(LabelClass kind, Consumer<LabelClass> chosen) {
        dismiss();
        chosen.accept(kind);
    }
}
