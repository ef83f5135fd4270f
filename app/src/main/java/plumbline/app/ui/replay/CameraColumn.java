package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.Region;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Projection;
import plumbline.app.service.SightLine;
import plumbline.app.ui.Ui;
import plumbline.app.ui.camera.CameraLook;
import plumbline.app.ui.camera.CameraPane;
import plumbline.app.ui.camera.Pointed;

/** The cameras: the chosen one large on top, the others small in rows below; a double click chooses. */
final class CameraColumn extends Region {
    private static final double GAP = 1;
    /** Taken for cameras that nothing is known of. */
    private static final double USUAL_ASPECT = 1.6;

    private final List<CameraPane> panes = new ArrayList<>();
    private final Ui ui;
    private final double aspect;
    private int chosen;

    /** {@code pointed} is shared with the 3D view. */
    CameraColumn(Ui ui, ObjectProperty<Optional<Pointed>> pointed) {
        this.ui = ui;
        aspect = aspect(ui.session().capture().sensors(SensorKind.CAMERA));
        getStyleClass().add("camera-column");
        setMinWidth(0);
        for (Sensor s : ui.session().capture().sensors(SensorKind.CAMERA)) {
            CameraPane pane = new CameraPane(ui, s.id(), pointed);
            panes.add(pane);
            getChildren().add(pane);
            pane.onChosen(() -> choose(panes.indexOf(pane)));
        }
        if (!panes.isEmpty()) {
            choose(front(panes));
        }
    }

    /** The camera that looks ahead by its name, the first where none says so. */
    private static int front(List<CameraPane> panes) {
        for (int i = 0; i < panes.size(); i++) {
            String name = panes.get(i).camera().value().toLowerCase(java.util.Locale.ROOT);
            if (name.endsWith("front") || name.endsWith("front_center") || name.endsWith("_01")) {
                return i;
            }
        }
        return 0;
    }

    void setLook(boolean labels, CameraLook look) {
        panes.forEach(p -> {
            p.setLabelsShown(labels);
            p.setLook(look);
        });
    }

    /** The one that shows a point of the 3D view nearest to its picture's middle becomes the chosen one. */
    void chooseFor(int frame, Vec3 pointLidar) {
        double best = Double.POSITIVE_INFINITY;
        int found = chosen;
        for (int i = 0; i < panes.size(); i++) {
            Optional<Projection.View> v = Projection.view(
                    ui.session().capture(), ui.session().frame(frame), panes.get(i).camera());
            Optional<double[]> at = v.flatMap(x -> SightLine.pixel(x, pointLidar));
            if (at.isPresent()) {
                double off = Math.abs(at.get()[0] / v.get().lens().width() - 0.5);
                found = off < best ? i : found;
                best = Math.min(best, off);
            }
        }
        if (found != chosen) {
            choose(found);
        }
    }

    boolean isEmpty() {
        return panes.isEmpty();
    }

    CameraPane chosen() {
        return panes.get(chosen);
    }

    List<CameraPane> panes() {
        return panes;
    }

    void choose(int index) {
        chosen = Math.clamp(index, 0, Math.max(0, panes.size() - 1));
        for (int i = 0; i < panes.size(); i++) {
            panes.get(i).setEdged(i == chosen && panes.size() > 1);
        }
        requestLayout();
    }

    /** The middle one of the cameras' shapes: one odd camera does not decide for all. */
    private static double aspect(List<Sensor> cameras) {
        double[] all = cameras.stream()
                .flatMap(c -> c.lens().stream())
                .mapToDouble(l -> (double) l.width() / Math.max(1, l.height()))
                .sorted()
                .toArray();
        return all.length == 0 ? USUAL_ASPECT : Math.clamp(all[all.length / 2], 0.4, 5);
    }

    @Override
    protected void layoutChildren() {
        List<CameraGrid.Tile> tiles = CameraGrid.of(panes.size(), aspect, getWidth(), getHeight(), GAP);
        int small = 1;
        for (int i = 0; i < panes.size() && !tiles.isEmpty(); i++) {
            CameraGrid.Tile t = tiles.get(i == chosen ? 0 : small++);
            panes.get(i).resizeRelocate(t.x(), t.y(), t.width(), t.height());
        }
    }
}
