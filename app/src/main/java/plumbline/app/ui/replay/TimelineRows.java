package plumbline.app.ui.replay;

/**
 * Where the timeline's rows lie, in layout pixels from its top: overview, ruler, findings, sensor lanes, plots. Lanes and
 * plots get smaller down to a limit where there is little height; what then does not fit is scrolled to.
 */
public record TimelineRows(int lanes, int plots, double laneHeight, double plotHeight, double height) {
    public static final double OVERVIEW = 18;
    public static final double RULER = 14;
    public static final double FINDINGS = 22;
    public static final double LANES_TOP = OVERVIEW + RULER + FINDINGS;
    private static final double LANE = 18;
    private static final double LANE_LEAST = 14;
    private static final double PLOT = 32;
    private static final double PLOT_LEAST = 24;

    public static TimelineRows of(int lanes, int plots, double height) {
        double room = height - LANES_TOP;
        double lane = lanes == 0 ? LANE : Math.clamp((room - plots * PLOT) / lanes, LANE_LEAST, LANE);
        double plot = plots == 0 ? PLOT : Math.clamp((room - lanes * lane) / plots, PLOT_LEAST, PLOT);
        return new TimelineRows(lanes, plots, Math.floor(lane), Math.floor(plot), height);
    }

    public double laneTop(int lane) {
        return LANES_TOP + lane * laneHeight;
    }

    public double plotTop(int plot) {
        return LANES_TOP + lanes * laneHeight + plot * plotHeight;
    }

    public double contentHeight() {
        return plotTop(plots);
    }

    /** How far lanes and plots can be scrolled up. */
    public double mostScroll() {
        return Math.max(0, contentHeight() - height);
    }
}
