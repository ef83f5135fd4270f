package plumbline.app.ui.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import plumbline.app.service.Scenarios;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.PassEvent;

/** What happened, in words and tags: for a new event at a place on the timeline, or for one that is there. */
final class EventDialog extends DialogCard {
    private final TextArea note = new TextArea();
    private final TextField tags = new TextField();

    /** {@code when}: seconds from the pass's start, from and to. */
    EventDialog(Optional<PassEvent> event, double from, double to, BiConsumer<List<String>, String> save, Runnable close) {
        super(event.isPresent() ? "Edit event" : "Add event", 440, close);
        String when = from == to
                ? "At +" + Numbers.fixed(from, 3) + " s"
                : "From +" + Numbers.fixed(from, 3) + " to +" + Numbers.fixed(to, 3) + " s";
        note.setPrefRowCount(3);
        note.setWrapText(true);
        note.setPromptText("What happened");
        note.setAccessibleText("Note");
        note.setId("event-note");
        tags.setId("event-tags");
        tags.setPromptText("Tags, parted by commas");
        tags.setAccessibleText("Tags, parted by commas");
        event.ifPresent(e -> {
            note.setText(e.note());
            tags.setText(String.join(", ", e.tags()));
        });
        Button ok = Parts.primary(event.isPresent() ? "Save event" : "Add event", "Enter", () -> {
            save.accept(Scenarios.tags(tags.getText()), note.getText().strip());
            close.run();
        });
        // In the note Enter ends the event; a new line is Shift+Enter, as in chats.
        note.addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == javafx.scene.input.KeyCode.ENTER) {
                if (e.isShiftDown()) {
                    note.insertText(note.getCaretPosition(), "\n");
                } else {
                    ok.fire();
                }
                e.consume();
            }
        });
        VBox fields = new VBox(8, Parts.label(when, "fg1"), note, tags);
        body(fields);
        foot(Parts.caption("Shift+Enter starts a new line"), Parts.spacer(), Parts.button("Cancel", close), ok);
    }

    /** Where typing goes once it is shown. */
    TextArea first() {
        return note;
    }
}
