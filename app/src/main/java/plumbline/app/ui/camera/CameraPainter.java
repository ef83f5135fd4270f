package plumbline.app.ui.camera;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.effect.ColorAdjust;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.label.LabelId;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Tint;

/** Paints a camera's picture, what is projected onto it, and the words about it. Pictures are dark in both themes. */
final class CameraPainter {
    /** Everything that decides the picture. */
    record Picture(
            Optional<Image> image,
            ImageFit fit,
            double imageWidth,
            double imageHeight,
            CameraLook look,
            Optional<Image> points,
            List<CameraBoxes.Shown> boxes,
            Optional<LabelId> selected,
            Optional<LabelId> hovered,
            Optional<Elsewhere> elsewhere,
            Optional<CameraTiming> timing,
            String trouble,
            boolean edged,
            Consumer<GraphicsContext> layers) {}

    /** What is pointed at in another view: the line it may lie on ({@code u0 v0 u1 v1}), and the point where it is known. */
    record Elsewhere(double[] line, Optional<double[]> point) {}

    private static final Color GROUND = Tint.VIEW.of(true);
    private static final Color HALO = Color.BLACK.deriveColor(0, 1, 1, 0.75);
    private static final Color CHIP = Tint.P0.of(true).deriveColor(0, 1, 1, 0.86);
    private static final Color WORDS = Tint.FG0.of(true);
    private static final Color QUIET = Tint.FG2.of(true);
    private static final Color HIGH = Tint.HIGH.of(true);
    private static final Color HIGH_INK = Tint.P0.of(true);
    private static final Color ACCENT = Tint.ACCENT.of(true);
    private static final double CHIP_HEIGHT = 20;
    private static final double MARGIN = 6;

    private final Canvas canvas;
    private final String name;
    private final Font font = Font.font("Inter SemiBold", 11);

    CameraPainter(Canvas canvas, String name) {
        this.canvas = canvas;
        this.name = name;
    }

    void paint(Picture p) {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(GROUND);
        g.fillRect(0, 0, width, height);
        if (width < 8 || height < 8) {
            return;
        }
        ImageFit fit = p.fit();
        double ownWidth = p.imageWidth();
        double ownHeight = p.imageHeight();
        g.save();
        g.beginPath();
        g.rect(0, 0, width, height);
        g.clip();
        if (!p.look().asRecorded()) {
            g.setEffect(new ColorAdjust(0, 0, p.look().brightness(), p.look().contrast()));
        }
        p.image().ifPresent(i -> place(g, i, fit, ownWidth, ownHeight));
        g.setEffect(null);
        if (p.image().isPresent()) {
            p.points().ifPresent(i -> place(g, i, fit, ownWidth, ownHeight));
            boxes(g, p, fit);
            p.elsewhere().ifPresent(e -> elsewhere(g, e, fit));
            p.layers().accept(g);
        }
        g.restore();
        words(g, p, width, height);
        edge(g, p, width, height);
    }

    private static void place(GraphicsContext g, Image image, ImageFit fit, double ownWidth, double ownHeight) {
        g.drawImage(image, fit.left(), fit.top(), ownWidth * fit.scale(), ownHeight * fit.scale());
    }

    private void boxes(GraphicsContext g, Picture p, ImageFit fit) {
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        for (CameraBoxes.Shown b : p.boxes()) {
            boolean selected = p.selected().filter(b.id()::equals).isPresent();
            boolean hovered = p.hovered().filter(b.id()::equals).isPresent();
            if (!selected) {
                stroke(g, b, fit, HALO.deriveColor(0, 1, 1, 0.45), hovered ? 3.2 : 2.4);
                stroke(g, b, fit, LabelPalette.colour(b.rgb()).deriveColor(0, 1, 1, hovered ? 1 : 0.85), hovered ? 1.75 : 1.1);
            }
        }
        for (CameraBoxes.Shown b : p.boxes()) {
            if (p.selected().filter(b.id()::equals).isPresent()) {
                stroke(g, b, fit, HALO, 4.25);
                stroke(g, b, fit, Color.WHITE, 1.75);
            }
        }
    }

    /** What lies behind a box is thin and dashed. */
    private static void stroke(
            GraphicsContext g, CameraBoxes.Shown box, ImageFit fit, Color colour, double width) {
        g.setStroke(colour.deriveColor(0, 1, 1, 0.55));
        g.setLineWidth(Math.min(1, width));
        g.setLineDashes(3, 3);
        pieces(g, box.lines().hidden(), fit);
        g.setLineDashes();
        g.setStroke(colour);
        g.setLineWidth(width);
        pieces(g, box.lines().seen(), fit);
    }

    private static void pieces(GraphicsContext g, double[] s, ImageFit fit) {
        g.beginPath();
        for (int i = 0; i < s.length; i += 4) {
            boolean on = i > 0 && s[i] == s[i - 2] && s[i + 1] == s[i - 1];
            if (!on) {
                g.moveTo(fit.x(s[i]), fit.y(s[i + 1]));
            }
            g.lineTo(fit.x(s[i + 2]), fit.y(s[i + 3]));
        }
        g.stroke();
    }

    /** The epipolar line of the pointer in another camera, and a cross where the lidar says how far along it. */
    private static void elsewhere(GraphicsContext g, Elsewhere e, ImageFit fit) {
        for (int pass = 0; pass < 2; pass++) {
            g.setStroke(pass == 0 ? HALO : ACCENT);
            g.setLineWidth(pass == 0 ? 3 : 1.25);
            pieces(g, e.line(), fit);
            if (e.point().isPresent()) {
                double x = fit.x(e.point().get()[0]);
                double y = fit.y(e.point().get()[1]);
                g.strokeLine(x - 8, y, x - 2, y);
                g.strokeLine(x + 2, y, x + 8, y);
                g.strokeLine(x, y - 8, x, y - 2);
                g.strokeLine(x, y + 2, x, y + 8);
            }
        }
    }

    private void words(GraphicsContext g, Picture p, double width, double height) {
        double nameWidth = chip(g, MARGIN, MARGIN, name, CHIP, WORDS, width - 2 * MARGIN);
        CameraTiming timing = p.timing().orElse(null);
        if (timing == null) {
            return;
        }
        String said = timing.words();
        double needed = textWidth(said) + 14;
        boolean trouble = timing.state() != CameraTiming.State.FRESH;
        boolean beside = MARGIN * 3 + nameWidth + needed <= width;
        double top = beside ? MARGIN : height - MARGIN - CHIP_HEIGHT;
        chip(g, width - MARGIN - needed, top, said, trouble ? HIGH : CHIP, trouble ? HIGH_INK : WORDS, needed);
        if (p.image().isEmpty()) {
            String why = !p.trouble().isEmpty()
                    ? p.trouble()
                    : timing.state() == CameraTiming.State.MISSING ? "The camera sent no picture here" : "Reading";
            g.setFill(QUIET);
            g.setFont(font);
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(why, width / 2, height / 2, width - 4 * MARGIN);
        }
    }

    private void edge(GraphicsContext g, Picture p, double width, double height) {
        boolean held = p.timing().filter(t -> t.state() == CameraTiming.State.HELD).isPresent();
        if (held || p.edged()) {
            g.setStroke(held ? HIGH : ACCENT);
            g.setLineWidth(2);
            g.strokeRect(1, 1, width - 2, height - 2);
        }
    }

    /** Returns the chip's width. */
    private double chip(GraphicsContext g, double x, double y, String words, Color ground, Color ink, double most) {
        double w = Math.min(most, textWidth(words) + 14);
        g.setFill(ground);
        g.fillRoundRect(x, y, w, CHIP_HEIGHT, 8, 8);
        g.setFill(ink);
        g.setFont(font);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(words, x + 7, y + CHIP_HEIGHT / 2, w - 12);
        return w;
    }

    private double textWidth(String words) {
        Text text = new Text(words);
        text.setFont(font);
        return Math.ceil(text.getLayoutBounds().getWidth());
    }
}
