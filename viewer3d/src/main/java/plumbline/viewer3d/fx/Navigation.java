package plumbline.viewer3d.fx;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javafx.animation.AnimationTimer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.tool.Pointer;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewAxis;

/**
 * Pointer and keys of the 3D view: the main button belongs to the tool where it takes it and turns the view where not;
 * right or middle button pans (with Shift: turns), wheel zooms, right button with W A S D flies.
 */
final class Navigation {
    private static final double RADIANS_PER_PIXEL = 0.006;
    private static final double STILL = 3;
    private static final Set<KeyCode> FLY = EnumSet.of(KeyCode.W, KeyCode.A, KeyCode.S, KeyCode.D, KeyCode.Q,
            KeyCode.E);

    private enum Drag {
        NONE,
        TOOL,
        ORBIT,
        PAN
    }

    private final SceneView view;
    private final Glide glide;
    private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);
    private final Flight flight = new Flight();
    private Drag drag = Drag.NONE;
    private boolean rightHeld;
    private boolean flown;
    private double startX;
    private double startY;
    private double lastX;
    private double lastY;
    private boolean still;
    private Vec3 pivot = Vec3.ZERO;

    Navigation(SceneView view, Glide glide) {
        this.view = view;
        this.glide = glide;
    }

    void install() {
        view.setOnMousePressed(this::pressed);
        view.setOnMouseDragged(this::dragged);
        view.setOnMouseReleased(this::released);
        view.setOnMouseMoved(e -> {
            view.overlay().pointer(e.getX(), e.getY());
            view.hover(e.getX(), e.getY());
            tool().ifPresent(t -> t.moved(pointer(e), view));
            view.overlay().repaint();
        });
        view.setOnMouseExited(e -> view.hover(Double.NaN, 0));
        view.setOnScroll(this::scrolled);
        view.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (key(e)) {
                e.consume();
            }
        });
        view.addEventHandler(KeyEvent.KEY_RELEASED, e -> held.remove(e.getCode()));
        view.focusedProperty().addListener(o -> held.clear());
    }

    private Optional<Tool> tool() {
        return view.toolProperty().get();
    }

    private static Pointer pointer(MouseEvent e) {
        return new Pointer(
                e.getX(), e.getY(), e.isShiftDown(), e.isAltDown(), e.isShortcutDown() || e.isControlDown(),
                e.getClickCount());
    }

    /**
     * What is under the pointer, for turning about, grabbing and zooming to: a point, the ground, or somewhere ahead.
     */
    private Vec3 under(double x, double y) {
        Projection p = view.projection();
        return view.pick(x, y)
                .map(PointRenderer.Picked::positionView)
                .or(() -> view.groundAt(x, y).filter(g -> g.distance(p.camera().eye()) < 300))
                .orElseGet(() -> p.unproject(x, y, Math.max(1, p.depth(p.camera().target()))));
    }

    private void pressed(MouseEvent e) {
        view.requestFocus();
        startX = lastX = e.getX();
        startY = lastY = e.getY();
        still = true;
        glide.stop();
        if (e.getButton() == MouseButton.SECONDARY) {
            rightHeld = true;
            flown = false;
        }
        if (e.getButton() == MouseButton.PRIMARY) {
            boolean taken = tool().map(t -> t.pressed(pointer(e), view)).orElse(false);
            drag = taken ? Drag.TOOL : Drag.ORBIT;
        } else {
            drag = e.isShiftDown() ? Drag.ORBIT : Drag.PAN;
        }
        if (drag != Drag.TOOL) {
            pivot = under(e.getX(), e.getY());
        }
        view.overlay().repaint();
        e.consume();
    }

    private void dragged(MouseEvent e) {
        view.overlay().pointer(e.getX(), e.getY());
        double dx = e.getX() - lastX;
        double dy = e.getY() - lastY;
        lastX = e.getX();
        lastY = e.getY();
        still &= Math.hypot(e.getX() - startX, e.getY() - startY) <= STILL;
        Camera c = view.cameraProperty().get();
        if (drag == Drag.TOOL) {
            tool().ifPresent(t -> t.dragged(pointer(e), view));
            view.overlay().repaint();
        } else if (!still && flight.flying()) {
            view.setCamera(CameraMoves.look(c, -dx * RADIANS_PER_PIXEL / 2, -dy * RADIANS_PER_PIXEL / 2), false);
        } else if (!still && drag == Drag.ORBIT) {
            view.setCamera(CameraMoves.orbit(c, pivot, -dx * RADIANS_PER_PIXEL, -dy * RADIANS_PER_PIXEL), false);
        } else if (!still && drag == Drag.PAN) {
            view.setCamera(CameraMoves.pan(c, view.projection(), pivot, e.getX(), e.getY()), false);
        }
        e.consume();
    }

    private void released(MouseEvent e) {
        if (e.getButton() == MouseButton.SECONDARY) {
            rightHeld = false;
        }
        if (drag == Drag.TOOL) {
            tool().ifPresent(t -> t.released(pointer(e), view));
        } else if (drag == Drag.ORBIT && still && e.getButton() == MouseButton.PRIMARY) {
            tool().ifPresent(t -> t.clicked(pointer(e), view));
            if (e.getClickCount() == 2) {
                Camera c = view.cameraProperty().get();
                view.setCamera(CameraMoves.moved(c, under(e.getX(), e.getY()).minus(c.target())), true);
            }
        }
        boolean menu = e.getButton() == MouseButton.SECONDARY && drag == Drag.PAN && still && !flown;
        drag = Drag.NONE;
        view.overlay().repaint();
        e.consume();
        if (menu) {
            view.marks().menu(e);
        }
    }

    private void scrolled(ScrollEvent e) {
        Pointer at = new Pointer(e.getX(), e.getY(), e.isShiftDown(), e.isAltDown(), e.isControlDown(), 0);
        double delta = e.getDeltaY() != 0 ? e.getDeltaY() : e.getDeltaX();
        if (delta != 0 && tool().map(t -> t.scrolled(at, delta, view)).orElse(false)) {
            view.overlay().repaint();
        } else if (e.getDeltaY() != 0) {
            Camera c = view.cameraProperty().get();
            double factor = Math.exp(-Math.clamp(e.getDeltaY(), -200, 200) / 250);
            view.setCamera(CameraMoves.zoom(c, under(e.getX(), e.getY()), factor), false);
        }
        e.consume();
    }

    /** True where the key meant something here. */
    boolean key(KeyEvent e) {
        if (rightHeld && FLY.contains(e.getCode())) {
            held.add(e.getCode());
            flown = true;
            flight.fast = e.isShiftDown();
            flight.start();
            return true;
        }
        boolean used = e.getCode() == KeyCode.ESCAPE
                ? tool().map(t -> t.cancel(view)).orElse(false)
                : key(e.getCode()) || tool().map(t -> t.key(e, view)).orElse(false);
        if (used) {
            view.overlay().repaint();
        }
        return used;
    }

    private boolean key(KeyCode code) {
        switch (code) {
            case NUMPAD5 -> view.toggleOrthographic();
            case NUMPAD7 -> view.view(ViewAxis.TOP);
            case NUMPAD9 -> view.view(ViewAxis.FRONT);
            case NUMPAD1 -> view.view(ViewAxis.REAR);
            case NUMPAD3 -> view.view(ViewAxis.SIDE);
            case HOME -> view.home();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Walks while keys are held, 8 m/s, three times that with Shift. */
    private final class Flight extends AnimationTimer {
        private long last;
        private boolean fast;

        boolean flying() {
            return rightHeld && !held.isEmpty();
        }

        @Override
        public void start() {
            if (last == 0) {
                last = System.nanoTime();
                super.start();
            }
        }

        @Override
        public void handle(long now) {
            double seconds = Math.clamp((now - last) / 1e9, 0, 0.1);
            last = now;
            if (!flying()) {
                last = 0;
                stop();
                return;
            }
            double step = seconds * (fast ? 24 : 8);
            Camera c = view.cameraProperty().get();
            view.setCamera(
                    CameraMoves.fly(
                            c, step * (axis(KeyCode.W) - axis(KeyCode.S)), step * (axis(KeyCode.D) - axis(KeyCode.A)),
                            step * (axis(KeyCode.E) - axis(KeyCode.Q))),
                    false);
        }

        private int axis(KeyCode code) {
            return held.contains(code) ? 1 : 0;
        }
    }
}
