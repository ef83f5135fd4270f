package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.UsualLinks;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Parts;

/** Questions about the scene and their answers in the frame in view; a click answers for the chosen run of frames. */
final class TagsPane extends ScrollPane {
    /** For which frames a new answer holds. */
    private enum Span {
        WHOLE("Whole capture"),
        ON("From here on"),
        FRAME("This frame");

        private final String words;

        Span(String words) {
            this.words = words;
        }
    }

    private final AnnotateModel model;
    private final Predicate<LabelClass> learn;
    private final VBox all = new VBox(8);
    private Span span = Span.WHOLE;

    /** {@code learn} puts a question into the ontology where it lacks it; false where that is refused, which it says. */
    TagsPane(AnnotateModel model, Predicate<LabelClass> learn) {
        this.model = model;
        this.learn = learn;
        all.getStyleClass().add("form");
        setContent(all);
        setFitToWidth(true);
        setMinHeight(0);
        show();
    }

    void show() {
        all.getChildren().clear();
        FlowPane spans = new FlowPane(4, 4);
        for (Span s : Span.values()) {
            ToggleButton b = Parts.chipButton(s.words);
            b.setSelected(s == span);
            Parts.tip(b, "New answers hold for: " + s.words.toLowerCase(java.util.Locale.ROOT));
            b.setOnAction(e -> {
                span = s;
                show();
            });
            spans.getChildren().add(b);
        }
        all.getChildren().addAll(Parts.caption("Answers hold for"), spans);
        List<Label.SceneTag> here = model.others().links().tagsIn(model.frame());
        for (LabelClass question : UsualLinks.offered(model.ontology(), LabelClass.Use.TAG)) {
            all.getChildren().add(question(question, here.stream()
                    .filter(t -> t.className().equals(question.name()))
                    .findFirst()));
        }
        all.getChildren().add(newQuestion());
        List<Label.SceneTag> tags = model.others().links().tags();
        if (!tags.isEmpty()) {
            all.getChildren().add(Parts.caption("Over the capture"));
            tags.stream()
                    .sorted(java.util.Comparator.comparing(Label.SceneTag::className).thenComparing(Label.SceneTag::frame))
                    .forEach(t -> all.getChildren().add(row(t)));
        }
    }

    private Node question(LabelClass question, Optional<Label.SceneTag> answer) {
        FlowPane chips = new FlowPane(4, 4);
        List<String> values = question.attribute(LabelClass.VALUE).map(LabelClass.Attribute::values).orElse(List.of());
        for (String value : values) {
            boolean set = answer.filter(t -> t.value().equals(value)).isPresent();
            ToggleButton chip = Parts.chipButton(AttributeChips.capital(value));
            chip.setSelected(set);
            chip.setDisable(model.readOnly());
            chip.setAccessibleText(question.name() + " " + value);
            chip.setOnAction(e -> answer(question, value, set));
            chips.getChildren().add(chip);
        }
        if (values.isEmpty()) {
            TextField typed = new TextField(answer.map(Label.SceneTag::value).orElse(""));
            typed.setPromptText("Answer, Enter");
            typed.setDisable(model.readOnly());
            typed.setAccessibleText(question.name());
            typed.setOnAction(e -> answer(question, typed.getText().strip(), false));
            chips.getChildren().add(typed);
        }
        return new VBox(4, Parts.label(AttributeChips.capital(question.name()), "strong"), chips);
    }

    private void answer(LabelClass question, String value, boolean taken) {
        int first = span == Span.WHOLE ? 0 : model.frame();
        int last = span == Span.FRAME ? model.frame() : Label.TO_THE_END;
        if (taken) {
            model.others().clearTag(question.name(), first, last);
        } else if (learn.test(question)) {
            model.others().tag(question.name(), value, first, last);
        }
        show();
    }

    private Node newQuestion() {
        TextField name = new TextField();
        name.setPromptText("Another question");
        name.setAccessibleText("Another question about the scene");
        name.setDisable(model.readOnly());
        HBox.setHgrow(name, Priority.ALWAYS);
        Runnable add = () -> {
            if (!name.getText().isBlank() && learn.test(UsualLinks.plain(name.getText().strip(), LabelClass.Use.TAG))) {
                show();
            }
        };
        name.setOnAction(e -> add.run());
        var button = Parts.button("Add question", add);
        button.setDisable(model.readOnly());
        model.closed().ifPresent(why -> Parts.tip(button, why));
        return Parts.row(8, name, button);
    }

    private Node row(Label.SceneTag t) {
        ListRow row = new ListRow(
                Parts.icon("mdi2t-tag-outline"), OtherLabels.name(t),
                ListRow.number(OtherRows.span(t.frame(), t.lastFrame())));
        row.setSelected(model.selected().equals(Optional.of(t.id())));
        row.setAccessibleText(OtherLabels.name(t) + ", " + plumbline.app.service.LabelWords.frames(t.frame(), t.lastFrame()));
        row.setOnMouseClicked(e -> {
            model.goTo(t.holdsIn(model.frame()) ? model.frame() : t.frame());
            model.select(Optional.of(t.id()));
        });
        return row;
    }
}
