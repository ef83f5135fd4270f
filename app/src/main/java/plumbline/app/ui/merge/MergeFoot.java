package plumbline.app.ui.merge;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.annotation.edit.FieldGroup;
import plumbline.app.service.MergeDesk;
import plumbline.app.service.Merges;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** How many conflicts are left and what comes of it; stop, decide by rule, next, finish. */
final class MergeFoot extends HBox {
    /** What its buttons do. */
    record Actions(Runnable stop, Runnable next, Runnable finish) {}

    private final MergeModel model;
    private final Label words = Parts.label("", "fg1");
    private final Button rules;
    private final Button next;
    private final Button finish;
    private final BiConsumer<Optional<FieldGroup>, Merges.Rule> decide;

    MergeFoot(MergeModel model, BiConsumer<Optional<FieldGroup>, Merges.Rule> decide, Actions actions) {
        super(8);
        this.model = model;
        this.decide = decide;
        getStyleClass().addAll("merge-foot", "rule-above");
        words.setWrapText(true);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button stop = Parts.barButton("mdi2p-pause", "Stop and keep decisions", actions.stop());
        stop.setGraphic(Parts.keyCap("Esc"));
        stop.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        rules = Parts.button("All from...", this::menu);
        rules.setGraphic(Parts.icon("mdi2c-chevron-down"));
        rules.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        next = Parts.button("Next conflict", "N", actions.next());
        finish = Parts.primary("Finish merge", "Ctrl Enter", actions.finish());
        getChildren().addAll(words, stop, rules, next, finish);
    }

    void refresh(MergeDesk.State s) {
        long open = s.open();
        words.setText(open > 0
                ? Numbers.plural(open, "conflict", "conflicts") + " left. The merge becomes one version with two parents."
                : s.things().isEmpty()
                        ? "No conflicts. Finish makes one version with two parents."
                        : "All decided. Finish makes one version with two parents.");
        rules.setDisable(open == 0);
        Parts.tip(rules, open == 0 ? "Nothing is open." : "Decides all open conflicts, or those of one group, by a rule.");
        next.setDisable(open == 0);
        Parts.tip(next, open == 0 ? "Nothing is open." : "The next object with something open (N)");
        finish.setDisable(open > 0);
        Parts.tip(finish, open > 0 ? "Decide what is open first: " + Numbers.plural(open, "conflict", "conflicts") + "."
                : "Makes the version (Ctrl+Enter).");
    }

    private void menu() {
        ContextMenu menu = new ContextMenu();
        model.state().ifPresent(s -> {
            rules(menu, s);
            menu.show(rules, Side.TOP, 0, 0);
        });
    }

    private void rules(ContextMenu menu, MergeDesk.State s) {
        menu.getItems().add(scope("All " + Numbers.plural(s.open(), "open conflict", "open conflicts"), Optional.empty(), s));
        for (FieldGroup g : model.groups()) {
            long n = s.things().stream()
                    .flatMap(t -> t.conflicts().stream())
                    .filter(c -> c.open() && c.conflict().group().equals(g))
                    .count();
            if (n > 0) {
                menu.getItems().add(scope(Values.group(g) + ", " + Numbers.count(n), Optional.of(g), s));
            }
        }
    }

    private Menu scope(String words, Optional<FieldGroup> group, MergeDesk.State s) {
        Menu m = new Menu(words);
        String theirs = CardsPane.theirName(s.ground().merge());
        item(m, "Take yours", group, new Merges.Rule.Take(plumbline.annotation.edit.Side.OURS));
        item(m, "Take " + theirs.toLowerCase(java.util.Locale.ROOT), group, new Merges.Rule.Take(plumbline.annotation.edit.Side.THEIRS));
        item(m, "Take the newest", group, new Merges.Rule.Newest());
        s.ground().authors().forEach(a -> item(m, "Take what " + a + " did", group, new Merges.Rule.Author(a)));
        return m;
    }

    private void item(Menu m, String words, Optional<FieldGroup> group, Merges.Rule rule) {
        MenuItem i = new MenuItem(words);
        i.setOnAction(e -> decide.accept(group, rule));
        m.getItems().add(i);
    }
}
