package plumbline.app.ui.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import plumbline.app.service.EntryProofs;
import plumbline.app.service.Gates;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;

/** Below the trace: the proof of one entry, whether the log holds and is anchored, who read the capture, and the gates. */
final class ProofPane extends VBox {
    private static final double WIDTH = 250;
    private static final int MOST_READS = 3;

    private final Label title = Parts.label("Audit log", "strong");
    private final VBox proof = new VBox();
    private final VBox chain = new VBox();
    private final VBox reads = new VBox();
    private final VBox gates = new VBox();
    private Optional<EntryProofs.Proved> proved = Optional.empty();

    ProofPane(Runnable prove) {
        HBox head = Parts.row(8, title, Parts.spacer(), Parts.button("Prove", "Ctrl P", prove));
        title.setMinWidth(USE_PREF_SIZE);
        head.getStyleClass().addAll("trace-section", "rule-above");
        proof.getStyleClass().add("proof");
        chain.getStyleClass().add("proof");
        chain.getChildren().setAll(Parts.label("Not verified since the window opened.", "fg2"));
        getChildren().addAll(head, proof, chain, reads, gates);
    }

    void proving() {
        chain.getChildren().setAll(Parts.label("Reading every entry", "fg2"));
    }

    void show(EntryProofs.Proved p, boolean dark) {
        proved = Optional.of(p);
        title.setText("Proof of " + TraceRows.entry(p.proof().entry().name()));
        Parts.tip(title, LogWords.whole(p.proof().entry()));
        List<Node> rows = new ArrayList<>();
        rows.add(new ProofTree(p.proof(), p.signed(), dark, WIDTH));
        Label path = Parts.label("Path", "fg2");
        path.setMinWidth(76);
        rows.add(Parts.row(8, path, p.holds()
                ? Parts.iconChip("mdi2c-check-circle", "Valid", "ok")
                : Parts.iconChip("mdi2a-alert-circle", "Broken", "high"),
                Parts.label(Numbers.plural(p.proof().path().size(), "hash", "hashes"), "fg2")));
        rows.add(p.checkpoint().isEmpty()
                ? words("The root is not signed yet: no checkpoint covers this entry. Make one with plumbline audit"
                        + " checkpoint.", "fg2")
                : fact("Checkpoint", Numbers.plural(p.proof().treeSize(), "entry", "entries")
                        + (p.signed() ? ", signed" : ", bad signature")));
        if (!p.keyName().isEmpty()) {
            rows.add(fact("Key", p.keyName()));
        }
        proof.getChildren().setAll(rows);
    }

    /** In the colours of the theme. */
    void redraw(boolean dark) {
        proved.ifPresent(p -> show(p, dark));
    }

    void show(AuditReport r) {
        Label anchored = r.anchored()
                ? Parts.iconChip("mdi2a-anchor", "Anchored", "ok")
                : Parts.iconChip("mdi2i-information-outline", "Unanchored", "info");
        List<Node> rows = new ArrayList<>();
        rows.add(Parts.row(8,
                r.valid() ? Parts.iconChip("mdi2c-check-circle", "Chain holds", "ok")
                        : Parts.iconChip("mdi2a-alert-circle", "Broken", "high"),
                anchored));
        rows.add(words(r.valid()
                ? "All " + Numbers.plural(r.entries(), "entry", "entries")
                        + " follow from one another; none is changed or lost."
                : "Entries up to the one below hold. Keep this copy as it is and compare it with another.", "fg1"));
        r.firstBroken().ifPresent(b -> rows.add(words(b, "high-text")));
        proved.ifPresent(p -> rows.add(words(
                EntryProofs.anchored(r, p.proof().entry().log(), p.proof().entry().sequence()) + ".", "fg1")));
        if (!r.anchored()) {
            rows.add(words(
                    "No outside time stamp holds the root yet: the log proves its own order, not its date.", "fg2"));
        }
        chain.getChildren().setAll(rows);
    }

    void showReads(List<AuditEntry> entries, boolean more) {
        long people = entries.stream().map(AuditEntry::user).distinct().count();
        HBox head = section("Reads of this capture", (more ? "at least " : "") + Numbers.count(entries.size()) + " by "
                + Numbers.plural(people, "person", "people"));
        List<Node> rows = new ArrayList<>(List.of(head));
        if (entries.isEmpty()) {
            rows.add(words("Nobody has opened it yet.", "fg2", "proof"));
        }
        for (AuditEntry e : entries.subList(0, Math.min(MOST_READS, entries.size()))) {
            Label who = Parts.label(e.user());
            who.setMinWidth(60);
            Label why = Parts.label(e.purpose().isBlank() ? "no purpose said" : e.purpose(), "fg1");
            why.setMinWidth(20);
            HBox row = Parts.row(8, who, why, Parts.spacer(),
                    Parts.mono(LogWords.when(e.at(), Instant.now()), "fg2", "caption-size"));
            Parts.tip(why, LogWords.whole(e));
            row.getStyleClass().add("fact-row");
            rows.add(row);
        }
        reads.getChildren().setAll(rows);
    }

    void showGates(List<Gates.Gate> all) {
        if (all.isEmpty()) {
            gates.getChildren().clear();
            return;
        }
        long shut = all.stream().filter(g -> !g.open()).count();
        List<Node> rows = new ArrayList<>(List.of(section("Gates of version B",
                shut == 0 ? "all open" : Numbers.count(shut) + " shut")));
        for (Gates.Gate g : all) {
            Label name = Parts.label(g.name());
            name.setGraphic(g.open() ? Parts.icon("mdi2c-check-circle", "ok-text") : Parts.icon("mdi2l-lock", "high-text"));
            name.setMinWidth(86);
            Label words = Parts.label(g.words(), g.open() ? "fg2" : "fg1", "caption-size");
            words.setMinWidth(20);
            Parts.tip(words, g.words());
            HBox row = Parts.row(8, name, words);
            row.setAccessibleText(g.name() + (g.open() ? ", open: " : ", shut: ") + g.words());
            row.getStyleClass().add("fact-row");
            rows.add(row);
        }
        gates.getChildren().setAll(rows);
    }

    private static HBox section(String name, String more) {
        HBox head = Parts.row(8, Parts.label(name, "strong"), Parts.spacer(), Parts.label(more, "fg2", "caption-size"));
        head.getStyleClass().addAll("trace-section", "rule-above");
        return head;
    }

    private static Label words(String sentence, String... styles) {
        Label l = Parts.label(sentence, styles);
        l.getStyleClass().add("caption-size");
        l.setWrapText(true);
        l.setMinHeight(USE_PREF_SIZE);
        return l;
    }

    private static HBox fact(String name, String value) {
        Label n = Parts.label(name, "fg2");
        n.setMinWidth(76);
        return Parts.row(8, n, Parts.mono(value, "caption-size"));
    }
}
