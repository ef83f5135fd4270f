package plumbline.app.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.access.Action;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;

/** Says what would be committed, takes a message, commits. */
final class CommitDialog extends DialogCard {
    private final Window window;
    private final Project project;
    private final VBox summary = new VBox(4);
    private final TextArea message = new TextArea();
    private final Button commit = Parts.primary("Commit version", "Ctrl Enter", this::commit);

    CommitDialog(Window window, Runnable close) {
        super("Commit a version", 520, close);
        this.window = window;
        this.project = window.session().project();
        message.setPromptText("What changed, in a sentence");
        message.setId("commit-message");
        message.setPrefRowCount(3);
        message.setWrapText(true);
        message.getStyleClass().add("area");
        message.textProperty().addListener((o, was, is) -> allow());
        message.setOnKeyPressed(e -> {
            if (e.isControlDown() && e.getCode() == javafx.scene.input.KeyCode.ENTER && !commit.isDisabled()) {
                commit();
                e.consume();
            }
        });
        summary.getChildren().setAll(Parts.label("Comparing with " + headName() + "...", "fg1"));
        body(summary, Parts.label("Message", "caption"), message);
        foot(Parts.caption(window.session().whyNot(Action.VERSION_COMMIT).isPresent()
                        ? "The policy does not let you commit here."
                        : "On branch " + project.branch() + "; it never changes afterwards."),
                Parts.spacer(), commit);
        allow();
        window.tasks().io(project::uncommitted, this::show, e ->
                summary.getChildren().setAll(Parts.label(Failures.sentence(e), "high-text")));
    }

    private String headName() {
        return project.head().map(v -> v.hash().shortHex()).orElse("an empty project");
    }

    private void allow() {
        boolean empty = message.getText().isBlank();
        Optional<String> denied = window.session().whyNot(Action.VERSION_COMMIT);
        commit.setDisable(empty || denied.isPresent());
        Parts.tip(commit, denied.orElse(empty ? "A version needs a message first."
                : "Pins labels, captures and ontology as they stand."));
    }

    private void show(List<LabelDiff> diffs) {
        Map<LabelDiff.Kind, Long> counts = new TreeMap<>();
        diffs.forEach(d -> counts.merge(d.kind(), 1L, Long::sum));
        var chips = Parts.row(6);
        counts.forEach((kind, n) -> chips.getChildren().add(switch (kind) {
            case ADDED -> Parts.chip("+ " + Numbers.count(n) + " added", "ok");
            case CHANGED -> Parts.chip("~ " + Numbers.count(n) + " changed", "medium");
            case REMOVED -> Parts.chip("\u2212 " + Numbers.count(n) + " removed", "high");
        }));
        summary.getChildren().setAll(Parts.label(
                diffs.isEmpty()
                        ? "No label differs from " + headName() + "."
                        : Numbers.plural(diffs.size(), "label differs", "labels differ") + " from " + headName() + ".",
                "fg1"));
        if (!diffs.isEmpty()) {
            summary.getChildren().add(chips);
        }
    }

    private void commit() {
        String words = message.getText().strip();
        commit.setDisable(true);
        window.tasks().io(
                () -> project.commit(words),
                v -> {
                    window.closeDialog();
                    window.say("Version " + v.hash().shortHex() + ": " + words);
                    window.projectChanged();
                },
                e -> {
                    window.closeDialog();
                    window.problem(Failures.sentence(e));
                });
    }
}
