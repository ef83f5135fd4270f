package plumbline.viewer3d.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import javafx.util.Duration;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.lod.LodView;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.tool.Seen;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.tool.ViewPort;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.Clip;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.Rays;
import plumbline.viewer3d.view.ViewAxis;
import plumbline.viewer3d.view.ViewState;

/**
 * The 3D view as a JavaFX node. Drawing goes on a thread of its own, on demand; the node shows the last finished
 * picture and asks for the next when scene, camera or size change. Used from the window's thread alone.
 */
public class SceneView extends Region implements ViewPort, AutoCloseable {
    /**
     * For the status bar. {@code pointsThere} counts what there is to draw, in view or not, where that is more than a scene
     * holds at once, else 0; {@code missing} tiles of the picture are on their way.
     */
    public record Status(
            String renderer, String description, long pointsDrawn, double milliseconds, long pointsThere, int missing) {
        /** Before the first picture. */
        public static final Status NONE = new Status("", "", 0, 0, 0, 0);
    }

    private static final double SLOW_MILLISECONDS = 40;
    private static final double FARTHEST_GROUND = 500;

    private final ReadOnlyObjectWrapper<Camera> camera = new ReadOnlyObjectWrapper<>(Camera.DEFAULT);
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(Status.NONE);
    private final ReadOnlyObjectWrapper<Optional<LabelId>> hovered = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<Tool>> tool = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty(false);
    private final ImageView picture = new ImageView();
    private final Overlay overlay = new Overlay(this);
    private final Glide glide = new Glide(this::place);
    private final javafx.animation.PauseTransition settle = new javafx.animation.PauseTransition(Duration.millis(150));
    private final Navigation navigation = new Navigation(this, glide);
    private final RenderLoop loop;
    private SceneSnapshot scene = SceneSnapshot.EMPTY;
    private Optional<BoxItem> preview = Optional.empty();
    private Optional<RenderLoop.Picture> shown = Optional.empty();
    private Ground ground = Ground.estimate(PointBlock.EMPTY);
    private PointStyle style = PointStyle.DEFAULT;
    private Clip clip = Clip.NONE;
    private double fullMilliseconds;
    private boolean moving;
    private final Tiling tiling = new Tiling(this::redraw);
    private Optional<double[]> pointer = Optional.empty();
    private final ViewMarks marks = new ViewMarks(this);

    public SceneView(RendererChoice choice) {
        loop = new RenderLoop(choice, this::show);
        picture.setManaged(false);
        picture.setMouseTransparent(true);
        getChildren().addAll(picture, overlay);
        getStyleClass().add("scene-view");
        setStyle("-fx-background-color: linear-gradient(to bottom, #131820, #0B0D10);");
        setFocusTraversable(true);
        setPickOnBounds(true);
        setMinSize(0, 0);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("3D view, empty");
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        widthProperty().addListener(o -> redraw());
        heightProperty().addListener(o -> redraw());
        // Asked for through the properties, so that moving to another window or screen is followed too.
        sceneProperty()
                .flatMap(javafx.scene.Scene::windowProperty)
                .flatMap(Window::outputScaleXProperty)
                .addListener((o, old, now) -> redraw());
        tool.addListener((o, old, now) -> {
            old.ifPresent(t -> t.cancel(this));
            setPreview(Optional.empty());
            note("");
            overlay.repaint();
        });
        settle.setOnFinished(e -> {
            moving = false;
            redraw();
        });
        navigation.install();
    }

    public final void setScene(SceneSnapshot snapshot) {
        scene = snapshot;
        setAccessibleText(Describe.of(snapshot));
        changed();
    }

    @Override
    public final SceneSnapshot scene() {
        return scene;
    }

    private void changed() {
        redraw();
        marks.tell();
    }

    /** What stays over the picture whatever tool is in the hand; and who is told of changes. */
    public final ViewMarks marks() {
        return marks;
    }

    /**
     * Shows an octree under the scene's own points, as much of it as a picture needs and no frame is held up by. Takes it
     * over: it is closed when another has taken its place on the screen, or with the view. Its {@code changed} should
     * call {@link #tilesChanged}.
     */
    public final void setTiles(LodView lod) {
        setAccessibleText("3D view, point cloud " + lod.source().set().name());
        tiling.set(lod);
    }

    /** There is more to show; from any thread, as often as it likes. */
    public final void tilesChanged() {
        tiling.changed();
    }

    /** The layer that a point of {@link #pick} is in; empty before the first picture. */
    public final Optional<SceneSnapshot.PointLayer> layer(PointRenderer.Picked picked) {
        return shown.map(s -> s.scene().points()).filter(l -> picked.layer() < l.size()).map(l -> l.get(picked.layer()));
    }

    public final ReadOnlyObjectProperty<Camera> cameraProperty() {
        return camera.getReadOnlyProperty();
    }

    /** Glides there in 200 ms, or jumps. */
    public final void setCamera(Camera to, boolean glideThere) {
        if (glideThere && !reducedMotion.get() && getScene() != null) {
            glide.start(camera.get(), to);
        } else {
            glide.stop();
            place(to);
        }
    }

    private void place(Camera to) {
        if (!to.equals(camera.get())) {
            moving = true;
            settle.playFromStart();
            camera.set(to);
            redraw();
        }
    }

    /**
     * A key of the window for this view, wherever the focus is: flying, keypad, Esc and the tool's own keys. True where
     * it was used. With the focus here keys come by themselves.
     */
    public final boolean key(KeyEvent event) {
        return navigation.key(event);
    }

    /** Looks along a fixed direction. */
    public final void view(ViewAxis axis) {
        setCamera(CameraMoves.axis(camera.get(), axis), true);
    }

    public final void toggleOrthographic() {
        setCamera(CameraMoves.toggleOrtho(camera.get()), false);
    }

    /** Brings one box with its surroundings into view. */
    public final void frame(Box box) {
        setCamera(CameraMoves.fit(camera.get(), box), true);
    }

    /** Behind the car for a sweep, all of it for anything else. */
    public final void home() {
        if (tiling.now().isPresent()) {
            shown.filter(s -> !s.scene().points().isEmpty()).ifPresent(s ->
                    setCamera(CameraMoves.fit(Camera.DEFAULT, s.scene().points().getFirst().points()), true));
            return;
        }
        PointBlock points = scene.points().stream()
                .map(SceneSnapshot.PointLayer::points)
                .max(java.util.Comparator.comparingInt(PointBlock::size))
                .orElse(PointBlock.EMPTY);
        setCamera(CameraMoves.home(points), true);
    }

    public final ObjectProperty<Optional<Tool>> toolProperty() {
        return tool;
    }

    public final ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The box under the pointer. */
    public final ReadOnlyObjectProperty<Optional<LabelId>> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /** Camera jumps in place of gliding. */
    public final BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** How points are drawn; their colours come with the scene. */
    public final void setStyle(PointStyle now) {
        style = now;
        changed();
    }

    public final PointStyle style() {
        return style;
    }

    /** Cuts points away that are outside of it. */
    public final void setClip(Clip now) {
        clip = now;
        changed();
    }

    @Override
    public final Clip clip() {
        return clip;
    }

    public final void setRenderer(RendererChoice choice) {
        loop.setRenderer(choice);
        redraw();
    }

    /** The point under a pixel of the view (layout units) in the last picture. */
    @Override
    public final Optional<PointRenderer.Picked> pick(double x, double y) {
        return shown.flatMap(s ->
                loop.pick((int) (x * s.view().width() / getWidth()), (int) (y * s.view().height() / getHeight())));
    }

    @Override
    public final Optional<Seen> seen(double left, double top, double width, double height) {
        return shown.flatMap(s -> loop.seen(s.view(), getWidth(), left, top, width, height));
    }

    /** Where a place of the view frame is on the node; empty behind the camera. */
    public final Optional<Point2D> project(Vec3 view) {
        return projection().visible(view).map(p -> new Point2D(p.x(), p.y()));
    }

    @Override
    public final Projection projection() {
        return Projection.of(camera.get(), Math.max(1, getWidth()), Math.max(1, getHeight()));
    }

    @Override
    public final Ground ground() {
        return ground;
    }

    @Override
    public final Optional<Vec3> groundAt(double x, double y) {
        return Rays.atGround(ray(x, y), ground::heightAt, FARTHEST_GROUND);
    }

    @Override
    public final void setPreview(Optional<BoxItem> item) {
        if (!preview.equals(item)) {
            preview = item;
            redraw();
        }
    }

    @Override
    public final void note(String sentence) {
        overlay.note(sentence);
    }

    /** The nearest box that the ray under a pixel goes through. */
    public final Optional<BoxItem> boxAt(double x, double y) {
        return BoxHit.nearest(ray(x, y), scene);
    }

    final void hover(double x, double y) {
        pointer = Double.isNaN(x) ? Optional.empty() : Optional.of(new double[] {x, y});
        Optional<LabelId> now = Double.isNaN(x) ? Optional.empty() : boxAt(x, y).map(BoxItem::id);
        if (!now.equals(hovered.get())) {
            hovered.set(now);
            redraw();
        }
    }

    final Overlay overlay() {
        return overlay;
    }

    /** The scene with the preview and the hovered box as they are to look. */
    private SceneSnapshot composed() {
        if (preview.isEmpty() && hovered.get().isEmpty()) {
            return scene;
        }
        List<BoxItem> boxes = new ArrayList<>(scene.boxes().size() + 1);
        for (BoxItem item : scene.boxes()) {
            if (preview.isPresent() && preview.get().id().equals(item.id())) {
                continue;
            }
            boolean lit = hovered.get().isPresent() && hovered.get().get().equals(item.id())
                    && item.style() == BoxStyle.NORMAL;
            boxes.add(lit ? new BoxItem(item.id(), item.box(), item.rgb(), BoxStyle.HOVERED, item.tag()) : item);
        }
        preview.ifPresent(boxes::add);
        return scene.withBoxes(boxes);
    }

    private double scale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        double scale = window == null ? 1 : window.getOutputScaleX();
        return scale > 0 ? scale : 1;
    }

    /** Asks for a picture of what there is now; while the camera moves over a heavy scene, of half the size. */
    final void redraw() {
        if (getWidth() < 1 || getHeight() < 1) {
            return;
        }
        double scale = scale() * (moving && fullMilliseconds > SLOW_MILLISECONDS ? 0.5 : 1);
        int w = Math.clamp(Math.round(getWidth() * scale), 1, 16_384);
        int h = Math.clamp(Math.round(getHeight() * scale), 1, 16_384);
        Optional<double[]> at = pointer.map(p -> new double[] {p[0] * w / getWidth(), p[1] * h / getHeight()});
        PointStyle now = moving ? style.withFillGaps(false) : style;
        ViewState state = new ViewState(camera.get(), w, h, scale, now, clip);
        loop.request(new RenderLoop.Request(composed(), state, tiling.now(), moving, at));
    }

    private void show(RenderLoop.Picture p) {
        shown = Optional.of(p);
        ground = p.ground();
        boolean whole = p.view().scale() >= scale();
        if (whole) {
            fullMilliseconds = p.drawn().milliseconds();
        }
        picture.setImage(p.image());
        // Between a resize and its picture the old one stays at its own size, so that nothing flickers or stretches.
        picture.setFitWidth(p.view().width() / p.view().scale());
        picture.setFitHeight(p.view().height() / p.view().scale());
        overlay.repaint(p.scene(), p.view());
        long there = p.tiles().map(t -> t.source().set().points()).orElse(0L);
        status.set(new Status(
                p.renderer(), p.description(), p.drawn().points(), p.drawn().milliseconds(), there, p.missing()));
        tiling.shown(p.tiles(), p.missing());
    }

    @Override
    protected void layoutChildren() {
        overlay.fit(getWidth(), getHeight());
    }

    @Override
    public void close() {
        glide.stop();
        settle.stop();
        loop.close();
        tiling.close();
    }
}
