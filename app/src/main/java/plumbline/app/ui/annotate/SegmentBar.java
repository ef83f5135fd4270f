package plumbline.app.ui.annotate;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import plumbline.annotation.label.LabelClass;
import plumbline.app.ui.Command;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Parts;

/** The bar of the point tools: what is painted, whose points it takes, and what waits for Enter. */
final class SegmentBar {
    private final SegmentModel model;
    private final Supplier<List<Command>> commands;
    private final Button more = Parts.barButton("mdi2d-dots-horizontal", "More", this::showMore);
    private final HBox bar = Parts.row(6);
    private final Label what = Parts.label("", "strong");
    private final ToggleButton instance = Parts.chipButton("New instance");
    private final Button rule = Parts.barButton("mdi2f-filter-outline", "", this::chooseRule);
    private final Label waits = Parts.label("");
    private final Button take = Parts.primary("Take points", "Enter", () -> action(false));
    private final Button erase = Parts.button("Erase", "Del", () -> action(true));
    private final Button drop = Parts.button("Drop", "Esc", this::drop);

    SegmentBar(SegmentModel model, Supplier<List<Command>> commands) {
        this.model = model;
        this.commands = commands;
        bar.getStyleClass().add("float-bar");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        bar.setVisible(false);
        bar.setId("segment-bar");
        instance.setGraphic(Parts.keyCap("A"));
        instance.setOnAction(e -> model.beginInstance());
        Parts.tip(instance, "The next stroke begins an object of its own (A)");
        Parts.tip(rule, "Whose points a stroke may take (R)");
        what.setMinWidth(Region.USE_PREF_SIZE);
        waits.setMinWidth(Region.USE_PREF_SIZE);
    }

    Node node() {
        return bar;
    }

    private void action(boolean erasing) {
        model.take(erasing);
    }

    private void drop() {
        model.drop();
    }

    void show(boolean inHand) {
        bar.setVisible(inHand);
        if (!inHand) {
            return;
        }
        String cls = model.selected().map(m -> m.className()).orElse(model.model().currentClass().name());
        what.setText(model.paints());
        what.setGraphic(Parts.swatch(LabelPalette.rgb(model.model().ontology(), cls), 10));
        instance.setSelected(model.newInstance());
        rule.setText(model.rule() == SegmentModel.Rule.CLASSES && !model.classes().isEmpty()
                ? "Replace " + String.join(", ", new java.util.TreeSet<>(model.classes()))
                : model.rule().words);
        if (model.chosen().isEmpty()) {
            bar.getChildren().setAll(what, instance, Parts.rule(), rule, more);
        } else {
            // What waits takes the place of the rest: both do not fit over a narrow view. Their keys go on.
            long open = model.open(model.chosen(), false).count();
            waits.setText(SegmentModel.points(open) + " " + model.how());
            bar.getChildren().setAll(what, Parts.rule(), waits, take, erase, drop);
        }
    }

    private void showMore() {
        ContextMenu menu = new ContextMenu();
        for (Command c : commands.get()) {
            MenuItem item = new MenuItem(c.key().isEmpty() ? c.name() : c.name() + "  (" + c.key() + ")");
            item.setOnAction(e -> c.run().run());
            menu.getItems().add(item);
        }
        menu.show(more, Side.TOP, 0, 4);
    }

    private void chooseRule() {
        ContextMenu menu = new ContextMenu();
        for (SegmentModel.Rule r : SegmentModel.Rule.values()) {
            CheckMenuItem item = new CheckMenuItem(r.words);
            item.setSelected(model.rule() == r);
            item.setOnAction(e -> model.setRule(r));
            menu.getItems().add(item);
        }
        menu.getItems().add(new javafx.scene.control.SeparatorMenuItem());
        for (LabelClass c : model.model().ontology().of(LabelClass.Use.OBJECT)) {
            CheckMenuItem item = new CheckMenuItem(c.name());
            item.setMnemonicParsing(false);
            item.setSelected(model.rule() == SegmentModel.Rule.CLASSES && model.classes().contains(c.name()));
            item.setOnAction(e -> model.toggleClass(c.name()));
            menu.getItems().add(item);
        }
        menu.show(rule, Side.TOP, 0, 4);
    }
}
