package plumbline.app.ui.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.project.LineageGraph;

/** Where the selected thing comes from, newest first; the log's last entries; and whether the log holds. */
final class TracePanel extends VBox {
    private static final int MOST = 200;

    private final VBox trace = new VBox();
    private final VBox log = new VBox();
    private final VBox proof = new VBox();
    private final Label title = Parts.label("", "card-title");
    private final Label count = Parts.label("", "fg2");
    private final Label logCount = Parts.label("", "fg2", "caption-size");

    TracePanel(Runnable verify) {
        title.setMinWidth(0);
        HBox head = Parts.row(8, title, Parts.spacer(), count);
        head.getStyleClass().add("trace-head");
        HBox proofHead = Parts.row(8, Parts.label("Audit log", "strong"), Parts.spacer(),
                Parts.button("Verify", "Ctrl P", verify));
        proofHead.getStyleClass().addAll("trace-section", "rule-above");
        proof.getStyleClass().add("proof");
        proof.getChildren().setAll(Parts.label("Not verified since the window opened.", "fg2"));
        HBox logHead = Parts.row(8, Parts.label("Last entries", "strong"), Parts.spacer(), logCount);
        logHead.getStyleClass().addAll("trace-section", "rule-above");
        ScrollPane traceScroll = scroll(trace);
        ScrollPane logScroll = scroll(log);
        VBox.setVgrow(traceScroll, Priority.ALWAYS);
        VBox.setVgrow(logScroll, Priority.ALWAYS);
        traceScroll.setPrefHeight(380);
        logScroll.setPrefHeight(260);
        getChildren().addAll(head, traceScroll, proofHead, proof, logHead, logScroll);
        showNothing();
    }

    private static ScrollPane scroll(VBox content) {
        ScrollPane s = new ScrollPane(content);
        s.setFitToWidth(true);
        s.setMinHeight(60);
        s.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return s;
    }

    void showNothing() {
        title.setText("Trace");
        count.setText("");
        trace.getChildren().setAll(new EmptyState("Choose a change to see where it comes from."));
    }

    void showTrace(String what, LineageGraph graph) {
        List<LineageGraph.Node> nodes = graph.nodes().stream()
                .sorted(Comparator.comparing(LineageGraph.Node::at).reversed().thenComparing(LineageGraph.Node::id))
                .toList();
        title.setText(what);
        count.setText(Numbers.plural(nodes.size(), "step", "steps"));
        List<Node> rows = new ArrayList<>();
        for (LineageGraph.Node n : nodes.subList(0, Math.min(MOST, nodes.size()))) {
            rows.add(step(n, rows.isEmpty()));
        }
        if (!graph.orphans().isEmpty()) {
            rows.add(Parts.label(Numbers.plural(graph.orphans().size(), "orphan", "orphans") + " without a source", "medium-text"));
        }
        trace.getChildren().setAll(rows);
    }

    private static HBox step(LineageGraph.Node n, boolean newest) {
        Region dot = new Region();
        dot.getStyleClass().addAll("trace-dot", newest ? "newest" : "older");
        Label what = Parts.label(n.name().isBlank() ? n.kind() : n.name(), "strong");
        what.setMinWidth(20);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        Parts.tip(what, n.name() + "\n" + n.id());
        HBox first = Parts.row(8, what, Parts.mono(Numbers.clock(n.at()), "fg2", "caption-size"));
        Label facts = Parts.label(facts(n), "fg2", "caption-size");
        facts.setMinWidth(0);
        VBox words = new VBox(1, first, facts);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(8, dot, words);
        row.getStyleClass().add("trace-step");
        return row;
    }

    private static String facts(LineageGraph.Node n) {
        StringBuilder s = new StringBuilder(n.kind());
        if (!n.actor().isBlank()) {
            s.append(" · ").append(n.actor());
        }
        n.facts().entrySet().stream()
                .filter(f -> !f.getValue().contains("\"") && !f.getValue().contains("{"))
                .limit(2).forEach(f -> s.append(" · ").append(f.getKey()).append(' ')
                .append(f.getValue().length() > 24 ? LineageSteps.shortId(f.getValue()) : f.getValue()));
        return s.toString();
    }

    /** Newest first by time. Each device numbers its own log, so an entry says which log its number belongs to. */
    void showLog(List<AuditEntry> entries) {
        long logs = entries.stream().map(AuditEntry::log).distinct().count();
        logCount.setText(logs > 1 ? logs + " logs, each with its own numbers" : "");
        List<Node> rows = new ArrayList<>();
        for (AuditEntry e : entries) {
            Label what = Parts.label(LogWords.action(e), "name");
            what.setMinWidth(30);
            what.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(what, Priority.ALWAYS);
            HBox first = Parts.row(8, what, Parts.mono(LogWords.when(e.at(), Instant.now()), "fg2", "caption-size"));
            Label who = Parts.label(e.user() + " · " + e.device(), "fg2", "caption-size");
            who.setMinWidth(20);
            who.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(who, Priority.ALWAYS);
            HBox second = Parts.row(8, who, Parts.mono(LogWords.place(e), "fg2", "caption-size"));
            VBox row = new VBox(1, first, second);
            Parts.tip(what, LogWords.whole(e));
            Parts.tip(who, LogWords.whole(e));
            row.setAccessibleText(LogWords.action(e) + ", " + e.user() + ", " + LogWords.place(e));
            row.getStyleClass().addAll("log-row", "rule-below");
            rows.add(row);
        }
        log.getChildren().setAll(rows);
    }

    void showVerifying() {
        proof.getChildren().setAll(Parts.label("Reading every entry", "fg2"));
    }

    void showProof(AuditReport r) {
        Label state = r.valid()
                ? Parts.iconChip("mdi2c-check-circle", "Valid", "ok")
                : Parts.iconChip("mdi2a-alert-circle", "Broken", "high");
        Label anchored = r.anchored()
                ? Parts.iconChip("mdi2a-anchor", "Anchored", "ok")
                : Parts.iconChip("mdi2i-information-outline", "Unanchored", "info");
        List<Node> rows = new ArrayList<>();
        rows.add(Parts.row(8, state, anchored));
        rows.add(words(r.valid()
                ? "All " + Numbers.plural(r.entries(), "entry", "entries")
                        + " follow from one another; none is changed or lost."
                : "Entries up to the one below hold. Keep this copy as it is and compare it with another.", "fg1"));
        r.firstBroken().ifPresent(b -> rows.add(words(b, "high-text")));
        rows.add(fact("Root", r.root().length() > 16 ? r.root().substring(0, 16) : r.root()));
        if (!r.anchored()) {
            rows.add(words(
                    "No outside time stamp holds the root yet: the log proves its own order, not its date.", "fg2"));
        }
        proof.getChildren().setAll(rows);
    }

    private static Label words(String sentence, String style) {
        Label l = Parts.label(sentence, style, "caption-size");
        l.setWrapText(true);
        l.setMinHeight(USE_PREF_SIZE);
        return l;
    }

    private static HBox fact(String name, String value) {
        Label n = Parts.label(name, "fg2");
        n.setMinWidth(64);
        return Parts.row(8, n, Parts.mono(value));
    }

}
