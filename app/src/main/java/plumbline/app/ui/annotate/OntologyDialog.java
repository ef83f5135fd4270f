package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;
import plumbline.app.service.OntologyChanges;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.access.Action;

/** The ontology changed step by step, with what each step does to the labels of all captures before anything is done. */
final class OntologyDialog extends DialogCard {
    private final Ui ui;
    private final OntologyDraft draft;
    private final OntologyChanges changes;
    private final VBox classes = new VBox();
    private final ClassForm form;
    private final VBox steps = new VBox(4);
    private final Label trouble = Parts.label("", "high-text");
    private final Button propose = Parts.button("Propose change", this::propose);
    private final Button apply = Parts.primary("Apply change", this::apply);
    private final Button back = Parts.button("Take back step", this::takeBack);
    private Optional<OntologyChanges.Proposal> proposal = Optional.empty();
    private String chosen;
    private int asked;

    OntologyDialog(Ui ui) {
        super("Change the ontology", 920, ui::closeDialog);
        this.ui = ui;
        this.changes = new OntologyChanges(ui.session().project());
        this.draft = new OntologyDraft(ui.session().ontology());
        this.form = new ClassForm(draft, this::step);
        this.chosen = draft.now().classes().getFirst().name();
        HBox panes = new HBox(12, scroll(classes, 220), scroll(form, 640));
        panes.setPrefHeight(380);
        trouble.setWrapText(true);
        ScrollPane below = scroll(steps, 872);
        below.setPrefHeight(104);
        body(panes, trouble, below);
        foot(Parts.button("Add class", this::addClass), back, Parts.spacer(), propose, apply);
        show();
    }

    private static ScrollPane scroll(Region content, double width) {
        ScrollPane s = new ScrollPane(content);
        s.setFitToWidth(true);
        s.setPrefWidth(width);
        s.setMinHeight(0);
        HBox.setHgrow(s, Priority.SOMETIMES);
        return s;
    }

    private void show() {
        Ontology now = draft.now();
        if (now.find(chosen).isEmpty()) {
            chosen = now.classes().getFirst().name();
        }
        classes.getChildren().clear();
        String group = "";
        for (LabelClass c : now.classes()) {
            if (!c.group().equals(group)) {
                group = c.group();
                HBox head = Parts.row(6, Parts.label(group, "strong"));
                head.getStyleClass().add("group-head");
                classes.getChildren().add(head);
            }
            ListRow row = new ListRow(
                    Parts.swatch(LabelPalette.rgb(c), 10), c.name(), Parts.caption(c.code()),
                    c.hotkey() > 0 ? Parts.keyCap(Integer.toString(c.hotkey())) : Parts.caption(""));
            row.setSelected(c.name().equals(chosen));
            row.setOnMouseClicked(e -> {
                chosen = c.name();
                show();
            });
            classes.getChildren().add(row);
        }
        form.show(now.find(chosen).orElseThrow());
        preview();
    }

    private Optional<String> step(OntologyStep step) {
        Optional<String> why = draft.add(step);
        trouble.setText(why.orElse(""));
        if (why.isEmpty()) {
            proposal = Optional.empty();
            chosen = switch (step) {
                case OntologyStep.RenameClass r -> r.to();
                case OntologyStep.MergeClass m -> m.into();
                case OntologyStep.AddClass a -> a.added().name();
                case OntologyStep.EditClass e -> chosen;
                case OntologyStep.SplitClass s -> chosen;
                case OntologyStep.RemoveClass r -> chosen;
                case OntologyStep.SetAttribute a -> chosen;
                case OntologyStep.RemoveAttribute a -> chosen;
                case OntologyStep.RenameAttribute a -> chosen;
                case OntologyStep.RenameValue v -> chosen;
            };
            show();
        }
        return why;
    }

    private void addClass() {
        step(new OntologyStep.AddClass(new LabelClass(
                draft.freeName(), "NC", draft.now().find(chosen).map(LabelClass::group).orElse("Objects"), draft.freeColour(), 0, 0, 0,
                0, List.of())));
    }

    private void takeBack() {
        draft.takeBack();
        trouble.setText("");
        show();
    }

    /** The newest question's answer is shown; the words before it stay until then. */
    private void preview() {
        List<OntologyStep> now = draft.steps();
        Optional<String> denied = ui.session().whyNot(Action.ONTOLOGY_CHANGE);
        boolean nothing = now.isEmpty();
        boolean closed = ui.session().readOnly();
        back.setDisable(nothing);
        propose.setDisable(nothing || closed);
        apply.setDisable(nothing || closed || denied.isPresent());
        String why = closed ? "This project is open read only; nothing can be changed." : "Change a class first.";
        Parts.tip(apply, denied.orElse(nothing || closed ? why : "Changes the labels of all captures with it, as one edit."));
        Parts.tip(propose, nothing || closed ? why : "Keeps the change for somebody to apply.");
        Parts.tip(back, nothing ? "There is no step yet." : "The last step is taken back.");
        if (nothing) {
            open();
            return;
        }
        int question = ++asked;
        ui.tasks().compute(() -> changes.preview(now), p -> {
            if (question == asked) {
                shown(p);
            }
        }, e -> trouble.setText(Failures.sentence(e)));
    }

    private void shown(OntologyChanges.Preview p) {
        steps.getChildren().clear();
        p.reach().forEach(r -> steps.getChildren().add(Parts.row(
                8, Parts.icon("mdi2c-chevron-right"), Parts.label(r.step().words()), Parts.spacer(),
                Parts.mono(Numbers.plural(r.labels(), "label", "labels") + " of "
                        + Numbers.plural(r.objects(), "object", "objects")))));
        steps.getChildren().add(Parts.label(
                Numbers.plural(p.labels(), "label changes", "labels change") + " in all captures. To be looked at again: "
                        + Numbers.count(p.queueNow()) + " now, " + Numbers.count(p.queueAfter()) + " afterwards.", "strong"));
    }

    /** Proposals that wait, while there is no change of one's own. */
    private void open() {
        steps.getChildren().clear();
        List<OntologyChanges.Proposal> waiting = changes.proposals();
        if (waiting.isEmpty()) {
            steps.getChildren().add(Parts.label("Each change of a class stands here as a step, with the labels that it changes.", "fg1"));
        }
        for (OntologyChanges.Proposal p : waiting) {
            Node row = Parts.row(
                    8, Parts.label(p.id() + ", proposed by " + p.by() + ": " + p.what()), Parts.spacer(),
                    Parts.button("Open proposal", () -> take(p)), Parts.button("Withdraw proposal", () -> {
                        changes.withdraw(p);
                        show();
                    }));
            steps.getChildren().add(row);
        }
    }

    private void take(OntologyChanges.Proposal p) {
        for (OntologyStep s : p.steps()) {
            Optional<String> why = step(s);
            if (why.isPresent()) {
                trouble.setText(p.id() + " was made for version " + p.on() + ": " + why.get());
                return;
            }
        }
        proposal = Optional.of(p);
    }

    private void propose() {
        List<OntologyStep> now = draft.steps();
        ui.tasks().compute(() -> changes.propose("", now), p -> {
            dismiss();
            ui.projectChanged();
            ui.say("Proposed as " + p.id() + ". Somebody who may change the ontology applies it.");
        }, e -> trouble.setText(Failures.sentence(e)));
    }

    private void apply() {
        List<OntologyStep> now = draft.steps();
        apply.setDisable(true);
        ui.tasks().compute(() -> changes.apply(now, proposal), labels -> {
            dismiss();
            ui.reopen(Optional.empty(), "The ontology is version " + ui.session().ontology().version() + "; "
                    + Numbers.plural(labels, "label", "labels") + " changed. Ctrl+Z takes it back.");
        }, e -> {
            apply.setDisable(false);
            trouble.setText(Failures.sentence(e));
        });
    }
}
