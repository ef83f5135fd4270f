package plumbline.app.ui.camera;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Projection;
import plumbline.app.service.SightLine;
import plumbline.app.ui.Ui;

/**
 * A camera's picture at a frame with the labels, and on wish the lidar's points, projected onto it. Decodes off the
 * window's thread; picture and labels change together, and the last ones stay until the new ones are there. A click on a
 * box selects it.
 */
public final class CameraPane extends Region {
    /** A point of the lidar this close to the pointer is what it points at. */
    private static final double NEAR_PIXELS = 7;

    /** Frames either side among which a picture in memory stands in for one that is not there yet. */
    private static final int NEAR = 8;

    private final Ui ui;
    private final SensorId camera;
    private final CameraFrames frames;
    private final ImageStore store;
    private final Canvas canvas = new Canvas();
    private final CameraPainter painter;
    private final CameraZoom zoom = new CameraZoom();
    private final List<CameraLayer> layers = new ArrayList<>();
    private final ObjectProperty<Optional<Pointed>> pointed;
    private CameraLook look = CameraLook.DEFAULT;
    private final SweepOverlay sweep;
    private Runnable chosen = () -> {};
    private Consumer<Vec3> picked = p -> {};
    private CameraBoxes boxes = CameraBoxes.NONE;
    private Optional<LabelId> hovered = Optional.empty();
    private boolean labelsShown = true;
    private boolean edged;
    private int wantedFrame = -1;
    private int shownFrame = -1;
    private int direction = 1;

    /** Alone: what is pointed at here is shown nowhere else. */
    public CameraPane(Ui ui, SensorId camera) {
        this(ui, camera, new SimpleObjectProperty<>(Optional.empty()));
    }

    /** {@code pointed} is shared by the views of a frame. */
    public CameraPane(Ui ui, SensorId camera, ObjectProperty<Optional<Pointed>> pointed) {
        this.ui = ui;
        this.camera = camera;
        this.pointed = pointed;
        this.frames = new CameraFrames(ui.session().capture(), camera);
        this.store = new ImageStore(ui.session().source(), ui.tasks(), this::arrived);
        this.painter = new CameraPainter(canvas, camera.value());
        this.sweep = new SweepOverlay(ui, camera, this::paint);
        getStyleClass().add("camera-pane");
        getChildren().add(canvas);
        setMinSize(80, 60);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(false);
        new CameraMouse(canvas, this::layered, new Hand());
        pointed.addListener((o, was, is) -> paint());
        ui.selection().addListener((o, before, now) -> paint());
        ui.session().history().listen(e -> project());
    }

    private boolean layered(MouseEvent e) {
        for (CameraLayer l : layers.reversed()) {
            if (l.mouse(e, mapping(), shownFrame)) {
                return true;
            }
        }
        return false;
    }

    /** What the pointer does here where no layer takes it. */
    private final class Hand implements CameraMouse.Actions {
        @Override
        public void over(double x, double y) {
            hover(hit(x, y));
            point(x, y);
        }

        @Override
        public void left() {
            hover(Optional.empty());
            if (pointed.get().filter(p -> p.from().equals(camera.value())).isPresent()) {
                pointed.set(Optional.empty());
            }
        }

        @Override
        public void zoom(double factor, double x, double y) {
            CameraPane.this.zoom(factor, x, y);
        }

        @Override
        public void move(double dx, double dy) {
            if (zoom.isZoomed()) {
                zoom.move(dx, dy, imageWidth(), imageHeight());
                paint();
            }
        }

        /** On a box it selects it, beside one it goes to the point that is there. */
        @Override
        public void click(double x, double y) {
            Optional<LabelId> id = hit(x, y);
            if (id.isPresent()) {
                ui.selection().set(id);
            } else {
                pointed.get().flatMap(Pointed::point).ifPresent(picked);
            }
        }

        @Override
        public void doubleClick() {
            if (zoom.isZoomed()) {
                resetZoom();
            } else {
                chosen.run();
            }
        }
    }

    /** Told of a click on a point of the lidar, in the frame of the reference lidar. */
    public void onPoint(Consumer<Vec3> listener) {
        picked = listener;
    }

    /** Told of a double click on a picture that is not zoomed. */
    public void onChosen(Runnable listener) {
        chosen = listener;
    }

    /** Painted over the picture, the last one on top; the last one is asked about the pointer first. */
    public void addLayer(CameraLayer layer) {
        layers.add(layer);
        paint();
    }

    public void removeLayer(CameraLayer layer) {
        layers.remove(layer);
        paint();
    }

    public void repaint() {
        paint();
    }

    /** Between pixels of the recorded image and places on this pane, as the picture lies now. */
    public CameraMapping mapping() {
        return new CameraMapping(zoom.fit(imageWidth(), imageHeight()), frames.straight());
    }

    private double imageWidth() {
        return frames.lens().map(l -> (double) l.width()).or(() -> shownImage().map(Image::getWidth)).orElse(0.0);
    }

    private double imageHeight() {
        return frames.lens().map(l -> (double) l.height()).or(() -> shownImage().map(Image::getHeight)).orElse(0.0);
    }

    private Optional<Image> shownImage() {
        return frames.sample(shownFrame).flatMap(store::find);
    }

    /** About a place of the pane, up to 16 times a pixel; the picture is decoded as finely as it is shown. */
    public void zoom(double factor, double x, double y) {
        zoom.by(factor, x, y, imageWidth(), imageHeight());
        size();
        paint();
    }

    public void resetZoom() {
        zoom.reset();
        size();
        paint();
    }

    public boolean isZoomed() {
        return zoom.isZoomed();
    }

    public SensorId camera() {
        return camera;
    }

    /** Shows a frame of the capture: from memory at once, otherwise as soon as it is decoded. */
    public void showFrame(int frame) {
        if (!frames.has(frame)) {
            return;
        }
        if (frame != wantedFrame) {
            direction = frame < wantedFrame ? -1 : 1;
            wantedFrame = frame;
        }
        Optional<Sample> sample = frames.sample(frame);
        if (sample.isEmpty()
                || store.has(sample.get())
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
            if (nearer && frames.sample(f).flatMap(store::find).isPresent()) {
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
        setLook(look.withPoints(shown ? new CameraLook.Points.ByDepth() : new CameraLook.Points.Hidden()));
    }

    public CameraLook look() {
        return look;
    }

    public void setLook(CameraLook now) {
        boolean bent = now.straight() != look.straight();
        boolean other = bent || !now.points().equals(look.points());
        look = now;
        if (bent) {
            frames.setStraight(now.straight());
            store.setStraight(frames.straight());
            sweep.forget();
        }
        if (other) {
            project();
            fetch();
        } else {
            paint();
        }
    }

    public void setLabelsShown(boolean shown) {
        labelsShown = shown;
        project();
    }

    /** True while the picture of the frame that is asked for is on the pane, or there is none to wait for. */
    public boolean isCurrent() {
        return wantedFrame < 0
                || shownFrame == wantedFrame
                        && frames.sample(wantedFrame).map(s -> store.has(s) || store.failure(s).isPresent()).orElse(true);
    }

    /** Marks this camera as the best or chosen one. */
    public void setEdged(boolean edged) {
        this.edged = edged;
        paint();
    }

    /** Forgets its pictures; the pane shows nothing new afterwards. */
    public void dispose() {
        store.close();
    }

    /** Fresh, held or missing at the frame that is asked for. */
    public Optional<CameraTiming> timing() {
        return frames.timing(wantedFrame);
    }

    private void fetch() {
        store.want(frames.from(wantedFrame, direction).toArray(new Sample[0]));
    }

    private void arrived(Sample sample, Optional<Image> image, String why) {
        if (frames.sample(wantedFrame).filter(sample::equals).isPresent()) {
            shownFrame = wantedFrame;
            project();
        } else {
            // The playhead runs faster than pictures are decoded: what has come is nearer than what stands there.
            nearest();
        }
    }

    private Optional<Projection.View> view() {
        return frames.view(shownFrame);
    }

    private void project() {
        boxes = labelsShown
                ? view().map(v -> CameraBoxes.of(ui.session(), v, shownFrame)).orElse(CameraBoxes.NONE)
                : CameraBoxes.NONE;
        setAccessibleText(camera + ", " + boxes.words() + ", " + timing().map(CameraTiming::words).orElse("no frame"));
        projectPoints();
        paint();
    }

    private void projectPoints() {
        double shown = ImageFit.of(imageWidth(), imageHeight(), getWidth(), getHeight()).scale();
        sweep.show(view(), shownFrame, look.points(), shown);
    }

    /** What lies under the pointer, for all views: its line of sight, and the lidar's point where one is near. */
    private void point(double x, double y) {
        Optional<Projection.View> v = view();
        if (v.isEmpty()) {
            return;
        }
        ImageFit fit = mapping().fit();
        Optional<SightLine> line = SightLine.of(v.get(), fit.u(x), fit.v(y));
        Optional<Vec3> at = sweep.at(v.get(), shownFrame, fit.u(x), fit.v(y), NEAR_PIXELS / fit.scale());
        pointed.set(Optional.of(new Pointed(shownFrame, camera.value(), line, at)));
    }

    /** Where what is pointed at elsewhere lies on this picture. */
    private Optional<CameraPainter.Elsewhere> elsewhere() {
        Optional<Pointed> p = pointed.get().filter(x -> x.frame() == shownFrame && !x.from().equals(camera.value()));
        Optional<Projection.View> v = view();
        if (p.isEmpty() || v.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CameraPainter.Elsewhere(
                p.get().line().map(l -> l.on(v.get())).orElse(new double[0]),
                p.get().point().flatMap(at -> SightLine.pixel(v.get(), at))));
    }

    private Optional<LabelId> hit(double x, double y) {
        ImageFit fit = mapping().fit();
        return boxes.hit(fit.u(x), fit.v(y));
    }

    private void hover(Optional<LabelId> id) {
        if (!id.equals(hovered)) {
            hovered = id;
            paint();
        }
    }

    private void paint() {
        Optional<Sample> shown = frames.sample(shownFrame);
        Optional<Image> image = shown.flatMap(store::find);
        String trouble = shown.flatMap(store::failure).orElse("");
        CameraMapping mapping = mapping();
        painter.paint(new CameraPainter.Picture(
                image, mapping.fit(), imageWidth(), imageHeight(), look, sweep.picture(), boxes.boxes(), ui.selection().get(), hovered,
                elsewhere(), timing(), trouble, edged,
                g -> layers.forEach(l -> l.paint(g, mapping, shownFrame))));
    }

    /** Pictures are decoded as wide as they are shown. */
    private void size() {
        double outputScale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
        int own = frames.lens().map(LensModel::width).orElse(1024);
        double shown = zoom.isZoomed() ? mapping().scale() * own : getWidth() * 1.3;
        store.setWidth(shown * outputScale, own);
        if (wantedFrame >= 0) {
            fetch();
        }
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            zoom.resized(getWidth(), getHeight());
            size();
            sweep.forget();
            if (wantedFrame >= 0) {
                project();
            }
        }
        paint();
    }
}
