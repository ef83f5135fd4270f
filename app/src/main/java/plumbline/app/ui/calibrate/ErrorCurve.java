package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.scene.SensorId;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Tint;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.CurvePoint;
import plumbline.qa.calibration.CalibrationReport.PairCheck;

/** Rotation error over the pass: the chosen camera with its 95 % band, the others in grey, the limit dashed. */
final class ErrorCurve extends Region {
    private static final double LEFT = 56;
    private static final double RIGHT = 16;
    private static final double TOP = 14;
    private static final double BOTTOM = 24;
    private static final double BAND = 1.96;

    private final Canvas canvas = new Canvas();
    private final Font mono = Font.font("JetBrains Mono", 11);
    private final Font words = Font.font("Inter SemiBold", 11);
    private Optional<CalibrationReport> report = Optional.empty();
    private Optional<SensorId> camera = Optional.empty();
    private int frame = -1;
    private boolean dark = true;
    private long start;
    private long end = 1;
    private double high = 1;

    /** {@code chosen} is told the frame that a click is nearest to. */
    ErrorCurve(IntConsumer chosen) {
        getChildren().add(canvas);
        setMinSize(0, 80);
        canvas.setOnMouseClicked(e -> pair().ifPresent(p -> {
            CurvePoint best = null;
            for (CurvePoint c : p.curve()) {
                if (best == null || Math.abs(x(c.timeNanos()) - e.getX()) < Math.abs(x(best.timeNanos()) - e.getX())) {
                    best = c;
                }
            }
            if (best != null) {
                chosen.accept(best.frame());
            }
        }));
    }

    void show(CalibrationReport r, SensorId chosen, int atFrame, boolean isDark) {
        report = Optional.of(r);
        camera = Optional.of(chosen);
        frame = atFrame;
        dark = isDark;
        start = Long.MAX_VALUE;
        end = Long.MIN_VALUE;
        high = r.limitDegrees() * 2;
        for (PairCheck p : r.pairs()) {
            for (CurvePoint c : p.curve()) {
                start = Math.min(start, c.timeNanos());
                end = Math.max(end, c.timeNanos());
                high = c.decided() ? Math.max(high, c.rotationDegrees() * 1.15) : high;
            }
        }
        if (start >= end) {
            start = start == Long.MAX_VALUE ? 0 : start - 500_000_000L;
            end = start + 1_000_000_000L;
        }
        paint();
    }

    private Optional<PairCheck> pair() {
        return report.flatMap(r -> r.pairs().stream()
                .filter(p -> camera.filter(p.camera()::equals).isPresent())
                .findFirst());
    }

    private double x(long t) {
        return LEFT + (double) (t - start) / (end - start) * (canvas.getWidth() - LEFT - RIGHT);
    }

    private double y(double degrees) {
        double h = canvas.getHeight() - TOP - BOTTOM;
        return TOP + h - Math.clamp(degrees / high, 0, 1.02) * h;
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(Tint.P1.of(dark));
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (report.isEmpty() || canvas.getWidth() < LEFT + RIGHT + 20 || canvas.getHeight() < TOP + BOTTOM + 20) {
            return;
        }
        CalibrationReport r = report.get();
        scales(g);
        for (PairCheck p : r.pairs()) {
            if (camera.filter(p.camera()::equals).isEmpty()) {
                line(g, p, Tint.FG2.of(dark).deriveColor(0, 1, 1, 0.5), 1);
            }
        }
        double limit = Math.round(y(r.limitDegrees())) + 0.5;
        g.setStroke(Tint.HIGH.of(dark));
        g.setLineWidth(1);
        g.setLineDashes(5, 4);
        g.strokeLine(LEFT, limit, canvas.getWidth() - RIGHT, limit);
        g.setLineDashes();
        g.setFill(Tint.HIGH.of(dark));
        g.setFont(words);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BOTTOM);
        g.fillText("limit " + Numbers.fixed(r.limitDegrees(), 2) + "°", LEFT + 8, limit - 3);
        pair().ifPresent(p -> chosen(g, p, r));
    }

    private void scales(GraphicsContext g) {
        g.setFont(mono);
        g.setLineWidth(1);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i <= 4; i++) {
            double v = high * i / 4 / 1.02;
            double y = Math.round(y(v)) + 0.5;
            g.setStroke(Tint.BD.of(dark));
            g.strokeLine(LEFT, y, canvas.getWidth() - RIGHT, y);
            g.setFill(Tint.FG2.of(dark));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Numbers.fixed(v, 2) + "°", LEFT - 8, y);
        }
        int count = (int) Math.clamp((canvas.getWidth() - LEFT - RIGHT) / 120, 1, 8);
        for (int i = 0; i <= count; i++) {
            long t = start + (end - start) * i / count;
            g.setTextAlign(i == 0 ? TextAlignment.LEFT : i == count ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.fillText("+" + Numbers.fixed((t - start) / 1e9, 1) + " s", x(t), canvas.getHeight() - BOTTOM / 2);
        }
    }

    private void chosen(GraphicsContext g, PairCheck p, CalibrationReport r) {
        boolean bad = p.verdict() == CalibrationReport.Verdict.DRIVE_AGAIN;
        Color colour = (bad ? Tint.HIGH : Tint.ACCENT).of(dark);
        List<List<CurvePoint>> runs = decided(p);
        g.setFill(colour.deriveColor(0, 1, 1, 0.22));
        runs.forEach(run -> band(g, run));
        line(g, p, colour, 2);
        for (CurvePoint c : p.curve()) {
            double size = !c.decided() ? 0 : c.frame() == frame ? 8 : p.curve().size() <= 60 ? 4 : 0;
            g.setFill(c.frame() == frame ? Tint.P1.of(dark) : colour);
            g.fillOval(x(c.timeNanos()) - size / 2, y(c.rotationDegrees()) - size / 2, size, size);
            if (c.frame() == frame) {
                cursor(g, c);
            }
        }
        if (!runs.isEmpty()) {
            CurvePoint last = runs.getLast().getLast();
            g.setFill(colour);
            g.setFont(words);
            g.setTextAlign(TextAlignment.RIGHT);
            g.setTextBaseline(VPos.BOTTOM);
            double band = y(last.rotationDegrees() + BAND * last.sigmaDegrees());
            g.fillText(p.camera().value(), x(last.timeNanos()), Math.max(TOP + 28, band - 3));
        }
    }

    private void band(GraphicsContext g, List<CurvePoint> run) {
        int n = run.size();
        double[] xs = new double[2 * n];
        double[] ys = new double[2 * n];
        for (int i = 0; i < n; i++) {
            CurvePoint c = run.get(i);
            xs[i] = x(c.timeNanos());
            xs[2 * n - 1 - i] = xs[i];
            ys[i] = y(c.rotationDegrees() + BAND * c.sigmaDegrees());
            ys[2 * n - 1 - i] = y(Math.max(0, c.rotationDegrees() - BAND * c.sigmaDegrees()));
        }
        g.fillPolygon(xs, ys, 2 * n);
    }

    private void cursor(GraphicsContext g, CurvePoint c) {
        double x = Math.round(x(c.timeNanos())) + 0.5;
        g.setStroke(Tint.FG0.of(dark));
        g.setLineWidth(1);
        g.strokeLine(x, TOP, x, canvas.getHeight() - BOTTOM);
        String said = "frame " + Numbers.count(c.frame()) + ", "
                + (c.decided() ? Numbers.fixed(c.rotationDegrees(), 2) + "°" : "edges do not decide");
        if (c.decided()) {
            g.setLineWidth(2);
            g.strokeOval(x - 4, y(c.rotationDegrees()) - 4, 8, 8);
        }
        boolean onRight = x > canvas.getWidth() - 180;
        g.setFill(Tint.FG0.of(dark));
        g.setFont(words);
        g.setTextAlign(onRight ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.setTextBaseline(VPos.TOP);
        g.fillText(said, x + (onRight ? -8 : 8), TOP);
    }

    /** The curve in pieces: what is not decided is a gap, not an error. */
    private static List<List<CurvePoint>> decided(PairCheck p) {
        List<List<CurvePoint>> runs = new ArrayList<>();
        boolean open = false;
        for (CurvePoint c : p.curve()) {
            if (c.decided() && !open) {
                runs.add(new ArrayList<>());
            }
            if (c.decided()) {
                runs.getLast().add(c);
            }
            open = c.decided();
        }
        return runs;
    }

    private void line(GraphicsContext g, PairCheck p, Color colour, double width) {
        g.setStroke(colour);
        g.setLineWidth(width);
        for (List<CurvePoint> run : decided(p)) {
            g.beginPath();
            g.moveTo(x(run.getFirst().timeNanos()), y(run.getFirst().rotationDegrees()));
            run.forEach(c -> g.lineTo(x(c.timeNanos()), y(c.rotationDegrees())));
            g.stroke();
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }
}
