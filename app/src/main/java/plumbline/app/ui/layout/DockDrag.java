package plumbline.app.ui.layout;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import plumbline.app.ui.parts.DockPane;
import plumbline.app.ui.parts.DockTabs;

/**
 * A tab under the pointer: a drag of six pixels takes its pane along, a mark shows where it would go, letting go puts it
 * there, Esc drops it. Over tabs it goes among them, over the lower half of a dock below it, at the edge of the views to
 * that side. A double click fills the window with its stack.
 */
final class DockDrag {
    private static final double STILL = 6;
    private static final double HEAD = 32;
    private static final double EDGE = 0.25;

    private record Drop(DockState next, double[] mark) {}

    private final Docks docks;
    private double startX;
    private double startY;
    private boolean pressed;
    private boolean dragging;
    private Optional<Drop> drop = Optional.empty();

    DockDrag(Docks docks) {
        this.docks = docks;
    }

    void mouse(DockPane pane, MouseEvent e) {
        if (e.getEventType() == MouseEvent.MOUSE_PRESSED) {
            startX = e.getSceneX();
            startY = e.getSceneY();
            pressed = true;
            dragging = false;
        } else if (e.getEventType() == MouseEvent.MOUSE_DRAGGED && pressed) {
            dragging |= Math.hypot(e.getSceneX() - startX, e.getSceneY() - startY) > STILL;
            if (dragging) {
                drop = drop(pane, docks.sceneToLocal(e.getSceneX(), e.getSceneY()));
                docks.mark(drop.map(Drop::mark));
            }
        } else if (e.getEventType() == MouseEvent.MOUSE_RELEASED && pressed) {
            Optional<Drop> here = dragging ? drop : Optional.empty();
            boolean dragged = dragging;
            cancel();
            here.ifPresent(d -> docks.change(d.next()));
            if (dragged) {
                e.consume();
            }
        } else if (e.getEventType() == MouseEvent.MOUSE_CLICKED && e.getClickCount() == 2 && e.isStillSincePress()) {
            docks.fill(docks.state().full().isPresent() ? Optional.empty() : Optional.of(docks.id(pane.at())));
        }
    }

    boolean underway() {
        return dragging;
    }

    /** True where a drag was under way. */
    boolean cancel() {
        boolean any = dragging;
        pressed = false;
        dragging = false;
        drop = Optional.empty();
        docks.mark(Optional.empty());
        return any;
    }

    private Optional<Drop> drop(DockPane pane, Point2D at) {
        DockState state = docks.state();
        if (state.full().isPresent()) {
            return Optional.empty();
        }
        for (Side side : Side.values()) {
            List<DockState.Stack> there = state.filled(side);
            for (DockState.Stack s : there) {
                DockTabs tabs = docks.stack(s.id());
                Bounds b = tabs.getBoundsInParent();
                if (tabs.getParent() == docks && b.contains(at)) {
                    return Optional.of(onStack(state, pane, side, s, b, at));
                }
            }
        }
        return atEdge(state, pane, at);
    }

    private Drop onStack(DockState state, DockPane pane, Side side, DockState.Stack s, Bounds b, Point2D at) {
        double[] box = {b.getMinX(), b.getMinY(), b.getWidth(), b.getHeight()};
        if (at.getY() < b.getMinY() + HEAD) {
            int index = 0;
            double x = b.getMinX();
            for (DockPane p : docks.stack(s.id()).panes()) {
                Node tab = p.tab();
                Bounds t = docks.sceneToLocal(tab.localToScene(tab.getBoundsInLocal()));
                if (p != pane && at.getX() > t.getCenterX()) {
                    index++;
                    x = t.getMaxX();
                }
            }
            return new Drop(state.moved(pane.name(), s.id(), index), new double[] {x, b.getMinY(), 3, HEAD});
        }
        boolean below = side == Side.BOTTOM;
        boolean after = below ? at.getX() > b.getCenterX() : at.getY() > b.getCenterY();
        if (!after || s.panes().equals(List.of(pane.name()))) {
            return new Drop(state.moved(pane.name(), s.id(), Integer.MAX_VALUE), box);
        }
        int index = state.sides().get(side).stacks().indexOf(s) + 1;
        double[] half = below
                ? new double[] {b.getCenterX(), box[1], box[2] / 2, box[3]}
                : new double[] {box[0], b.getCenterY(), box[2], box[3] / 2};
        return new Drop(state.split(pane.name(), side, index), half);
    }

    /** Over the views: to the side whose edge is near, as a stack of its own where there is none yet. */
    private Optional<Drop> atEdge(DockState state, DockPane pane, Point2D at) {
        Bounds v = docks.views().getBoundsInParent();
        if (!v.contains(at)) {
            return Optional.empty();
        }
        double x = (at.getX() - v.getMinX()) / v.getWidth();
        double y = (at.getY() - v.getMinY()) / v.getHeight();
        double strip = v.getWidth() * EDGE;
        if (y > 1 - EDGE) {
            double h = v.getHeight() * EDGE;
            return Optional.of(new Drop(state.toSide(pane.name(), Side.BOTTOM),
                    new double[] {v.getMinX(), v.getMaxY() - h, v.getWidth(), h}));
        } else if (x < EDGE) {
            return Optional.of(new Drop(state.toSide(pane.name(), Side.LEFT),
                    new double[] {v.getMinX(), v.getMinY(), strip, v.getHeight()}));
        } else if (x > 1 - EDGE) {
            return Optional.of(new Drop(state.toSide(pane.name(), Side.RIGHT),
                    new double[] {v.getMaxX() - strip, v.getMinY(), strip, v.getHeight()}));
        }
        return Optional.empty();
    }
}
