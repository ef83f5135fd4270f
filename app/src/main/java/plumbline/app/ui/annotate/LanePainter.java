package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Severity;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Tint;
import plumbline.viewer3d.tool.Edits;

/**
 * Paints the ruler and the tracks: bars where an object is labelled, dots over gaps, diamonds, triangles, the
 * playhead.
 */
final class LanePainter {
    private static final double RULER = 20;
    private static final double ROW = 22;
    private static final double PAD = 14;
    private static final int MOST_FRAMES = 240;
    private static final Font NAME = Font.font("Inter", 12);
    private static final Font BOLD = Font.font("Inter SemiBold", 12);
    private static final Font MONO = Font.font("JetBrains Mono", 11);

    private final Canvas canvas;
    private double nameWidth = 264;
    private int first;
    private int count = 1;
    private boolean dark;

    LanePainter(Canvas canvas) {
        this.canvas = canvas;
    }

    void setNameWidth(double width) {
        nameWidth = width;
    }

    double nameWidth() {
        return nameWidth;
    }

    int rowsThatFit() {
        return Math.max(1, (int) ((canvas.getHeight() - RULER) / ROW));
    }

    int rowAt(double y) {
        return y < RULER ? -1 : (int) ((y - RULER) / ROW);
    }

    int frameAt(double x) {
        return first + (int) Math.round((x - nameWidth - PAD) / step());
    }

    private double step() {
        return Math.max(0.01, (canvas.getWidth() - nameWidth - 2 * PAD) / Math.max(1, count - 1));
    }

    /** Where a frame stands, in layout pixels of the canvas. */
    double x(int frame) {
        return Math.rint(nameWidth + PAD + (frame - first) * step()) + 0.5;
    }

    void paint(AnnotateModel model, Lanes lanes, List<TrackId> rows, Map<LabelId, Severity> findings,
            boolean darkTheme) {
        dark = darkTheme;
        int frames = model.capture().frames().size();
        count = Math.min(frames, MOST_FRAMES);
        first = Math.clamp(model.frame() - count / 2, 0, frames - count);
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        double h = canvas.getHeight();
        g.setFill(Tint.P1.of(dark));
        g.fillRect(0, 0, w, h);
        ruler(g, w);
        var selected = model.selectedCuboid().map(Cuboid::track);
        for (int i = 0; i < rows.size(); i++) {
            row(g, model, lanes.of(rows.get(i)), RULER + i * ROW,
                    selected.equals(java.util.Optional.of(rows.get(i))), findings);
        }
        TagLanes.paint(
                g, model, new TagLanes.Place(RULER + rows.size() * ROW, h, ROW, nameWidth, first, count), this::x, dark);
        g.setFill(Tint.BD.of(dark));
        g.fillRect(nameWidth, 0, 1, h);
        playhead(g, model.frame(), h);
    }

    private void ruler(GraphicsContext g, double w) {
        g.setFill(Tint.P2.of(dark));
        g.fillRect(nameWidth, 0, w - nameWidth, RULER);
        int every = 1;
        for (int e : new int[] {1, 2, 5, 10, 20, 50, 100}) {
            every = e;
            if (e * step() >= 64) {
                break;
            }
        }
        g.setFont(MONO);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (int f = first; f < first + count; f++) {
            boolean named = f % every == 0;
            if (named || step() >= 5) {
                g.setFill(Tint.LINE.of(dark));
                g.fillRect(x(f) - 0.5, named ? RULER - 6 : RULER - 3, 1, named ? 6 : 3);
            }
            if (named) {
                g.setFill(Tint.FG1.of(dark));
                g.fillText(Integer.toString(f), x(f), 8);
            }
        }
    }

    private void row(
            GraphicsContext g, AnnotateModel model, NavigableMap<Integer, Cuboid> boxes, double y, boolean selected,
            Map<LabelId, Severity> findings) {
        if (boxes.isEmpty()) {
            return;
        }
        Cuboid any = boxes.firstEntry().getValue();
        if (selected) {
            g.setFill(Tint.SEL.of(dark));
            g.fillRect(0, y, canvas.getWidth(), ROW);
        }
        g.setFill(Tint.BD.of(dark));
        g.fillRect(0, y + ROW - 1, canvas.getWidth(), 1);
        Color colour = LabelPalette.colour(LabelPalette.rgb(model.ontology(), any.className()));
        g.setFill(colour);
        g.fillRoundRect(12, y + 6, 10, 10, 4, 4);
        g.setFill(Tint.FG0.of(dark));
        g.setFont(selected ? BOLD : NAME);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(Edits.name(any), 30, y + ROW / 2, nameWidth - 110);
        if (boxes.values().stream().allMatch(Cuboid::finalised)) {
            g.setFill(Tint.FG2.of(dark));
            g.setFont(NAME);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText("finalised", nameWidth - 10, y + ROW / 2);
        }
        track(g, boxes, y + ROW / 2, colour, findings);
    }

    private void track(
            GraphicsContext g, NavigableMap<Integer, Cuboid> boxes, double y, Color colour, Map<LabelId,
                    Severity> findings) {
        g.setLineCap(StrokeLineCap.BUTT);
        int before = -1;
        for (int f : boxes.subMap(first, true, first + count - 1, true).keySet()) {
            if (before >= 0) {
                boolean gap = f > before + 1;
                g.setStroke(colour.deriveColor(0, 1, 1, dark ? 0.6 : 0.9));
                g.setLineWidth(gap ? 1 : 4);
                g.setLineDashes(gap ? new double[] {1, 4} : null);
                g.strokeLine(x(before), y, x(f), y);
                g.setLineDashes((double[]) null);
            }
            before = f;
        }
        for (Cuboid c : boxes.subMap(first, true, first + count - 1, true).values()) {
            if (c.origin() == Origin.HAND || c.origin() == Origin.AUTOMATIC) {
                diamond(g, x(c.frame()), y, colour, c.origin() == Origin.HAND);
            }
            if (findings.containsKey(c.id())) {
                triangle(g, x(c.frame()), y, Tint.of(findings.get(c.id())).of(dark));
            }
        }
        if (before == boxes.firstKey() && boxes.size() == 1) {
            diamond(g, x(before), y, colour, boxes.firstEntry().getValue().origin() == Origin.HAND);
        }
    }

    private void diamond(GraphicsContext g, double x, double y, Color colour, boolean filled) {
        double[] xs = {x - 5, x, x + 5, x};
        double[] ys = {y, y - 5, y, y + 5};
        // Bright class colours would make a filled diamond look empty on white.
        Color edge = dark ? colour : colour.darker();
        g.setFill(filled ? edge : Tint.P1.of(dark));
        g.fillPolygon(xs, ys, 4);
        g.setStroke(edge);
        g.setLineWidth(1.5);
        g.strokePolygon(xs, ys, 4);
    }

    private void triangle(GraphicsContext g, double x, double y, Color colour) {
        g.setFill(colour);
        g.fillPolygon(new double[] {x - 5, x, x + 5}, new double[] {y + 4, y - 5, y + 4}, 3);
        g.setStroke(Tint.P1.of(dark));
        g.setLineWidth(1);
        g.strokePolygon(new double[] {x - 5, x, x + 5}, new double[] {y + 4, y - 5, y + 4}, 3);
    }

    private void playhead(GraphicsContext g, int frame, double h) {
        g.setFill(Tint.FG0.of(dark));
        g.fillRect(x(frame) - 0.5, 0, 1, h);
        String text = Integer.toString(frame);
        double w = text.length() * 7 + 12;
        g.fillRoundRect(x(frame) - w / 2, 1, w, 15, 6, 6);
        g.setFill(Tint.P1.of(dark));
        g.setFont(MONO);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, x(frame), 8.5);
    }
}
