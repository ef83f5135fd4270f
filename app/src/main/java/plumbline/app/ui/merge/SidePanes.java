package plumbline.app.ui.merge;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.annotation.edit.Side;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.Ui;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewAxis;

/** Yours, before and the other side's in one row with one camera and one cursor; the result's view follows them. */
final class SidePanes extends HBox {
    private final SidePane yours;
    private final SidePane base;
    private final SidePane theirs;
    private final SidePane result;
    private final List<SidePane> all;
    private boolean following;
    private Optional<MergeScenes.Drawn> drawn = Optional.empty();
    private String[] titles = {"Yours", "", "Server", ""};
    private boolean blinked;

    SidePanes(Ui ui) {
        super(1);
        yours = new SidePane(ui, "yours", Choice.YOURS.key());
        base = new SidePane(ui, "base", "");
        theirs = new SidePane(ui, "server", Choice.THEIRS.key());
        result = new SidePane(ui, "result", "");
        all = List.of(yours, base, theirs, result);
        for (SidePane p : List.of(yours, base, theirs)) {
            HBox.setHgrow(p, Priority.ALWAYS);
            p.setPrefWidth(100);
            getChildren().add(p);
        }
        for (SidePane p : all) {
            SceneView view = p.view();
            view.cameraProperty().addListener((o, was, is) -> follow(view, is));
            view.addEventHandler(MouseEvent.MOUSE_MOVED, e -> cursor(p, e.getX(), e.getY()));
            view.addEventHandler(MouseEvent.MOUSE_EXITED, e -> cursor(p, Double.NaN, Double.NaN));
        }
        yours.view().statusProperty().addListener((o, was, is) -> {
            if (getScene() != null) {
                ui.drew(is);
            }
        });
    }

    /** Smaller, beside the cards. */
    SidePane result() {
        return result;
    }

    private void follow(SceneView leader, Camera to) {
        if (following) {
            return;
        }
        following = true;
        all.stream().map(SidePane::view).filter(v -> v != leader).forEach(v -> v.setCamera(to, false));
        following = false;
    }

    private void cursor(SidePane under, double x, double y) {
        for (SidePane p : List.of(yours, base, theirs)) {
            boolean other = p != under && under != result;
            p.cursor(other ? x : Double.NaN, other ? y : Double.NaN);
        }
    }

    void titles(String yoursWho, String baseWhen, String theirName, String theirWho) {
        titles = new String[] {"Yours", yoursWho, theirName, theirWho};
        yours.title("Yours", yoursWho);
        base.title("Before both", baseWhen);
        theirs.title(theirName, theirWho);
        result.title("Result", "");
    }

    void show(MergeScenes.Drawn d) {
        drawn = Optional.of(d);
        blinked = false;
        showYours();
        base.show(d.base(), has(d.base()) ? "" : "Not there before both.");
        theirs.show(d.theirs(), "");
        result.show(d.result(), has(d.result()) ? "" : "Not there.");
    }

    /** The camera goes to the object. */
    void go(MergeScenes.Drawn d) {
        d.middle().ifPresent(m -> look(m, d.radius()));
    }

    private static boolean has(SceneSnapshot s) {
        return s.boxes().stream().anyMatch(b -> b.style() != SceneSnapshot.BoxStyle.NORMAL);
    }

    /** What has no place in 3D: the panes say so. */
    void nothing(String sentence) {
        drawn = Optional.empty();
        blinked = false;
        all.forEach(p -> p.show(SceneSnapshot.EMPTY, p == yours ? sentence : ""));
    }

    private void showYours() {
        drawn.ifPresent(d -> yours.show(blinked ? d.theirs() : d.yours(), ""));
        yours.title(blinked ? titles[2] + ", blinking" : titles[0], blinked ? titles[3] : titles[1]);
    }

    /** The other side's boxes in your pane, and back: what moved jumps. */
    void blink() {
        blinked = !blinked && drawn.isPresent();
        showYours();
    }

    void taken(Optional<Side> side) {
        yours.taken(side.equals(Optional.of(Side.OURS)));
        base.taken(side.equals(Optional.of(Side.BASE)));
        theirs.taken(side.equals(Optional.of(Side.THEIRS)));
    }

    /** From where the rig stood, a little to the side and above, so that nothing the lidar saw through is in the way. */
    private void look(Vec3 middle, double radius) {
        double away = Math.hypot(middle.x(), middle.y());
        double along = away < 1 ? Math.PI : Math.atan2(-middle.y(), -middle.x());
        double turned = along + Math.toRadians(28);
        Vec3 back = new Vec3(Math.cos(turned), Math.sin(turned), 0.55);
        Camera from = new Camera(middle.plus(back), middle, new Vec3(0, 0, 1), Camera.DEFAULT.fovYRad(), 0);
        yours.view().setCamera(CameraMoves.fit(from, middle, Math.max(1.6, 1.15 * radius)), yours.view().getWidth() > 1);
    }

    void frame() {
        drawn.ifPresent(this::go);
    }

    void top() {
        yours.view().view(ViewAxis.TOP);
    }

    /** Flying and the keypad. */
    boolean key(javafx.scene.input.KeyEvent e) {
        return yours.view().key(e);
    }

    void close() {
        all.forEach(p -> p.view().close());
    }
}
