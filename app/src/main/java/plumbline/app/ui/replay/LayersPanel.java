package plumbline.app.ui.replay;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.ui.camera.CameraLook;
import plumbline.app.ui.parts.Parts;

/** What the 3D view, the pictures and the timeline show. */
final class LayersPanel extends VBox {
    private final Slider sweeps = new Slider(0, ReplayScenes.MOST_SWEEPS, 0);

    /** What the pictures show. */
    interface Pictures {
        void show(boolean labels, CameraLook look);
    }

    private static final String NONE = "No points";
    private static final String DEPTH = "Points by depth";
    private final CheckBox onImages = box("Labels", true);
    private final CheckBox straight = box("Straight lines straight", false);
    private final ComboBox<String> points = new ComboBox<>();
    private final Slider brightness = light("Brightness");
    private final Slider contrast = light("Contrast");
    private final Pictures pictures;

    /**
     * {@code tracks}: whether all tracks have a row on the timeline, not only that of the selected object.
     */
    LayersPanel(Consumer<ReplayScenes.Layers> scene, Consumer<Boolean> tracks, Pictures pictures) {
        this.pictures = pictures;
        getStyleClass().add("layers");
        CheckBox cloud = box("Lidar points, by height", true);
        CheckBox labels = box("Labels", true);
        CheckBox path = box("Trajectory, by speed", true);
        CheckBox cameras = box("Camera frustums", true);
        Runnable show = () -> scene.accept(new ReplayScenes.Layers(
                cloud.isSelected(), labels.isSelected(), path.isSelected(), cameras.isSelected(), (int) sweeps.getValue()));
        for (CheckBox b : new CheckBox[] {cloud, labels, path, cameras}) {
            b.setOnAction(e -> show.run());
        }
        CheckBox all = box("All tracks", false);
        Parts.tip(all, "Rows of up to " + TrackLane.MOST + " tracks; off, only the selected object's");
        all.setOnAction(e -> tracks.accept(all.isSelected()));
        VBox rows = new VBox(
                10, Parts.label("In 3D", "strong", "section-head"), cloud, sweeps(show), labels, path, cameras,
                Parts.label("On the pictures", "strong", "section-head"), onImages, points, straight,
                light("Brightness", brightness), light("Contrast", contrast),
                Parts.label("On the timeline", "strong", "section-head"), all);
        rows.getStyleClass().add("layer-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        pictures();
    }

    private void pictures() {
        points.getStyleClass().add("pl-combo");
        points.getItems().addAll(NONE, DEPTH);
        points.setValue(NONE);
        points.setMaxWidth(Double.MAX_VALUE);
        points.setAccessibleText("Lidar points on the pictures");
        points.setOnAction(e -> tell());
        onImages.setOnAction(e -> tell());
        straight.setOnAction(e -> tell());
        Parts.tip(straight, "Takes the lens's distortion out of the pictures");
        brightness.valueProperty().addListener(o -> tell());
        contrast.valueProperty().addListener(o -> tell());
    }

    /** The fields of the lidar's points. */
    void setFields(List<String> fields) {
        fields.forEach(f -> points.getItems().add("Points by " + f));
    }

    private void tell() {
        CameraLook.Points by = switch (points.getValue()) {
            case NONE -> new CameraLook.Points.Hidden();
            case DEPTH -> new CameraLook.Points.ByDepth();
            default -> new CameraLook.Points.ByField(points.getValue().substring("Points by ".length()));
        };
        pictures.show(
                onImages.isSelected(),
                new CameraLook(straight.isSelected(), brightness.getValue(), contrast.getValue(), by));
    }

    private static Slider light(String name) {
        Slider s = new Slider(-0.6, 0.6, 0);
        s.setAccessibleText(name + " of the pictures");
        s.setBlockIncrement(0.05);
        Parts.tip(s, name + "; a double click sets it back");
        s.setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                s.setValue(0);
            }
        });
        return s;
    }

    private static HBox light(String name, Slider s) {
        Label l = Parts.label(name, "fg1");
        l.setMinWidth(72);
        HBox.setHgrow(s, Priority.ALWAYS);
        return Parts.row(8, l, s);
    }

    private HBox sweeps(Runnable show) {
        Label value = Parts.mono("1 sweep", "fg1");
        value.setMinWidth(64);
        sweeps.setBlockIncrement(1);
        sweeps.setMajorTickUnit(1);
        sweeps.setMinorTickCount(0);
        sweeps.setSnapToTicks(true);
        sweeps.setAccessibleText("Sweeps before and after, keys comma and full stop");
        sweeps.setFocusTraversable(false);
        Parts.tip(sweeps, "Sweeps before and after, moved to where they belong (, and .)");
        HBox.setHgrow(sweeps, Priority.ALWAYS);
        sweeps.valueProperty().addListener((o, was, is) -> {
            if (Math.round(is.doubleValue()) == is.doubleValue()) {
                value.setText(is.intValue() == 0 ? "1 sweep" : "\u00B1" + is.intValue() + " sweeps");
                show.run();
            }
        });
        return Parts.row(8, sweeps, value);
    }

    /** More sweeps either side, fewer where negative. */
    void addSweeps(int more) {
        sweeps.setValue(Math.clamp(Math.round(sweeps.getValue()) + more, 0, ReplayScenes.MOST_SWEEPS));
    }

    private static CheckBox box(String words, boolean on) {
        CheckBox b = new CheckBox(words);
        b.setSelected(on);
        return b;
    }
}
