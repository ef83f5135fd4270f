package plumbline.app.ui.annotate;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.review.Verdict;
import plumbline.app.Tasks;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.SeverityLook;
import plumbline.storage.project.Project;

/** What the checks found: a click goes there; fixed, waived or a false alarm closes one. */
final class FindingsPane extends VBox {
    private record Read(List<Finding> findings, Set<String> closed) {}

    private final Ui ui;
    private final Project project;
    private final Consumer<Finding> go;
    private final Runnable changed;
    private final ListView<Finding> list = new ListView<>();
    private final HBox verdicts = Parts.row(6);
    private List<Finding> open = List.of();

    FindingsPane(Ui ui, Consumer<Finding> go, Runnable changed) {
        this.ui = ui;
        this.project = ui.session().project();
        this.go = go;
        this.changed = changed;
        list.setCellFactory(v -> new FindingCell());
        list.setFocusTraversable(false);
        list.setPlaceholder(Parts.label("No open finding. Ctrl+Shift+R runs all checks.", "fg2"));
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            verdicts.setDisable(is == null);
            if (is != null) {
                go.accept(is);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        verdicts.getChildren().addAll(
                Parts.button("Fixed", () -> close(Verdict.Kind.FIXED)),
                Parts.button("Waive", () -> close(Verdict.Kind.WAIVED)),
                Parts.button("False alarm", () -> close(Verdict.Kind.FALSE_ALARM)));
        verdicts.getStyleClass().addAll("pane-foot", "rule-above");
        verdicts.setDisable(true);
        boolean can = !project.readOnly();
        verdicts.setVisible(can);
        verdicts.setManaged(can);
        getChildren().addAll(list, verdicts);
    }

    /** Reads the findings anew, off this thread. */
    void refresh() {
        Tasks tasks = ui.tasks();
        tasks.io(
                () -> new Read(
                        project.findings(ui.session().stored().hash()),
                        project.verdicts().stream().map(Verdict::findingId).collect(Collectors.toSet())),
                r -> {
                    open = r.findings().stream().filter(f -> !r.closed().contains(f.id())).toList();
                    list.getItems().setAll(open);
                    changed.run();
                },
                e -> ui.problem(Failures.sentence(e)));
    }

    List<Finding> open() {
        return open;
    }

    Map<LabelId, Severity> worst() {
        Map<LabelId, Severity> out = new HashMap<>();
        open.forEach(f ->
                f.place().label().ifPresent(id -> out.merge(id, f.severity(), (a, b) -> a.compareTo(b) > 0 ? a : b)));
        return out;
    }

    private void close(Verdict.Kind kind) {
        Optional.ofNullable(list.getSelectionModel().getSelectedItem()).ifPresent(f -> {
            String reason = switch (kind) {
                case FIXED -> "fixed in the labels";
                case WAIVED -> "waived in the window";
                case FALSE_ALARM -> "judged a false alarm";
            };
            Verdict v = new Verdict(f.id(), kind, reason, project.actor().user(), Instant.now());
            ui.tasks().io(
                    () -> {
                        project.storeVerdict(v);
                        return v;
                    },
                    done -> refresh(),
                    e -> ui.problem(Failures.sentence(e)));
        });
    }

    private static Node row(Finding f) {
        Label message = Parts.label(f.message());
        message.setWrapText(true);
        message.setMaxWidth(Double.MAX_VALUE);
        VBox words = new VBox(2, message, Parts.caption(f.rule() + " · frame " + Numbers.count(f.place().frame())));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = Parts.row(8, SeverityLook.icon(f.severity()), words);
        row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        row.getStyleClass().add("finding-row");
        return row;
    }

    private static final class FindingCell extends ListCell<Finding> {
        FindingCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Finding f, boolean empty) {
            super.updateItem(f, empty);
            setText(null);
            setGraphic(empty || f == null ? null : row(f));
            updateSelected(isSelected());
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
