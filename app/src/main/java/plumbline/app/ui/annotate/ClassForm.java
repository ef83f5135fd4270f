package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelClass.Attribute;
import plumbline.annotation.label.OntologyStep;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.PropertyField;

/** One class of the ontology that is being changed: every field makes a step of the change. */
final class ClassForm extends VBox {
    private final OntologyDraft draft;
    private final Function<OntologyStep, Optional<String>> add;

    /** {@code add} takes a step, or says why not. */
    ClassForm(OntologyDraft draft, Function<OntologyStep, Optional<String>> add) {
        super(8);
        this.draft = draft;
        this.add = add;
        getStyleClass().add("form");
    }

    void show(LabelClass c) {
        getChildren().setAll(
                AttributeChips.named("Name", text("class-name", c.name(), v -> add.apply(new OntologyStep.RenameClass(c.name(), v)))),
                AttributeChips.named("Group", text("class-group", c.group(), v -> edit(with(c, c.code(), v, c.colour(), c.hotkey()))),
                        Parts.caption("letters"), text("class-code", c.code(), v -> code(c, v))));
        getChildren().add(AttributeChips.named("Colour", colours(c)));
        if (c.use() == LabelClass.Use.OBJECT) {
            getChildren().addAll(AttributeChips.named("Key", keys(c)), AttributeChips.named(
                    "Usual, m", size(c, "L", 0), size(c, "W", 1), size(c, "H", 2)));
        }
        getChildren().add(AttributeChips.named("", others(c)));
        getChildren().add(Parts.label(c.use() == LabelClass.Use.TAG ? "Answers" : "Attributes", "strong"));
        c.attributes().forEach(a -> getChildren().add(attribute(c, a)));
        getChildren().add(Parts.button("Add attribute", () -> add.apply(new OntologyStep.SetAttribute(
                c.name(), new Attribute(freeAttribute(c), List.of("yes", "no"), false), Optional.empty()))));
    }

    private static String freeAttribute(LabelClass c) {
        String name = c.use() == LabelClass.Use.TAG ? LabelClass.VALUE : "attribute";
        String free = name;
        for (int i = 2; c.attribute(free).isPresent(); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private static TextField text(String id, String value, Function<String, Optional<String>> changed) {
        TextField field = new TextField(value);
        field.setId(id);
        field.setAccessibleText(id.replace("class-", "").replace('-', ' '));
        HBox.setHgrow(field, Priority.ALWAYS);
        Runnable take = () -> {
            String now = field.getText().strip();
            if (!now.equals(value)) {
                changed.apply(now).ifPresent(why -> field.setText(value));
            }
        };
        field.setOnAction(e -> take.run());
        field.focusedProperty().addListener((o, was, is) -> {
            if (!is && field.getScene() != null) {
                take.run();
            }
        });
        return field;
    }

    private Optional<String> edit(LabelClass c) {
        return add.apply(new OntologyStep.EditClass(c));
    }

    private Optional<String> code(LabelClass c, String v) {
        return edit(with(c, v.isEmpty() ? c.code() : v.substring(0, Math.min(2, v.length())), c.group(), c.colour(), c.hotkey()));
    }

    private static LabelClass with(LabelClass c, String code, String group, int colour, int hotkey) {
        return new LabelClass(
                c.name(), code, group, colour, hotkey, c.typicalLength(), c.typicalWidth(), c.typicalHeight(), c.attributes(),
                c.use());
    }

    private Node colours(LabelClass c) {
        FlowPane all = new FlowPane(2, 2);
        for (int i = 0; i < 20; i++) {
            int colour = i;
            ToggleButton b = Parts.chipButton("");
            b.setGraphic(Parts.swatch(LabelPalette.rgb(with(c, c.code(), c.group(), colour, 0)), 12));
            b.setSelected(c.colour() == colour);
            b.setAccessibleText("Colour " + (colour + 1));
            Parts.tip(b, "Colour " + (colour + 1));
            b.setOnAction(e -> edit(with(c, c.code(), c.group(), colour, c.hotkey())));
            all.getChildren().add(b);
        }
        HBox.setHgrow(all, Priority.ALWAYS);
        return all;
    }

    private Node keys(LabelClass c) {
        ComboBox<String> box = new ComboBox<>();
        box.getStyleClass().add("pl-combo");
        box.getItems().add("none");
        for (int i = 1; i <= 9; i++) {
            int key = i;
            Optional<LabelClass> taken = draft.now().classes().stream().filter(o -> o.hotkey() == key && o != c).findFirst();
            box.getItems().add(key + taken.filter(t -> !t.name().equals(c.name())).map(t -> ", now " + t.name()).orElse(""));
        }
        box.getSelectionModel().select(c.hotkey());
        box.setAccessibleText("Key");
        box.setOnAction(e -> key(c, box.getSelectionModel().getSelectedIndex()));
        return box;
    }

    /** A key is one class's: who had it has none afterwards. */
    private void key(LabelClass c, int key) {
        draft.now().classes().stream()
                .filter(o -> key > 0 && o.hotkey() == key && !o.name().equals(c.name()))
                .findFirst()
                .ifPresent(o -> edit(with(o, o.code(), o.group(), o.colour(), 0)));
        edit(with(c, c.code(), c.group(), c.colour(), key));
    }

    private PropertyField size(LabelClass c, String label, int axis) {
        PropertyField f = new PropertyField(label, "m", 2, 0.05, v -> {
            if (v < 0 || v > 100) {
                return Optional.of("A size is 0 (unknown) to 100 m. The old value stays in force.");
            }
            double[] s = {c.typicalLength(), c.typicalWidth(), c.typicalHeight()};
            s[axis] = v;
            return edit(new LabelClass(
                    c.name(), c.code(), c.group(), c.colour(), c.hotkey(), s[0], s[1], s[2], c.attributes(), c.use()));
        });
        f.showUnit(false);
        f.show(axis == 0 ? c.typicalLength() : axis == 1 ? c.typicalWidth() : c.typicalHeight());
        f.setMinWidth(56);
        HBox.setHgrow(f, Priority.ALWAYS);
        return f;
    }

    /** What makes one class of two, several of one, or none. */
    private Node others(LabelClass c) {
        List<MenuItem> into = draft.now().of(c.use()).stream()
                .filter(o -> !o.name().equals(c.name()))
                .map(o -> item(o.name(), () -> add.apply(new OntologyStep.MergeClass(c.name(), o.name()))))
                .toList();
        List<MenuItem> by = c.attributes().stream()
                .filter(a -> !a.values().isEmpty())
                .map(a -> item(a.name() + ": " + String.join(", ", a.values()), () -> add.apply(split(c, a))))
                .toList();
        return Parts.row(
                6, menu("Make part of...", into), menu("Split by...", by),
                Parts.button("Remove class", () -> add.apply(new OntologyStep.RemoveClass(c.name()))));
    }

    private static OntologyStep split(LabelClass c, Attribute a) {
        Map<String, String> classes = new TreeMap<>();
        a.values().forEach(v -> classes.put(v, AttributeChips.capital(v) + " " + c.name().toLowerCase(java.util.Locale.ROOT)));
        return new OntologyStep.SplitClass(c.name(), a.name(), classes);
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(e -> action.run());
        return item;
    }

    private static Node menu(String words, List<MenuItem> items) {
        MenuButton b = new MenuButton(words);
        b.getItems().setAll(items);
        b.setDisable(items.isEmpty());
        Parts.tip(b, items.isEmpty() ? "There is nothing to choose for this class." : words.replace("...", ""));
        return b;
    }

    private Node attribute(LabelClass c, Attribute a) {
        TextField name = text("attribute-name", a.name(), v -> add.apply(new OntologyStep.RenameAttribute(c.name(), a.name(), v)));
        name.setPrefColumnCount(8);
        TextField values = text("attribute-values", String.join(", ", a.values()), v -> set(c, new Attribute(
                a.name(), Stream.of(v.split(",")).map(String::strip).filter(x -> !x.isEmpty()).distinct().toList(), a.required(),
                a.scope())));
        values.setPromptText("Any text; or answers, parted by commas");
        ToggleButton required = Parts.chipButton("Required");
        required.setSelected(a.required());
        Parts.tip(required, "Labels without an answer stand in the relabel queue");
        required.setOnAction(e -> set(c, new Attribute(a.name(), a.values(), !a.required(), a.scope())));
        boolean track = a.scope() == LabelClass.Scope.TRACK;
        ToggleButton scope = Parts.chipButton("All frames");
        scope.setSelected(track);
        Parts.tip(scope, "One answer for all frames of an object");
        scope.setOnAction(e -> set(c, new Attribute(
                a.name(), a.values(), a.required(), track ? LabelClass.Scope.FRAME : LabelClass.Scope.TRACK)));
        List<Node> parts = new ArrayList<>(List.of(name, values));
        if (c.use() != LabelClass.Use.TAG) {
            parts.addAll(List.of(required, scope));
        }
        parts.add(Parts.iconButton("mdi2c-close", "Remove attribute " + a.name(), () ->
                add.apply(new OntologyStep.RemoveAttribute(c.name(), a.name()))));
        return Parts.row(6, parts.toArray(new Node[0]));
    }

    private Optional<String> set(LabelClass c, Attribute a) {
        return add.apply(new OntologyStep.SetAttribute(c.name(), a, Optional.empty()));
    }
}
