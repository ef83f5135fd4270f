package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Provenance;

/** From recording to model: nine equal boxes with arrows; what is not recorded is dashed. A box opens its facts. */
final class LineageStrip extends HBox {
    private final Consumer<LineageSteps.Step> chosen;
    private final List<VBox> boxes = new ArrayList<>();
    private final List<FontIcon> icons = new ArrayList<>();
    private List<LineageSteps.Step> steps = List.of();
    private Provenance.Direction shown = Provenance.Direction.BOTH;
    private Optional<String> selected = Optional.empty();
    private boolean narrow;

    LineageStrip(Consumer<LineageSteps.Step> chosen) {
        this.chosen = chosen;
        getStyleClass().add("lineage-strip");
        setMinWidth(0);
    }

    void show(List<LineageSteps.Step> all, Provenance.Direction direction) {
        steps = all;
        shown = direction;
        getChildren().clear();
        boxes.clear();
        icons.clear();
        for (LineageSteps.Step s : steps) {
            if (!boxes.isEmpty()) {
                getChildren().add(Parts.icon("mdi2c-chevron-right", "dim", "step-arrow"));
            }
            VBox box = box(s);
            boxes.add(box);
            HBox.setHgrow(box, Priority.ALWAYS);
            getChildren().add(box);
        }
        select(selected);
    }

    /** Left or right; from none to the first. A step past the ends chooses none again. */
    Optional<LineageSteps.Step> step(int by) {
        int at = -1;
        for (int i = 0; i < steps.size(); i++) {
            at = selected.filter(steps.get(i).name()::equals).isPresent() ? i : at;
        }
        int to = at < 0 ? (by > 0 ? 0 : steps.size() - 1) : at + by;
        return to < 0 || to >= steps.size() ? Optional.empty() : Optional.of(steps.get(to));
    }

    /** Without icons where there is little width, so that the names stay whole. */
    void setNarrow(boolean isNarrow) {
        narrow = isNarrow;
        icons.forEach(i -> i.setVisible(!isNarrow));
        icons.forEach(i -> i.setManaged(!isNarrow));
        pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("narrow"), isNarrow);
    }

    void select(Optional<String> name) {
        selected = name;
        for (VBox b : boxes) {
            b.pseudoClassStateChanged(Parts.SELECTED, name.filter(b.getUserData()::equals).isPresent());
        }
    }

    private String words(LineageSteps.Step s) {
        return LineageSteps.lies(s.name(), shown) ? "not made yet"
                : shown == Provenance.Direction.UP ? "down the stream" : "up the stream";
    }

    private VBox box(LineageSteps.Step s) {
        Label name = Parts.label(s.name(), "strong", "caption-size");
        name.setMinWidth(0);
        FontIcon icon = Parts.icon(s.icon(), "step-icon");
        icon.setVisible(!narrow);
        icon.setManaged(!narrow);
        icons.add(icon);
        HBox head = Parts.row(3, icon, name);
        VBox box = new VBox(2, head);
        s.node().ifPresentOrElse(
                n -> {
                    // Three lines hold what one would cut; the whole name and id are in the tooltip.
                    String words = LineageSteps.breakable(LineageSteps.shortName(s, n));
                    Label what = Parts.label(words, "fg1", "caption-size", "step-name");
                    what.setWrapText(true);
                    what.setMinWidth(0);
                    Label id = Parts.label(LineageSteps.shortId(n.id()), "mono", "fg2", "caption-size");
                    id.setMinWidth(0);
                    Label count = Parts.label(s.count() > 1 ? Numbers.count(s.count()) + " made" : "made",
                            "ok-text", "caption-size");
                    count.setGraphic(Parts.icon("mdi2c-check-circle", "ok-text", "step-state"));
                    count.setMinWidth(0);
                    box.getChildren().addAll(what, id, count);
                    for (Label l : List.of(name, what, id, count)) {
                        Parts.tip(l, s.name() + ": " + n.name() + "\n" + n.id() + "\n" + (n.actor().isBlank() ? "" : n.actor() + ", ")
                                + Numbers.day(n.at()) + " " + Numbers.clock(n.at())
                                + "\nLeft and Right step through the boxes");
                    }
                },
                () -> {
                    Label none = Parts.label(words(s), "fg2", "caption-size", "step-name");
                    none.setWrapText(true);
                    none.setMinWidth(0);
                    box.getChildren().add(none);
                });
        box.getStyleClass().add("lineage-box");
        if (s.node().isEmpty()) {
            box.getStyleClass().add("missing");
        }
        box.setUserData(s.name());
        box.setMinWidth(0);
        box.setPrefWidth(90);
        box.setAccessibleText(s.name() + s.node().map(n -> ", " + n.name()).orElse(", " + words(s)));
        box.setFocusTraversable(false);
        box.setOnMouseClicked(e -> chosen.accept(s));
        return box;
    }
}
