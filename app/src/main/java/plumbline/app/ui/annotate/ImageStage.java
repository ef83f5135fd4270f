package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.ImageLinks;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.camera.CameraPane;
import plumbline.app.ui.parts.Parts;

/** One camera large, in place of the 3D view: labels are drawn on its image, and made from 3D and the other way. */
final class ImageStage extends StackPane {
    static final List<KeyHint> HINTS = List.of(
            new KeyHint("B", "drag a box on the image"),
            new KeyHint("O", "outline"),
            new KeyHint("M", "brush (Alt erases, + − size)"),
            new KeyHint("D", "box from 3D"),
            new KeyHint("U", "3D from this"),
            new KeyHint("N", "outline to mask"),
            new KeyHint("Esc", "back to 3D"));

    private final CameraPane pane;
    private final ImageEdits edits;
    private final ImageTool tool;
    private final AnnotateModel model;
    private final VBox strip = new VBox(2);
    private final javafx.scene.control.Label words = Parts.label("");
    private final javafx.scene.control.Label difference = Parts.chip("");

    /** {@code close} brings 3D back. */
    ImageStage(Ui ui, AnnotateModel model, SensorId camera, Runnable close) {
        this.model = model;
        this.pane = new CameraPane(ui, camera);
        this.edits = new ImageEdits(model, camera);
        this.tool = new ImageTool(model, camera, edits, this::changed);
        pane.addLayer(tool);
        pane.onChosen(close);
        strip.getStyleClass().addAll("float-bar", "tool-strip");
        strip.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        for (ImageTool.Mode m : ImageTool.Mode.values()) {
            Button b = Parts.iconButton(icon(m), m.words() + " (" + m.key() + ")", () -> tool.take(m));
            b.setGraphic(new VBox(0, Parts.icon(icon(m)), Parts.label(m.key(), "tool-key")));
            b.getStyleClass().add("tool");
            b.setUserData(m);
            b.setDisable(model.readOnly() && m != ImageTool.Mode.SELECT);
            model.closed().filter(why -> m != ImageTool.Mode.SELECT).ifPresent(why -> Parts.tip(b, why));
            strip.getChildren().add(b);
        }
        HBox facts = bar(Parts.label(camera.value(), "strong"), Parts.rule(), words, difference);
        facts.setPadding(new Insets(4, 10, 4, 12));
        HBox back = bar(Parts.button("Back to 3D", "Esc", close));
        HBox make = bar(
                Parts.button("Box from 3D", "D", edits::boxFrom3d), Parts.button("3D from this", "U", edits::boxIn3d),
                Parts.button("Outline to mask", "N", edits::outlineToMask));
        make.setDisable(model.readOnly());
        getChildren().addAll(pane, strip, facts, back, make);
        place(strip, Pos.TOP_LEFT, new Insets(48, 0, 0, 8));
        place(facts, Pos.TOP_LEFT, new Insets(8));
        place(back, Pos.TOP_RIGHT, new Insets(8));
        place(make, Pos.BOTTOM_RIGHT, new Insets(8));
        getStyleClass().add("image-stage");
        setMinSize(0, 0);
        tool.take(model.readOnly() ? ImageTool.Mode.SELECT : ImageTool.Mode.BOX);
        show();
    }

    private static HBox bar(javafx.scene.Node... nodes) {
        HBox bar = Parts.row(8, nodes);
        bar.getStyleClass().add("float-bar");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return bar;
    }

    private static void place(javafx.scene.Node n, Pos where, Insets margin) {
        StackPane.setAlignment(n, where);
        StackPane.setMargin(n, margin);
    }

    private static String icon(ImageTool.Mode m) {
        return switch (m) {
            case SELECT -> "mdi2c-cursor-default-outline";
            case BOX -> "mdi2r-rectangle-outline";
            case LINE -> "mdi2v-vector-polyline";
            case OUTLINE -> "mdi2v-vector-polygon";
            case POINTS -> "mdi2v-vector-point";
            case BRUSH -> "mdi2b-brush";
        };
    }

    CameraPane pane() {
        return pane;
    }

    /** The frame in view, and the words about the selection. */
    void show() {
        pane.showFrame(model.frame());
        changed();
    }

    private void changed() {
        pane.repaint();
        strip.getChildren().forEach(n -> {
            n.getStyleClass().remove("on");
            if (n.getUserData() == tool.mode()) {
                n.getStyleClass().add("on");
            }
        });
        words.setText(tool.mode() == ImageTool.Mode.BRUSH
                ? "Brush " + Math.round(2 * tool.radius()) + " px"
                : edits.selected().map(l -> "For " + OtherLabels.name(l)).orElse("New objects"));
        Optional<ImageLinks.Agreement> a = edits.agreement();
        difference.setVisible(a.isPresent());
        difference.setManaged(a.isPresent());
        a.ifPresent(x -> difference.setText(
                String.format(Locale.ROOT, "3D and image: IoU %.2f, edges %.0f px apart", x.iou(), x.pixels())));
    }

    /** True where the key is one of the image's. */
    boolean key(KeyEvent e, Runnable close) {
        if (e.isControlDown() || e.isMetaDown() || e.isAltDown()) {
            return false;
        }
        for (ImageTool.Mode m : ImageTool.Mode.values()) {
            boolean allowed = !model.readOnly() || m == ImageTool.Mode.SELECT;
            if (!e.isShiftDown() && m.key().equals(e.getCode().getName()) && allowed) {
                tool.take(m);
                return true;
            }
        }
        if (e.getCode() == KeyCode.ESCAPE) {
            if (!tool.cancel()) {
                close.run();
            }
            return true;
        }
        boolean edit = switch (e.getCode()) {
            case D -> run(edits::boxFrom3d);
            case U -> run(edits::boxIn3d);
            case N -> run(edits::outlineToMask);
            default -> tool.key(e.getCode());
        };
        changed();
        return edit;
    }

    private boolean run(Runnable edit) {
        if (model.readOnly()) {
            model.closed().ifPresent(model::say);
        } else {
            edit.run();
        }
        return true;
    }

    void dispose() {
        pane.dispose();
    }
}
