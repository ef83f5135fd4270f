package plumbline.app.ui.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Blame;

/** Where the selected thing comes from, newest first, each step with its audit entry; or who set which of its fields. */
final class TracePanel extends VBox {
    private static final int MOST = 60;
    /** Of the height, for proof, reads and gates; the trace keeps the rest. */
    private static final double MOST_BELOW = 0.55;


    private final VBox rows = new VBox();
    private final Label title = Parts.label("", "card-title");
    private final Label count = Parts.label("", "fg2");
    private final Consumer<String> prove;

    /** {@code prove} is given an entry as {@code LOG/NUMBER}. */
    TracePanel(Consumer<String> prove, Node below) {
        this.prove = prove;
        title.setMinWidth(0);
        HBox head = Parts.row(8, title, Parts.spacer(), count);
        count.setMinWidth(USE_PREF_SIZE);
        head.getStyleClass().add("trace-head");
        ScrollPane upper = scroll(rows);
        VBox.setVgrow(upper, Priority.ALWAYS);
        upper.setMinHeight(150);
        upper.setPrefHeight(240);
        ScrollPane lower = scroll(below);
        lower.setMinHeight(120);
        lower.maxHeightProperty().bind(heightProperty().multiply(MOST_BELOW));
        getChildren().addAll(head, upper, lower);
        showNothing();
    }

    private static ScrollPane scroll(Node content) {
        ScrollPane s = new ScrollPane(content);
        s.setFitToWidth(true);
        s.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return s;
    }

    void showNothing() {
        title.setText("Trace");
        count.setText("");
        rows.getChildren().setAll(new EmptyState("Choose a change or a box of the strip to see where it comes from."));
    }

    void showTrace(String what, List<TraceRows.Row> steps, boolean more) {
        title.setText(what);
        count.setText((more ? "nearest " : "") + Numbers.plural(steps.size(), "step", "steps"));
        List<Node> made = new ArrayList<>();
        for (TraceRows.Row r : steps.subList(0, Math.min(MOST, steps.size()))) {
            made.add(step(r, made.isEmpty()));
        }
        if (steps.size() > MOST) {
            made.add(Parts.label(Numbers.count(steps.size() - MOST) + " older steps: plumbline lineage", "fg2"));
        }
        rows.getChildren().setAll(made);
    }

    private HBox step(TraceRows.Row r, boolean newest) {
        Region dot = new Region();
        dot.getStyleClass().addAll("trace-dot", newest ? "newest" : "older");
        Label what = Parts.label(r.what(), "strong");
        what.setMinWidth(20);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        Parts.tip(what, r.what() + (r.id().isEmpty() ? "" : "\n" + r.id()) + "\n" + Numbers.day(r.at()) + " "
                + Numbers.clock(r.at()));
        HBox first = Parts.row(8, what, Parts.mono(LogWords.when(r.at(), Instant.now()), "fg2", "caption-size"));
        Label facts = Parts.label(
                r.kind() + (r.who().isBlank() ? "" : " · " + r.who()) + (r.facts().isBlank() ? "" : " · " + r.facts()),
                "fg2", "caption-size");
        facts.setMinWidth(0);
        facts.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(facts, Priority.ALWAYS);
        HBox second = Parts.row(8, facts);
        r.entry().ifPresent(e -> {
            var link = Parts.link(TraceRows.entry(e), () -> prove.accept(e));
            link.getStyleClass().add("caption-size");
            Parts.tip(link, "Prove audit entry " + e + " (Ctrl+P proves the newest of the trace)");
            link.setAccessibleText("Prove audit " + TraceRows.entry(e));
            second.getChildren().add(link);
        });
        VBox words = new VBox(1, first, second);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(8, dot, words);
        row.getStyleClass().add("trace-step");
        row.setAccessibleText(r.what() + ", " + r.kind() + (r.who().isBlank() ? "" : ", by " + r.who())
                + r.entry().map(e -> ", " + TraceRows.entry(e)).orElse(""));
        return row;
    }

    /** Per field group: its value, who set it, when, in which version. */
    void showBlame(String what, List<Blame> fields) {
        title.setText("Blame of " + what);
        count.setText(Numbers.plural(fields.size(), "field", "fields"));
        List<Node> made = new ArrayList<>();
        for (Blame b : fields) {
            Label name = Parts.label(GroupWords.of(b.group()), "strong");
            name.setMinWidth(20);
            HBox first = Parts.row(8, name, Parts.spacer(),
                    Parts.mono(LogWords.when(b.at(), Instant.now()), "fg2", "caption-size"));
            Label value = Parts.label(GroupWords.value(b.value()), "fg1", "caption-size");
            value.setMinWidth(0);
            value.setWrapText(true);
            Label who = Parts.label((b.user().isBlank() ? "import" : b.user()) + " · "
                    + b.version().map(v -> "version " + v.shortHex()).orElse("not committed"), "fg2", "caption-size");
            VBox row = new VBox(1, first, value, who);
            row.getStyleClass().add("trace-step");
            row.setAccessibleText(GroupWords.of(b.group()) + ", " + b.value() + ", " + who.getText());
            made.add(row);
        }
        rows.getChildren().setAll(made);
    }

    void showSentence(String what, String sentence) {
        title.setText(what);
        count.setText("");
        rows.getChildren().setAll(new EmptyState(sentence));
    }

    /** The newest step that an audit entry proves. */
    static Optional<String> newestEntry(List<TraceRows.Row> steps) {
        return steps.stream().flatMap(r -> r.entry().stream()).findFirst();
    }
}
