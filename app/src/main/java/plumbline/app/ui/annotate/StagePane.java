package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.service.CameraColours;
import plumbline.app.service.PointLooks;
import plumbline.app.service.ShapeScenes;
import plumbline.app.service.Views;
import plumbline.app.ui.Ui;
import plumbline.app.ui.looks.Blink;
import plumbline.app.ui.looks.LooksPopover;
import plumbline.app.ui.looks.SweepLooks;
import plumbline.app.ui.parts.LegendCard;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.view.Measures;
import plumbline.app.ui.view.ViewTools;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.fx.SplitView;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.tool.SelectTool;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewAxis;

/** The 3D view with what floats over it: tool strip, bars and legend. */
final class StagePane extends StackPane {
    /** A tool with the key that takes it. */
    record ToolChoice(Tool tool, String key, String icon) {}

    /** A box with fewer corners in the picture, or one that is drawn smaller in pixels, counts as not in view. */
    private static final int MOST_CORNERS = 6;
    private static final double SMALLEST_PIXELS = 24;

    private final AnnotateModel model;
    private final SceneView view;
    private final Consumer<ScenePoints.Wish> wished;
    private final List<ToolChoice> tools;
    private final FlowPane strip = new FlowPane(Orientation.VERTICAL, 2, 2);
    private final Button colour = Parts.barButton("mdi2p-palette-outline", "", this::chooseColour);
    private final Button sweeps = Parts.barButton("mdi2l-layers-outline", "", this::chooseSweeps);
    private final Button ground = Parts.barButton("mdi2f-filter-variant", "", this::toggleGround);
    private final Button projection = Parts.barButton("mdi2v-video-3d", "Perspective", this::toggleProjection);
    private final SplitView split;
    private final Measures measures;
    private final ViewTools viewTools;
    private final LegendCard legend = new LegendCard();
    private final ObjectProperty<Looks> looks;
    private final LooksPopover popover;
    private final Blink blink = new Blink(this::showBoxes);
    private Supplier<List<SceneSnapshot.LineItem>> pins = List::of;
    private int around;
    private PointBlock points = PointBlock.EMPTY;
    private List<SceneSnapshot.PointLayer> layers = List.of();
    private UnaryOperator<List<SceneSnapshot.PointLayer>> painted = l -> l;

    StagePane(Ui ui, AnnotateModel model, List<ToolChoice> tools, Consumer<ScenePoints.Wish> wished) {
        this.model = model;
        this.tools = tools;
        this.wished = wished;
        this.view = new SceneView(ui.renderer().get());
        this.split = new SplitView(view, ui.renderer().get());
        this.measures = new Measures(ui);
        this.viewTools = new ViewTools(ui, view, split, () -> model.selectedCuboid().map(Cuboid::box), measures);
        ui.renderer().addListener((o, was, is) -> {
            view.setRenderer(is);
            split.setRenderer(is);
        });
        view.statusProperty().addListener((o, was, is) -> {
            if (getScene() != null) {
                ui.drew(is);
            }
        });
        view.cameraProperty()
                .addListener((o, was, is) -> projection.setText(is.orthographic() ? "Orthographic" : "Perspective"));
        this.looks = ui.looks("annotate");
        this.popover = new LooksPopover(this, 60, looks, ui.tasks(), ui.dark());
        HBox left = bar(colour, Parts.rule(), sweeps, Parts.rule(), ground, Parts.rule(), popover.button());
        HBox right = bar(
                projection,
                Parts.iconButton("mdi2a-arrow-collapse-down", "From above (7 on the keypad)", () ->
                        view.view(ViewAxis.TOP)),
                Parts.iconButton("mdi2h-home-outline", "Home: behind the car (Home)", view::home),
                Parts.iconButton("mdi2f-fit-to-screen-outline", "Bring the selected box into view (.)",
                        this::frameSelected));
        strip.getStyleClass().addAll("float-bar", "tool-strip");
        strip.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        // Beside the legend below there is only so much room; what does not fit begins a second column.
        strip.prefWrapLengthProperty().bind(heightProperty().subtract(110));
        getChildren().addAll(0, List.of(split, left, right, strip, legend));
        viewTools.over(this);
        looks.addListener((o, was, is) -> looked(was, is));
        view.setStyle(looks.get().style());
        put(left, Pos.TOP_LEFT, new Insets(8));
        put(right, Pos.TOP_RIGHT, new Insets(8));
        put(strip, Pos.TOP_LEFT, new Insets(48, 0, 0, 8));
        put(legend, Pos.BOTTOM_LEFT, new Insets(0, 0, 8, 8));
        buildStrip();
        view.toolProperty().addListener((o, was, is) -> light(is));
        words();
        getStyleClass().add("stage");
        setMinSize(0, 0);
    }

    private static HBox bar(javafx.scene.Node... nodes) {
        HBox bar = Parts.row(2, nodes);
        bar.getStyleClass().add("float-bar");
        bar.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return bar;
    }

    private static void put(javafx.scene.Node n, Pos where, Insets margin) {
        StackPane.setAlignment(n, where);
        StackPane.setMargin(n, margin);
    }

    SceneView view() {
        return view;
    }

    ViewTools viewTools() {
        return viewTools;
    }

    /** What is pinned to places of the frame in view; asked for with every change of the boxes. */
    void setPins(Supplier<List<SceneSnapshot.LineItem>> pinned) {
        pins = pinned;
    }

    Measures measures() {
        return measures;
    }

    ScenePoints.Wish wish() {
        return new ScenePoints.Wish(looks.get(), around);
    }

    LooksPopover looks() {
        return popover;
    }

    /** How far sweeps are added on each side; the looks are kept by themselves. */
    int sweepsAround() {
        return around;
    }

    /** Looks and sweeps of a view that somebody sent. */
    void look(Looks now, int sweeps) {
        around = Math.clamp(sweeps, 0, 10);
        looks.set(now);
        words();
        wished.accept(wish());
    }

    /** Only what changed is done: drawn again, or coloured again. */
    private void looked(Looks was, Looks is) {
        words();
        view.setStyle(is.style());
        if (!is.coloursAs(was)) {
            wished.accept(wish());
        } else if (!is.opacity().equals(was.opacity())) {
            showBoxes();
        }
    }

    void close() {
        blink.stop();
        split.close();
        view.close();
    }

    private void buildStrip() {
        for (ToolChoice t : tools) {
            Button b = Parts.iconButton(t.icon(), t.tool().name() + " (" + t.key() + ")", () -> take(t.tool()));
            b.setGraphic(new VBox(0, Parts.icon(t.icon()), Parts.label(t.key().replace("Shift+", "\u21e7"), "tool-key")));
            b.getStyleClass().add("tool");
            b.setUserData(t.tool());
            if (model.readOnly() && !(t.tool() instanceof SelectTool)) {
                b.setDisable(true);
                model.closed().ifPresent(why -> Parts.tip(b, why));
            }
            strip.getChildren().add(b);
        }
    }

    void take(Tool tool) {
        view.toolProperty().set(Optional.of(tool));
    }

    private void light(Optional<Tool> tool) {
        strip.getChildren().forEach(n -> {
            n.getStyleClass().remove("on");
            if (tool.filter(t -> t == n.getUserData()).isPresent()) {
                n.getStyleClass().add("on");
            }
        });
    }

    /** Takes new points over, and the boxes as they stand. */
    void showPoints(ScenePoints p) {
        points = p.points();
        layers = p.layers();
        legend.show(p.legend());
        List<String> kinds = around > 0
                ? List.of(ScenePoints.SWEEP, ScenePoints.AROUND, "boxes")
                : List.of(ScenePoints.SWEEP, "boxes");
        popover.panel().offer(new SweepLooks(
                points, model.ontology(), CameraColours.possible(model.capture()), kinds));
        blink.run(looks.get().colour().equals(PointLooks.UNLABELLED), view.reducedMotionProperty().get());
        showBoxes();
    }

    void showBoxes() {
        List<BoxItem> items = new ArrayList<>();
        for (Cuboid c : model.shown()) {
            boolean selected = model.selected().equals(Optional.of(c.id()));
            items.add(new BoxItem(
                    c.id(), c.box(), Views.rgb(model.ontology(), c.className()), selected ? BoxStyle.SELECTED
                            : BoxStyle.NORMAL,
                    Views.tag(model.ontology(), c)));
        }
        List<SceneSnapshot.LineItem> lines = ShapeScenes.lines(
                model.labels().inFrame(model.frame()), model.others().links().relationsIn(model.frame()), model.ontology(),
                model.selected());
        List<SceneSnapshot.LineItem> all = Stream.concat(lines.stream(), pins.get().stream()).toList();
        view.setScene(new SceneSnapshot(coloured(), items, all).withBoxOpacity(looks.get().opacityOf("boxes")));
    }

    private List<SceneSnapshot.PointLayer> coloured() {
        return blink.of(painted.apply(layers)).stream().map(l -> l.withOpacity(looks.get().opacityOf(l.name()))).toList();
    }

    /** The points again, with boxes and lines as they are: what a brush needs at every step. */
    void showColours() {
        view.setScene(view.scene().withPoints(coloured()));
    }

    /** What gives the layers their last colours. */
    void paintBy(UnaryOperator<List<SceneSnapshot.PointLayer>> by) {
        painted = by;
    }

    /** Glides to a box that is behind the camera, off the picture, or too small there to be seen. */
    void reveal(Cuboid c) {
        if (view.getWidth() < 1 || view.getHeight() < 1) {
            return;
        }
        Projection p = view.projection();
        long seen = Stream.of(c.box().corners())
                .map(p::visible)
                .flatMap(Optional::stream)
                .filter(at -> at.x() > 0 && at.x() < view.getWidth() && at.y() > 0 && at.y() < view.getHeight())
                .count();
        boolean there = seen >= MOST_CORNERS
                && p.pixelsPerMetreAt(c.box().centre()) * longest(c) > SMALLEST_PIXELS;
        if (!there) {
            view.frame(c.box());
        }
    }

    private static double longest(Cuboid c) {
        return Math.max(c.box().length(), Math.max(c.box().width(), c.box().height()));
    }

    void frameSelected() {
        model.selectedCuboid().ifPresentOrElse(c -> view.frame(c.box()), view::home);
    }

    private void toggleProjection() {
        view.toggleOrthographic();
    }

    private void chooseColour() {
        ContextMenu menu = new ContextMenu();
        for (String name : PointLooks.choices(points, CameraColours.possible(model.capture()))) {
            MenuItem item = new MenuItem(PointLooks.words(name));
            item.setOnAction(e -> looks.set(looks.get().withColour(name)));
            menu.getItems().add(item);
        }
        menu.show(colour, Side.BOTTOM, 0, 4);
    }

    private void chooseSweeps() {
        ContextMenu menu = new ContextMenu();
        for (int n : new int[] {0, 2, 5, 10}) {
            MenuItem item = new MenuItem(sweepWords(n));
            item.setOnAction(e -> {
                around = n;
                words();
                wished.accept(wish());
            });
            menu.getItems().add(item);
        }
        menu.show(sweeps, Side.BOTTOM, 0, 4);
    }

    private static String sweepWords(int n) {
        return n == 0 ? "This sweep" : "Static ± " + n + " sweeps";
    }

    private void toggleGround() {
        looks.set(looks.get().withGround(!looks.get().ground()));
    }

    private void words() {
        colour.setText(PointLooks.words(looks.get().colour()));
        sweeps.setText(sweepWords(around));
        ground.setText(looks.get().ground() ? "Ground shown" : "Ground hidden");
    }
}
