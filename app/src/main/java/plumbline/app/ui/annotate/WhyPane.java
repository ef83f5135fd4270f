package plumbline.app.ui.annotate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.Traces;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.tool.Edits;

/** Who and why: the selected box's last steps in short, who annotated and reviewed it, and the way to all of it. */
final class WhyPane extends VBox {
    private static final int MOST = 6;

    private final Ui ui;
    private final AnnotateModel model;
    private final VBox rows = new VBox(8);
    private final HBox foot;
    private int asked;
    private boolean seen;

    WhyPane(Ui ui, AnnotateModel model) {
        this.ui = ui;
        this.model = model;
        rows.getStyleClass().add("form");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        foot = Parts.row(8, Parts.label("All of it", "fg1"), Parts.spacer(),
                Parts.button("Show in Audit", "Ctrl 4", this::jump));
        foot.getStyleClass().addAll("pane-foot", "rule-above");
        getChildren().addAll(scroll, foot);
    }

    /** The trace is read only while somebody sees it. */
    void seen(boolean now) {
        seen = now;
        show();
    }

    private void jump() {
        model.selectedCuboid().ifPresent(c -> ui.show("Audit", c.id()));
    }

    void show() {
        if (!seen) {
            return;
        }
        int mine = ++asked;
        Optional<Cuboid> selected = model.selectedCuboid();
        foot.setVisible(selected.isPresent());
        foot.setManaged(selected.isPresent());
        if (selected.isEmpty()) {
            rows.getChildren().setAll(new EmptyState(
                    "Who made the selected box and why stands here. Select one in 3D or in the list.",
                    Parts.keyCap("Tab")));
            return;
        }
        LabelId id = selected.get().id();
        String name = Edits.name(selected.get());
        ui.tasks().io(
                () -> Traces.of(ui.session().project(), ui.session().stored().hash(), id),
                t -> {
                    if (mine == asked) {
                        show(name, t);
                    }
                },
                e -> {
                    if (mine == asked) {
                        rows.getChildren().setAll(new EmptyState(
                                name + " has no history yet: it is being saved, or this version only is looked at."));
                    }
                });
    }

    private void show(String name, Traces.Trace t) {
        List<Node> made = new ArrayList<>();
        made.add(Parts.label(name, "card-title"));
        made.add(people("Annotated by", t.annotators(), "the import"));
        made.add(people("Reviewed by", t.reviewers(), "nobody yet"));
        List<Traces.Step> steps = t.steps().reversed().stream()
                .filter(s -> s.stage() == Traces.Stage.ANNOTATION || s.stage() == Traces.Stage.REVIEW
                        || s.stage() == Traces.Stage.VERSION || s.stage() == Traces.Stage.IMPORT)
                .sorted(java.util.Comparator.comparing(Traces.Step::at).reversed())
                .toList();
        for (Traces.Step s : steps.subList(0, Math.min(MOST, steps.size()))) {
            Label what = Parts.label(s.what(), "name");
            what.setMinWidth(20);
            what.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(what, Priority.ALWAYS);
            String purpose = Optional.ofNullable(s.facts().get("purpose")).filter(p -> !p.isBlank())
                    .map(p -> " · " + p).orElse("");
            Parts.tip(what, s.what() + "\n" + Numbers.day(s.at()) + " " + Numbers.clock(s.at())
                    + s.auditEntry().map(e -> "\naudit entry " + e).orElse(""));
            boolean today = java.time.Duration.between(s.at(), Instant.now()).toHours() < 20;
            VBox row = new VBox(
                    1,
                    Parts.row(8, what, Parts.mono(today ? Numbers.clock(s.at()) : Numbers.day(s.at()), "fg2")),
                    Parts.caption((s.who().isBlank() ? "the program" : s.who()) + purpose));
            row.setAccessibleText(s.what() + ", " + s.who());
            made.add(row);
        }
        if (steps.size() > MOST) {
            made.add(Parts.caption(Numbers.count(steps.size() - MOST) + " older steps in Audit"));
        }
        rows.getChildren().setAll(made);
    }

    private static HBox people(String what, List<String> names, String none) {
        Label l = Parts.label(what, "fg2");
        l.setMinWidth(92);
        return Parts.row(8, l, Parts.label(names.isEmpty() ? none : String.join(", ", names), "fg1"));
    }
}
