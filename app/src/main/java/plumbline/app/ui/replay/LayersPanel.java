package plumbline.app.ui.replay;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Parts;

/** What the 3D view and the pictures show. */
final class LayersPanel extends VBox {
    LayersPanel(Consumer<ReplayScenes.Layers> scene, BiConsumer<Boolean, Boolean> pictures) {
        getStyleClass().add("layers");
        CheckBox points = box("Lidar points, by height", true);
        CheckBox labels = box("Labels", true);
        CheckBox path = box("Trajectory, dashed ahead", true);
        CheckBox cameras = box("Camera frustums", true);
        for (CheckBox b : new CheckBox[] {points, labels, path, cameras}) {
            b.setOnAction(e -> scene.accept(new ReplayScenes.Layers(
                    points.isSelected(), labels.isSelected(), path.isSelected(), cameras.isSelected())));
        }
        CheckBox onImages = box("Labels", true);
        CheckBox depth = box("Lidar points, by depth", false);
        onImages.setOnAction(e -> pictures.accept(onImages.isSelected(), depth.isSelected()));
        depth.setOnAction(e -> pictures.accept(onImages.isSelected(), depth.isSelected()));
        getChildren().addAll(
                Parts.label("In 3D", "strong", "section-head"),
                points, labels, path, cameras,
                Parts.label("On the pictures", "strong", "section-head"),
                onImages, depth);
    }

    private static CheckBox box(String words, boolean on) {
        CheckBox b = new CheckBox(words);
        b.setSelected(on);
        return b;
    }
}
