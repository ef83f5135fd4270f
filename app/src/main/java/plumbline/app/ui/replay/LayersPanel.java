package plumbline.app.ui.replay;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Parts;

/** What the 3D view, the pictures and the timeline show. */
final class LayersPanel extends VBox {
    private final Slider sweeps = new Slider(0, ReplayScenes.MOST_SWEEPS, 0);

    /** {@code tracks}: whether all tracks have a row on the timeline, not only that of the selected object. */
    LayersPanel(Consumer<ReplayScenes.Layers> scene, Consumer<Boolean> tracks, BiConsumer<Boolean, Boolean> pictures) {
        getStyleClass().add("layers");
        CheckBox points = box("Lidar points, by height", true);
        CheckBox labels = box("Labels", true);
        CheckBox path = box("Trajectory, by speed", true);
        CheckBox cameras = box("Camera frustums", true);
        Runnable show = () -> scene.accept(new ReplayScenes.Layers(
                points.isSelected(), labels.isSelected(), path.isSelected(), cameras.isSelected(), (int) sweeps.getValue()));
        for (CheckBox b : new CheckBox[] {points, labels, path, cameras}) {
            b.setOnAction(e -> show.run());
        }
        CheckBox onImages = box("Labels", true);
        CheckBox depth = box("Lidar points, by depth", false);
        onImages.setOnAction(e -> pictures.accept(onImages.isSelected(), depth.isSelected()));
        depth.setOnAction(e -> pictures.accept(onImages.isSelected(), depth.isSelected()));
        CheckBox all = box("All tracks", false);
        Parts.tip(all, "Rows of up to " + TrackLane.MOST + " tracks; off, only the selected object's");
        all.setOnAction(e -> tracks.accept(all.isSelected()));
        getChildren().addAll(
                Parts.label("In 3D", "strong", "section-head"),
                points, sweeps(show), labels, path, cameras,
                Parts.label("On the pictures", "strong", "section-head"),
                onImages, depth,
                Parts.label("On the timeline", "strong", "section-head"),
                all);
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
