package plumbline.app.ui.camera;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.Projection;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.LabelPalette;

/**
 * A camera's picture at a frame with the labels, and on wish the lidar's points, projected onto it. Decodes off the
 * window's thread; picture and labels change together, and the last ones stay until the new ones are there. A click on a
 * box selects it.
 */
public final class CameraPane extends Region {
    /** A box as it lies on the picture. */
    record Shown(LabelId id, int rgb, Projection.Outline outline, Hull hull) {}

    /** Frames either side among which a picture in memory stands in for one that is not there yet. */
    private static final int NEAR = 8;

    private final Ui ui;
    private final SensorId camera;
    private final long usualStepNanos;
    private final ImageStore store;
    private final Canvas canvas = new Canvas();
    private final CameraPainter painter;
    private List<Shown> boxes = List.of();
    private Optional<LabelId> hovered = Optional.empty();
    private Optional<Image> points = Optional.empty();
    private int pointsFrame = -1;
    private boolean pointsShown;
    private boolean labelsShown = true;
    private boolean edged;
    private int wantedFrame = -1;
    private int shownFrame = -1;
    private int direction = 1;

    public CameraPane(Ui ui, SensorId camera) {
        this.ui = ui;
        this.camera = camera;
        this.usualStepNanos = CameraTiming.usualStepNanos(capture(), camera);
        this.store = new ImageStore(ui.session().source(), ui.tasks(), this::arrived);
        this.painter = new CameraPainter(canvas, camera.value());
        getStyleClass().add("camera-pane");
        getChildren().add(canvas);
        setMinSize(80, 60);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(false);
        canvas.setOnMouseMoved(e -> hover(hit(e.getX(), e.getY())));
        canvas.setOnMouseExited(e -> hover(Optional.empty()));
        canvas.setOnMouseClicked(e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                hit(e.getX(), e.getY()).ifPresent(id -> ui.selection().set(Optional.of(id)));
            }
        });
        ui.selection().addListener((o, before, now) -> paint());
        ui.session().history().listen(e -> project());
    }

    public SensorId camera() {
        return camera;
    }

    /** Shows a frame of the capture: from memory at once, otherwise as soon as it is decoded. */
    public void showFrame(int frame) {
        if (frame < 0 || frame >= capture().frames().size()) {
            return;
        }
        if (frame != wantedFrame) {
            direction = frame < wantedFrame ? -1 : 1;
            wantedFrame = frame;
        }
        Optional<Sample> sample = sample(frame);
        if (sample.isEmpty()
                || store.find(sample.get()).isPresent()
                || store.failure(sample.get()).isPresent()) {
            shownFrame = frame;
            project();
        } else {
            nearest();
        }
        fetch();
    }

    /** While the wanted picture is decoded, the nearest one in memory, if it is nearer than the one shown. */
    private void nearest() {
        int best = shownFrame;
        for (int f = Math.max(0, wantedFrame - NEAR); f <= wantedFrame + NEAR; f++) {
            boolean nearer = best < 0 || Math.abs(f - wantedFrame) < Math.abs(best - wantedFrame);
            if (nearer && sample(f).flatMap(store::find).isPresent()) {
                best = f;
            }
        }
        if (best != shownFrame) {
            shownFrame = best;
            project();
        }
    }

    /** Lidar points over the picture, coloured by depth. */
    public void setPointsShown(boolean shown) {
        pointsShown = shown;
        project();
    }

    public void setLabelsShown(boolean shown) {
        labelsShown = shown;
        project();
    }

    /** Marks this camera as the best or chosen one. */
    public void setEdged(boolean edged) {
        this.edged = edged;
        paint();
    }

    /** Forgets its pictures; the pane shows nothing new afterwards. */
    public void dispose() {
        store.close();
        points = Optional.empty();
    }

    /** Fresh, held or missing at the frame that is asked for. */
    public Optional<CameraTiming> timing() {
        return wantedFrame < 0
                ? Optional.empty()
                : Optional.of(CameraTiming.of(capture(), wantedFrame, camera, usualStepNanos));
    }

    private Capture capture() {
        return ui.session().capture();
    }

    private Optional<LensModel> lens() {
        return capture().sensor(camera).flatMap(Sensor::lens);
    }

    private Optional<Sample> sample(int frame) {
        return frame < 0 || frame >= capture().frames().size()
                ? Optional.empty()
                : capture().frames().get(frame).sample(camera);
    }

    private void fetch() {
        List<Sample> wanted = new ArrayList<>();
        for (int ahead = 0; ahead <= 3; ahead++) {
            sample(wantedFrame + ahead * direction).ifPresent(wanted::add);
        }
        store.want(wanted.toArray(new Sample[0]));
    }

    private void arrived(Sample sample, Optional<Image> image, String why) {
        if (sample(wantedFrame).filter(sample::equals).isPresent()) {
            shownFrame = wantedFrame;
            project();
        } else {
            // The playhead runs faster than pictures are decoded: what has come is nearer than what stands there.
            nearest();
        }
    }

    private Optional<Projection.View> view() {
        return shownFrame < 0
                ? Optional.empty()
                : Projection.view(capture(), capture().frames().get(shownFrame), camera);
    }

    private void project() {
        List<Shown> out = new ArrayList<>();
        Ontology ontology = ui.session().ontology();
        view().filter(v -> labelsShown).ifPresent(v -> {
            for (Label.Cuboid c : ui.session().labels().cuboids(shownFrame)) {
                Projection.Outline outline = Projection.box(v, c.box());
                if (!outline.isEmpty()) {
                    int rgb = LabelPalette.rgb(ontology, c.className());
                    out.add(new Shown(c.id(), rgb, outline, new Hull(outline.pieces())));
                }
            }
        });
        // Far boxes first, so that a near one lies over them as the thing itself does.
        out.sort(Comparator.comparingDouble(s -> -s.outline().depth()));
        boxes = out;
        setAccessibleText(camera + ", " + boxes.size() + (boxes.size() == 1 ? " box, " : " boxes, ")
                + timing().map(CameraTiming::words).orElse("no frame"));
        projectPoints();
        paint();
    }

    private void projectPoints() {
        if (!pointsShown) {
            points = Optional.empty();
            pointsFrame = -1;
        } else if (pointsFrame != shownFrame && canvas.getWidth() > 0) {
            int frame = shownFrame;
            pointsFrame = frame;
            view().ifPresentOrElse(
                    v -> ui.tasks().compute(
                            () -> overlay(v, ui.session().points(frame)),
                            image -> {
                                if (pointsFrame == frame) {
                                    points = Optional.of(image);
                                    paint();
                                }
                            },
                            e -> ui.problem("The points of frame " + frame + " cannot be shown on " + camera + ": "
                                    + e.getMessage())),
                    () -> points = Optional.empty());
        }
    }

    private Image overlay(Projection.View v, PointBlock block) {
        LensModel lens = v.lens();
        double scale = Math.min(1, 2 * fit(lens).scale());
        int width = Math.max(1, (int) Math.round(lens.width() * scale));
        int height = Math.max(1, (int) Math.round(lens.height() * scale));
        return PointOverlay.draw(Projection.points(v, block), width, height, scale, scale < 0.6 ? 2 : 3);
    }

    private ImageFit fit(LensModel lens) {
        return ImageFit.of(lens.width(), lens.height(), getWidth(), getHeight());
    }

    private Optional<LabelId> hit(double x, double y) {
        Optional<Projection.View> v = view();
        if (v.isEmpty()) {
            return Optional.empty();
        }
        ImageFit fit = fit(v.get().lens());
        return boxes.stream()
                .filter(b -> b.hull().contains(fit.u(x), fit.v(y)))
                .min(Comparator.comparingDouble(b -> b.hull().area()))
                .map(Shown::id);
    }

    private void hover(Optional<LabelId> id) {
        if (!id.equals(hovered)) {
            hovered = id;
            paint();
        }
    }

    private void paint() {
        Optional<Sample> shown = sample(shownFrame);
        Optional<Image> image = shown.flatMap(store::find);
        String trouble = shown.flatMap(store::failure).orElse("");
        CameraPainter.Picture picture = new CameraPainter.Picture(
                image, lens(), points, boxes, ui.selection().get(), hovered, timing(), trouble, edged);
        painter.paint(picture);
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            double outputScale = getScene() == null || getScene().getWindow() == null
                    ? 1
                    : getScene().getWindow().getOutputScaleX();
            int own = lens().map(LensModel::width).orElse(1024);
            store.setWidth(getWidth() * 1.3 * outputScale, own);
            pointsFrame = -1;
            if (wantedFrame >= 0) {
                fetch();
                project();
            }
        }
        paint();
    }
}
