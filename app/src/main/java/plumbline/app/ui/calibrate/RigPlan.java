package plumbline.app.ui.calibrate;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Tint;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.PairCheck;

/** The rig from above, ahead up: cameras with where they look, lidars as circles; the culprit as recorded and as found. */
final class RigPlan extends Region {
    /** Corrections are tenths of a degree; for the eye they are turned this much farther. */
    static final double TURNED = 20;

    private static final double WEDGE = 26;

    private final Canvas canvas = new Canvas();
    private final Font font = Font.font("Inter", 11);
    private final Font strong = Font.font("Inter SemiBold", 11);
    private final Capture capture;
    private Optional<CalibrationReport> report = Optional.empty();
    private Optional<SensorId> chosen = Optional.empty();
    private boolean dark = true;
    private double scale;
    private Vec3 middle = Vec3.ZERO;

    RigPlan(Capture capture) {
        this.capture = capture;
        getChildren().add(canvas);
        setMinSize(0, 60);
        setPrefHeight(240);
    }

    void show(CalibrationReport r, SensorId camera, boolean isDark) {
        report = Optional.of(r);
        chosen = Optional.of(camera);
        dark = isDark;
        paint();
    }

    private double x(Vec3 ego) {
        return canvas.getWidth() / 2 - (ego.y() - middle.y()) * scale;
    }

    private double y(Vec3 ego) {
        return canvas.getHeight() / 2 - (ego.x() - middle.x()) * scale;
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        double h = canvas.getHeight();
        g.setFill(Tint.P1.of(dark));
        g.fillRect(0, 0, w, h);
        if (report.isEmpty() || w < 60 || h < 60) {
            return;
        }
        fit(w, h);
        car(g);
        for (Sensor s : capture.sensors(SensorKind.LIDAR)) {
            Vec3 at = s.egoFromSensor().translation();
            g.setStroke(Tint.ACCENT.of(dark));
            g.setLineWidth(2);
            g.strokeOval(x(at) - 8, y(at) - 8, 16, 16);
            text(g, s.id().value(), x(at), y(at) + 18, Tint.FG1.of(dark), font, w);
        }
        for (PairCheck p : report.get().pairs()) {
            capture.sensor(p.camera()).ifPresent(s -> camera(g, s, p, w));
        }
    }

    private void fit(double w, double h) {
        List<Vec3> places = capture.sensors().stream()
                .filter(s -> s.kind() == SensorKind.CAMERA || s.kind() == SensorKind.LIDAR)
                .map(s -> s.egoFromSensor().translation())
                .toList();
        double front = places.stream().mapToDouble(Vec3::x).max().orElse(1);
        double rear = places.stream().mapToDouble(Vec3::x).min().orElse(-1);
        double leftSide = places.stream().mapToDouble(Vec3::y).max().orElse(1);
        double rightSide = places.stream().mapToDouble(Vec3::y).min().orElse(-1);
        middle = new Vec3((front + rear) / 2, (leftSide + rightSide) / 2, 0);
        double room = 2 * WEDGE + 24;
        scale = Math.min((w - room - 60) / Math.max(1.2, leftSide - rightSide), (h - room) / Math.max(2.0, front - rear));
        scale = Math.clamp(scale, 4, 120);
    }

    /** A rounded outline around the sensors: the rig's body is not recorded, so it is only hinted at. */
    private void car(GraphicsContext g) {
        double front = Double.MAX_VALUE;
        double rear = -Double.MAX_VALUE;
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        for (Sensor s : capture.sensors()) {
            Vec3 at = s.egoFromSensor().translation();
            front = Math.min(front, y(at));
            rear = Math.max(rear, y(at));
            left = Math.min(left, x(at));
            right = Math.max(right, x(at));
        }
        double pad = 10;
        double w = Math.max(56, right - left + 2 * pad);
        double h = Math.max(100, rear - front + 2 * pad);
        g.setStroke(Tint.LINE.of(dark));
        g.setLineWidth(1.25);
        g.strokeRoundRect((left + right) / 2 - w / 2, (front + rear) / 2 - h / 2, w, h, 28, 28);
    }

    private void camera(GraphicsContext g, Sensor s, PairCheck p, double w) {
        boolean culprit = report.get().culprit().filter(s.id()::equals).isPresent();
        boolean isChosen = chosen.filter(s.id()::equals).isPresent();
        Tint tint = switch (p.verdict()) {
            case GOOD -> Tint.OK;
            case GOOD_WITH_LIMITS -> Tint.MEDIUM;
            case DRIVE_AGAIN -> Tint.HIGH;
            case CANNOT_TELL -> Tint.FG2;
        };
        Vec3 at = s.egoFromSensor().translation();
        double recorded = heading(s.egoFromSensor());
        double found = heading(p.correctedEgoFromCamera());
        double turn = Math.IEEEremainder(found - recorded, 2 * Math.PI);
        boolean turned = culprit || isChosen && p.verdict() == CalibrationReport.Verdict.DRIVE_AGAIN;
        if (turned) {
            g.setLineDashes(4, 3);
            wedge(g, at, recorded, Tint.FG1.of(dark), 1.25, false);
            g.setLineDashes();
            wedge(g, at, recorded + turn * TURNED, tint.of(dark), 2, true);
        } else {
            wedge(g, at, recorded, tint.of(dark), isChosen ? 2.5 : 1.5, isChosen);
        }
        if (isChosen || culprit) {
            String words = turned
                    ? (turn >= 0 ? "+" : "") + Numbers.fixed(Math.toDegrees(turn), 2) + "°"
                    : s.id().value();
            label(g, words, at, recorded, tint.of(dark), w);
        }
    }

    /** Beyond the wedge where there is room; under it where the picture ends. */
    private void label(GraphicsContext g, String words, Vec3 at, double heading, Color ink, double w) {
        Text measured = new Text(words);
        measured.setFont(strong);
        double half = measured.getLayoutBounds().getWidth() / 2;
        double far = WEDGE + 8 + half * Math.abs(Math.sin(heading)) + 6 * Math.abs(Math.cos(heading));
        double tx = x(at) - Math.sin(heading) * far;
        double ty = y(at) - Math.cos(heading) * far;
        if (tx - half < 4 || tx + half > w - 4) {
            tx = x(at) - Math.sin(heading) * WEDGE / 2;
            ty = y(at) + WEDGE + 8;
        }
        g.setFill(ink);
        g.setFont(strong);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(words, Math.clamp(tx, half + 4, Math.max(half + 4, w - half - 4)),
                Math.clamp(ty, 8, Math.max(8, canvas.getHeight() - 8)));
    }

    /** Radians to the left of ahead. */
    private static double heading(Pose egoFromCamera) {
        Vec3 ahead = egoFromCamera.rotate(new Vec3(0, 0, 1));
        return Math.atan2(ahead.y(), ahead.x());
    }

    private void wedge(GraphicsContext g, Vec3 at, double heading, Color colour, double width, boolean filled) {
        double x = x(at);
        double y = y(at);
        double[] xs = {x, x - Math.sin(heading + 0.45) * WEDGE, x - Math.sin(heading - 0.45) * WEDGE};
        double[] ys = {y, y - Math.cos(heading + 0.45) * WEDGE, y - Math.cos(heading - 0.45) * WEDGE};
        if (filled) {
            g.setFill(colour.deriveColor(0, 1, 1, 0.2));
            g.fillPolygon(xs, ys, 3);
        }
        g.setStroke(colour);
        g.setLineWidth(width);
        g.strokePolygon(xs, ys, 3);
    }

    private static void text(GraphicsContext g, String words, double x, double y, Color ink, Font font, double w) {
        g.setFill(ink);
        g.setFont(font);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(words, Math.clamp(x, 36, Math.max(36, w - 36)), Math.clamp(y, 8, Math.max(8, g.getCanvas().getHeight() - 8)));
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }
}
