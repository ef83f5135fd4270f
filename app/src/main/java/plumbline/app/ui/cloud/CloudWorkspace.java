package plumbline.app.ui.cloud;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import plumbline.annotation.scene.TileSet;
import plumbline.app.Tasks;
import plumbline.app.service.TileCache;
import plumbline.app.service.Tiles;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.looks.LooksPopover;
import plumbline.app.ui.looks.TileLooks;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.LegendCard;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.ProgressRow;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.view.ViewAxis;
import plumbline.viewer3d.view.ViewState;

/**
 * A point file too large to be shown at once, or a folder of tiles, on its own: its tiles are built in the background and
 * shown as far as they are there. Belongs to no project and changes nothing but the cache.
 */
public final class CloudWorkspace implements Workspace {
    /** What the window does for it. {@code importing} is empty where there is no file to import. */
    public record Doors(Optional<Runnable> importing, Runnable leave) {}

    private static final Duration LOOK = Duration.millis(300);

    private final Ui ui;
    private final Tasks tasks;
    private final Path given;
    private final boolean isFile;
    private final TileCache cache;
    private final SceneView view;
    private final CloudFacts facts;
    private final LegendCard legend = new LegendCard();
    private final StackPane work = new StackPane();
    private final VBox banners = new VBox(1);
    private final Button colour = Parts.barButton("mdi2p-palette-outline", "", this::chooseColour);
    private final Button projection = Parts.barButton("mdi2v-video-3d", "Perspective", this::toggleProjection);
    private final HBox root;
    private final Timeline looking;
    private final ChangeListener<RendererChoice> renderer;
    private Optional<Path> folder = Optional.empty();
    private Optional<ProgressRow> building = Optional.empty();
    private Optional<CloudTiles.Opened> opened = Optional.empty();
    private Optional<TileSet> told = Optional.empty();
    private final ObjectProperty<Looks> looks;
    private final ChangeListener<Looks> looked = (o, was, is) -> looked(was, is);
    private final LooksPopover popover;
    private boolean opening;
    private boolean again;
    private boolean disposed;
    private double pressedX;
    private double pressedY;

    /** {@code given} is a point file or a folder of tiles. */
    public CloudWorkspace(Ui ui, Path given, TileCache cache, Doors doors) {
        this.ui = ui;
        this.tasks = ui.tasks().until(() -> disposed);
        this.given = given;
        this.isFile = Files.isRegularFile(given);
        this.cache = cache;
        this.view = new SceneView(ui.renderer().get());
        this.facts = new CloudFacts(doors.importing(), doors.leave());
        renderer = (o, was, is) -> view.setRenderer(is);
        ui.renderer().addListener(renderer);
        view.statusProperty().addListener((o, was, is) -> {
            if (!disposed) {
                ui.drew(is);
            }
        });
        view.cameraProperty()
                .addListener((o, was, is) -> projection.setText(is.orthographic() ? "Orthographic" : "Perspective"));
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            pressedX = e.getX();
            pressedY = e.getY();
        });
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::clicked);
        looks = ui.looks("cloud");
        StackPane stage = new StackPane();
        popover = new LooksPopover(stage, 8, looks, tasks, ui.dark());
        fill(stage);
        looks.addListener(looked);
        view.setStyle(looks.get().style());
        root = new HBox(1, stage, facts);
        root.getStyleClass().add("annotate");
        words();
        looking = new Timeline(new KeyFrame(LOOK, e -> look()));
        looking.setCycleCount(Animation.INDEFINITE);
        start();
    }

    private void fill(StackPane stage) {
        HBox left = bar(colour, Parts.rule(), popover.button());
        HBox right = bar(
                projection,
                Parts.iconButton("mdi2a-arrow-collapse-down", "From above (7 on the keypad)", () -> view.view(ViewAxis.TOP)),
                Parts.iconButton("mdi2a-arrow-collapse-right", "From the side (3 on the keypad)", () ->
                        view.view(ViewAxis.SIDE)),
                Parts.iconButton("mdi2f-fit-to-screen-outline", "All of it (Home)", view::home));
        work.setMaxSize(460, Region.USE_PREF_SIZE);
        work.getStyleClass().add("cloud-work");
        work.setVisible(false);
        banners.setMaxSize(Double.MAX_VALUE, Region.USE_PREF_SIZE);
        banners.setPickOnBounds(false);
        stage.getChildren().addAll(0, List.of(view, left, right, legend, work, banners));
        stage.getStyleClass().add("stage");
        put(left, Pos.TOP_LEFT, new Insets(8));
        put(right, Pos.TOP_RIGHT, new Insets(8));
        put(legend, Pos.BOTTOM_LEFT, new Insets(0, 0, 8, 8));
        put(work, Pos.BOTTOM_RIGHT, new Insets(0, 8, 8, 0));
        put(banners, Pos.TOP_CENTER, new Insets(48, 8, 0, 8));
        stage.setMinSize(0, 0);
        HBox.setHgrow(stage, Priority.ALWAYS);
    }

    private static HBox bar(Node... nodes) {
        HBox bar = Parts.row(2, nodes);
        bar.getStyleClass().add("float-bar");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return bar;
    }

    private static void put(Node n, Pos where, Insets margin) {
        StackPane.setAlignment(n, where);
        StackPane.setMargin(n, margin);
    }

    private record Place(Path folder, boolean whole) {}

    private void start() {
        tasks.io(
                () -> {
                    Path place = isFile ? cache.folderFor(given) : given;
                    if (isFile) {
                        cache.keep(place);
                    }
                    return new Place(place, Files.exists(place.resolve("tiles.json")));
                },
                place -> {
                    folder = Optional.of(place.folder());
                    if (isFile && !place.whole()) {
                        build();
                    }
                    looking.play();
                    look();
                },
                this::failed);
    }

    private void build() {
        banners.getChildren().clear();
        ProgressRow row = new ProgressRow("Preparing " + given.getFileName(), "what is done of it stays").pausable();
        building = Optional.of(row);
        work.getChildren().setAll(row);
        work.setVisible(true);
        Path out = folder.orElseThrow();
        tasks.io(
                () -> {
                    var built = Tiles.behind(given, out, row);
                    cache.keep(out);
                    return built;
                },
                built -> {
                    ended();
                    if (built.unplaced() > 0) {
                        ui.say(built.unplaced() + " points without coordinates are left out.");
                    }
                },
                e -> {
                    ended();
                    if (row.stopped()) {
                        banners.getChildren().setAll(new Banner(
                                "medium",
                                opened.isPresent() ? "Stopped. What is shown is not all of it."
                                        : "Stopped before there was anything to show.",
                                Parts.link("Go on", this::build)));
                    } else {
                        failed(e);
                    }
                });
    }

    private void ended() {
        building = Optional.empty();
        work.setVisible(false);
        work.getChildren().clear();
    }

    private void failed(Throwable e) {
        banners.getChildren().setAll(new Banner("high", Failures.sentence(e)));
    }

    /** A few times a second: what there is to see by now. */
    private void look() {
        if (opened.isEmpty()) {
            open();
            return;
        }
        TileSet set = opened.get().source().set();
        if (!told.equals(Optional.of(set))) {
            told = Optional.of(set);
            facts.show(set);
        }
        if (!opened.get().ranged() && CloudTiles.ranged(set)) {
            open();
        }
        if (set.complete() && opened.get().ranged()) {
            looking.stop();
        }
    }

    /** With the colours as they are wanted; the picture stays until the new one is there. */
    private void open() {
        if (opening || folder.isEmpty()) {
            again = opening;
            return;
        }
        opening = true;
        Path from = folder.get();
        Looks by = looks.get();
        Optional<ViewState> at = opened.isEmpty() || view.getWidth() < 1
                ? Optional.empty()
                : Optional.of(new ViewState(
                        view.cameraProperty().get(), (int) view.getWidth(), (int) view.getHeight(), 2, 0.5));
        tasks.io(() -> CloudTiles.open(from, by, at, view::tilesChanged), this::take, e -> {
            opening = false;
            looking.stop();
            failed(e);
        });
    }

    private void take(Optional<CloudTiles.Opened> now) {
        opening = false;
        now.ifPresent(o -> {
            if (opened.isEmpty()) {
                view.setCamera(o.camera(), false);
            }
            opened = now;
            view.setTiles(o.lod());
            legend.show(o.lod().colours().legend());
            popover.panel().offer(new TileLooks(o.source(), CloudTiles.colours(o.source().set())));
            words();
            looking.play();
        });
        if (again) {
            again = false;
            open();
        }
    }

    private void words() {
        boolean asWished = opened.map(CloudTiles.Opened::ranged).orElse(true);
        colour.setText(asWished ? CloudTiles.words(looks.get().colour()) : "Height, until all is read");
        colour.setDisable(opened.isEmpty() || !asWished);
    }

    private void chooseColour() {
        ContextMenu menu = new ContextMenu();
        opened.ifPresent(o -> CloudTiles.colours(o.source().set()).forEach(name -> {
            MenuItem item = new MenuItem(CloudTiles.words(name));
            item.setOnAction(e -> colourBy(name));
            menu.getItems().add(item);
        }));
        menu.show(colour, Side.BOTTOM, 0, 4);
    }

    /** As {@link plumbline.viewer3d.lod.TileColours#named} names it. */
    void colourBy(String name) {
        looks.set(looks.get().withColour(name));
    }

    private void looked(Looks was, Looks is) {
        words();
        view.setStyle(is.style());
        if (!is.coloursAs(was)) {
            open();
        }
    }

    private void nextColour() {
        opened.filter(CloudTiles.Opened::ranged).ifPresent(o -> {
            List<String> all = CloudTiles.colours(o.source().set());
            colourBy(all.get((all.indexOf(looks.get().colour()) + 1) % all.size()));
        });
    }

    private void toggleProjection() {
        view.toggleOrthographic();
    }

    private void clicked(MouseEvent e) {
        boolean still = Math.hypot(e.getX() - pressedX, e.getY() - pressedY) < 3;
        if (e.getButton() != MouseButton.PRIMARY || !still || opened.isEmpty()) {
            return;
        }
        var source = opened.get().source();
        var picked = view.pick(e.getX(), e.getY());
        var layer = picked.flatMap(view::layer);
        if (picked.isEmpty() || layer.isEmpty()) {
            facts.noPoint();
            return;
        }
        tasks.io(() -> CloudTiles.read(source, layer.get(), picked.get()), facts::show, this::failed);
    }

    SceneView scene() {
        return view;
    }

    @Override
    public String name() {
        return "Point cloud";
    }

    @Override
    public String icon() {
        return "mdi2c-cloud-outline";
    }

    @Override
    public Region view() {
        return root;
    }

    @Override
    public List<Region> regions() {
        return List.of(view, facts);
    }

    @Override
    public void activated() {
        view.requestFocus();
    }

    @Override
    public List<KeyHint> hints() {
        return List.of(
                new KeyHint("Drag", "turn about the point"), new KeyHint("Right drag", "move"),
                new KeyHint("Wheel", "zoom"), new KeyHint("Home", "all of it"), new KeyHint("C", "next colour"),
                new KeyHint("Shift C", "looks of points"),
                new KeyHint("Click", "read a point"));
    }

    @Override
    public boolean key(KeyEvent event) {
        if (popover.key(event)) {
            return true;
        }
        if (event.getCode() == KeyCode.C && !event.isShiftDown() && !event.isControlDown() && !event.isAltDown()) {
            nextColour();
            return true;
        }
        return view.key(event);
    }

    @Override
    public void dispose() {
        disposed = true;
        looking.stop();
        ui.renderer().removeListener(renderer);
        looks.removeListener(looked);
        building.ifPresent(ProgressRow::stop);
        view.close();
    }
}
