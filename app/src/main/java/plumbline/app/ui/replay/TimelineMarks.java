package plumbline.app.ui.replay;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import plumbline.app.ui.parts.Tint;
import plumbline.storage.project.PassEvent;

/** Paints what has a place on the timeline: events as diamonds with their words, findings as bars, tracks. */
final class TimelineMarks {
    static final double DIAMOND = 5;
    /** Corners of a bar no wider than this would not be seen, and thousands of them cost time. */
    private static final double NARROW = 6;
    private static final double LONGEST_WORDS = 180;

    private final Font font = Font.font("Inter", 11);

    /** Words that would run into the next event are left to the tooltip. */
    void events(GraphicsContext g, TimelinePainter.Picture p) {
        double middle = TimelineRows.EVENTS_TOP + TimelineRows.EVENTS / 2;
        List<PassEvent> events = p.model().events();
        g.setFont(font);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < events.size(); i++) {
            PassEvent e = events.get(i);
            double x = p.axis().x(e.fromNanos());
            double end = p.axis().x(e.toNanos());
            if (end < -LONGEST_WORDS || x > p.axis().width() + DIAMOND) {
                continue;
            }
            boolean selected = p.selectedEvent().filter(e.id()::equals).isPresent();
            g.setFill((selected ? Tint.ACCENT : Tint.FG1).of(p.dark()));
            if (!e.isPoint()) {
                g.fillRect(x, middle - 1.5, Math.max(2, end - x), 3);
                diamond(g, end, middle);
            }
            diamond(g, x, middle);
            if (selected) {
                g.setStroke(Tint.FG0.of(p.dark()));
                g.setLineWidth(1);
                g.strokeRect(Math.round(x - DIAMOND) - 2.5, middle - DIAMOND - 2.5, Math.max(0, end - x) + 2 * DIAMOND + 5, 2 * DIAMOND + 5);
            }
            double from = Math.max(x, end) + DIAMOND + 4;
            double next = i + 1 < events.size() ? p.axis().x(events.get(i + 1).fromNanos()) - DIAMOND - 4 : p.axis().width();
            if (from >= free && next - from > 8) {
                double width = Math.min(LONGEST_WORDS, width(e.title()));
                if (from + width <= next) {
                    g.setFill(Tint.FG0.of(p.dark()));
                    g.fillText(e.title(), from, middle, LONGEST_WORDS);
                    free = from + width;
                }
            }
        }
    }

    private double width(String words) {
        Text t = new Text(words);
        t.setFont(font);
        return t.getLayoutBounds().getWidth();
    }

    private static void diamond(GraphicsContext g, double x, double y) {
        g.fillPolygon(new double[] {x - DIAMOND, x, x + DIAMOND, x}, new double[] {y, y - DIAMOND, y, y + DIAMOND}, 4);
    }

    static void findings(GraphicsContext g, TimelinePainter.Picture p) {
        double top = TimelineRows.FINDINGS_TOP + 6;
        List<TimelineModel.Mark> marks = p.model().marks();
        double lastX = Double.NaN;
        double lastW = 0;
        Color last = null;
        // Worst come first in the list, so they are painted last and stay on top.
        for (int i = marks.size() - 1; i >= 0; i--) {
            TimelineModel.Mark m = marks.get(i);
            double x = Math.round(p.axis().x(m.span().fromNanos()));
            double w = Math.max(6, p.axis().x(m.span().toNanos()) - x);
            Color colour = Tint.of(m.finding().severity()).of(p.dark());
            boolean selected = p.selectedFinding().filter(m.finding().id()::equals).isPresent();
            boolean same = x == lastX && w <= lastW && colour == last;
            if (x > p.axis().width() || x + w < 0 || same && !selected) {
                continue;
            }
            g.setFill(colour);
            if (w > NARROW) {
                g.fillRoundRect(x, top, w, 10, 4, 4);
            } else {
                g.fillRect(x, top, w, 10);
            }
            if (selected) {
                g.setStroke(Tint.FG0.of(p.dark()));
                g.setLineWidth(1.5);
                g.strokeRoundRect(x - 1.5, top - 1.5, w + 3, 13, 5, 5);
            }
            lastX = x;
            lastW = w;
            last = colour;
        }
    }

    /** A bar while it is labelled, dotted while it is not, in its class's colour. */
    static void track(GraphicsContext g, TimelinePainter.Picture p, TrackLane lane, double top) {
        double h = p.rows().laneHeight();
        double width = p.axis().width();
        g.setStroke(Tint.BD.of(p.dark()));
        g.setLineWidth(1);
        g.strokeLine(0, Math.round(top) + 0.5, width, Math.round(top) + 0.5);
        double y = Math.round(top + h / 2);
        double from = Math.max(-4, p.axis().x(lane.fromNanos()));
        double to = Math.min(width + 4, p.axis().x(lane.toNanos()));
        Color colour = Color.rgb(lane.rgb() >> 16 & 255, lane.rgb() >> 8 & 255, lane.rgb() & 255);
        if (to > from) {
            g.setStroke(colour);
            g.setLineDashes(1, 3);
            g.strokeLine(from, y + 0.5, to, y + 0.5);
            g.setLineDashes();
        }
        g.setFill(colour);
        for (TimelineModel.Span s : lane.spans()) {
            double x = Math.max(-4, p.axis().x(s.fromNanos()));
            double end = Math.min(width + 4, p.axis().x(s.toNanos()));
            if (end >= x) {
                g.fillRoundRect(x, y - 3, Math.max(3, end - x), 6, 3, 3);
            }
        }
    }
}
