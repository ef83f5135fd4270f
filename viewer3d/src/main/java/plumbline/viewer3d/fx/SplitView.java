package plumbline.viewer3d.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.RendererChoice;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;
import plumbline.viewer3d.view.ViewAxis;

/**
 * One scene in one, two or four views: the main one, from above, from the side, from the front. Each has its own camera;
 * scene, clip, style and tool are the main view's, and the place under the pointer is marked in all of them with its
 * coordinates. The views besides the main one are made when they are first shown and closed with it.
 */
public final class SplitView extends Region implements AutoCloseable {
    private static final double GAP = 1;
    private static final List<ViewAxis> AXES = List.of(ViewAxis.TOP, ViewAxis.SIDE, ViewAxis.FRONT);
    private static final List<String> NAMES = List.of("Top", "Side", "Front");

    private final SceneView main;
    private final List<SceneView> others = new ArrayList<>();
    private final IntegerProperty count = new SimpleIntegerProperty(1);
    private RendererChoice renderer;

    public SplitView(SceneView main, RendererChoice renderer) {
        this.main = main;
        this.renderer = renderer;
        setMinSize(0, 0);
        getChildren().add(main);
        getStyleClass().add("split-view");
        count.addListener((o, was, is) -> arrange());
        main.marks().onChanged(this::follow);
        main.toolProperty().addListener(o -> follow());
        listen(main);
    }

    /** 1, 2 (main and top) or 4. */
    public IntegerProperty countProperty() {
        return count;
    }

    /** 1, 2, 4 and 1 again. */
    public void next() {
        count.set(count.get() == 1 ? 2 : count.get() == 2 ? 4 : 1);
    }

    public void setRenderer(RendererChoice choice) {
        renderer = choice;
        others.forEach(v -> v.setRenderer(choice));
    }

    /** All views that are shown, the main one first. */
    public List<SceneView> shown() {
        List<SceneView> out = new ArrayList<>(List.of(main));
        out.addAll(others.subList(0, Math.min(others.size(), count.get() - 1)));
        return out;
    }

    private void arrange() {
        while (others.size() < count.get() - 1) {
            SceneView view = new SceneView(renderer);
            int i = others.size();
            view.marks().setTitle(NAMES.get(i), true);
            view.setCamera(from(AXES.get(i)), false);
            listen(view);
            others.add(view);
        }
        for (int i = 0; i < others.size() && count.get() > 1; i++) {
            if (!getChildren().contains(others.get(i))) {
                others.get(i).setCamera(from(AXES.get(i)), false);
            }
        }
        main.marks().setTitle(count.get() == 1 ? "" : "Main", false);
        if (count.get() == 1) {
            mark(Optional.empty());
        }
        getChildren().setAll(shown());
        follow();
        requestLayout();
    }

    private Camera from(ViewAxis axis) {
        Camera c = CameraMoves.axis(main.cameraProperty().get(), axis);
        return c.orthographic() ? c : CameraMoves.toggleOrtho(c);
    }

    /** What the main view shows, the others show. */
    private void follow() {
        for (SceneView v : shown().subList(1, shown().size())) {
            if (v.scene() != main.scene()) {
                v.setScene(main.scene());
            }
            if (!v.clip().equals(main.clip())) {
                v.setClip(main.clip());
            }
            if (!v.style().equals(main.style())) {
                v.setStyle(main.style());
            }
            v.marks().setGuides(main.marks().guides());
            if (!v.toolProperty().get().equals(main.toolProperty().get())) {
                v.toolProperty().set(main.toolProperty().get());
            }
        }
    }

    private void listen(SceneView view) {
        view.addEventFilter(MouseEvent.MOUSE_MOVED, e -> point(view, e));
        view.addEventFilter(MouseEvent.MOUSE_DRAGGED, e -> point(view, e));
        view.addEventFilter(MouseEvent.MOUSE_EXITED, e -> mark(Optional.empty()));
    }

    private void point(SceneView view, MouseEvent e) {
        if (count.get() > 1) {
            mark(view.pick(e.getX(), e.getY()).map(PointRenderer.Picked::positionView)
                    .or(() -> view.groundAt(e.getX(), e.getY())));
        }
    }

    private void mark(Optional<Vec3> place) {
        shown().forEach(v -> v.marks().setCursor(place));
    }

    @Override
    protected void layoutChildren() {
        double w = getWidth();
        double h = getHeight();
        List<SceneView> views = shown();
        double half = count.get() == 1 ? w : Math.floor((w - GAP) / 2);
        double low = count.get() == 4 ? Math.floor((h - GAP) / 2) : h;
        for (int i = 0; i < views.size(); i++) {
            double x = i % 2 == 0 ? 0 : half + GAP;
            double y = i < 2 ? 0 : low + GAP;
            views.get(i).resizeRelocate(x, y, i % 2 == 0 ? half : w - half - GAP, i < 2 ? low : h - low - GAP);
        }
    }

    @Override
    public void close() {
        others.forEach(SceneView::close);
    }
}
