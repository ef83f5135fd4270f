package plumbline.app.ui.replay;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import plumbline.annotation.scene.SensorId;
import plumbline.app.ui.Ui;
import plumbline.app.ui.camera.LookThrough;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.Camera;

/**
 * Looking through a camera in the 3D view: goes to where it stood, fades its picture over the points, stays with it while the
 * pass plays, and goes back to the view from before. Moving the view by hand ends it.
 */
final class ThroughCamera {
    private final ReplayScenes scenes;
    private final SceneView view;
    private final LookThrough picture;
    private final HBox bar;
    private final Label words = Parts.label("", "strong");
    private Optional<Camera> before = Optional.empty();
    private Optional<Camera> expected = Optional.empty();
    private boolean gliding;

    ThroughCamera(Ui ui, ReplayScenes scenes, SceneView view) {
        this.scenes = scenes;
        this.view = view;
        this.picture = new LookThrough(ui);
        Slider mix = new Slider(0, 1, picture.mix());
        mix.setPrefWidth(120);
        mix.setFocusTraversable(false);
        mix.setAccessibleText("Share of the picture");
        Parts.tip(mix, "Points on the left, picture on the right");
        mix.valueProperty().addListener((o, was, is) -> picture.setMix(is.doubleValue()));
        bar = Parts.row(8, words, Parts.label("Points", "fg2"), mix, Parts.label("Picture", "fg2"), Parts.button("Go back", "Alt+C", this::back));
        bar.getStyleClass().add("float-card");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        bar.setVisible(false);
        StackPane.setAlignment(bar, Pos.TOP_CENTER);
        StackPane.setMargin(bar, new Insets(8));
        view.cameraProperty().addListener((o, was, is) -> cameraMoved(is));
    }

    LookThrough picture() {
        return picture;
    }

    HBox bar() {
        return bar;
    }

    boolean isOn() {
        return before.isPresent();
    }

    /** On for this camera, or back where it is on for it already. False where the camera has no place at the frame. */
    boolean toggle(SensorId camera, int frame) {
        if (picture.camera().equals(Optional.of(camera))) {
            back();
            return true;
        }
        Optional<Camera> there = scenes.through(frame, camera);
        there.ifPresent(c -> {
            before = before.or(() -> Optional.of(view.cameraProperty().get()));
            words.setText("Through " + camera);
            bar.setVisible(true);
            go(c, true);
            picture.show(camera, frame, !view.reducedMotionProperty().get());
        });
        return there.isPresent();
    }

    private void go(Camera c, boolean glide) {
        expected = Optional.of(c);
        gliding = glide && !view.reducedMotionProperty().get();
        view.setCamera(c, glide);
    }

    /** The frame under the view is another one. */
    void showFrame(int frame) {
        picture.camera().flatMap(c -> scenes.through(frame, c)).ifPresent(c -> {
            go(c, false);
            picture.showFrame(frame);
        });
    }

    void back() {
        Optional<Camera> to = before;
        end();
        to.ifPresent(c -> view.setCamera(c, true));
    }

    private void end() {
        before = Optional.empty();
        expected = Optional.empty();
        bar.setVisible(false);
        picture.hide(!view.reducedMotionProperty().get());
    }

    private void cameraMoved(Camera now) {
        if (expected.isEmpty()) {
            return;
        }
        if (now.equals(expected.get())) {
            gliding = false;
        } else if (!gliding) {
            end();
        }
    }
}
