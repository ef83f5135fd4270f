package plumbline.viewer3d.tool;

/** Chooses the points under a rectangle of the picture. */
public final class BoxSelectTool extends RegionTool {
    private Pointer from = Pointer.at(0, 0);

    public BoxSelectTool(MaskTarget target) {
        super(target);
    }

    @Override
    public String name() {
        return "Box select";
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        from = at;
        setOutline();
        return true;
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        setOutline(from.x(), from.y(), at.x(), from.y(), at.x(), at.y(), from.x(), at.y());
        view.note(mode(at));
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (outline().length > 0) {
            enclose(at, view);
        }
    }
}
