package plumbline.app.ui.merge;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.PropertyField;

/** A value of one's own for a conflict: a box by its numbers, anything else chosen or typed. */
final class HandEdit extends DialogCard {
    private final Conflict conflict;
    private final Ontology ontology;
    private final Button use;
    private Optional<Decision> decision = Optional.empty();
    private Box box = Box.upright(Vec3.ZERO, 1, 1, 1, 0);

    HandEdit(Conflict conflict, Ontology ontology, Consumer<Decision> decide, Runnable close) {
        super(Values.title(conflict) + ", by hand", 440, close);
        this.conflict = conflict;
        this.ontology = ontology;
        use = Parts.primary("Use this value", "Enter", () -> decision.ifPresent(d -> {
            close.run();
            decide.accept(d);
        }));
        body(Parts.label("Starts from yours. Both sides stay in history.", "fg1"), editor());
        foot(Parts.spacer(), Parts.button("Cancel", close), use);
        allow();
    }

    private void allow() {
        use.setDisable(decision.isEmpty());
        Parts.tip(use, decision.isEmpty() ? "Give a value first." : "Decides this conflict with the value above.");
    }

    private void value(Label l) {
        decision = Optional.of(new Decision.Value(l));
        allow();
    }

    private Node editor() {
        return switch (conflict) {
            case Conflict.Missing m -> m.attribute().isEmpty()
                    ? choice("Class", classes(), "", n -> new Decision.Rename(n))
                    : choice(m.attribute(), values(m.className(), m.attribute()), "", n -> new Decision.Rename(n));
            case Conflict.Field f -> field(f);
            case Conflict.Deleted d -> none();
            case Conflict.SameObject s -> none();
            case Conflict.Overlap o -> none();
            case Conflict.Definition d -> none();
        };
    }

    private static Node none() {
        return Parts.label("This conflict takes no value of its own.", "fg1");
    }

    private Node field(Conflict.Field f) {
        FieldGroup g = f.group();
        Label yours = f.ours();
        return switch (g.kind()) {
            case GEOMETRY -> switch (yours) {
                case Label.Cuboid c -> boxFields(c);
                case Label.ImageBox i -> rectangle(i);
                case Label.PointMask m -> none();
                case Headed h -> none();
            };
            case CLASS -> choice("Class", classes(), yours.className(), n -> new Decision.Value(yours.withClass(n)));
            case TRACK -> text("Track", yours.track().value(), n -> new Decision.Value(yours.withTrack(new TrackId(n))));
            case REVIEW -> choice(
                    "Review", List.of(ReviewState.values()).stream().map(Values::review).toList(), Values.review(yours.review()),
                    n -> new Decision.Value(yours.withReview(ReviewState.valueOf(n.toUpperCase(java.util.Locale.ROOT)))));
            case ATTRIBUTE -> attribute(yours, g.name());
            case OBJECT, POINTS -> none();
        };
    }

    private Node attribute(Label yours, String name) {
        java.util.function.Function<String, Decision> make = v -> {
            java.util.TreeMap<String, String> a = new java.util.TreeMap<>(yours.attributes());
            a.put(name, v);
            return new Decision.Value(yours.withAttributes(a));
        };
        List<String> values = values(yours.className(), name);
        String now = yours.attributes().getOrDefault(name, "");
        return values.isEmpty() ? text(name, now, make) : choice(name, values, now, make);
    }

    private List<String> classes() {
        return ontology.classes().stream().map(LabelClass::name).toList();
    }

    private List<String> values(String className, String attribute) {
        return ontology.find(className).flatMap(c -> c.attribute(attribute)).map(LabelClass.Attribute::values).orElse(List.of());
    }

    private Node choice(String name, List<String> values, String now, java.util.function.Function<String, Decision> make) {
        ComboBox<String> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setId("by-hand");
        box.setAccessibleText(name);
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.valueProperty().addListener((o, was, is) -> {
            decision = Optional.ofNullable(is).map(make);
            allow();
        });
        if (values.contains(now)) {
            box.setValue(now);
        }
        return Parts.row(8, Parts.label(name, "fg1"), box);
    }

    private Node text(String name, String now, java.util.function.Function<String, Decision> make) {
        TextField field = new TextField();
        field.setId("by-hand");
        field.getStyleClass().add("form-field");
        field.setAccessibleText(name);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.textProperty().addListener((o, was, is) -> {
            decision = Optional.of(is.strip()).filter(t -> !t.isEmpty()).map(make);
            allow();
        });
        field.setText(now);
        return Parts.row(8, Parts.label(name, "fg1"), field);
    }

    private Node boxFields(Label.Cuboid c) {
        box = c.box();
        GridPane grid = grid();
        Vec3 at = box.centre();
        number(grid, 0, 0, "L", "m", 2, box.length(), v -> sized(c, v, box.width(), box.height()));
        number(grid, 1, 0, "W", "m", 2, box.width(), v -> sized(c, box.length(), v, box.height()));
        number(grid, 2, 0, "H", "m", 2, box.height(), v -> sized(c, box.length(), box.width(), v));
        number(grid, 0, 1, "X", "m", 2, at.x(), v -> moved(c, new Vec3(v, box.centre().y(), box.centre().z())));
        number(grid, 1, 1, "Y", "m", 2, at.y(), v -> moved(c, new Vec3(box.centre().x(), v, box.centre().z())));
        number(grid, 2, 1, "Z", "m", 2, at.z(), v -> moved(c, new Vec3(box.centre().x(), box.centre().y(), v)));
        number(grid, 0, 2, "Heading", "°", 1, Math.toDegrees(box.yaw()), v -> {
            changed(c, box.turned(Math.toRadians(v) - box.yaw()));
            return Optional.empty();
        });
        value(c);
        return grid;
    }

    private Optional<String> sized(Label.Cuboid c, double l, double w, double h) {
        if (!(l > 0 && w > 0 && h > 0)) {
            return Optional.of("A box is longer, wider and higher than nothing.");
        }
        changed(c, box.withSize(l, w, h));
        return Optional.empty();
    }

    private Optional<String> moved(Label.Cuboid c, Vec3 to) {
        changed(c, box.withCentre(to));
        return Optional.empty();
    }

    private void changed(Label.Cuboid c, Box now) {
        box = now;
        value(c.withBox(now).withOrigin(plumbline.annotation.label.Origin.HAND));
    }

    private Node rectangle(Label.ImageBox i) {
        GridPane grid = grid();
        double[] edges = {i.left(), i.top(), i.right(), i.bottom()};
        String[] names = {"Left", "Top", "Right", "Bottom"};
        for (int k = 0; k < 4; k++) {
            int edge = k;
            number(grid, k % 2, k / 2, names[k], "px", 0, edges[k], v -> {
                double[] wanted = edges.clone();
                wanted[edge] = v;
                if (wanted[0] > wanted[2] || wanted[1] > wanted[3]) {
                    return Optional.of("Left comes before right, and top before bottom.");
                }
                edges[edge] = v;
                value(new Label.ImageBox(
                        i.id(), i.track(), i.className(), i.frame(), i.camera(), edges[0], edges[1], edges[2], edges[3],
                        i.attributes(), plumbline.annotation.label.Origin.HAND, i.finalised(), i.review()));
                return Optional.empty();
            });
        }
        value(i);
        return grid;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.setHgap(8);
        grid.setVgap(8);
        return grid;
    }

    private static void number(
            GridPane grid, int column, int row, String name, String unit, int decimals, double now,
            java.util.function.DoubleFunction<Optional<String>> commit) {
        PropertyField f = new PropertyField(name, unit, decimals, Math.pow(10, -decimals), commit);
        f.show(now);
        GridPane.setHgrow(f, Priority.ALWAYS);
        grid.add(f, column, row);
    }
}
