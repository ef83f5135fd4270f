package plumbline.viewer3d.tool;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Chooses the points inside a polygon on the picture: each click sets a corner, a click on the first or Enter closes it,
 * Backspace takes the last corner back.
 */
public final class PolygonTool extends RegionTool {
    private static final double CLOSE_PIXELS = 10;
    private static final int FEWEST = 6;

    private Pointer pointer = Pointer.at(0, 0);

    public PolygonTool(MaskTarget target) {
        super(target);
    }

    @Override
    public String name() {
        return "Polygon";
    }

    private boolean closes(Pointer at) {
        double[] o = outline();
        return o.length >= FEWEST && Math.hypot(at.x() - o[0], at.y() - o[1]) <= CLOSE_PIXELS;
    }

    @Override
    public void clicked(Pointer at, ViewPort view) {
        if (closes(at)) {
            enclose(at, view);
        } else {
            add(at.x(), at.y());
            moved(at, view);
        }
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        pointer = at;
        view.note(closes(at) ? "Click: close. " + mode(at) : mode(at));
    }

    @Override
    public boolean key(KeyEvent e, ViewPort view) {
        double[] o = outline();
        if (o.length == 0) {
            return false;
        }
        if (e.getCode() == KeyCode.BACK_SPACE) {
            setOutline(Arrays.copyOf(o, o.length - 2));
            return true;
        }
        if (e.getCode() == KeyCode.ENTER && o.length >= FEWEST) {
            enclose(new Pointer(pointer.x(), pointer.y(), e.isShiftDown(), false, e.isControlDown(), 1), view);
            return true;
        }
        return e.getCode() == KeyCode.ENTER;
    }

    @Override
    public Guides guides(ViewPort view) {
        double[] o = outline();
        if (o.length == 0) {
            return Guides.NONE;
        }
        double[] shown = Arrays.copyOf(o, o.length + 2);
        shown[o.length] = pointer.x();
        shown[o.length + 1] = pointer.y();
        return Guides.strokes(List.of(new Guides.Stroke(shown, true, true, RGB)));
    }
}
