package plumbline.app.ui.replay;

import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** Which quantities are plotted on the timeline: a list to tick, by where they come from, with a search. */
final class PlotChooser extends DialogCard {
    private static final int MOST = 300;
    private static final double GAP = 8;

    private final Plots plots;
    private final TextField search = new TextField();
    private final VBox rows = new VBox(GAP);

    /** {@code addRecording} asks for a recording whose numbers are to be offered too. */
    PlotChooser(Plots plots, Runnable addRecording, Runnable close) {
        super("Choose plots", 480, close);
        this.plots = plots;
        search.setPromptText("Search quantities");
        search.setAccessibleText("Search quantities");
        search.textProperty().addListener(o -> refresh());
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(380);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body(new VBox(8, search, scroll));
        foot(
                Parts.button("Add a recording's numbers…", addRecording),
                Parts.spacer(),
                Parts.primary("Close", "Enter", close));
        refresh();
    }

    TextField first() {
        return search;
    }

    private void refresh() {
        rows.getChildren().clear();
        String wanted = search.getText().toLowerCase(Locale.ROOT).strip();
        String group = "";
        int found = 0;
        for (Plots.Offer o : plots.offers()) {
            if (!(o.group() + " " + o.name()).toLowerCase(Locale.ROOT).contains(wanted)) {
                continue;
            }
            found++;
            if (found > MOST) {
                continue;
            }
            if (!o.group().equals(group)) {
                group = o.group();
                Label head = Parts.label(group, "strong");
                VBox.setMargin(head, new Insets(rows.getChildren().isEmpty() ? 0 : GAP, 0, 0, 0));
                rows.getChildren().add(head);
            }
            CheckBox box = new CheckBox(o.name());
            box.setSelected(plots.isChosen(o.id()));
            box.setOnAction(e -> plots.choose(o.id(), box.isSelected()));
            // Names of fields have underscores of their own.
            box.setMnemonicParsing(false);
            rows.getChildren().add(box);
        }
        if (found > MOST) {
            rows.getChildren().add(Parts.caption(Numbers.count(found - MOST) + " more; search to find them."));
        }
        if (found == 0) {
            rows.getChildren().add(Parts.caption("Nothing is called so."));
        }
    }
}
