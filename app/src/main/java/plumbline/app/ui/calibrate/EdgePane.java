package plumbline.app.ui.calibrate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Tint;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.qa.calibration.EdgeAgreement;
import plumbline.qa.calibration.EdgeEvidence;

/** The lidar's depth edges on a picture, as recorded and, where one is proposed, with the correction beside it. */
final class EdgePane extends Region {
    /** {@code corrected} is empty where no correction is proposed. */
    private record Evidence(Image image, EdgeEvidence recorded, Optional<EdgeEvidence> corrected, EdgeCrop crop) {}

    private static final double GAP = 2;

    private final Ui ui;
    private final Canvas canvas = new Canvas();
    private final Font font = Font.font("Inter SemiBold", 11);
    private Optional<Evidence> evidence = Optional.empty();
    private String trouble = "";
    private int asked;
    private boolean blink;
    private boolean edges = true;

    EdgePane(Ui ui) {
        this.ui = ui;
        getChildren().add(canvas);
        setMinSize(0, 80);
    }

    /** Reads picture and edges off the window's thread; what is shown stays until they are there. */
    void show(PairCheck pair, int frame) {
        int mine = ++asked;
        trouble = "";
        CaptureSource source = ui.session().source();
        ui.tasks().compute(
                () -> read(source, pair, frame),
                e -> {
                    if (mine == asked) {
                        evidence = Optional.of(e);
                        paint();
                    }
                },
                e -> {
                    if (mine == asked) {
                        evidence = Optional.empty();
                        trouble = "Frame " + frame + " of " + pair.camera() + " has no evidence: " + e.getMessage();
                        paint();
                    }
                });
    }

    private static Evidence read(CaptureSource source, PairCheck pair, int frame) throws IOException {
        Sensor camera = source.capture().sensor(pair.camera())
                .orElseThrow(() -> new IOException("the capture has no " + pair.camera()));
        Sample sample = source.capture().frames().get(frame).sample(pair.camera())
                .orElseThrow(() -> new IOException("the camera sent no picture there"));
        Pose recorded = camera.egoFromSensor();
        EdgeEvidence before = EdgeAgreement.evidence(source, pair.camera(), frame, recorded);
        Optional<EdgeEvidence> after = pair.corrects()
                ? Optional.of(EdgeAgreement.evidence(source, pair.camera(), frame, pair.correctedEgoFromCamera()))
                : Optional.empty();
        Image image = new Image(new ByteArrayInputStream(source.image(sample)));
        if (image.isError()) {
            throw new IOException("the picture cannot be decoded");
        }
        return new Evidence(image, before, after, EdgeCrop.of(before.u(), before.v(), image.getWidth(), image.getHeight()));
    }

    /** Swaps what the left half shows, so that the eye sees the jump. */
    void blink() {
        blink = !blink;
        paint();
    }

    void toggleEdges() {
        edges = !edges;
        paint();
    }

    void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        double h = canvas.getHeight();
        g.setFill(Tint.VIEW.of(true));
        g.fillRect(0, 0, w, h);
        double half = Math.floor((w - GAP) / 2);
        // A check may end while its person is in another workspace; the picture is drawn once there is a place for it.
        if (half < 1 || h < 1) {
            return;
        }
        if (evidence.isEmpty()) {
            g.setFill(Tint.FG2.of(true));
            g.setFont(font);
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(trouble.isEmpty() ? "Reading picture and edges" : trouble, w / 2, h / 2, w - 24);
            return;
        }
        Evidence e = evidence.get();
        if (e.corrected().isEmpty()) {
            half(g, e, e.recorded(), false, 0, w, h);
            return;
        }
        half(g, e, blink ? e.corrected().get() : e.recorded(), blink, 0, half, h);
        half(g, e, e.corrected().get(), true, half + GAP, half, h);
    }

    private void half(
            GraphicsContext g, Evidence e, EdgeEvidence points, boolean corrected, double left, double w, double h) {
        EdgeCrop c = e.crop().shaped(w / h, e.image().getWidth(), e.image().getHeight());
        double scale = w / c.width();
        g.save();
        g.beginPath();
        g.rect(left, 0, w, h);
        g.clip();
        g.drawImage(e.image(), c.left(), c.top(), c.width(), c.height(), left, 0, w, c.height() * scale);
        g.setFill(Color.BLACK.deriveColor(0, 1, 1, 0.28));
        g.fillRect(left, 0, w, h);
        if (edges) {
            double dot = 3;
            for (int pass = 0; pass < 2; pass++) {
                g.setFill(pass == 0 ? Tint.HIGH.of(true) : Tint.OK.of(true));
                for (int i = 0; i < points.u().length; i++) {
                    if (points.agrees()[i] == (pass == 1)) {
                        double x = left + (points.u()[i] + 0.5 - c.left()) * scale;
                        double y = (points.v()[i] + 0.5 - c.top()) * scale;
                        g.fillRect(Math.round(x - dot / 2), Math.round(y - dot / 2), dot, dot);
                    }
                }
            }
        }
        g.restore();
        chip(g, corrected ? "With correction" : "As recorded", left + 8, 8, false, Tint.FG0.of(true));
        String agree = "Edges agree " + Math.round(points.agreement() * 100) + " %";
        chip(g, agree, left + w - 8, 8, true, corrected ? Tint.OK.of(true) : Tint.FG0.of(true));
    }

    private void chip(GraphicsContext g, String words, double x, double y, boolean right, Color ink) {
        Text text = new Text(words);
        text.setFont(font);
        double w = Math.ceil(text.getLayoutBounds().getWidth()) + 14;
        double from = right ? x - w : x;
        g.setFill(Tint.P0.of(true).deriveColor(0, 1, 1, 0.88));
        g.fillRoundRect(from, y, w, 20, 8, 8);
        g.setFill(ink);
        g.setFont(font);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(words, from + 7, y + 10);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }
}
