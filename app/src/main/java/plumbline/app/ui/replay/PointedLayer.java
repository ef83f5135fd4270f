package plumbline.app.ui.replay;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.SightLine;
import plumbline.app.ui.camera.Pointed;
import plumbline.app.ui.parts.Tint;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.Projection;

/** Over the 3D view: the line of sight of a pixel that is pointed at in a camera, and the lidar's point there. */
final class PointedLayer extends Region {
    private static final double FARTHEST_METRES = 80;
    private static final int STEPS = 60;

    private final SceneView view;
    private final ObjectProperty<Optional<Pointed>> pointed;
    private final Canvas canvas = new Canvas();

    PointedLayer(SceneView view, ObjectProperty<Optional<Pointed>> pointed) {
        this.view = view;
        this.pointed = pointed;
        setMouseTransparent(true);
        getChildren().add(canvas);
        pointed.addListener((o, was, is) -> paint());
        view.cameraProperty().addListener((o, was, is) -> paint());
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Optional<Pointed> p = pointed.get();
        if (p.isEmpty() || canvas.getWidth() < 2) {
            return;
        }
        Projection projection = view.projection();
        for (int pass = 0; pass < 2; pass++) {
            g.setStroke(pass == 0 ? Color.BLACK.deriveColor(0, 1, 1, 0.7) : Tint.ACCENT.of(true));
            g.setLineWidth(pass == 0 ? 3 : 1.25);
            p.get().line().ifPresent(l -> line(g, projection, l));
            p.get().point().flatMap(projection::visible).ifPresent(at -> cross(g, at));
        }
    }

    private static void line(GraphicsContext g, Projection projection, SightLine line) {
        boolean open = false;
        g.beginPath();
        for (int i = 0; i <= STEPS; i++) {
            Optional<Vec3> at = projection.visible(line.at(FARTHEST_METRES * i / STEPS));
            if (at.isPresent() && open) {
                g.lineTo(at.get().x(), at.get().y());
            } else if (at.isPresent()) {
                g.moveTo(at.get().x(), at.get().y());
            }
            open = at.isPresent();
        }
        g.stroke();
    }

    private static void cross(GraphicsContext g, Vec3 at) {
        g.strokeLine(at.x() - 9, at.y(), at.x() - 3, at.y());
        g.strokeLine(at.x() + 3, at.y(), at.x() + 9, at.y());
        g.strokeLine(at.x(), at.y() - 9, at.x(), at.y() - 3);
        g.strokeLine(at.x(), at.y() + 3, at.x(), at.y() + 9);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }
}
