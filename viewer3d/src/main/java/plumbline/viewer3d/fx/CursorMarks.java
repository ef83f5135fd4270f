package plumbline.viewer3d.fx;

import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Projection;

/** What views of one scene show each other: the place under the pointer as a cross with its coordinates, and their names. */
final class CursorMarks {
    private static final Color LINE = Color.web("#FDF565");
    private static final Color SHADE = Color.web("#000000", 0.7);
    private static final Color QUIET = Color.web("#B6BDC8");
    private static final double ARM = 9;
    private static final double GAP = 3;

    private final Font mono = Font.font("JetBrains Mono", 11);

    void cursor(GraphicsContext g, Projection p, Vec3 place) {
        p.visible(place).ifPresent(at -> {
            double x = Math.round(at.x()) + 0.5;
            double y = Math.round(at.y()) + 0.5;
            g.setStroke(SHADE);
            g.setLineWidth(3);
            cross(g, x, y);
            g.setStroke(LINE);
            g.setLineWidth(1);
            cross(g, x, y);
        });
        g.setFont(mono);
        g.setFill(LINE);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(String.format(Locale.ROOT, "x %.2f  y %.2f  z %.2f m", place.x(), place.y(), place.z())
                .replace('-', '\u2212'), p.width() - 12, p.height() - 32);
        g.setTextAlign(TextAlignment.LEFT);
    }

    private static void cross(GraphicsContext g, double x, double y) {
        g.strokeLine(x - ARM, y, x - GAP, y);
        g.strokeLine(x + GAP, y, x + ARM, y);
        g.strokeLine(x, y - ARM, x, y - GAP);
        g.strokeLine(x, y + GAP, x, y + ARM);
    }

    /** The name of a view among others, low at its right. */
    void title(GraphicsContext g, String name) {
        if (!name.isEmpty()) {
            g.setFont(Font.font("Inter", 11));
            g.setFill(QUIET);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(name, g.getCanvas().getWidth() - 12, g.getCanvas().getHeight() - 14);
            g.setTextAlign(TextAlignment.LEFT);
        }
    }
}
