package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import plumbline.annotation.edit.History;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.service.MaskColours;
import plumbline.app.ui.Command;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;
import plumbline.viewer3d.tool.BoxSelectTool;
import plumbline.viewer3d.tool.BrushTool;
import plumbline.viewer3d.tool.LassoTool;
import plumbline.viewer3d.tool.LayerPoints;
import plumbline.viewer3d.tool.PlaneTool;
import plumbline.viewer3d.tool.PointIndex;
import plumbline.viewer3d.tool.PolygonTool;
import plumbline.viewer3d.tool.Tool;

/** What the Annotate workspace paints: the point tools, their keys and bar, and the masks' colours over the scene. */
final class Segmentation {
    static final List<KeyHint> HINTS = List.of(
            new KeyHint("U", "paint points with the brush"),
            new KeyHint("Shift L", "lasso points"),
            new KeyHint("Shift O", "enclose points in a polygon"),
            new KeyHint("M", "choose points under a rectangle"),
            new KeyHint("N", "choose points above a plane"));

    private static final List<KeyHint> WHILE_PAINTING = List.of(
            new KeyHint("Drag", "paint"),
            new KeyHint("Alt", "erase"),
            new KeyHint("Wheel [ ]", "size"),
            new KeyHint("Shift", "through"),
            new KeyHint("Enter", "take"),
            new KeyHint("Del", "erase chosen"),
            new KeyHint("R", "rule"),
            new KeyHint("A", "new instance"),
            new KeyHint("Tab", "next unlabelled cluster"),
            new KeyHint("Q", "cluster under the pointer"),
            new KeyHint("Z", "choose the ground"),
            new KeyHint("E", "fill from neighbours"),
            new KeyHint("S", "split the selected mask"),
            new KeyHint("W", "join what is chosen"),
            new KeyHint("Ctrl", "add to chosen"),
            new KeyHint("Ctrl wheel", "zoom"),
            new KeyHint("Esc", "drop chosen"));

    /** A tool with its key and icon. */
    private record Choice(Tool tool, KeyCode key, boolean shift, String icon) {
        String words() {
            return (shift ? "Shift+" : "") + key.getName();
        }
    }

    private final Ui ui;
    private final AnnotateModel model;
    private final SegmentModel segment;
    private final SegmentBar bar;
    private final List<Choice> tools;
    private final SegmentActions actions;
    private final SegmentProposals proposals;
    private final Set<PointBlock> indexing = new HashSet<>();
    private Optional<StagePane> stage = Optional.empty();

    Segmentation(Ui ui, AnnotateModel model) {
        this.ui = ui;
        this.model = model;
        SegmentLayers layers = new SegmentLayers(
                model.capture().referenceLidar(), new MaskColours(ui.looks("annotate").get(), model.ontology()));
        segment = new SegmentModel(model, layers, this::repaint, this::index);
        actions = new SegmentActions(segment);
        proposals = new SegmentProposals(ui, segment, actions);
        bar = new SegmentBar(segment, this::commands);
        tools = List.of(
                new Choice(new BrushTool(segment), KeyCode.U, false, "mdi2b-brush"),
                new Choice(new LassoTool(segment), KeyCode.L, true, "mdi2l-lasso"),
                new Choice(new PolygonTool(segment), KeyCode.O, true, "mdi2v-vector-polygon-variant"),
                new Choice(new BoxSelectTool(segment), KeyCode.M, false, "mdi2s-select"),
                new Choice(new PlaneTool(segment), KeyCode.N, false, "mdi2f-format-vertical-align-center"));
    }

    List<StagePane.ToolChoice> tools() {
        return tools.stream().map(t -> new StagePane.ToolChoice(t.tool(), t.words(), t.icon())).toList();
    }

    /** Puts the bar over the stage and its layers through the masks' colours. */
    void over(StagePane on) {
        stage = Optional.of(on);
        on.view().addEventFilter(javafx.scene.input.MouseEvent.MOUSE_MOVED, e -> proposals.pointer(e.getX(), e.getY()));
        on.paintBy(segment.layers()::painted);
        on.getChildren().add(bar.node());
        StackPane.setAlignment(bar.node(), Pos.BOTTOM_CENTER);
        StackPane.setMargin(bar.node(), new Insets(0, 0, 44, 0));
        on.view().toolProperty().addListener((o, was, is) -> {
            if (!inHand()) {
                segment.drop();
                segment.light(LayerPoints.NONE, false);
            }
            bar.show(inHand());
            ui.hintsChanged();
        });
        ui.selection().addListener(o -> bar.show(inHand()));
    }

    /** The point tools come first while one is in the hand. */
    List<KeyHint> hints(List<KeyHint> others) {
        return Stream.of(inHand() ? WHILE_PAINTING : List.<KeyHint>of(), others, HINTS).flatMap(List::stream).toList();
    }

    private boolean inHand() {
        Optional<Tool> tool = stage.flatMap(s -> s.view().toolProperty().get());
        return tool.isPresent() && tools.stream().anyMatch(c -> c.tool() == tool.get());
    }

    /** Points came into view, coloured without masks. */
    void show(ScenePoints p) {
        int first = p.frame() - p.layers().stream().map(PointLayer::name).toList().indexOf(ScenePoints.SWEEP);
        segment.layers().show(
                first, p.layers(), model.labels(), new MaskColours(ui.looks("annotate").get(), model.ontology()));
        segment.shown();
        if (inHand()) {
            p.layers().forEach(l -> segment.index(l.points()));
        }
    }

    /** True where the edit was of masks alone, which are in the picture already. */
    boolean follow(History.Event e) {
        boolean masks = segment.layers().follow(e);
        bar.show(inHand());
        return masks;
    }

    /** For the palette and the bar's menu. */
    List<Command> commands() {
        List<Command> out = new ArrayList<>();
        tools.forEach(t -> out.add(new Command(
                "Take the " + t.tool().name().toLowerCase(java.util.Locale.ROOT) + " for points", t.words(), t.icon(),
                () -> stage.ifPresent(s -> s.take(t.tool())))));
        out.addAll(List.of(
                new Command("Choose the ground", "Z", "mdi2r-road", proposals::ground),
                new Command("Choose the next unlabelled cluster", "Tab", "mdi2s-scatter-plot",
                        () -> stage.ifPresent(s -> proposals.nextCluster(s.view()))),
                new Command("Choose all unlabelled points", "", "mdi2s-select-all",
                        () -> segment.choose(actions.unlabelled(), "unlabelled")),
                new Command("Fill unlabelled points from their neighbours", "E", "mdi2f-format-color-fill", proposals::fill),
                new Command("Split the selected mask", "S", "mdi2c-content-cut", actions::split),
                new Command("Join the masks chosen", "W", "mdi2c-call-merge", actions::join),
                new Command("Make masks from the boxes of this frame", "", "mdi2c-cube-scan", actions::masksFromBoxes),
                new Command("Fit boxes to the masks of this frame", "", "mdi2c-cube-outline", actions::boxesFromMasks)));
        return out;
    }

    private void repaint() {
        stage.ifPresent(StagePane::showColours);
        bar.show(inHand());
    }

    private void index(PointBlock points) {
        if (indexing.add(points)) {
            ui.tasks().compute(
                    () -> PointIndex.of(points),
                    i -> {
                        indexing.remove(points);
                        segment.keep(i);
                    },
                    e -> {
                        indexing.remove(points);
                        ui.problem(Failures.sentence(e));
                    });
        }
    }

    boolean key(KeyEvent e) {
        StagePane on = stage.orElseThrow();
        if (inHand() && ownKey(e, on)) {
            return true;
        }
        if (e.isControlDown() || e.isAltDown() || e.isMetaDown() || model.readOnly()) {
            return false;
        }
        Optional<Choice> wanted = tools.stream().filter(c -> c.key() == e.getCode() && c.shift() == e.isShiftDown()).findFirst();
        wanted.ifPresent(c -> on.take(c.tool()));
        return wanted.isPresent();
    }

    /** Keys while a point tool is in the hand; they come before the workspace's own. */
    private boolean ownKey(KeyEvent e, StagePane on) {
        if (e.isControlDown() && e.getCode() != KeyCode.ENTER || e.isMetaDown()) {
            return false;
        }
        if (on.view().toolProperty().get().orElseThrow().key(e, on.view())) {
            return true;
        }
        if (!e.isShiftDown() && !e.isAltDown() && maskKey(e.getCode(), on)) {
            return true;
        }
        return switch (e.getCode()) {
            case ENTER -> segment.take(e.isAltDown());
            case DELETE -> segment.take(true);
            case ESCAPE -> escape(on);
            case R -> {
                SegmentModel.Rule[] all = SegmentModel.Rule.values();
                segment.setRule(all[(segment.rule().ordinal() + 1) % all.length]);
                yield true;
            }
            case A -> {
                segment.beginInstance();
                yield true;
            }
            default -> digit(e);
        };
    }

    /** Keys for whole masks and for what the program offers. */
    private boolean maskKey(KeyCode key, StagePane on) {
        switch (key) {
            case S -> actions.split();
            case W -> actions.join();
            case Z -> proposals.ground();
            case Q -> proposals.clusterUnder(on.view());
            case E -> proposals.fill();
            case TAB -> proposals.nextCluster(on.view());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean escape(StagePane on) {
        return on.view().toolProperty().get().orElseThrow().cancel(on.view()) || segment.drop();
    }

    private boolean digit(KeyEvent e) {
        if (!e.getCode().isDigitKey() || e.getCode().isKeypadKey() || e.isShiftDown() || e.isAltDown()) {
            return false;
        }
        int digit = e.getCode().getName().charAt(0) - '0';
        Optional<LabelClass> cls = model.ontology().of(LabelClass.Use.OBJECT).stream()
                .filter(c -> digit > 0 && c.hotkey() == digit)
                .findFirst();
        cls.ifPresent(c -> {
            model.select(Optional.empty());
            model.useClass(c);
            segment.light(LayerPoints.NONE, false);
        });
        return cls.isPresent();
    }
}
