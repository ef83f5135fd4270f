package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.service.Projection;
import plumbline.app.ui.Ui;
import plumbline.app.ui.camera.CameraPane;

/** Up to four cameras under the 3D view; the one that shows the selected box largest comes first and has an edge. */
final class CameraStrip extends HBox {
    private static final double HEIGHT = 142;
    /** So high where few cameras would leave the strip's width empty and the window has the room. */
    private static final double HIGHEST = 200;
    private static final double HIGH_WINDOW = 900;
    private static final double LEAST_WIDTH = 220;

    private final Ui ui;
    private final AnnotateModel model;
    private final Consumer<SensorId> chosen;
    private final Map<SensorId, CameraPane> panes = new HashMap<>();
    private final List<SensorId> cameras;
    private List<SensorId> shown = List.of();

    /** {@code chosen} is told of a double click on a camera: show it large. */
    CameraStrip(Ui ui, AnnotateModel model, Consumer<SensorId> chosen) {
        super(1);
        this.ui = ui;
        this.model = model;
        this.chosen = chosen;
        getStyleClass().add("camera-strip");
        setHeights(HEIGHT);
        cameras = ui.session().capture().sensors(SensorKind.CAMERA).stream().map(Sensor::id).toList();
        widthProperty().addListener((o, was, is) -> arrange(Optional.empty()));
    }

    boolean hasCameras() {
        return !cameras.isEmpty();
    }

    /** The camera that shows the selected box best, or the first. */
    Optional<SensorId> best() {
        return shown.stream().findFirst();
    }

    /** Shows a frame, best camera for the selected box first. */
    void show(int frame, Optional<Cuboid> selected) {
        arrange(selected);
        panes.values().forEach(p -> p.showFrame(frame));
    }

    private void arrange(Optional<Cuboid> selected) {
        int fit = Math.clamp((int) (Math.max(getWidth(), LEAST_WIDTH) / LEAST_WIDTH), 1, 4);
        Map<SensorId, Double> area = new HashMap<>();
        selected.ifPresent(c -> cameras.forEach(id -> area.put(id, area(c, id))));
        List<SensorId> order = new ArrayList<>(cameras);
        Optional<SensorId> best = cameras.stream()
                .filter(id -> area.getOrDefault(id, 0.0) > 0)
                .max(Comparator.comparingDouble(area::get));
        best.ifPresent(b -> {
            order.remove(b);
            order.addFirst(b);
        });
        List<SensorId> now = order.subList(0, Math.min(fit, order.size()));
        if (!now.equals(shown)) {
            shown = List.copyOf(now);
            getChildren().setAll(shown.stream().map(this::pane).toList());
            getChildren().forEach(n -> HBox.setHgrow(n, Priority.ALWAYS));
        }
        boolean low = getScene() == null || getScene().getHeight() < HIGH_WINDOW;
        setHeights(low ? HEIGHT : Math.clamp(getWidth() / shown.stream().mapToDouble(this::aspect).sum(), HEIGHT, HIGHEST));
        panes.forEach((id, p) -> p.setEdged(best.equals(Optional.of(id))));
    }

    private double aspect(SensorId id) {
        return ui.session().capture().sensors(SensorKind.CAMERA).stream()
                .filter(s -> s.id().equals(id))
                .flatMap(s -> s.lens().stream())
                .mapToDouble(l -> (double) l.width() / Math.max(1, l.height()))
                .findFirst()
                .orElse(16 / 9.0);
    }

    private void setHeights(double height) {
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    private CameraPane pane(SensorId id) {
        return panes.computeIfAbsent(id, k -> {
            CameraPane p = new CameraPane(ui, k);
            p.addLayer(new ImageLayer(model, k));
            p.onChosen(() -> chosen.accept(k));
            p.setMinWidth(80);
            p.setPrefWidth(LEAST_WIDTH);
            p.showFrame(ui.frame().get());
            return p;
        });
    }

    private double area(Cuboid c, SensorId camera) {
        Frame frame = ui.session().frame(c.frame());
        Projection.Outline o = Projection.box(ui.session().capture(), frame, c.box(), camera);
        if (o.isEmpty()) {
            return 0;
        }
        double[] b = o.bounds();
        return (b[2] - b[0]) * (b[3] - b[1]);
    }

    void dispose() {
        panes.values().forEach(CameraPane::dispose);
    }
}
