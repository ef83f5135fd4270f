package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.label.UsualLinks;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.LabelWords;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.PropertyField;

/** The selected line, label on an image, relation or tag in words and numbers; and the relations of an object. */
final class OtherProperties {
    /** More vertices are not listed one by one; they are dragged. */
    private static final int MOST_VERTICES = 40;

    private final AnnotateModel model;
    private final AttributeChips chips;

    OtherProperties(AnnotateModel model, Runnable changed) {
        this.model = model;
        this.chips = new AttributeChips(model, changed);
    }

    /** What the Properties pane shows of the label. */
    List<Node> form(Label l) {
        List<Node> out = new ArrayList<>(List.of(head(l), AttributeChips.named("Class", classes(l))));
        switch (l) {
            case Label.Shape s -> shape(out, s);
            case Label.ImageShape s -> out.add(fact("On", s.camera() + ", " + s.form().text() + " of " + s.vertices().size()));
            case Label.ImageMask m -> out.add(fact("On", m.camera() + ", " + Numbers.count(m.pixels().count()) + " pixels"));
            case Label.ImageBox b -> out.add(fact("On", b.camera() + ", " + Math.round(b.right() - b.left()) + " × "
                    + Math.round(b.bottom() - b.top()) + " px"));
            case Label.PointMask m -> out.add(fact("Points", Numbers.count(m.points().count()) + " of " + m.sensor()));
            case Label.Relation r -> {
                out.add(AttributeChips.named("From", object(r.track()), Parts.caption("to"), object(r.to())));
                out.add(frames(r, r.frame(), r.lastFrame()));
            }
            case Label.SceneTag t -> {
                out.add(AttributeChips.named("Answer", answer(t)));
                out.add(frames(t, t.frame(), t.lastFrame()));
            }
            case Label.Cuboid c -> out.add(fact("Box", "in 3D"));
        }
        if (!(l instanceof Label.SceneTag)) {
            out.addAll(chips.lines(l));
        }
        if (Ontology.use(l) == LabelClass.Use.OBJECT) {
            out.addAll(relations(l.track()));
        }
        return out;
    }

    private Node head(Label l) {
        HBox head = Parts.row(
                8, Parts.swatch(LabelPalette.rgb(model.ontology(), l.className()), 10),
                Parts.label(OtherLabels.name(l), "card-title"),
                Parts.chip(l.finalised() ? "Finalised" : word(l), "outlined", "square"), Parts.spacer());
        head.setMinHeight(24);
        return head;
    }

    private static String word(Label l) {
        return switch (l) {
            case Label.Shape s -> AttributeChips.capital(s.form() == Form.POINTS ? "key points" : s.form().text());
            case Label.ImageShape s -> AttributeChips.capital(s.form() == Form.POINTS ? "key points" : s.form().text());
            case Label.ImageMask m -> "Mask";
            case Label.ImageBox b -> "Image box";
            case Label.PointMask m -> "Points";
            case Label.Relation r -> "Relation";
            case Label.SceneTag t -> "Tag";
            case Label.Cuboid c -> "Box";
        };
    }

    private Node classes(Label l) {
        ComboBox<String> box = new ComboBox<>();
        box.getStyleClass().add("pl-combo");
        box.getItems().setAll(model.ontology().of(Ontology.use(l)).stream().map(LabelClass::name).toList());
        box.setValue(l.className());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setDisable(l.finalised() || model.readOnly());
        box.setAccessibleText("Class");
        box.setOnAction(e -> model.ontology().find(box.getValue()).ifPresent(model.others()::setClass));
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static Node fact(String name, String words) {
        return AttributeChips.named(name, Parts.label(words));
    }

    private void shape(List<Node> out, Label.Shape s) {
        if (s.form() != Form.POINTS) {
            out.add(AttributeChips.named("Length", Parts.mono(Numbers.fixed(LabelWords.length(s), 2) + " m")));
        }
        int n = Math.min(s.vertices().size(), MOST_VERTICES);
        for (int i = 0; i < n; i++) {
            out.add(vertex(s, i));
        }
        if (n < s.vertices().size()) {
            out.add(Parts.caption((s.vertices().size() - n) + " more vertices; drag them in 3D."));
        }
    }

    private Node vertex(Label.Shape s, int number) {
        Vec3 v = s.vertices().get(number);
        PropertyField x = coordinate("X", s, number, n -> new Vec3(n, v.y(), v.z()));
        PropertyField y = coordinate("Y", s, number, n -> new Vec3(v.x(), n, v.z()));
        PropertyField z = coordinate("Z", s, number, n -> new Vec3(v.x(), v.y(), n));
        x.show(v.x());
        y.show(v.y());
        z.show(v.z());
        HBox row = AttributeChips.named(Integer.toString(number + 1), x, y, z);
        for (PropertyField f : List.of(x, y, z)) {
            f.setMinWidth(52);
            f.setPrefWidth(76);
            f.showUnit(false);
            HBox.setHgrow(f, Priority.ALWAYS);
        }
        return row;
    }

    private PropertyField coordinate(String label, Label.Shape s, int number, java.util.function.DoubleFunction<Vec3> to) {
        return new PropertyField(label, "m", 2, 0.01, value -> {
            if (Math.abs(value) > 10_000) {
                return Optional.of("Farther than 10 km from the sensor. The old value stays in force.");
            }
            List<Vec3> moved = new ArrayList<>(s.vertices());
            moved.set(number, to.apply(value));
            return model.others().replace("Move vertex of", s, s.withVertices(moved).withOrigin(Origin.HAND));
        });
    }

    private Node object(TrackId track) {
        Optional<Label> there = model.labels().inFrame(model.frame()).stream()
                .filter(l -> l.track().equals(track) && Ontology.use(l) == LabelClass.Use.OBJECT)
                .findFirst();
        return there.<Node>map(l -> Parts.link(OtherLabels.name(l), () -> model.select(Optional.of(l.id()))))
                .orElse(Parts.label(track + " (not in this frame)", "fg1"));
    }

    private Node answer(Label.SceneTag t) {
        ComboBox<String> box = new ComboBox<>();
        box.getStyleClass().add("pl-combo");
        box.setEditable(true);
        UsualLinks.offered(model.ontology(), LabelClass.Use.TAG).stream()
                .filter(c -> c.name().equals(t.className()))
                .flatMap(c -> c.attribute(LabelClass.VALUE).stream())
                .forEach(a -> box.getItems().setAll(a.values()));
        box.setValue(t.value());
        box.setDisable(t.finalised() || model.readOnly());
        box.setAccessibleText("Answer");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setOnAction(e -> {
            if (box.getValue() != null) {
                model.others().replace("Answer of", t, t.withValue(box.getValue().strip())).ifPresent(model::say);
            }
        });
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node frames(Headed l, int first, int last) {
        int end = model.capture().frames().size() - 1;
        PropertyField from = new PropertyField("", "", 0, 1, v -> model.others().setFrames(l, (int) v, Math.min(last, end)));
        PropertyField to = new PropertyField("", "", 0, 1, v -> model.others().setFrames(l, first, (int) v));
        from.show(first);
        to.show(Math.min(last, end));
        from.editor().setAccessibleText("First frame");
        to.editor().setAccessibleText("Last frame");
        return AttributeChips.named("Frames", from, Parts.caption("to"), to, Parts.button("Whole capture", () ->
                model.others().setFrames(l, 0, end).ifPresent(model::say)));
    }

    /** A line for each relation of an object, with a button that takes it away. */
    List<Node> relations(TrackId track) {
        List<Node> out = new ArrayList<>();
        for (Label.Relation r : model.others().links().relationsOf(track)) {
            boolean from = r.track().equals(track);
            Node kind = Parts.link(r.className(), () -> model.select(Optional.of(r.id())));
            Node other = object(from ? r.to() : r.track());
            HBox row = AttributeChips.named(out.isEmpty() ? "Related" : "", from ? kind : other, from ? other : kind);
            if (!from) {
                row.getChildren().add(Parts.caption("this"));
            }
            row.getChildren().addAll(Parts.spacer(), Parts.iconButton(
                    "mdi2c-close", "Delete the relation " + OtherLabels.name(r), () -> model.others().delete(r)));
            out.add(row);
        }
        return out;
    }
}
