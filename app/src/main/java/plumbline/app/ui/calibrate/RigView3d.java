package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Tint;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.Camera;

/** The rig to be turned in the hand: {@link RigScene} with the sensors' names. Draws wherever the other 3D views do. */
final class RigView3d extends StackPane {
    private static final double NAMES_APART = 13;

    private final Capture capture;
    private final SceneView view;
    private final Canvas names = new Canvas();
    private final Font font = Font.font("Inter", 11);
    private RigScene rig;
    private Optional<SensorId> chosen = Optional.empty();

    RigView3d(Ui ui) {
        this.capture = ui.session().capture();
        this.rig = RigScene.of(capture, Optional.empty(), Optional.empty());
        this.view = new SceneView(ui.renderer().get());
        ui.renderer().addListener((o, was, is) -> view.setRenderer(is));
        names.setMouseTransparent(true);
        names.setManaged(false);
        getChildren().addAll(view, names);
        setMinSize(0, 60);
        view.cameraProperty().addListener((o, was, is) -> paintNames());
        view.setCamera(behind(), false);
    }

    /** From behind and above, all sensors in view. */
    private Camera behind() {
        double reach = 1.6;
        for (Vec3 at : rig.places().values()) {
            reach = Math.max(reach, Math.hypot(at.x(), at.y()) + 1);
        }
        Vec3 target = new Vec3(0.4, 0, 1.2);
        return new Camera(
                target.plus(new Vec3(-2.6 * reach, 1.3 * reach, 2.2 * reach)), target, new Vec3(0, 0, 1),
                Camera.DEFAULT.fovYRad(), 0);
    }

    void show(CalibrationReport report, SensorId camera) {
        chosen = Optional.of(camera);
        rig = RigScene.of(capture, Optional.of(report), chosen);
        view.setScene(rig.scene());
        setAccessibleText("The rig in 3D, " + rig.places().size() + " sensors, " + camera + " chosen");
        paintNames();
    }

    /** The chosen one first; a name that would lie on another is left out. */
    private void paintNames() {
        GraphicsContext g = names.getGraphicsContext2D();
        g.clearRect(0, 0, names.getWidth(), names.getHeight());
        g.setFont(font);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        List<Vec3> taken = new ArrayList<>();
        List<SensorId> order = new ArrayList<>(rig.places().keySet());
        chosen.ifPresent(c -> {
            order.remove(c);
            order.addFirst(c);
        });
        for (SensorId id : order) {
            Optional<Vec3> at = view.projection().visible(rig.places().get(id));
            boolean free = at.isPresent() && taken.stream().allMatch(t -> Math.abs(t.y() - at.get().y()) > NAMES_APART
                    || Math.abs(t.x() - at.get().x()) > 6.5 * id.value().length());
            if (free) {
                taken.add(at.get());
                g.setFill(Color.BLACK.deriveColor(0, 1, 1, 0.6));
                double half = id.value().length() * 3.2 + 4;
                g.fillRoundRect(at.get().x() - half, at.get().y() + 6, 2 * half, 15, 6, 6);
                g.setFill((chosen.filter(id::equals).isPresent() ? Tint.FG0 : Tint.FG1).of(true));
                g.fillText(id.value(), at.get().x(), at.get().y() + 13.5);
            }
        }
    }

    void close() {
        view.close();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        names.setWidth(getWidth());
        names.setHeight(getHeight());
        paintNames();
    }
}
