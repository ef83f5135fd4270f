package plumbline.app.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.Command;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.fx.SplitView;
import plumbline.viewer3d.tool.ClipTool;
import plumbline.viewer3d.tool.Guides;
import plumbline.viewer3d.tool.Measure;
import plumbline.viewer3d.tool.MeasureTool;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.Clip;

/**
 * What every 3D view of a workspace has besides the workspace's own tools: split views, measuring, a box or slice that cuts
 * points away, one object alone; with a strip of buttons, a bar of numbers and the keys (Shift and a letter). Lives on the
 * FX thread.
 */
public final class ViewTools {
    /** What is shown about an object that is looked at alone, in metres on each side. */
    private static final double AROUND = 0.4;
    private static final double WIDE = 1_000;

    private final Ui ui;
    private final SceneView view;
    private final SplitView split;
    private final Supplier<Optional<Box>> selected;
    private final Measures measures;
    private Optional<Consumer<Vec3>> comment = Optional.empty();
    private final MeasureTool measure;
    private final ClipTool clipper;
    private final ToolBar bar;
    private final VBox strip = new VBox(2);
    private Optional<Tool> before = Optional.empty();
    private boolean alone;
    private boolean staying;

    /** {@code selected} is the box of the selected object as it stands now. */
    public ViewTools(Ui ui, SceneView view, SplitView split, Supplier<Optional<Box>> selected, Measures measures) {
        this.ui = ui;
        this.view = view;
        this.split = split;
        this.selected = selected;
        this.measures = measures;
        measure = new MeasureTool(this::measured);
        clipper = new ClipTool(() -> view.clip().box(), this::clip);
        bar = new ToolBar(this);
        strip.getStyleClass().addAll("float-bar", "tool-strip");
        strip.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        strip.getChildren().addAll(
                button("mdi2v-view-grid-outline", "One, two or four views", "\u21e7Y", split::next),
                button("mdi2r-ruler", "Measure", "\u21e7M", this::takeMeasure),
                button("mdi2c-crop", "Clip box", "\u21e7B", this::takeBox),
                button("mdi2c-cube-scan", "Selected object alone, or all", "\u21e7I", this::toggleAlone));
        view.marks().onChanged(this::sceneChanged);
        view.toolProperty().addListener(o -> refresh());
        measures.onChanged(this::refresh);
        new ViewMenu(ui, view, this);
        ui.frame().addListener((o, was, is) -> frameChanged(was.intValue(), is.intValue()));
    }

    private static Button button(String icon, String words, String key, Runnable run) {
        Button b = Parts.iconButton(icon, words + " (" + key.replace("\u21e7", "Shift+") + ")", run);
        b.setGraphic(new VBox(0, Parts.icon(icon), Parts.label(key, "tool-key")));
        b.getStyleClass().add("tool");
        return b;
    }

    /** Puts strip and bar over a stage: right below the upper bar, and low in the middle. */
    public void over(StackPane stage) {
        stage.getChildren().addAll(strip, bar.node());
        StackPane.setAlignment(strip, Pos.TOP_RIGHT);
        StackPane.setMargin(strip, new Insets(48, 8, 0, 0));
        StackPane.setAlignment(bar.node(), Pos.BOTTOM_CENTER);
        StackPane.setMargin(bar.node(), new Insets(0, 0, 44, 0));
    }

    /** Offers a comment on the place under the pointer, in the view frame. */
    public void onComment(Consumer<Vec3> at) {
        comment = Optional.of(at);
    }

    Optional<Consumer<Vec3>> comment() {
        return comment;
    }

    public Node strip() {
        return strip;
    }

    public List<Command> commands() {
        List<Command> out = new ArrayList<>(List.of(
                new Command("Show one, two or four views", "Shift+Y", "mdi2v-view-grid-outline", split::next),
                new Command("Measure", "Shift+M", "mdi2r-ruler", this::takeMeasure),
                new Command("Clip the points to a box", "Shift+B", "mdi2c-crop", this::takeBox),
                new Command("Cut a slice through the points", "Shift+V", "mdi2b-box-cutter", this::takeSlice),
                new Command("Show the selected object alone, or all", "Shift+I", "mdi2c-cube-scan", this::toggleAlone),
                new Command(staying ? "Follow the car with the camera" : "Let the camera stay in the world", "Shift+F",
                        "mdi2c-car-connected", this::toggleStaying)));
        for (Measure.Kind k : Measure.Kind.values()) {
            out.add(new Command("Measure: " + k.word().toLowerCase(java.util.Locale.ROOT), "", "mdi2r-ruler", () -> {
                measure.setKind(k);
                takeMeasure();
            }));
        }
        if (!view.clip().isNone()) {
            out.add(new Command("Show all points again", "Shift+N", "mdi2c-crop-free", this::showAll));
        }
        return out;
    }

    /** Keys while one of these tools is in the hand; they come before those of the workspace. */
    public boolean key(KeyEvent e) {
        if (!mine()) {
            return false;
        }
        if (e.getCode() == KeyCode.ESCAPE) {
            if (!tool().map(t -> t.cancel(view)).orElse(false)) {
                putBack();
            }
            refresh();
            return true;
        }
        boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isShiftDown() && !e.isMetaDown();
        if (tool().get() == measure && plain && e.getCode().isDigitKey()) {
            int n = e.getCode().getName().charAt(0) - '1';
            if (n >= 0 && n < Measure.Kind.values().length) {
                measure.setKind(Measure.Kind.values()[n]);
                refresh();
                return true;
            }
        }
        boolean used = tool().get().key(e, view);
        if (used) {
            refresh();
        }
        return used;
    }

    private Optional<Tool> tool() {
        return view.toolProperty().get();
    }

    private boolean mine() {
        return tool().filter(t -> t == measure || t == clipper).isPresent();
    }

    private void take(Tool tool) {
        if (!mine()) {
            before = tool();
        }
        view.toolProperty().set(Optional.of(tool));
        view.requestFocus();
        refresh();
    }

    /** The tool that was in the hand before one of these. */
    void putBack() {
        view.toolProperty().set(before);
        refresh();
    }

    // Measuring

    void takeMeasure() {
        take(measure);
    }

    boolean measuring() {
        return tool().filter(t -> t == measure).isPresent();
    }

    MeasureTool measure() {
        return measure;
    }

    private void toggleStaying() {
        staying = !staying;
        ui.say(staying ? "The camera stays in the world from frame to frame; Shift+F follows the car again."
                : "The camera follows the car.");
    }

    /** The view frame moves with the car: a camera that stays in the world goes the other way. */
    private void frameChanged(int was, int is) {
        Capture capture = ui.session().capture();
        if (staying && was >= 0 && Math.max(was, is) < capture.frames().size()) {
            Pose nowFromBefore = capture.worldFromLidar(ui.session().frame(is)).inverse()
                    .times(capture.worldFromLidar(ui.session().frame(was)));
            view.setCamera(CameraMoves.in(view.cameraProperty().get(), nowFromBefore), false);
        }
    }

    void keep(Measure m) {
        measured(m);
    }

    private void measured(Measure m) {
        measures.add(m).ifPresent(ui::say);
        refresh();
    }

    // Clipping

    boolean clipping() {
        return tool().filter(t -> t == clipper).isPresent();
    }

    Clip clip() {
        return view.clip();
    }

    void clip(Box box) {
        alone = false;
        set(new Clip(Optional.of(box), view.clip().outside(), Optional.empty()));
    }

    void set(Clip clip) {
        view.setClip(clip);
        refresh();
    }

    /** A box about the selected object, or about what is looked at. */
    private void takeBox() {
        if (view.clip().box().filter(b -> ClipTool.thin(b).isEmpty()).isEmpty()) {
            clip(about(2));
        }
        alone = false;
        take(clipper);
    }

    /** A metre thick, across the way the camera looks, level; turned with the selected object where there is one. */
    private void takeSlice() {
        Vec3 forward = view.projection().forward();
        Optional<Box> object = selected.get();
        double yaw = object.map(Box::yaw).orElse(Math.atan2(forward.y(), forward.x()));
        Vec3 middle = object.map(Box::centre).orElse(view.cameraProperty().get().target());
        boolean down = Math.abs(forward.z()) > 0.9;
        clip(down ? Box.upright(middle, WIDE, WIDE, 1, yaw) : Box.upright(middle, 1, WIDE, WIDE, yaw));
        take(clipper);
    }

    /** To the selected object with some room, turned as it is; else a box of 20 m about what is looked at. */
    private Box about(double room) {
        return selected.get().map(b -> b.withSize(b.length() + 2 * room, b.width() + 2 * room, b.height() + room))
                .orElseGet(() -> {
                    Vec3 at = view.cameraProperty().get().target();
                    return Box.upright(new Vec3(at.x(), at.y(), view.ground().heightAt(at.x(), at.y()) + 2), 20, 20, 5, 0);
                });
    }

    void toObject() {
        if (selected.get().isEmpty()) {
            ui.say("Select an object first; the box is turned and sized to it.");
            return;
        }
        clip(about(0.5));
    }

    private void toggleAlone() {
        if (alone) {
            showAll();
        } else {
            showAlone();
        }
    }

    void showAlone() {
        if (selected.get().isEmpty()) {
            ui.say("Select an object first; Shift+I shows it alone.");
        } else {
            alone = true;
            follow();
            selected.get().ifPresent(view::frame);
        }
    }

    void showAll() {
        alone = false;
        set(Clip.NONE);
        if (clipping()) {
            putBack();
        }
    }

    /** An object that is looked at alone stays so when it moves or another is selected. */
    private void follow() {
        selected.get().ifPresent(b -> set(Clip.to(
                b.withSize(b.length() + 2 * AROUND, b.width() + 2 * AROUND, b.height() + 2 * AROUND))));
    }

    private void sceneChanged() {
        if (alone && !selected.get().map(b -> view.clip().box().filter(c -> c.centre().equals(b.centre())).isPresent())
                .orElse(true)) {
            follow();
        }
    }

    /** Marks and bar as things stand. */
    void refresh() {
        List<Guides> all = new ArrayList<>();
        measures.shown().forEach(m -> all.add(m.guides(Measures.RGB)));
        if (!alone) {
            view.clip().box().ifPresent(b -> all.add(ClipTool.outline(b)));
        }
        view.marks().setGuides(Guides.of(all));
        on(0, split.countProperty().get() > 1);
        on(1, measuring());
        on(2, clipping());
        on(3, alone);
        bar.show();
    }

    private void on(int index, boolean is) {
        Node b = strip.getChildren().get(index);
        b.getStyleClass().remove("on");
        if (is) {
            b.getStyleClass().add("on");
        }
    }
}
