package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.app.ui.parts.Parts;

/** The questions that the ontology asks of a label, each with its answers as chips; a free one takes what is typed. */
final class AttributeChips {
    private final AnnotateModel model;
    private final Runnable changed;

    AttributeChips(AnnotateModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
    }

    /** One line for each question of the label's class. */
    List<Node> lines(Label l) {
        Optional<LabelClass> cls = model.ontology().find(l.className());
        List<Node> out = new ArrayList<>();
        cls.ifPresent(c -> c.attributes().forEach(a -> out.add(line(l, a))));
        return out;
    }

    private Node line(Label l, LabelClass.Attribute a) {
        FlowPane chips = new FlowPane(4, 4);
        String now = l.attributes().getOrDefault(a.name(), "");
        boolean closed = model.readOnly() || l.finalised();
        for (String value : a.values()) {
            ToggleButton chip = Parts.chipButton(capital(value));
            chip.setSelected(value.equals(now));
            chip.setDisable(closed);
            chip.setAccessibleText(a.name() + " " + value);
            chip.setOnAction(e -> set(l, a.name(), value.equals(now) ? "" : value));
            Parts.tip(chip, a.scope() == LabelClass.Scope.TRACK
                    ? "For all frames of " + l.track()
                    : "For this frame");
            chips.getChildren().add(chip);
        }
        if (a.values().isEmpty()) {
            TextField typed = new TextField(now);
            typed.setDisable(closed);
            typed.setAccessibleText(a.name());
            typed.setOnAction(e -> set(l, a.name(), typed.getText().strip()));
            chips.getChildren().add(typed);
        }
        if (a.scope() == LabelClass.Scope.TRACK) {
            chips.getChildren().add(Parts.caption("all frames"));
        }
        if (a.required() && now.isEmpty()) {
            chips.getChildren().add(Parts.iconChip("mdi2a-alert-outline", "Required, not set", "medium"));
        }
        HBox.setHgrow(chips, Priority.ALWAYS);
        return named(capital(a.name()), chips);
    }

    private void set(Label l, String name, String value) {
        model.others().setAttribute(l, name, value);
        changed.run();
    }

    static HBox named(String name, Node... controls) {
        var label = Parts.label(name, "fg1");
        label.setMinWidth(56);
        label.setPrefWidth(56);
        HBox row = Parts.row(4, label);
        row.getChildren().addAll(controls);
        return row;
    }

    static String capital(String s) {
        return s.isEmpty() ? s : Character.toUpperCase(s.charAt(0)) + s.substring(1);
    }
}
