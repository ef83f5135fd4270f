package plumbline.app.ui.annotate;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.review.Verdict;
import plumbline.annotation.scene.SensorId;
import plumbline.app.Tasks;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.RowCell;
import plumbline.app.ui.parts.SeverityLook;
import plumbline.storage.project.Project;
import plumbline.viewer3d.tool.Edits;

/** What the checks found: a click goes there; fixed, waived with a reason, or a false alarm closes one by button or key. */
final class FindingsPane extends VBox {
    private record Read(List<Finding> findings, Set<String> closed) {}

    private final Ui ui;
    private final Project project;
    private final Consumer<Finding> go;
    private final Runnable changed;
    private final ListView<Finding> list = new ListView<>();
    private final TextField reason = new TextField();
    private final FlowPane verdicts = new FlowPane();
    private final Label stale = Parts.label("", "medium-text");
    private final VBox foot = new VBox(6);
    private final Set<LabelId> edited = new HashSet<>();
    private List<Finding> open = List.of();
    private int checksSeen;
    private long edits;
    private boolean stepOn;

    FindingsPane(Ui ui, Consumer<Finding> go, Runnable changed) {
        this.ui = ui;
        this.project = ui.session().project();
        this.go = go;
        this.changed = changed;
        list.setId("findings");
        list.setCellFactory(v -> new RowCell<>(this::row));
        list.setPlaceholder(new EmptyState("No open finding. Run all checks to look again.", Parts.keyCap("Ctrl Shift R")));
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            verdicts.setDisable(is == null);
            if (is != null) {
                go.accept(is);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setOnMouseClicked(e -> selected().ifPresent(go));
        Button fixed = Parts.button("Fixed", "1", () -> close(Verdict.Kind.FIXED));
        Button waive = Parts.button("Waive", "2", () -> close(Verdict.Kind.WAIVED));
        Button alarm = Parts.button("False alarm", "3", () -> close(Verdict.Kind.FALSE_ALARM));
        Parts.tip(fixed, "Closes the chosen finding as fixed (1).");
        Parts.tip(alarm, "Closes the chosen finding as no fault of the labels (3).");
        Parts.tip(waive, "Stays as it is, with the reason on record.");
        verdicts.setHgap(6);
        verdicts.setVgap(6);
        verdicts.getChildren().addAll(fixed, waive, alarm);
        verdicts.setDisable(true);
        reason.setPromptText("Reason, needed to waive");
        reason.getStyleClass().add("form-field");
        reason.setAccessibleText("Reason");
        reason.setOnAction(e -> close(Verdict.Kind.WAIVED));
        foot.getChildren().addAll(stale, reason, verdicts);
        foot.getStyleClass().addAll("pane-foot", "rule-above");
        stale.setWrapText(true);
        stale.setMinHeight(USE_PREF_SIZE);
        showStale();
        boolean can = !ui.session().readOnly();
        foot.setVisible(can);
        foot.setManaged(can);
        getChildren().addAll(list, foot);
        ui.session().history().listen(e -> {
            e.changes().changes().forEach(c -> edited.add(c.id()));
            edits++;
            showStale();
        });
    }

    /** Verdict keys, while the list has the focus: true where one was used. */
    boolean key(KeyEvent e) {
        if (!list.isFocused() || selected().isEmpty() || ui.session().readOnly() || e.isControlDown() || e.isAltDown()) {
            return false;
        }
        switch (e.getCode()) {
            case DIGIT1 -> close(Verdict.Kind.FIXED);
            case DIGIT2 -> close(Verdict.Kind.WAIVED);
            case DIGIT3 -> close(Verdict.Kind.FALSE_ALARM);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Goes to the open finding after the selected one; false where there is none. */
    boolean next() {
        if (open.isEmpty()) {
            return false;
        }
        int to = (list.getSelectionModel().getSelectedIndex() + 1) % open.size();
        list.scrollTo(Math.max(0, to - 1));
        if (to == list.getSelectionModel().getSelectedIndex()) {
            go.accept(open.get(to));
        }
        list.getSelectionModel().select(to);
        return true;
    }

    private Optional<Finding> selected() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void showStale() {
        boolean old = edits > 0 && !open.isEmpty();
        stale.setVisible(old);
        stale.setManaged(old);
        stale.setText(Numbers.plural(edits, "edit", "edits") + " since the checks ran. Ctrl+Shift+R runs them again.");
        list.refresh();
    }

    /** Reads the findings anew, off this thread. */
    void refresh() {
        Tasks tasks = ui.tasks();
        tasks.io(
                () -> new Read(
                        project.findings(ui.session().stored().hash()),
                        project.verdicts().stream().map(Verdict::findingId).collect(Collectors.toSet())),
                r -> {
                    if (ui.checksRun() != checksSeen) {
                        checksSeen = ui.checksRun();
                        edited.clear();
                        edits = 0;
                    }
                    int at = list.getSelectionModel().getSelectedIndex();
                    open = r.findings().stream().filter(f -> !r.closed().contains(f.id())).toList();
                    list.getItems().setAll(open);
                    if (at >= 0 && stepOn && !open.isEmpty()) {
                        list.getSelectionModel().select(Math.min(at, open.size() - 1));
                    }
                    stepOn = false;
                    showStale();
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
        selected().ifPresent(f -> {
            String typed = reason.getText().strip();
            if (kind == Verdict.Kind.WAIVED && typed.isEmpty()) {
                reason.requestFocus();
                ui.say("A waived finding needs its reason. Type it and press Enter.");
                return;
            }
            String usual = kind == Verdict.Kind.FIXED ? "fixed in the labels" : "judged a false alarm";
            Verdict v = new Verdict(
                    f.id(), kind, typed.isEmpty() ? usual : typed, project.actor().user(), Instant.now());
            ui.tasks().io(
                    () -> {
                        project.storeVerdict(v);
                        return v;
                    },
                    done -> {
                        reason.clear();
                        stepOn = true;
                        list.requestFocus();
                        refresh();
                    },
                    e -> ui.problem(Failures.sentence(e)));
        });
    }

    private String place(Finding f) {
        Optional<String> what = f.place().label()
                .flatMap(id -> ui.session().labels().find(id))
                .map(Edits::name)
                .or(() -> f.place().sensor().map(SensorId::value));
        return f.rule() + " · frame " + Numbers.count(f.place().frame()) + what.map(w -> " · " + w).orElse("");
    }

    private Node row(Finding f) {
        // A number and its unit stay on one line.
        Label message = Parts.label(f.message().replaceAll("(?<=[0-9]) (?=[a-z%°])", "\u00A0"));
        message.setWrapText(true);
        message.setMaxWidth(Double.MAX_VALUE);
        message.setMinHeight(USE_PREF_SIZE);
        VBox words = new VBox(2, message, Parts.caption(place(f)));
        if (f.place().label().map(edited::contains).orElse(false)) {
            words.getChildren().add(Parts.iconChip("mdi2p-pencil-outline", "Edited since", "medium"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = Parts.row(8, SeverityLook.icon(f.severity()), words);
        row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        row.getStyleClass().add("finding-row");
        return row;
    }
}
