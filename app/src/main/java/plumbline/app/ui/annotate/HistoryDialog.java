package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.History;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.EditStep;
import plumbline.storage.project.StorageException;

/** The edits that can be taken back, newest first: who, what, when. One is chosen, and all down to it are taken back. */
final class HistoryDialog extends DialogCard {
    private static final int MOST = 200;

    private final Ui ui;
    private final ListView<EditStep> list = new ListView<>();
    private final Button back;

    HistoryDialog(Ui ui) {
        super("History of edits", 520, ui::closeDialog);
        this.ui = ui;
        back = Parts.primary("Take back edits", "Enter", this::takeBack);
        back.setDisable(true);
        list.setPlaceholder(new EmptyState("No edit to take back since the labels were last replaced."));
        list.setCellFactory(v -> new StepCell());
        list.setPrefHeight(360);
        list.setAccessibleText("Edits, newest first");
        list.getSelectionModel().selectedIndexProperty().addListener((o, was, is) -> {
            back.setDisable(is.intValue() < 0 || ui.session().readOnly());
            back.setText("Take back " + Numbers.plural(is.intValue() + 1, "edit", "edits"));
            list.refresh();
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        javafx.scene.control.Label safe = Parts.caption("Ctrl+Shift+Z brings them back one by one.");
        safe.setMinWidth(0);
        body(list);
        foot(safe, Parts.spacer(), back);
        ui.tasks().io(
                () -> ui.session().project().history().toTakeBack(ui.session().stored().hash(), MOST),
                this::show,
                e -> ui.problem(Failures.sentence(e)));
    }

    private void show(List<EditStep> steps) {
        list.getItems().setAll(steps);
        list.requestFocus();
        if (!steps.isEmpty()) {
            list.getSelectionModel().select(0);
        }
    }

    private void takeBack() {
        int steps = list.getSelectionModel().getSelectedIndex() + 1;
        History history = ui.session().history();
        int done = 0;
        try {
            while (done < steps && history.undo().isPresent()) {
                done++;
            }
            ui.say(Numbers.plural(done, "edit", "edits") + " taken back.");
        } catch (StorageException e) {
            ui.problem(Numbers.plural(done, "edit", "edits") + " taken back, then: " + Failures.sentence(e));
        }
        ui.closeDialog();
    }

    private final class StepCell extends ListCell<EditStep> {
        StepCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(EditStep s, boolean empty) {
            super.updateItem(s, empty);
            setText(null);
            setGraphic(Optional.ofNullable(empty ? null : s).map(this::row).orElse(null));
        }

        /** All edits down to the chosen one are marked: they go together. */
        private VBox row(EditStep s) {
            javafx.scene.control.Label what = Parts.label(s.what(), "name");
            what.setMinWidth(24);
            what.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(what, Priority.ALWAYS);
            VBox row = new VBox(
                    1, Parts.row(8, what, Parts.mono(Numbers.day(s.at()) + " " + Numbers.clock(s.at()), "fg2")),
                    Parts.caption(s.user() + " · " + Numbers.plural(s.labels(), "label", "labels")));
            row.getStyleClass().add("finding-row");
            row.pseudoClassStateChanged(Parts.SELECTED, getIndex() <= list.getSelectionModel().getSelectedIndex());
            row.setAccessibleText(s.what() + ", by " + s.user());
            return row;
        }
    }
}
