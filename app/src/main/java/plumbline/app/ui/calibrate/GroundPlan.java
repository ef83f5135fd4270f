package plumbline.app.ui.calibrate;

import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Tint;

/** The pass from above, north up: stretches within the limit and over it, start, end and a scale. */
final class GroundPlan extends Region {
    private static final double MARGIN = 28;

    private final Canvas canvas = new Canvas();
    private final Font mono = Font.font("JetBrains Mono", 11);
    private final Font words = Font.font("Inter", 11);
    private Optional<PassSummary> summary = Optional.empty();
    private boolean dark = true;
    private double scale = 1;
    private double middleX;
    private double middleY;

    GroundPlan() {
        getChildren().add(canvas);
        setMinSize(0, 60);
    }

    void show(PassSummary s, boolean isDark) {
        summary = Optional.of(s);
        dark = isDark;
        paint();
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        double h = canvas.getHeight();
        g.setFill(Tint.P0.of(dark));
        g.fillRect(0, 0, w, h);
        if (summary.isEmpty() || summary.get().stretches().isEmpty() || w < 80 || h < 40) {
            return;
        }
        fit(summary.get(), w, h);
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        for (int halo = 1; halo >= 0; halo--) {
            for (PassSummary.Stretch s : summary.get().stretches()) {
                g.setStroke((s.good() ? Tint.OK : Tint.HIGH).of(dark).deriveColor(0, 1, 1, halo == 1 ? 0.2 : 1));
                g.setLineWidth(halo == 1 ? 8 : 2.5);
                // Over the limit is dashed too, so that it is not told by colour alone.
                g.setLineDashes(halo == 1 || s.good() ? new double[0] : new double[] {7, 5});
                trace(g, s);
            }
        }
        g.setLineDashes();
        Vec3 first = summary.get().stretches().getFirst().places().getFirst();
        Vec3 last = summary.get().stretches().getLast().places().getLast();
        end(g, first, "Start", VPos.TOP);
        end(g, last, "End", VPos.BOTTOM);
        scaleBar(g, h);
    }

    private void fit(PassSummary s, double w, double h) {
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (PassSummary.Stretch part : s.stretches()) {
            for (Vec3 p : part.places()) {
                left = Math.min(left, p.x());
                right = Math.max(right, p.x());
                low = Math.min(low, p.y());
                high = Math.max(high, p.y());
            }
        }
        scale = Math.min((w - 2 * MARGIN) / Math.max(5, right - left), (h - 2 * MARGIN) / Math.max(5, high - low));
        middleX = (left + right) / 2;
        middleY = (low + high) / 2;
    }

    private double x(Vec3 p) {
        return canvas.getWidth() / 2 + (p.x() - middleX) * scale;
    }

    private double y(Vec3 p) {
        return canvas.getHeight() / 2 - (p.y() - middleY) * scale;
    }

    private void trace(GraphicsContext g, PassSummary.Stretch s) {
        g.beginPath();
        for (int i = 0; i < s.places().size(); i++) {
            Vec3 p = s.places().get(i);
            if (i == 0) {
                g.moveTo(x(p), y(p));
            } else {
                g.lineTo(x(p), y(p));
            }
        }
        g.stroke();
    }

    private void end(GraphicsContext g, Vec3 p, String name, VPos side) {
        g.setFill(Tint.FG0.of(dark));
        g.fillOval(x(p) - 3.5, y(p) - 3.5, 7, 7);
        g.setFill(Tint.FG1.of(dark));
        g.setFont(words);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(side);
        g.fillText(name, Math.clamp(x(p), 20, canvas.getWidth() - 20), y(p) + (side == VPos.TOP ? 7 : -7));
    }

    private void scaleBar(GraphicsContext g, double h) {
        double metres = 1;
        for (double step : new double[] {2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000}) {
            metres = step * scale <= 90 ? step : metres;
        }
        double length = metres * scale;
        g.setStroke(Tint.FG1.of(dark));
        g.setLineWidth(1);
        double y = Math.floor(h - 14) + 0.5;
        g.strokeLine(14, y, 14 + length, y);
        g.strokeLine(14.5, y - 3, 14.5, y + 3);
        g.strokeLine(14 + length, y - 3, 14 + length, y + 3);
        g.setFill(Tint.FG1.of(dark));
        g.setFont(mono);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(metres >= 1000 ? Numbers.fixed(metres / 1000, 0) + " km" : Numbers.fixed(metres, 0) + " m", 22 + length, y);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }
}
