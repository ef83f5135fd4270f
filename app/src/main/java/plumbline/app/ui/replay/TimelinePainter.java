package plumbline.app.ui.replay;

import java.util.Arrays;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Tint;

/** Paints the timeline's rows on a canvas. Hairlines lie on half pixels; only what is visible is drawn. */
final class TimelinePainter {
    /** Everything that decides the picture. */
    record Picture(
            TimelineModel model,
            Playback playback,
            TimeAxis axis,
            TimelineRows rows,
            double scroll,
            Optional<String> selectedFinding,
            Optional<String> selectedEvent,
            boolean dark) {}

    /** Handles of the range are this wide. */
    static final double HANDLE = 7;

    private static final double CLOSEST_TICKS = 3;

    /** A narrower gap than this is filled rather than hatched. */
    private static final double HATCHED = 7;

    private final Canvas canvas;
    private final Font mono = Font.font("JetBrains Mono", 11);
    private final TimelineMarks marks = new TimelineMarks();

    TimelinePainter(Canvas canvas) {
        this.canvas = canvas;
    }

    void paint(Picture p) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        g.setFill(Tint.P1.of(p.dark()));
        g.fillRect(0, 0, width, height);
        if (width < 10 || height < 10) {
            return;
        }
        overview(g, p, width);
        g.save();
        g.beginPath();
        g.rect(0, TimelineRows.OVERVIEW, width, height - TimelineRows.OVERVIEW);
        g.clip();
        rangeTint(g, p, height);
        ruler(g, p);
        marks.events(g, p);
        TimelineMarks.findings(g, p);
        lanesAndPlots(g, p, width, height);
        rangeEnds(g, p, height);
        playhead(g, p, width, height);
        g.restore();
    }

    private static void overview(GraphicsContext g, Picture p, double width) {
        double h = TimelineRows.OVERVIEW;
        g.setFill(Tint.P0.of(p.dark()));
        g.fillRect(0, 0, width, h);
        TimeAxis whole = TimeAxis.whole(p.axis().wholeStart(), p.axis().wholeEnd(), width);
        int columns = (int) Math.max(1, width / 4);
        int[] counts = p.model().traffic(columns);
        int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        g.setFill(Tint.BD2.of(p.dark()));
        for (int i = 0; i < columns; i++) {
            double bar = Math.ceil((h - 6) * counts[i] / most);
            g.fillRect(i * 4.0, h - 2 - bar, 3, bar);
        }
        long last = Long.MIN_VALUE;
        for (TimelineModel.Mark m : p.model().marks()) {
            // The worst come first; others in the same column of pixels would only hide it.
            long x = Math.round(whole.x(m.span().fromNanos()));
            if (x != last) {
                g.setFill(Tint.of(m.finding().severity()).of(p.dark()));
                g.fillRect(x - 1, 2, 2, h - 4);
            }
            last = x;
        }
        double from = Math.max(0.5, Math.round(whole.x(p.axis().start())) + 0.5);
        double to = Math.min(width - 0.5, Math.round(whole.x(p.axis().end())) - 0.5);
        g.setFill(alpha(Tint.ACCENT, p.dark(), 0.12));
        g.fillRect(from, 0, Math.max(2, to - from), h);
        g.setStroke(Tint.ACCENT.of(p.dark()));
        g.setLineWidth(1);
        g.strokeRect(from, 0.5, Math.max(2, to - from), h - 1);
        g.setFill(Tint.FG0.of(p.dark()));
        g.fillRect(Math.round(whole.x(p.playback().playhead())), 0, 1, h);
    }

    private static void rangeTint(GraphicsContext g, Picture p, double height) {
        if (!p.playback().rangeIsWhole()) {
            double from = p.axis().x(p.playback().rangeStart());
            double to = p.axis().x(p.playback().rangeEnd());
            g.setFill(alpha(Tint.ACCENT, p.dark(), 0.09));
            g.fillRect(from, TimelineRows.OVERVIEW, to - from, height);
        }
    }

    private void ruler(GraphicsContext g, Picture p) {
        double top = TimelineRows.OVERVIEW;
        double bottom = top + TimelineRows.RULER;
        g.setFont(mono);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.setLineWidth(1);
        g.setStroke(Tint.BD2.of(p.dark()));
        for (TimeAxis.Tick t : p.axis().ticks(72)) {
            double x = Math.round(t.x()) + 0.5;
            g.strokeLine(x, t.major() ? top + 2 : bottom - 4, x, bottom);
            if (t.major()) {
                g.setFill(Tint.FG2.of(p.dark()));
                g.fillText(t.label(), x + 4, top + TimelineRows.RULER / 2);
            }
        }
        g.setStroke(Tint.BD.of(p.dark()));
        g.strokeLine(0, bottom + 0.5, canvas.getWidth(), bottom + 0.5);
    }

    private void lanesAndPlots(GraphicsContext g, Picture p, double width, double height) {
        g.save();
        g.beginPath();
        g.rect(0, TimelineRows.LANES_TOP, width, height - TimelineRows.LANES_TOP);
        g.clip();
        g.setStroke(Tint.BD.of(p.dark()));
        g.setLineWidth(1);
        for (int i = 0; i < p.rows().lanes(); i++) {
            double top = p.rows().laneTop(i) - p.scroll();
            if (visible(p, top, p.rows().laneHeight(), height)) {
                lane(g, p, p.model().lanes().get(i), top);
            }
        }
        for (int i = 0; i < p.rows().tracks(); i++) {
            double top = p.rows().trackTop(i) - p.scroll();
            if (visible(p, top, p.rows().laneHeight(), height)) {
                TimelineMarks.track(g, p, p.model().tracks().get(i), top);
            }
        }
        for (int i = 0; i < p.rows().plots(); i++) {
            double top = p.rows().plotTop(i) - p.scroll();
            if (visible(p, top, p.rows().plotHeight(), height)) {
                plot(g, p, p.model().series().get(i), top, width);
            }
        }
        g.restore();
    }

    private static boolean visible(Picture p, double top, double rowHeight, double height) {
        return top + rowHeight > TimelineRows.LANES_TOP && top < height;
    }

    private static void lane(GraphicsContext g, Picture p, Lane lane, double top) {
        double h = p.rows().laneHeight();
        g.setStroke(Tint.BD.of(p.dark()));
        g.setLineWidth(1);
        g.strokeLine(0, Math.round(top) + 0.5, g.getCanvas().getWidth(), Math.round(top) + 0.5);
        double from = Math.round(top + (h - 8) / 2);
        g.setFill(alpha(Tint.ACCENT, p.dark(), 0.8));
        Color bar = alpha(Tint.ACCENT, p.dark(), 0.5);
        Color tick = alpha(Tint.ACCENT, p.dark(), 0.85);
        for (Lane.Run r : lane.runs(p.axis(), CLOSEST_TICKS)) {
            g.setFill(r.merged() ? bar : tick);
            if (r.merged()) {
                g.fillRect(r.from(), from + 1, Math.max(2, r.to() - r.from()), 6);
            } else {
                g.fillRect(Math.round(r.from()), from, 1.25, 8);
            }
        }
        double done = Double.NEGATIVE_INFINITY;
        for (Lane.Gap gap : lane.gaps()) {
            double x = p.axis().x(gap.fromNanos()) + 2;
            double end = p.axis().x(gap.toNanos()) - 1;
            // Gaps closer together than they are drawn wide are one.
            if (end > 0 && x < g.getCanvas().getWidth() && Math.max(x + 4, end) > done + 1) {
                hatch(g, p.dark(), x, from - 1, Math.max(4, end - x), 10);
                done = Math.max(x + 4, end);
            }
        }
        g.setStroke(Tint.MEDIUM.of(p.dark()));
        g.setLineDashes(4, 3);
        for (TimelineModel.Span s : p.model().lateOf(lane.sensor().id())) {
            double x = Math.max(-4, p.axis().x(s.fromNanos()));
            double end = Math.min(g.getCanvas().getWidth() + 4, p.axis().x(s.toNanos()));
            if (end > x) {
                g.strokeRect(Math.round(x) - 1.5, from - 1.5, Math.max(5, Math.round(end - x) + 2), 11);
            }
        }
        g.setLineDashes();
    }

    /** Cut to its frame by sums: a clip for each of hundreds would paint as many masks of the whole timeline. */
    private static void hatch(GraphicsContext g, boolean dark, double left, double y, double width, double h) {
        double x = Math.round(Math.max(left, -8));
        double end = Math.round(Math.min(left + width, g.getCanvas().getWidth() + 8));
        double w = end - x;
        g.setFill(alpha(Tint.HIGH, dark, w < HATCHED ? 0.75 : 0.18));
        g.fillRect(x, y, w, h);
        if (w < HATCHED) {
            return;
        }
        g.setStroke(Tint.HIGH.of(dark));
        g.setLineWidth(1);
        for (double at = x - h + 4 - Math.floorMod((long) (x - h), 4); at < end; at += 4) {
            double from = Math.max(at, x);
            double to = Math.min(at + h, end);
            g.strokeLine(from, y + h - (from - at), to, y + h - (to - at));
        }
        g.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
    }

    private static void plot(GraphicsContext g, Picture p, Series s, double top, double width) {
        double h = p.rows().plotHeight();
        g.setStroke(Tint.BD.of(p.dark()));
        g.setLineWidth(1);
        g.strokeLine(0, Math.round(top) + 0.5, width, Math.round(top) + 0.5);
        boolean limited = !Double.isNaN(s.limit());
        // Zero belongs to the picture unless the values lie far from it (a latitude, a height): then their own range does.
        boolean far = !limited && Math.min(Math.abs(s.min()), Math.abs(s.max())) > 4 * (s.max() - s.min()) && s.max() > s.min();
        double low = far ? s.min() : Math.min(0, s.min());
        double high = Math.max(limited ? s.limit() * 1.2 : far ? s.max() : low + Math.pow(10, -s.decimals()), s.max());
        double scale = (h - 9) / Math.max(1e-9, high - low);
        double bottom = top + h - 4;
        if (limited) {
            g.setStroke(Tint.MEDIUM.of(p.dark()));
            g.setLineDashes(5, 4);
            double y = Math.round(bottom - (s.limit() - low) * scale) + 0.5;
            g.strokeLine(0, y, width, y);
            g.setLineDashes();
        }
        g.setLineWidth(1.5);
        g.setStroke(Tint.ACCENT.of(p.dark()));
        Curve.stroke(g, s, p.axis(), v -> bottom - (v - low) * scale);
        if (limited) {
            g.setStroke(Tint.MEDIUM.of(p.dark()));
            Curve.stroke(g, s, p.axis(), v -> bottom - (v - low) * scale, s.limit());
        }
    }

    private static void rangeEnds(GraphicsContext g, Picture p, double height) {
        if (p.playback().rangeIsWhole()) {
            return;
        }
        g.setFill(Tint.ACCENT.of(p.dark()));
        for (long t : new long[] {p.playback().rangeStart(), p.playback().rangeEnd()}) {
            double x = Math.round(p.axis().x(t));
            g.fillRect(x, TimelineRows.OVERVIEW, 1, height);
            g.fillRoundRect(x - HANDLE / 2 + 0.5, TimelineRows.OVERVIEW, HANDLE, TimelineRows.RULER, 4, 4);
        }
    }

    private void playhead(GraphicsContext g, Picture p, double width, double height) {
        double x = p.axis().x(p.playback().playhead());
        if (x < -1 || x > width + 1) {
            return;
        }
        g.setFill(Tint.FG0.of(p.dark()));
        g.fillRect(Math.round(x), TimelineRows.OVERVIEW, 1, height);
        String flag = "+" + Numbers.fixed((p.playback().playhead() - p.playback().start()) / 1e9, 3);
        double w = flag.length() * 6.8 + 10;
        double left = Math.clamp(x - w / 2, 1, Math.max(1, width - w - 1));
        g.fillRoundRect(left, TimelineRows.OVERVIEW - 1, w, 17, 6, 6);
        g.setFill(Tint.P0.of(p.dark()));
        g.setFont(mono);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(flag, left + w / 2, TimelineRows.OVERVIEW + 7.5);
    }

    private static Color alpha(Tint tint, boolean dark, double opacity) {
        return tint.of(dark).deriveColor(0, 1, 1, opacity);
    }
}
