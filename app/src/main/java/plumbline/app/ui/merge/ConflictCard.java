package plumbline.app.ui.merge;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Side;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.StoredConflict;

/**
 * One conflict: group, name and decision; the two sides' values, what differs in the side's colour, with evidence and key;
 * below, what was before, the third choice and editing by hand.
 */
final class ConflictCard extends VBox {
    /** What the card shows beside the conflict's own values. */
    record Said(String theirs, String yoursEvidence, String theirsEvidence) {}

    /** What a person does on it. */
    interface Actions {
        void decide(Decision decision);

        void byHand();

        void focus();
    }

    ConflictCard(StoredConflict stored, Said said, boolean focused, Actions actions) {
        Conflict c = stored.conflict();
        Optional<Decision> decided = stored.decided().map(StoredConflict.Decided::decision);
        getStyleClass().addAll("card", "conflict-card");
        pseudoClassStateChanged(Parts.SELECTED, focused);
        setSpacing(8);
        Label title = Parts.label(Values.title(c), "card-title");
        Label chip = decided.map(d -> Parts.iconChip("mdi2c-check", Choice.words(d, said.theirs()), "ok"))
                .orElseGet(() -> Parts.chip("Decide", "medium"));
        getChildren().add(Parts.row(8, Parts.icon(Values.icon(c.group()), "bright", "card-icon"), title, Parts.spacer(), chip));
        HBox options = new HBox(8,
                option(c, Choice.YOURS, "Yours", "yours", Side.OURS, said.yoursEvidence(), decided, actions::decide),
                option(c, Choice.THEIRS, said.theirs(), "server", Side.THEIRS, said.theirsEvidence(), decided, actions::decide));
        VBox.setVgrow(options, Priority.ALWAYS);
        getChildren().addAll(options, foot(c, actions));
        setOnMousePressed(e -> actions.focus());
        setAccessibleText(Values.title(c) + ", " + chip.getText());
    }

    private static Node option(
            Conflict c, Choice choice, String name, String style, Side side, String evidence, Optional<Decision> decided,
            Consumer<Decision> decide) {
        Optional<Decision> decision = choice.decision(c);
        javafx.scene.layout.Region dot = new javafx.scene.layout.Region();
        dot.getStyleClass().addAll("side-dot", style);
        HBox head = Parts.row(6, dot, Parts.label(name, "strong"), Parts.spacer());
        decision.ifPresent(d -> head.getChildren().add(Parts.keyCap(choice.key())));
        VBox lines = new VBox(2, head);
        for (List<Values.Run> line : Values.of(c, side)) {
            HBox words = Parts.row(0);
            line.forEach(r -> words.getChildren().add(r.differs() ? Parts.mono(r.text(), style, "differs") : Parts.mono(r.text())));
            lines.getChildren().add(words);
        }
        Label proof = Parts.caption(decision.isPresent() ? evidence : "Not offered: press E to name another.");
        proof.setWrapText(true);
        proof.setMinHeight(USE_PREF_SIZE);
        lines.getChildren().add(proof);
        Button b = new Button();
        b.getStyleClass().setAll("conflict-option", style);
        b.setGraphic(lines);
        b.setFocusTraversable(false);
        b.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        b.setPrefWidth(100);
        b.setMinWidth(0);
        b.setDisable(decision.isEmpty());
        b.pseudoClassStateChanged(Parts.SELECTED, decision.isPresent() && decided.equals(decision));
        b.setAccessibleText("Take " + name + ", key " + choice.key());
        b.setOnAction(e -> decision.ifPresent(decide));
        HBox.setHgrow(b, Priority.ALWAYS);
        return b;
    }

    private static Node foot(Conflict c, Actions actions) {
        Label before = Parts.caption("Before: " + Values.before(c));
        before.setMinWidth(0);
        before.setMaxWidth(Double.MAX_VALUE);
        Parts.tip(before, before.getText());
        HBox.setHgrow(before, Priority.ALWAYS);
        HBox foot = Parts.row(4, before);
        Choice.THIRD.decision(c).ifPresent(d -> foot.getChildren().addAll(
                small(Choice.third(c), () -> actions.decide(d)), Parts.keyCap(Choice.THIRD.key())));
        if (Choice.byHand(c)) {
            foot.getChildren().addAll(small("Edit by hand", actions::byHand), Parts.keyCap("E"));
        }
        return foot;
    }

    private static Button small(String words, Runnable run) {
        Button b = Parts.link(words, run);
        b.getStyleClass().add("caption-size");
        b.setFocusTraversable(false);
        return b;
    }
}
