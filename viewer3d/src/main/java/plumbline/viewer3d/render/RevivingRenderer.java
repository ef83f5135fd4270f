package plumbline.viewer3d.render;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import plumbline.viewer3d.view.ViewState;

/**
 * A renderer that is made anew where what it drew with was lost; the picture that was asked for comes from the new one.
 * Where no new one can be had, the maker gives another kind.
 */
final class RevivingRenderer implements PointRenderer {
    private final Supplier<PointRenderer> maker;
    private volatile PointRenderer current;

    RevivingRenderer(PointRenderer first, Supplier<PointRenderer> maker) {
        this.current = first;
        this.maker = maker;
    }

    PointRenderer current() {
        return current;
    }

    @Override
    public String name() {
        return current.name();
    }

    @Override
    public String description() {
        return current.description();
    }

    @Override
    public Drawn render(SceneSnapshot scene, ViewState view, ByteBuffer bgra) {
        try {
            return current.render(scene, view, bgra);
        } catch (RendererLost e) {
            current.close();
            current = maker.get();
            return current.render(scene, view, bgra);
        }
    }

    @Override
    public VisiblePoints visible(int left, int top, int width, int height) {
        try {
            return current.visible(left, top, width, height);
        } catch (RendererLost e) {
            // The next picture brings it back; until then there is nothing under the pointer.
            return VisiblePoints.EMPTY;
        }
    }

    @Override
    public boolean picksFromAnyThread() {
        return current.picksFromAnyThread();
    }

    @Override
    public void close() {
        current.close();
    }
}
