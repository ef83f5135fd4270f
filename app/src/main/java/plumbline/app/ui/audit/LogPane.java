package plumbline.app.ui.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.project.Hash;
import plumbline.storage.project.RefMove;

/** Two lists of what happened: the audit log's last entries, or every move of a branch, a tag and of what stands. */
final class LogPane {
    private LogPane() {}

    /** Newest first by time. Each device numbers its own log, so an entry says which log its number belongs to. */
    static ListView<AuditEntry> entries(Consumer<AuditEntry> prove) {
        ListView<AuditEntry> list = new ListView<>();
        list.setFixedCellSize(44);
        list.setAccessibleText("Audit entries, newest first; Enter proves one");
        list.setPlaceholder(new EmptyState("Nothing was written yet."));
        list.setCellFactory(l -> new ListCell<>() {
            @Override
            protected void updateItem(AuditEntry e, boolean empty) {
                super.updateItem(e, empty);
                setGraphic(empty || e == null ? null : row(
                        LogWords.action(e), LogWords.when(e.at(), Instant.now()), e.user() + " · " + e.device(),
                        LogWords.place(e), LogWords.whole(e) + "\nEnter or double click proves it"));
                setAccessibleText(empty || e == null ? null
                        : LogWords.action(e) + ", " + e.user() + ", " + LogWords.place(e));
            }
        });
        onChoice(list, prove);
        return list;
    }

    /** Enter or a double click goes to the version that the move ended at. */
    static ListView<RefMove> moves(Consumer<Hash> go) {
        ListView<RefMove> list = new ListView<>();
        list.setFixedCellSize(44);
        list.setAccessibleText("Moves of branches and tags, newest first; Enter goes to the version");
        list.setPlaceholder(new EmptyState("No branch or tag has moved yet."));
        list.setCellFactory(l -> new ListCell<>() {
            @Override
            protected void updateItem(RefMove m, boolean empty) {
                super.updateItem(m, empty);
                setGraphic(empty || m == null ? null : row(
                        words(m), LogWords.when(m.at(), Instant.now()), m.action() + " · " + m.user(), range(m),
                        words(m) + "\n" + m.before().map(Hash::hex).orElse("nothing") + "\nto "
                                + m.after().map(Hash::hex).orElse("nothing") + "\nby " + m.user() + " on " + m.device()
                                + ", " + Numbers.day(m.at()) + " " + Numbers.clock(m.at())));
                setAccessibleText(empty || m == null ? null : words(m) + ", " + m.action() + ", " + range(m));
            }
        });
        onChoice(list, m -> m.after().or(m::before).ifPresent(go));
        return list;
    }

    private static <T> void onChoice(ListView<T> list, Consumer<T> then) {
        Runnable chosen = () -> {
            T item = list.getSelectionModel().getSelectedItem();
            if (item != null) {
                then.accept(item);
            }
        };
        list.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                chosen.run();
            }
        });
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER && !e.isControlDown()) {
                chosen.run();
                e.consume();
            }
        });
    }

    static <T> void fill(ListView<T> list, List<T> items) {
        list.setItems(FXCollections.observableArrayList(items));
    }

    private static String range(RefMove m) {
        return m.before().map(Hash::shortHex).orElse("none") + " → " + m.after().map(Hash::shortHex).orElse("none");
    }

    private static String words(RefMove m) {
        String name = m.ref().substring(m.ref().indexOf('/') + 1);
        String kind = m.ref().startsWith("heads/") ? "Branch " + name
                : m.ref().startsWith("tags/") ? "Tag " + name
                        : m.ref().startsWith("remotes/") ? "Server's " + name : "What stands";
        return kind + (m.before().isEmpty() ? " made" : m.after().isEmpty() ? " deleted" : " moved");
    }

    private static VBox row(String what, String when, String who, String place, String tip) {
        Label first = Parts.label(what, "name");
        first.setMinWidth(30);
        first.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(first, Priority.ALWAYS);
        Label second = Parts.label(who, "fg2", "caption-size");
        second.setMinWidth(20);
        second.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(second, Priority.ALWAYS);
        VBox row = new VBox(1, Parts.row(8, first, Parts.mono(when, "fg2", "caption-size")),
                Parts.row(8, second, Parts.mono(place, "fg2", "caption-size")));
        Parts.tip(first, tip);
        Parts.tip(second, tip);
        row.getStyleClass().add("log-row");
        row.setMinWidth(0);
        row.setPrefWidth(0);
        return row;
    }
}
