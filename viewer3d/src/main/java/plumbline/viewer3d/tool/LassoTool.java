package plumbline.viewer3d.tool;

/** Chooses the points that a line drawn by hand goes around; it closes by itself. */
public final class LassoTool extends RegionTool {
    private static final double STEP_PIXELS = 2;

    public LassoTool(MaskTarget target) {
        super(target);
    }

    @Override
    public String name() {
        return "Lasso";
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        setOutline(at.x(), at.y());
        return true;
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        double[] o = outline();
        if (o.length > 0 && Math.hypot(at.x() - o[o.length - 2], at.y() - o[o.length - 1]) >= STEP_PIXELS) {
            add(at.x(), at.y());
        }
        view.note(mode(at));
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (outline().length >= 6) {
            enclose(at, view);
        } else {
            cancel(view);
        }
    }
}
