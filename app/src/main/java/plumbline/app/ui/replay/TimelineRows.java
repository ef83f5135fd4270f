package plumbline.app.ui.replay;

/**
 * Where the timeline's rows lie, in layout pixels from its top: overview, ruler, events, findings, sensor lanes, tracks,
 * plots. Lanes and plots get smaller down to a limit where there is little height; what then does not fit is scrolled to.
 */
public record TimelineRows(int lanes, int tracks, int plots, double laneHeight, double plotHeight, double height) {
    public static final double OVERVIEW = 18;
    public static final double RULER = 14;
    public static final double EVENTS = 22;
    public static final double EVENTS_TOP = OVERVIEW + RULER;
    public static final double FINDINGS = 22;
    public static final double FINDINGS_TOP = EVENTS_TOP + EVENTS;
    public static final double LANES_TOP = FINDINGS_TOP + FINDINGS;
    private static final double LANE = 18;
    private static final double LANE_LEAST = 14;
    private static final double PLOT = 32;
    private static final double PLOT_LEAST = 24;

    public static TimelineRows of(int lanes, int tracks, int plots, double height) {
        double room = height - LANES_TOP;
        int thin = lanes + tracks;
        double lane = thin == 0 ? LANE : Math.clamp((room - plots * PLOT) / thin, LANE_LEAST, LANE);
        double plot = plots == 0 ? PLOT : Math.clamp((room - thin * lane) / plots, PLOT_LEAST, PLOT);
        return new TimelineRows(lanes, tracks, plots, Math.floor(lane), Math.floor(plot), height);
    }

    public double laneTop(int lane) {
        return LANES_TOP + lane * laneHeight;
    }

    public double trackTop(int track) {
        return LANES_TOP + (lanes + track) * laneHeight;
    }

    public double plotTop(int plot) {
        return LANES_TOP + (lanes + tracks) * laneHeight + plot * plotHeight;
    }

    public double contentHeight() {
        return plotTop(plots);
    }

    /** How far lanes and plots can be scrolled up. */
    public double mostScroll() {
        return Math.max(0, contentHeight() - height);
    }
}
