package plumbline.app.ui.merge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.app.service.MergeDesk.Ground;
import plumbline.app.service.MergeDesk.Thing;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.MergeState;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Version;

/** The cards of one object side by side, and on their right the result with what came from where. */
final class CardsPane extends HBox {
    /** What a person does on a card; {@code index} among the object's. */
    interface Actions {
        void decide(StoredConflict conflict, Decision decision);

        void byHand(int index);

        void focus(int index);
    }

    private final Ground ground;
    private final Actions actions;
    private final HBox cards = new HBox(8);
    private final VBox outcome = new VBox(6);
    private final VBox resultBox;

    CardsPane(Ground ground, Region result, Actions actions) {
        this.ground = ground;
        this.actions = actions;
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        scroll.setMinWidth(0);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        cards.getStyleClass().add("cards");
        result.setMinHeight(96);
        VBox.setVgrow(result, Priority.ALWAYS);
        resultBox = new VBox(8, result, outcome);
        resultBox.getStyleClass().add("result-box");
        getStyleClass().add("below");
        getChildren().addAll(scroll, resultBox);
    }

    void narrow(boolean is) {
        double width = is ? 232 : 324;
        resultBox.setMinWidth(width);
        resultBox.setPrefWidth(width);
        double height = is ? 224 : 244;
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    void nothing(String sentence) {
        cards.getChildren().setAll(Parts.label(sentence, "fg1"));
        outcome.getChildren().clear();
    }

    /** {@code evidence}: how many points each side's object has, once it was drawn. */
    void show(Thing t, int focused, Optional<MergeScenes.Evidence> evidence) {
        cards.getChildren().clear();
        for (int i = 0; i < t.conflicts().size(); i++) {
            StoredConflict c = t.conflicts().get(i);
            FieldGroup.Kind kind = c.conflict().group().kind();
            Optional<MergeScenes.Evidence> inside =
                    evidence.filter(e -> kind == FieldGroup.Kind.GEOMETRY || kind == FieldGroup.Kind.OBJECT);
            ConflictCard card = new ConflictCard(
                    c,
                    new ConflictCard.Said(
                            theirName(ground.merge()),
                            evidence(c, Side.OURS, inside.flatMap(MergeScenes.Evidence::yours)),
                            evidence(c, Side.THEIRS, inside.flatMap(MergeScenes.Evidence::theirs))),
                    i == focused, actionsOf(c, i));
            HBox.setHgrow(card, Priority.ALWAYS);
            cards.getChildren().add(card);
        }
        showOutcome(t);
    }

    private ConflictCard.Actions actionsOf(StoredConflict c, int index) {
        return new ConflictCard.Actions() {
            @Override
            public void decide(Decision d) {
                actions.decide(c, d);
            }

            @Override
            public void byHand() {
                actions.byHand(index);
            }

            @Override
            public void focus() {
                actions.focus(index);
            }
        };
    }

    void focus(int index) {
        for (int i = 0; i < cards.getChildren().size(); i++) {
            cards.getChildren().get(i).pseudoClassStateChanged(Parts.SELECTED, i == index);
        }
    }

    private String evidence(StoredConflict c, Side side, Optional<Integer> inside) {
        return String.join(" · ", Stream.of(
                        inside.map(n -> Numbers.count(n) + " points in"),
                        ground.lastChanged(c, side).map(CardsPane::who))
                .flatMap(Optional::stream)
                .toList());
    }

    private void showOutcome(Thing t) {
        outcome.getChildren().clear();
        for (StoredConflict c : t.conflicts().stream().limit(3).toList()) {
            String what = Values.group(c.conflict().group()).replace("Attribute: ", "");
            Label words = Parts.caption(c.decided()
                    .map(d -> what + ": " + Choice.words(d.decision(), theirName(ground.merge())).toLowerCase(Locale.ROOT)
                            + ", by " + d.user())
                    .orElse(what + ": open, as before so far"));
            outcome.getChildren().add(Parts.row(6,
                    c.open() ? Parts.icon("mdi2a-alert-circle", "medium-text", "state")
                            : Parts.icon("mdi2c-check-circle", "ok-text", "state"),
                    words));
        }
    }

    /** {@code Server} for a fetched branch, else the branch's own name. */
    static String theirName(MergeState m) {
        return m.name().startsWith("origin/") ? "Server" : m.name();
    }

    static String who(Version v) {
        return v.author() + ", " + when(v.at());
    }

    /** {@code today 14:01}, else the day. */
    static String when(Instant at) {
        ZoneId zone = ZoneId.systemDefault();
        boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.now(zone));
        return today ? "today " + Numbers.clock(at).substring(0, 5) : Numbers.day(at);
    }

    static List<String> words(Thing t) {
        int n = t.conflicts().size();
        return List.of(
                t.frame() < 0 ? "" : "frame " + Numbers.count(t.frame()) + " · ",
                n == 1 ? "1 field group differs" : Numbers.count(n) + " field groups differ");
    }
}
