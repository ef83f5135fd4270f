package plumbline.viewer3d.fx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.TagLayout;
import plumbline.viewer3d.tool.Guides;
import plumbline.viewer3d.tool.Tool;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/** What stands over the picture: tags of boxes, the tool's handles and lines, and the note beside the pointer. */
final class Overlay extends Region {
    private static final Color CHIP = Color.web("#0F1216", 0.88);
    private static final Color ACCENT = Color.web("#6CB1FF");
    private static final double TAG_HEIGHT = 16;
    private static final double CARD_HEIGHT = 28;
    private static final int MOST_WIDTHS = 5_000;

    private final SceneView view;
    private final Canvas canvas = new Canvas();
    private final Font font = Font.font("Inter", FontWeight.SEMI_BOLD, 11);
    private final Text ruler = new Text();
    private SceneSnapshot scene = SceneSnapshot.EMPTY;
    private Optional<ViewState> shown = Optional.empty();
    private final Map<String, Double> widths = new HashMap<>();
    private final BoxCard card = new BoxCard();
    private final CursorMarks marks = new CursorMarks();
    private String note = "";
    private double pointerX;
    private double pointerY;

    Overlay(SceneView view) {
        this.view = view;
        setManaged(false);
        setMouseTransparent(true);
        ruler.setFont(font);
        getChildren().add(canvas);
    }

    void fit(double width, double height) {
        resizeRelocate(0, 0, width, height);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            repaint();
        }
    }

    void pointer(double x, double y) {
        pointerX = x;
        pointerY = y;
        if (!note.isEmpty()) {
            repaint();
        }
    }

    void note(String sentence) {
        if (!note.equals(sentence)) {
            note = sentence;
            repaint();
        }
    }

    void repaint(SceneSnapshot of, ViewState state) {
        scene = of;
        shown = Optional.of(state);
        repaint();
    }

    void repaint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (shown.isEmpty()) {
            return;
        }
        ViewState s = shown.get();
        // The tags follow the picture on screen, not the camera, which may be a frame ahead.
        Projection p = Projection.of(s.camera(), s.width() / s.scale(), s.height() / s.scale());
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        for (TagLayout.Tag tag : TagLayout.place(scene, p, this::width, 5, TAG_HEIGHT)) {
            chip(g, tag.text(), tag.x(), tag.y(), tag.width(), rgb(tag.rgb()));
        }
        Guides guides = view.toolProperty().get().map((Tool t) -> t.guides(view)).orElse(Guides.NONE);
        draw(g, p, view.marks().guides());
        draw(g, p, guides);
        view.marks().cursor().ifPresent(c -> marks.cursor(g, p, c));
        marks.title(g, view.marks().title());
        if (view.toolProperty().get().isPresent() && !view.marks().beside()) {
            BoxCard.item(scene).ifPresent(item -> card(g, p, item));
        }
        if (!note.isEmpty()) {
            note(g);
        }
    }

    private void draw(GraphicsContext g, Projection p, Guides guides) {
        guides.paths().forEach(path -> path(g, p, path));
        guides.handles().forEach(h -> handle(g, p, h));
        guides.strokes().forEach(k -> stroke(g, k));
        guides.tags().forEach(t -> p.visible(t.at()).ifPresent(at ->
                chip(g, t.text(), at.x() + 8, at.y() - TAG_HEIGHT - 4, width(t.text()) + 10, rgb(t.rgb()))));
    }

    private double width(String text) {
        if (widths.size() > MOST_WIDTHS) {
            widths.clear();
        }
        return widths.computeIfAbsent(text, t -> {
            ruler.setText(t);
            return Math.ceil(ruler.getLayoutBounds().getWidth());
        });
    }

    private static Color rgb(int rgb) {
        return Color.rgb(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    private static void chip(GraphicsContext g, String text, double left, double top, double width, Color colour) {
        double x = Math.round(left) + 0.5;
        double y = Math.round(top) + 0.5;
        g.setFill(CHIP);
        g.fillRoundRect(x, y, width, TAG_HEIGHT, 6, 6);
        g.setStroke(colour);
        g.setLineWidth(1);
        g.strokeRoundRect(x, y, width, TAG_HEIGHT, 6, 6);
        g.setFill(colour);
        g.fillText(text, x + 5, y + TAG_HEIGHT / 2);
    }

    private static void path(GraphicsContext g, Projection p, Guides.Path path) {
        g.setStroke(rgb(path.rgb()));
        g.setLineWidth(1.25);
        if (path.dashed()) {
            g.setLineDashes(4, 4);
        }
        List<Vec3> points = path.points();
        for (int i = 0; i + 1 < points.size(); i++) {
            Optional<Vec3> a = p.visible(points.get(i));
            Optional<Vec3> b = p.visible(points.get(i + 1));
            if (a.isPresent() && b.isPresent()) {
                g.strokeLine(a.get().x(), a.get().y(), b.get().x(), b.get().y());
            }
        }
        g.setLineDashes();
    }

    private static void stroke(GraphicsContext g, Guides.Stroke k) {
        double[] xy = k.xy();
        g.setStroke(rgb(k.rgb()));
        g.setLineWidth(1.5);
        g.beginPath();
        for (int i = 0; i + 1 < xy.length; i += 2) {
            if (i == 0) {
                g.moveTo(xy[0], xy[1]);
            } else {
                g.lineTo(xy[i], xy[i + 1]);
            }
        }
        if (k.closes() && !k.dashedEnd()) {
            g.closePath();
        }
        g.stroke();
        if (k.closes() && k.dashedEnd() && xy.length > 4) {
            g.setLineDashes(4, 4);
            g.strokeLine(xy[xy.length - 2], xy[xy.length - 1], xy[0], xy[1]);
            g.setLineDashes();
        }
    }

    private static void handle(GraphicsContext g, Projection p, Guides.Handle h) {
        Optional<Vec3> at = p.visible(h.at());
        if (at.isEmpty()) {
            return;
        }
        double size = h.active() ? 10 : 8;
        double x = at.get().x() - size / 2;
        double y = at.get().y() - size / 2;
        g.setFill(h.active() ? ACCENT : Color.WHITE);
        g.setStroke(Color.web("#000000", 0.8));
        g.setLineWidth(1);
        if (h.ball()) {
            g.fillOval(x, y, size, size);
            g.strokeOval(x, y, size, size);
        } else {
            g.fillRect(x, y, size, size);
            g.strokeRect(x, y, size, size);
        }
    }

    private void card(GraphicsContext g, Projection p, SceneSnapshot.BoxItem item) {
        String words = card.words(scene, item);
        if (words.isEmpty()) {
            return;
        }
        double name = item.tag().isEmpty() ? 0 : width(item.tag()) + 10;
        double w = name + width(words) + 20;
        BoxCard.place(item.box(), p, w, CARD_HEIGHT, pointerX, pointerY).ifPresent(at -> {
            double x = Math.round(at.x()) + 0.5;
            double y = Math.round(at.y()) + 0.5;
            g.setFill(CHIP);
            g.fillRoundRect(x, y, w, CARD_HEIGHT, 12, 12);
            g.setFill(rgb(item.rgb()));
            g.fillText(item.tag(), x + 10, y + CARD_HEIGHT / 2);
            g.setFill(Color.web("#E9ECF0"));
            g.fillText(words, x + 10 + name, y + CARD_HEIGHT / 2);
        });
    }

    private void note(GraphicsContext g) {
        double w = width(note) + 16;
        double h = 22;
        double x = Math.clamp(pointerX + 14, 4, Math.max(4, canvas.getWidth() - w - 4));
        double y = Math.clamp(pointerY + 14, 4, Math.max(4, canvas.getHeight() - h - 4));
        g.setFill(ACCENT);
        g.fillRoundRect(x, y, w, h, 8, 8);
        g.setFill(Color.web("#0B1726"));
        g.fillText(note, x + 8, y + h / 2);
    }
}
