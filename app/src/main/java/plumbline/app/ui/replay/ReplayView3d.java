package plumbline.app.ui.replay;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.CameraColours;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Viewing;
import plumbline.app.ui.camera.Pointed;
import plumbline.app.ui.looks.LooksPopover;
import plumbline.app.ui.looks.SweepLooks;
import plumbline.app.ui.parts.LegendCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.view.Measures;
import plumbline.app.ui.view.MeasuresPane;
import plumbline.app.ui.view.ViewTools;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.fx.SplitView;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/** The replay's 3D view with its legend. One scene is made at a time, off the window's thread; the last asked is next. */
final class ReplayView3d extends StackPane implements Viewing {
    /** A point that is gone to is looked at from no farther than this. */
    private static final double NEAR_METRES = 25;

    private record Made(ReplayScenes.Made made, Looks asked, Looks steady) {}

    private final Ui ui;
    private final ReplayScenes scenes;
    private final SceneView view;
    private final SplitView split;
    private final Measures measures;
    private final ViewTools tools;
    private ReplayScenes.Layers layers = new ReplayScenes.Layers(true, true, true, true, 0);
    private final ObjectProperty<Looks> looks;
    private final ChangeListener<Looks> looked = (o, was, is) -> looked(was, is);
    private final LooksPopover popover;
    private final LegendCard legend = new LegendCard();
    private Optional<Made> last = Optional.empty();
    private final ObjectProperty<Optional<Pointed>> pointed = new SimpleObjectProperty<>(Optional.empty());
    private final ThroughCamera through;
    private Consumer<Vec3> picked = p -> {};
    private Runnable arrival = () -> {};
    private boolean making;
    private boolean again;
    private boolean closed;
    private boolean placed;
    private boolean following;
    private Optional<Vec3> followed = Optional.empty();
    private int frame;

    ReplayView3d(Ui ui) {
        this.ui = ui;
        this.scenes = new ReplayScenes(ui.session());
        this.view = new SceneView(ui.renderer().get());
        this.split = new SplitView(view, ui.renderer().get());
        this.measures = new Measures(ui);
        this.tools = new ViewTools(
                ui, view, split, () -> ui.selection().get().flatMap(view.scene()::box).map(b -> b.box()), measures);
        ui.renderer().addListener((o, was, is) -> {
            view.setRenderer(is);
            split.setRenderer(is);
        });
        setMinSize(0, 0);
        HBox speed = Parts.row(8);
        boolean drives = scenes.speeds().max() > 1;
        if (drives) {
            speed.getChildren().addAll(
                    Parts.label("Speed"), Parts.mono("0", "fg1"), scale(ColourMap.VIRIDIS),
                    Parts.mono(Numbers.fixed(scenes.speeds().max(), 0) + " km/h", "fg1"));
        }
        speed.getStyleClass().add("float-card");
        speed.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        speed.setVisible(drives);
        corner(legend, drives ? 44 : 8);
        corner(speed, 8);
        looks = ui.looks("replay");
        looks.addListener(looked);
        view.setStyle(looks.get().style());
        popover = new LooksPopover(this, 8, looks, ui.tasks(), ui.dark());
        HBox bar = Parts.row(2, popover.button());
        bar.getStyleClass().add("float-bar");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(bar, Pos.TOP_LEFT);
        StackPane.setMargin(bar, new Insets(8));
        through = new ThroughCamera(ui, scenes, view);
        getChildren().addAll(
                0, List.of(split, through.picture(), new PointedLayer(view, pointed), legend, speed, bar, through.bar()));
        tools.over(this);
        view.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX(), e.getY()));
        view.addEventHandler(MouseEvent.MOUSE_EXITED, e -> pointed.set(Optional.empty()));
        view.statusProperty().addListener((o, was, is) -> {
            if (getScene() != null) {
                ui.drew(is);
            }
        });
    }

    /** A box is selected; beside one the point under the pointer is what the cameras turn to. */
    private void clicked(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress()) {
            return;
        }
        Optional<LabelId> box = view.boxAt(e.getX(), e.getY()).map(SceneSnapshot.BoxItem::id);
        if (box.isPresent()) {
            ui.selection().set(box);
        } else {
            view.pick(e.getX(), e.getY()).ifPresent(p -> picked.accept(p.positionView()));
        }
    }

    private void point(double x, double y) {
        Optional<Vec3> at = view.pick(x, y).map(PointRenderer.Picked::positionView);
        pointed.set(at.map(p -> new Pointed(frame, "", Optional.empty(), Optional.of(p))));
    }

    /** What is pointed at here or in a camera, in the frame of the reference lidar. */
    ObjectProperty<Optional<Pointed>> pointed() {
        return pointed;
    }

    /** Told of a click on a point beside all boxes. */
    void onPoint(Consumer<Vec3> listener) {
        picked = listener;
    }

    /** Turns about a point from now on, close enough to see it. */
    void goTo(Vec3 point) {
        Camera c = view.cameraProperty().get();
        Vec3 back = c.eye().minus(c.target());
        double distance = Math.min(back.length(), NEAR_METRES);
        view.setCamera(
                new Camera(point.plus(back.times(distance / back.length())), point, c.up(), c.fovYRad(), c.orthoHeight()), true);
    }

    private static void corner(Region card, double bottom) {
        StackPane.setAlignment(card, Pos.BOTTOM_LEFT);
        StackPane.setMargin(card, new Insets(0, 0, bottom, 8));
    }

    /** True where the key was for the looks. */
    boolean key(KeyEvent e) {
        return popover.key(e);
    }

    private void looked(Looks was, Looks is) {
        view.setStyle(is.style());
        if (!is.coloursAs(was) || !is.opacity().equals(was.opacity())) {
            request();
        }
    }

    private static Region scale(ColourMap map) {
        Region r = new Region();
        r.getStyleClass().add("height-scale");
        StringBuilder stops = new StringBuilder("-fx-background-color: linear-gradient(to right");
        for (int rgb : map.samples(8)) {
            stops.append(String.format(Locale.ROOT, ", #%06X", rgb));
        }
        r.setStyle(stops.append(");").toString());
        return r;
    }

    @Override
    public SceneView view() {
        return view;
    }

    @Override
    public Map<String, String> looks() {
        return Map.of();
    }

    @Override
    public void arrive(Camera camera, Clip clip, Map<String, String> looks) {
        placed = true;
        arrival.run();
        view.setCamera(camera, false);
        view.setClip(clip);
    }

    ViewTools tools() {
        return tools;
    }

    /** Is told when somebody comes by a link. */
    void onArrival(Runnable told) {
        arrival = told;
    }

    MeasuresPane measuresPane() {
        return new MeasuresPane(ui, measures, tools, view);
    }

    void setLayers(ReplayScenes.Layers l) {
        layers = l;
        request();
    }

    ReplayScenes.Layers layers() {
        return layers;
    }

    boolean following() {
        return following;
    }

    void setFollowing(boolean on) {
        following = on;
        followed = Optional.empty();
    }

    void showFrame(int index) {
        frame = index;
        request();
        through.showFrame(index);
    }

    /** Through a camera, or back to the view from before; false where the camera has no lens or no picture here. */
    boolean lookThrough(SensorId camera) {
        return through.toggle(camera, frame);
    }

    void close() {
        closed = true;
        looks.removeListener(looked);
        split.close();
        through.picture().hide(false);
        view.close();
    }

    /** Makes the scene of the frame as everything stands now. */
    void request() {
        if (closed) {
            return;
        }
        if (making) {
            again = true;
            return;
        }
        making = true;
        again = false;
        int index = frame;
        Labels labels = ui.session().labels();
        Ontology ontology = ui.session().ontology();
        Optional<LabelId> selected = ui.selection().get();
        ReplayScenes.Layers seen = layers;
        Looks asked = looks.get();
        Optional<Looks> known = last.filter(l -> l.asked().coloursAs(asked)).map(Made::steady);
        ui.tasks().compute(
                () -> {
                    Looks steady = known.isPresent() ? asked.withRange(known.get().range()) : scenes.steady(asked);
                    return new Made(scenes.scene(index, labels, ontology, seen, steady, selected), asked, steady);
                },
                made -> {
                    making = false;
                    show(made);
                    next();
                },
                e -> {
                    making = false;
                    ui.problem("Frame " + index + " cannot be drawn: " + e.getMessage());
                    next();
                });
    }

    private void next() {
        if (again) {
            request();
        }
    }

    private void show(Made made) {
        if (closed) {
            return;
        }
        last = Optional.of(made);
        legend.show(made.made().legend());
        popover.panel().offer(new SweepLooks(
                made.made().points(), ui.session().ontology(), CameraColours.possible(ui.session().capture()),
                layers.sweeps() > 0 ? List.of("sweep", "sweeps around", "boxes") : List.of("sweep", "boxes")));
        view.setScene(made.made().scene());
        if (!placed) {
            placed = true;
            view.home();
        }
        if (following) {
            follow(made.made().scene());
        }
    }

    /** Moves the camera along with the selected thing, so that it stays where it is in the picture. */
    private void follow(SceneSnapshot scene) {
        Optional<Vec3> now = ui.selection().get().flatMap(scene::box).map(b -> b.box().centre());
        if (now.isPresent() && followed.isPresent()) {
            Vec3 d = now.get().minus(followed.get());
            Camera c = view.cameraProperty().get();
            view.setCamera(new Camera(c.eye().plus(d), c.target().plus(d), c.up(), c.fovYRad(), c.orthoHeight()), false);
        }
        followed = now.or(() -> followed);
    }
}
