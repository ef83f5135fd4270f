package plumbline.app.ui.replay;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import plumbline.app.service.Scenarios;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Scenario;

/** The scenario that is being written down: the range of the timeline, a name, tags, a note. Ctrl+S saves it. */
final class ScenarioDraft extends VBox {
    private final NotesModel notes;
    private final Playback playback;
    private final TextField name = new TextField();
    private final TextField tags = new TextField();
    private final TextArea note = new TextArea();
    private final Label title = Parts.label("New scenario", "strong");
    private final Label range = Parts.mono("", "fg1", "caption-size");
    private final Label trouble = Parts.label("", "high-text", "caption-size");
    private final Button fresh = Parts.link("New", this::clear);
    private final Button save;
    private Optional<Scenario> edited = Optional.empty();

    /** {@code pinned}: in words, what labels a scenario saved now pins. */
    ScenarioDraft(NotesModel notes, Playback playback, String pinned) {
        this.notes = notes;
        this.playback = playback;
        getStyleClass().addAll("scenario-draft", "rule-above");
        name.setId("scenario-name");
        tags.setId("scenario-tags");
        name.setPromptText("Name");
        name.setAccessibleText("Name of the scenario");
        tags.setPromptText("Tags, parted by commas");
        tags.setAccessibleText("Tags, parted by commas");
        note.setPromptText("Note");
        note.setAccessibleText("Note");
        note.setPrefRowCount(2);
        note.setWrapText(true);
        save = Parts.button("Save scenario", "Ctrl+S", this::save);
        save.setMaxWidth(Double.MAX_VALUE);
        Label pins = Parts.caption(pinned);
        pins.setWrapText(true);
        pins.setMinHeight(USE_PREF_SIZE);
        trouble.setWrapText(true);
        trouble.managedProperty().bind(trouble.textProperty().isNotEmpty());
        getChildren().addAll(
                Parts.row(8, title, Parts.spacer(), fresh), range, name, tags, note, pins, trouble, save);
        // Text fields keep other keys to themselves.
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.isShortcutDown() && e.getCode() == KeyCode.S) {
                save();
                e.consume();
            }
        });
        notes.whyNot().ifPresent(why -> {
            save.setDisable(true);
            trouble.setText(why);
        });
        show();
    }

    /** The range as the timeline has it now. */
    void show() {
        range.setText((playback.rangeIsWhole() ? "Whole pass, " : "")
                + "+" + Numbers.fixed((playback.rangeStart() - playback.start()) / 1e9, 3) + " to +"
                + Numbers.fixed((playback.rangeEnd() - playback.start()) / 1e9, 3) + " s");
        title.setText(edited.isPresent() ? "Edit scenario" : "New scenario");
        fresh.setVisible(edited.isPresent());
        save.setText(edited.isPresent() ? "Save changes" : "Save scenario");
    }

    void edit(Scenario s) {
        edited = Optional.of(s);
        name.setText(s.name());
        tags.setText(String.join(", ", s.tags()));
        note.setText(s.note());
        show();
    }

    void clear() {
        edited = Optional.empty();
        name.clear();
        tags.clear();
        note.clear();
        trouble.setText("");
        show();
        name.requestFocus();
    }

    void save() {
        if (name.getText().isBlank()) {
            trouble.setText("Name it first.");
            name.requestFocus();
            return;
        }
        trouble.setText("");
        notes.saveScenario(
                edited.map(Scenario::id), name.getText(), playback.rangeStart(), playback.rangeEnd(),
                Scenarios.tags(tags.getText()), note.getText().strip());
    }
}
