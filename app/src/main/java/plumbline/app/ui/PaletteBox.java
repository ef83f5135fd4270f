package plumbline.app.ui;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Parts;

/** The palette: type, arrows, Enter. 640 wide. */
final class PaletteBox extends VBox {
    private final TextField typed = new TextField();
    private final ListView<PaletteEntries.Entry> list = new ListView<>();
    private final List<PaletteEntries.Entry> all;
    private final Runnable close;
    private Optional<Window> window = Optional.empty();

    PaletteBox(List<PaletteEntries.Entry> entries, Runnable close) {
        this.all = entries;
        this.close = close;
        getStyleClass().addAll("dialog-card", "palette");
        setMaxSize(640, 420);
        setPrefSize(640, 420);
        typed.setPromptText("Command, object, #frame");
        typed.getStyleClass().add("palette-field");
        typed.textProperty().addListener((o, was, is) -> fill());
        typed.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox head = Parts.row(8, Parts.icon("mdi2m-magnify"), typed, Parts.keyCap("Esc"));
        HBox.setHgrow(typed, javafx.scene.layout.Priority.ALWAYS);
        head.getStyleClass().addAll("palette-head", "rule-below");
        list.setFixedCellSize(28);
        list.setFocusTraversable(false);
        list.setCellFactory(v -> new EntryCell());
        list.setOnMouseClicked(e -> run());
        VBox.setVgrow(list, javafx.scene.layout.Priority.ALWAYS);
        HBox foot = Parts.row(
                8, Parts.keyCap(">"), Parts.caption("commands"), Parts.keyCap("#"), Parts.caption("frame"),
                Parts.spacer(), Parts.keyCap("Enter"), Parts.caption("run"));
        foot.getStyleClass().addAll("palette-foot", "rule-above");
        getChildren().addAll(head, list, foot);
        fill();
    }

    /** Lets {@code #12} go to frames of this window. */
    PaletteBox framesOf(Window w) {
        window = Optional.of(w);
        return this;
    }

    private void fill() {
        list.getItems().setAll(PaletteEntries.matching(all, typed.getText(), window));
        list.getSelectionModel().select(0);
        list.scrollTo(0);
    }

    private void key(KeyEvent e) {
        int move = e.getCode() == KeyCode.DOWN ? 1 : e.getCode() == KeyCode.UP ? -1 : 0;
        if (move != 0) {
            int to = Math.clamp(list.getSelectionModel().getSelectedIndex() + move, 0,
                    Math.max(0, list.getItems().size() - 1));
            list.getSelectionModel().select(to);
            list.scrollTo(Math.max(0, to - 5));
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER) {
            run();
            e.consume();
        }
    }

    private void run() {
        Optional.ofNullable(list.getSelectionModel().getSelectedItem()).ifPresent(entry -> {
            close.run();
            entry.run().run();
        });
    }

    private static final class EntryCell extends ListCell<PaletteEntries.Entry> {
        @Override
        protected void updateItem(PaletteEntries.Entry e, boolean empty) {
            super.updateItem(e, empty);
            setText(null);
            if (empty || e == null) {
                setGraphic(null);
                return;
            }
            HBox row = Parts.row(
                    8,
                    Parts.icon(e.icon()),
                    Parts.label(e.name()),
                    Parts.spacer(),
                    e.detail().isEmpty()
                            ? Parts.caption("")
                            : e.kind().equals("command") ? Parts.keyCap(e.detail()) : Parts.caption(e.detail()));
            row.getStyleClass().addAll("list-row", "tall");
            row.pseudoClassStateChanged(Parts.SELECTED, isSelected());
            setGraphic(row);
        }

        @Override
        public void updateSelected(boolean selected) {
            super.updateSelected(selected);
            if (getGraphic() != null) {
                getGraphic().pseudoClassStateChanged(Parts.SELECTED, selected);
            }
        }
    }
}
