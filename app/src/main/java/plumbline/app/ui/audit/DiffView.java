package plumbline.app.ui.audit;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import plumbline.annotation.label.LabelId;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.LabelDiff;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.SceneSnapshot;

/** The 3D view of what differs between A and B in one frame. */
final class DiffView extends StackPane {
    private final Ui ui;
    private final SceneView view;
    private final HBox bar = Parts.row(4);
    private final HBox legend = Parts.row(12);
    private final ToggleGroup sides = new ToggleGroup();
    private DiffScenes.Side side = DiffScenes.Side.BOTH;
    private Comparison comparison = Comparison.NOTHING;
    private Optional<LabelId> selected = Optional.empty();
    private Optional<LabelId> toFrame = Optional.empty();
    private int frame;
    private int asked;
    private boolean closed;
    private boolean placed;

    /** {@code hovered} is told the label under the pointer, or that there is none. */
    DiffView(Ui ui, Consumer<LabelId> chosen, Consumer<Optional<LabelId>> hovered) {
        this.ui = ui;
        this.view = new SceneView(ui.renderer().get());
        ui.renderer().addListener((o, was, is) -> view.setRenderer(is));
        setMinSize(0, 0);
        bar.getChildren().addAll(side("Both", DiffScenes.Side.BOTH), side("Only A", DiffScenes.Side.A),
                side("Only B", DiffScenes.Side.B), Parts.rule(), blinkButton());
        bar.getStyleClass().add("float-card");
        place(bar, Pos.TOP_LEFT);
        legend.getStyleClass().add("float-card");
        place(legend, Pos.BOTTOM_LEFT);
        getChildren().addAll(view, bar, legend);
        view.addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                view.boxAt(e.getX(), e.getY()).ifPresent(b -> chosen.accept(DiffScenes.label(b.id())));
            }
        });
        view.hoveredProperty().addListener((o, was, is) -> hovered.accept(is.map(DiffScenes::label)));
        view.setAccessibleText("What differs between A and B in one frame");
        view.statusProperty().addListener((o, was, is) -> {
            if (getScene() != null) {
                ui.drew(is);
            }
        });
    }

    private static void place(Region r, Pos where) {
        r.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(r, where);
        StackPane.setMargin(r, new Insets(8));
    }

    private Button blinkButton() {
        Button b = Parts.button("Blink", "B", this::blink);
        b.getStyleClass().add("flat");
        Parts.tip(b, "A, then B, then A (B); both again with Shift+B");
        return b;
    }

    private ToggleButton side(String words, DiffScenes.Side s) {
        ToggleButton b = Parts.chipButton(words);
        b.setToggleGroup(sides);
        b.setUserData(s);
        b.setSelected(s == side);
        Parts.tip(b, words + " (B, Shift+B)");
        b.setOnAction(e -> show(s));
        return b;
    }

    private void show(DiffScenes.Side s) {
        side = s;
        sides.getToggles().forEach(t -> t.setSelected(t.getUserData() == s));
        request();
    }

    void blink() {
        show(side == DiffScenes.Side.A ? DiffScenes.Side.B : DiffScenes.Side.A);
    }

    void both() {
        show(DiffScenes.Side.BOTH);
    }

    void show(Comparison c) {
        comparison = c;
        request();
    }

    /** What is drawn. */
    SceneSnapshot scene() {
        return view.scene();
    }

    /** Goes to a change's frame and brings its box into view. */
    void choose(LabelDiff d) {
        frame = Math.clamp(d.either().frame(), 0, ui.session().capture().frames().size() - 1);
        selected = Optional.of(d.either().id());
        toFrame = selected;
        request();
    }

    void frameSelected() {
        toFrame = selected;
        request();
    }

    int frame() {
        return frame;
    }

    void close() {
        closed = true;
        view.close();
    }

    private void request() {
        int mine = ++asked;
        int index = frame;
        Comparison c = comparison;
        Optional<LabelId> chosen = selected;
        DiffScenes.Side s = side;
        ui.tasks().compute(
                () -> DiffScenes.scene(ui.session(), index, c, chosen, s),
                scene -> {
                    if (mine == asked && !closed) {
                        show(scene);
                    }
                },
                e -> ui.problem("Frame " + index + " cannot be drawn: " + e.getMessage()));
    }

    private void show(SceneSnapshot scene) {
        view.setScene(scene);
        if (!placed) {
            placed = true;
            view.home();
        }
        toFrame.flatMap(id -> scene.box(id).or(() ->
                        scene.boxes().stream().filter(b -> DiffScenes.label(b.id()).equals(id)).findFirst()))
                .ifPresent(b -> view.frame(b.box()));
        toFrame = Optional.empty();
        bar.setDisable(comparison == Comparison.NOTHING);
        legend.getChildren().setAll(
                Parts.mono("frame " + Numbers.count(frame), "fg1"),
                Parts.label("┄ A, before", "fg1"),
                Parts.label("▭ B, changed", "medium-text"),
                Parts.label("+ added", "ok-text"),
                Parts.label("− removed", "high-text"));
    }
}
