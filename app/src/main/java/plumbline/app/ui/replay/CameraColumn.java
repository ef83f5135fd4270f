package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.ui.Ui;
import plumbline.app.ui.camera.CameraPane;

/** The cameras: the chosen one large on top, the others small in two columns; a double click chooses. */
final class CameraColumn extends Region {
    private static final double LARGE = 300;
    private static final double SMALL = 165;
    private static final double GAP = 1;

    private final List<CameraPane> panes = new ArrayList<>();
    private int chosen;

    CameraColumn(Ui ui) {
        getStyleClass().add("camera-column");
        setMinWidth(0);
        for (Sensor s : ui.session().capture().sensors(SensorKind.CAMERA)) {
            CameraPane pane = new CameraPane(ui, s.id());
            panes.add(pane);
            getChildren().add(pane);
            pane.setOnMouseClicked(e -> {
                if (e.getClickCount() == 2) {
                    choose(panes.indexOf(pane));
                }
            });
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

    @Override
    protected void layoutChildren() {
        if (panes.isEmpty()) {
            return;
        }
        double w = getWidth();
        double h = getHeight();
        if (panes.size() == 1) {
            panes.getFirst().resizeRelocate(0, 0, w, h);
            return;
        }
        int others = panes.size() - 1;
        int columns = others > 1 ? 2 : 1;
        int rows = (others + columns - 1) / columns;
        double small = Math.min(columns == 1 ? LARGE : SMALL, (h * 0.58) / rows - GAP);
        double large = Math.max(60, h - rows * (small + GAP));
        large = Math.min(large, Math.max(LARGE, w * 0.75));
        small = Math.max(40, (h - large) / rows - GAP);
        panes.get(chosen).resizeRelocate(0, 0, w, large);
        double each = Math.floor((w - (columns - 1) * GAP) / columns);
        int k = 0;
        for (int i = 0; i < panes.size(); i++) {
            if (i != chosen) {
                double x = k % columns * (each + GAP);
                boolean alone = k % columns == 0 && k == others - 1;
                panes.get(i).resizeRelocate(x, large + GAP + (k / columns) * (small + GAP), alone ? w : each, small);
                k++;
            }
        }
    }
}
