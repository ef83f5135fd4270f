package plumbline.viewer3d.fx;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.viewer3d.tool.BoxKeys;
import plumbline.viewer3d.tool.BoxMoves;
import plumbline.viewer3d.tool.EditTarget;
import plumbline.viewer3d.tool.Edits;
import plumbline.viewer3d.tool.PlaneView;

/** One flat view of the selected box: points of a slab about it, its outline with handles, its two measures. */
final class SideView extends Region {
    private static final double MARGIN_X = 54;
    private static final double MARGIN_Y = 34;
    /** In a narrow view too; its measures are left to the wide ones. */
    private static final double NARROW = 200;
    private static final double NARROW_MARGIN_X = 26;
    private static final double NARROW_MARGIN_Y = 20;
    /** In a low view the box gets the room. */
    private static final double LOW = 140;
    private static final double LOW_MARGIN_Y = 24;
    private static final Color GREY = Color.web("#5F6875");
    private static final Color TEXT = Color.web("#B6BDC8");
    private static final Color HINT = Color.web("#98A1AE");
    private static final Color ACCENT = Color.web("#6CB1FF");

    private record Gesture(
            Label.Cuboid label, PlaneView view, PlaneView.Grip grip, PlaneView.Snaps snaps, double x, double y) {}

    private final PlaneView.Side side;
    private final SideViews all;
    private final EditTarget target;
    private final BoxKeys keys;
    private final Canvas canvas = new Canvas();
    private Optional<Gesture> gesture = Optional.empty();
    private Optional<PlaneView.Grip> hover = Optional.empty();
    private String note = "";

    SideView(PlaneView.Side side, SideViews all, EditTarget target) {
        this.side = side;
        this.all = all;
        this.target = target;
        this.keys = new BoxKeys(target);
        getChildren().add(canvas);
        setMinHeight(120);
        setMinWidth(120);
        setPrefHeight(150);
        setFocusTraversable(true);
        getStyleClass().add("side-view");
        setStyle("-fx-background-color: #0B0D10;");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(side.title() + " view of the selected object");
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnMouseMoved(e -> hover(plane().flatMap(p -> p.hit(e.getX(), e.getY()))));
        setOnMouseExited(e -> hover(Optional.empty()));
        setOnScroll(e -> {
            all.zoom(Math.exp(Math.clamp(e.getDeltaY(), -200, 200) / 250));
            e.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (key(e)) {
                e.consume();
            }
        });
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            all.repaint();
        }
    }

    /** The pixels a metre may take so that box, slab and measures fit here. */
    double fitting(Box box) {
        double across = Math.max(0.3, BoxMoves.size(box, side.across()));
        double up = Math.max(0.3, BoxMoves.size(box, side.up()));
        double margin = narrow() ? NARROW_MARGIN_Y : getHeight() < LOW ? LOW_MARGIN_Y : MARGIN_Y;
        return Math.min(Math.max(20, getWidth() - 2 * (narrow() ? NARROW_MARGIN_X : MARGIN_X)) / across, Math.max(20, getHeight() - 2 * margin) / up);
    }

    private boolean narrow() {
        return getWidth() < NARROW;
    }

    private Optional<PlaneView> plane() {
        return all.label().map(c -> new PlaneView(side, c.box(), getWidth(), getHeight(), all.pixelsPerMetre()));
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        e.consume();
        Optional<PlaneView> plane = plane();
        Optional<PlaneView.Grip> grip = plane.flatMap(p -> p.hit(e.getX(), e.getY()));
        if (grip.isEmpty() || e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        Label.Cuboid label = all.label().orElseThrow();
        Optional<String> refusal = Edits.refusal(label);
        if (refusal.isPresent()) {
            target.say(refusal.get());
            return;
        }
        if (e.getClickCount() == 2 && grip.get().equals(PlaneView.Grip.INSIDE)) {
            all.shrinkToPoints();
            return;
        }
        PlaneView.Snaps snaps = plane.get().snaps(grip.get(), all.points());
        gesture = Optional.of(new Gesture(label, plane.get(), grip.get(), snaps, e.getX(), e.getY()));
    }

    private void dragged(MouseEvent e) {
        gesture.ifPresent(g -> {
            PlaneView.Step step = g.view()
                    .drag(g.grip(), g.snaps(), g.x(), g.y(), e.getX(), e.getY(), e.isAltDown(), e.isControlDown());
            note = step.note();
            all.preview(Optional.of(step.box()));
        });
        e.consume();
    }

    private void released(MouseEvent e) {
        if (gesture.isPresent()) {
            Gesture g = gesture.get();
            Optional<Box> made = all.previewed();
            drop();
            made.ifPresent(b -> Edits.replace(target, g.grip().verb(), g.label(), b));
        }
        e.consume();
    }

    private void drop() {
        gesture = Optional.empty();
        note = "";
        all.preview(Optional.empty());
    }

    private void hover(Optional<PlaneView.Grip> now) {
        if (!hover.equals(now)) {
            hover = now;
            all.repaint();
        }
    }

    /** True where the key meant something here. */
    boolean key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE && gesture.isPresent()) {
            drop();
            return true;
        }
        Optional<PlaneView> plane = plane();
        return plane.isPresent() && keys.key(e, b -> axes(plane.get()));
    }

    private static BoxKeys.Axes axes(PlaneView p) {
        return new BoxKeys.Axes(p.upDirection(), p.rightDirection().times(-1), BoxMoves.direction(p.box(), 2));
    }

    void repaint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Optional<PlaneView> plane = plane();
        if (plane.isPresent()) {
            PlaneView p = plane.get();
            Box shown = all.previewed().orElse(p.box());
            points(g, p, shown);
            outline(g, p, shown);
        } else {
            g.setTextBaseline(VPos.CENTER);
            g.setTextAlign(TextAlignment.CENTER);
            g.setFont(Font.font("Inter", 12));
            g.setFill(HINT);
            g.fillText("The selected box " + side.seen(), getWidth() / 2, getHeight() / 2);
        }
        g.setTextBaseline(VPos.TOP);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(Font.font("Inter", FontWeight.SEMI_BOLD, 11));
        g.setFill(Color.web("#E9ECF0"));
        g.fillText(side.title(), 8, 6);
        g.setFont(Font.font("Inter", 11));
        g.setFill(TEXT);
        g.fillText(side.measures(), 38, 6);
        g.setFill(ACCENT);
        g.fillText(note, 8, getHeight() - 18);
    }

    /** The points of a slab of the box and 40 %, in class colour inside, grey outside. */
    private void points(GraphicsContext g, PlaneView p, Box shown) {
        PointBlock near = all.points();
        Pose into = p.box().frameFromBox().inverse();
        double slab = 0.7 * BoxMoves.size(p.box(), side.along()) + 0.05;
        Color inside = Color.rgb(all.rgb() >> 16 & 255, all.rgb() >> 8 & 255, all.rgb() & 255);
        double[] own = new double[3];
        double dot = p.pixelsPerMetre() > 60 ? 2 : 1.5;
        for (int pass = 0; pass < 2; pass++) {
            g.setFill(pass == 0 ? GREY : inside);
            for (int i = 0; i < near.size(); i++) {
                double x = near.px(i);
                double y = near.py(i);
                double z = near.pz(i);
                own[0] = into.x(x, y, z);
                own[1] = into.y(x, y, z);
                own[2] = into.z(x, y, z);
                if (Math.abs(own[side.along()]) <= slab && shown.contains(x, y, z) == (pass == 1)) {
                    double px = p.x(own[side.across()] * side.acrossSign());
                    double py = p.y(own[side.up()]);
                    if (px > -2 && py > -2 && px < getWidth() + 2 && py < getHeight() + 2) {
                        g.fillRect(px - dot / 2, py - dot / 2, dot, dot);
                    }
                }
            }
        }
    }

    private void outline(GraphicsContext g, PlaneView p, Box shown) {
        // A turned preview is drawn by its corners; the view itself turns only once the edit is made.
        Pose into = p.box().frameFromBox().inverse();
        double r = BoxMoves.size(shown, side.across()) / 2;
        double u = BoxMoves.size(shown, side.up()) / 2;
        double[] xs = new double[5];
        double[] ys = new double[5];
        int[][] around = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {1, 0}};
        for (int i = 0; i < 5; i++) {
            var at = shown.centre()
                    .plus(BoxMoves.direction(shown, side.across()).times(around[i][0] * r * side.acrossSign()))
                    .plus(BoxMoves.direction(shown, side.up()).times(around[i][1] * u));
            var own = into.apply(at);
            double[] c = {own.x(), own.y(), own.z()};
            xs[i] = p.x(c[side.across()] * side.acrossSign());
            ys[i] = p.y(c[side.up()]);
        }
        g.setStroke(Color.web("#000000", 0.6));
        g.setLineWidth(4);
        g.strokePolygon(xs, ys, 4);
        g.setStroke(Color.WHITE);
        g.setLineWidth(1.75);
        g.strokePolygon(xs, ys, 4);
        boolean open = all.label().map(c -> !c.finalised()).orElse(false);
        if (open) {
            handles(g, p, xs, ys);
        }
        if (narrow()) {
            return;
        }
        g.setFont(Font.font("JetBrains Mono", 11));
        g.setFill(TEXT);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.CENTER);
        double low = Math.max(Math.max(ys[0], ys[1]), Math.max(ys[2], ys[3]));
        double left = Math.min(Math.min(xs[0], xs[1]), Math.min(xs[2], xs[3]));
        g.fillText(metres(2 * r) + " \u2194", (xs[0] + xs[1] + xs[2] + xs[3]) / 4, Math.min(getHeight() - 10,
                low + 14));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(metres(2 * u) + " \u2195", Math.max(48, left - 8), (ys[0] + ys[2]) / 2);
    }

    private void handles(GraphicsContext g, PlaneView p, double[] xs, double[] ys) {
        PlaneView.Grip lit = gesture.map(Gesture::grip).or(() -> hover).orElse(PlaneView.Grip.INSIDE);
        for (int i = 0; i < 4; i++) {
            int j = (i + 1) % 4;
            int right = i == 0 || i == 3 ? -1 : 1;
            int up = i < 2 ? -1 : 1;
            handle(g, xs[i], ys[i], lit.equals(new PlaneView.Grip(right, up, false)), false);
            int edgeRight = i == 1 ? 1 : i == 3 ? -1 : 0;
            int edgeUp = i == 0 ? -1 : i == 2 ? 1 : 0;
            boolean edgeLit = lit.equals(new PlaneView.Grip(edgeRight, edgeUp, false));
            handle(g, (xs[i] + xs[j]) / 2, (ys[i] + ys[j]) / 2, edgeLit, false);
        }
        if (side == PlaneView.Side.TOP) {
            double dx = xs[4] - (xs[0] + xs[2]) / 2;
            double dy = ys[4] - (ys[0] + ys[2]) / 2;
            double n = Math.max(1, Math.hypot(dx, dy));
            double kx = xs[4] + dx / n * PlaneView.KNOB_PIXELS;
            double ky = ys[4] + dy / n * PlaneView.KNOB_PIXELS;
            g.setStroke(Color.WHITE);
            g.setLineWidth(1);
            g.strokeLine(xs[4], ys[4], kx, ky);
            handle(g, kx, ky, lit.knob(), true);
        }
    }

    private static void handle(GraphicsContext g, double x, double y, boolean active, boolean ball) {
        double s = active ? 8 : 6;
        g.setFill(active ? ACCENT : Color.WHITE);
        g.setStroke(Color.web("#000000", 0.7));
        g.setLineWidth(1);
        if (ball) {
            g.fillOval(x - s / 2, y - s / 2, s, s);
            g.strokeOval(x - s / 2, y - s / 2, s, s);
        } else {
            g.fillRect(x - s / 2, y - s / 2, s, s);
            g.strokeRect(x - s / 2, y - s / 2, s, s);
        }
    }

    private static String metres(double m) {
        return String.format(Locale.ROOT, "%.2f", m);
    }
}
