package plumbline.app.ui.view;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.PropertyField;
import plumbline.viewer3d.tool.ClipTool;
import plumbline.viewer3d.tool.Measure;
import plumbline.viewer3d.view.Clip;

/** The bar of the view's tool in the hand: what to measure, or the numbers of the box or slice that cuts. */
final class ToolBar {
    private final ViewTools tools;
    private final HBox bar = Parts.row(4);
    private final List<PropertyField> fields;
    private final ToggleButton outside = Parts.chipButton("Outside");
    private String built = "";

    ToolBar(ViewTools tools) {
        this.tools = tools;
        bar.getStyleClass().addAll("float-bar", "view-bar");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        bar.setVisible(false);
        fields = List.of(
                field("X", "m", v -> moved(new Vec3(v - box().centre().x(), 0, 0))),
                field("Y", "m", v -> moved(new Vec3(0, v - box().centre().y(), 0))),
                field("Z", "m", v -> moved(new Vec3(0, 0, v - box().centre().z()))),
                field("L", "m", v -> sized(v, box().width(), box().height())),
                field("W", "m", v -> sized(box().length(), v, box().height())),
                field("H", "m", v -> sized(box().length(), box().width(), v)),
                field("\u2220", "\u00b0", v -> taken(box().turned(Math.toRadians(v) - box().yaw()))));
        fields.get(6).setAccessibleText("Heading in degrees");
        Parts.tip(outside, "Keeps the points outside of the box instead");
        outside.setOnAction(e -> tools.set(new Clip(tools.clip().box(), outside.isSelected(), Optional.empty())));
    }

    Node node() {
        return bar;
    }

    private static PropertyField field(String label, String unit, DoubleFunction<Optional<String>> commit) {
        PropertyField f = new PropertyField(label, unit, 2, 0.05, commit);
        f.setPrefWidth(76);
        f.setMinWidth(60);
        return f;
    }

    private Box box() {
        return tools.clip().box().orElseThrow();
    }

    private Optional<String> moved(Vec3 by) {
        return taken(box().withCentre(box().centre().plus(by)));
    }

    private Optional<String> sized(double l, double w, double h) {
        return l < 0.05 || w < 0.05 || h < 0.05
                ? Optional.of("A side of at least 0.05 m is needed.")
                : taken(box().withSize(l, w, h));
    }

    private Optional<String> taken(Box next) {
        tools.clip(next);
        return Optional.empty();
    }

    /** As the tool in the hand is now. */
    void show() {
        boolean measuring = tools.measuring();
        boolean clipping = tools.clipping() && tools.clip().box().isPresent();
        String wanted = measuring ? "measure" : clipping ? ClipTool.thin(box()).isPresent() ? "slice" : "box" : "";
        bar.setVisible(!wanted.isEmpty());
        if (measuring) {
            measuring();
        } else if (clipping) {
            if (!built.equals(wanted)) {
                clipping(wanted.equals("slice"));
            }
            numbers();
        }
        built = wanted;
    }

    private void measuring() {
        bar.getChildren().clear();
        int n = 1;
        for (Measure.Kind k : Measure.Kind.values()) {
            ToggleButton b = Parts.chipButton(k.word());
            b.setGraphic(Parts.keyCap(Integer.toString(n)));
            b.setSelected(k == tools.measure().kind());
            Parts.tip(b, how(k) + " (" + n + ")");
            b.setAccessibleText("Measure: " + k.word() + ", key " + n);
            b.setOnAction(e -> {
                tools.measure().setKind(k);
                tools.refresh();
            });
            bar.getChildren().add(b);
            n++;
        }
        bar.getChildren().addAll(
                Parts.rule(), Parts.iconButton("mdi2c-check", "Put the measure away (Esc)", tools::putBack));
    }

    private static String how(Measure.Kind k) {
        return switch (k) {
            case POINT -> "Where a point is: one click";
            case DISTANCE -> "Between two points: two clicks";
            case PATH -> "Along points: clicks, then Enter";
            case HEIGHT -> "Above the ground: one click; Shift+click between two points";
            case ANGLE -> "At the second of three points";
            case AREA -> "Within an outline: clicks, then Enter";
        };
    }

    private void clipping(boolean slice) {
        bar.getChildren().setAll(Parts.label(slice ? "Slice" : "Clip box", "strong"));
        bar.getChildren().addAll(fields);
        bar.getChildren().addAll(
                outside,
                Parts.iconButton("mdi2i-image-filter-center-focus", "Turn and size it to the selected object",
                        tools::toObject),
                Parts.iconButton("mdi2c-crop-free", "Show all points again (Shift+N)", tools::showAll),
                Parts.iconButton("mdi2c-check", "Keep it and put the tool away (Esc)", tools::putBack));
    }

    private void numbers() {
        Box b = box();
        double[] v = {
            b.centre().x(), b.centre().y(), b.centre().z(), b.length(), b.width(), b.height(), Math.toDegrees(b.yaw())
        };
        for (int i = 0; i < v.length; i++) {
            boolean endless = i >= 3 && i < 6 && v[i] > ClipTool.ENDLESS;
            fields.get(i).setVisible(!endless);
            fields.get(i).setManaged(!endless);
            fields.get(i).show(v[i]);
        }
        outside.setSelected(tools.clip().outside());
    }
}
