package plumbline.app.ui.annotate;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.PropertyField;
import plumbline.viewer3d.tool.Edits;

/** The selected box in words and numbers; each may be typed. */
final class PropertiesPane extends VBox {
    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 200;
    private static final double NARROW = 300;

    private final AnnotateModel model;
    private final OtherProperties others;
    private final VBox form = new VBox(8);
    private final HBox foot = Parts.row(8);
    private final PropertyField length = size("L", (b, v) -> b.withSize(v, b.width(), b.height()));
    private final PropertyField width = size("W", (b, v) -> b.withSize(b.length(), v, b.height()));
    private final PropertyField height = size("H", (b, v) -> b.withSize(b.length(), b.width(), v));
    private final PropertyField x = centre("X", (c, v) -> new Vec3(v, c.y(), c.z()));
    private final PropertyField y = centre("Y", (c, v) -> new Vec3(c.x(), v, c.z()));
    private final PropertyField z = centre("Z", (c, v) -> new Vec3(c.x(), c.y(), v));
    private final PropertyField heading;
    private boolean unitsShown = true;

    private interface Resize {
        Box of(Box b, double v);
    }

    private interface Shift {
        Vec3 of(Vec3 c, double v);
    }

    PropertiesPane(AnnotateModel model) {
        this.model = model;
        this.others = new OtherProperties(model, this::show);
        heading = new PropertyField("", "°", 1, 0.5, v -> box("Turn", b -> b.turned(Math.toRadians(v) - b.yaw())));
        form.getStyleClass().add("form");
        foot.getStyleClass().addAll("pane-foot", "rule-above");
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, foot);
        widthProperty().addListener((o, was, is) -> units(is.doubleValue() > NARROW));
        show();
    }

    private void units(boolean shown) {
        if (shown != unitsShown) {
            unitsShown = shown;
            java.util.stream.Stream.of(length, width, height, x, y, z).forEach(f -> f.showUnit(shown));
            show();
        }
    }

    private PropertyField size(String label, Resize edit) {
        return new PropertyField(label, "m", 2, 0.01, v -> v < SMALLEST || v > LARGEST
                ? Optional.of("A side is " + SMALLEST + " to " + LARGEST + " m. The old value stays in force.")
                : box("Resize", b -> edit.of(b, v)));
    }

    private PropertyField centre(String label, Shift edit) {
        return new PropertyField(label, "m", 2, 0.01, v -> Math.abs(v) > 10_000
                ? Optional.of("Farther than 10 km from the sensor. The old value stays in force.")
                : box("Move", b -> b.withCentre(edit.of(b.centre(), v))));
    }

    private Optional<String> box(String verb, java.util.function.UnaryOperator<Box> edit) {
        return model.selectedCuboid()
                .map(c -> model.setBox(verb, edit.apply(c.box())))
                .orElse(Optional.of("Select a box first."));
    }

    void show() {
        Optional<Cuboid> selected = model.selectedCuboid();
        Optional<Label> other = model.others().selected();
        foot.setVisible(selected.isPresent() || other.isPresent());
        foot.setManaged(foot.isVisible());
        if (other.isPresent()) {
            Label l = other.get();
            form.getChildren().setAll(others.form(l));
            foot.getChildren().setAll(
                    Parts.icon("mdi2h-history"), Parts.label(l.origin() == Origin.HAND ? "By hand" : word(l.origin()), "fg1"),
                    Parts.spacer(),
                    Parts.iconButton("mdi2d-delete-outline", "Delete " + OtherLabels.name(l) + " (Del)", model::delete),
                    Parts.button(l.finalised() ? "Open" : "Finalise", "F", model::finalise));
            return;
        }
        if (selected.isEmpty()) {
            form.getChildren().setAll(new EmptyState(
                    "The selected box stands here. Click one in 3D, on an image or in the list.", Parts.keyCap("Tab")));
            return;
        }
        Cuboid c = selected.get();
        Box b = c.box();
        length.show(b.length());
        width.show(b.width());
        height.show(b.height());
        x.show(b.centre().x());
        y.show(b.centre().y());
        z.show(b.centre().z());
        heading.show(Math.toDegrees(b.yaw()));
        form.getChildren().setAll(head(c), line("Class", classes(c)), line(unitsShown ? "Size" : "Size, m", length, width, height),
                line(unitsShown ? "Centre" : "Centre, m", x, y, z),
                        line("Heading", heading, Parts.button("Flip", "X", () -> box("Flip", o -> o.turned(Math.PI)))));
        attributes(c);
        var done = Parts.button(c.finalised() ? "Open" : "Finalise", "F", model::finalise);
        foot.getChildren().setAll(Parts.icon("mdi2h-history"), Parts.label(origin(c), "fg1"), Parts.spacer(), done);
    }

    private Node head(Cuboid c) {
        int n = model.count(c.id());
        HBox head = Parts.row(
                8, Parts.swatch(LabelPalette.rgb(model.ontology(), c.className()), 10),
                        Parts.label(Edits.name(c), "card-title"),
                Parts.chip(c.finalised() ? "Finalised" : c.origin() == Origin.HAND ? "Keyframe"
                        : word(c.origin()), "outlined", "square"),
                Parts.spacer(), Parts.mono(n < 0 ? "" : Numbers.count(n) + " pts", "accent-text"));
        head.setMinHeight(24);
        return head;
    }

    private static String word(Origin o) {
        return switch (o) {
            case HAND -> "Keyframe";
            case INTERPOLATED -> "Interpolated";
            case AUTOMATIC -> "Automatic";
            case IMPORTED -> "Imported";
        };
    }

    private static String origin(Cuboid c) {
        return switch (c.origin()) {
            case HAND -> "Keyed by hand";
            case INTERPOLATED -> "Between two keyframes";
            case AUTOMATIC -> "Automatic, confidence " + Numbers.fixed(c.confidence(), 2);
            case IMPORTED -> "Came with the capture";
        };
    }

    private Node classes(Cuboid c) {
        ComboBox<String> box = new ComboBox<>();
        box.getStyleClass().add("pl-combo");
        box.getItems().setAll(model.ontology().of(LabelClass.Use.OBJECT).stream().map(LabelClass::name).toList());
        box.setValue(c.className());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setDisable(c.finalised() || model.readOnly());
        box.setAccessibleText("Class");
        box.setOnAction(e -> model.ontology().find(box.getValue()).ifPresent(model::setClass));
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private void attributes(Cuboid c) {
        form.getChildren().addAll(new AttributeChips(model, this::show).lines(c));
        form.getChildren().addAll(others.relations(c.track()));
    }

    private static HBox line(String name, Node... controls) {
        var label = Parts.label(name, "fg1");
        label.setMinWidth(56);
        label.setPrefWidth(56);
        HBox row = Parts.row(4, label);
        for (Node n : controls) {
            row.getChildren().add(n);
            if (n instanceof PropertyField f) {
                f.setMinWidth(52);
                f.setPrefWidth(76);
                HBox.setHgrow(f, Priority.ALWAYS);
            }
        }
        return row;
    }
}
