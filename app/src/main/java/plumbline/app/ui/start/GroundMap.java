package plumbline.app.ui.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;

/** The first sweep, the way driven and the areas, seen from above in the capture's world; a click adds a corner. */
final class GroundMap extends StackPane {
    /** Where the person clicked, metres. */
    interface Clicked {
        void at(double x, double y);
    }

    private static final Color POINTS = Color.web("#7A8594");
    private static final Color WAY = Color.web("#E9ECF0");
    private static final Color OUT = Color.web("#FF7B72");
    private static final Color KEEP = Color.web("#4CC38A");

    private final Canvas canvas;
    private final Supplier<List<LeaveOut.Area>> areas;
    private Optional<ImportLook.Ground> ground = Optional.empty();
    private double metresPerPixel = 1;
    private double midX;
    private double midY;

    GroundMap(double width, double height, Supplier<List<LeaveOut.Area>> areas, Clicked clicked) {
        this.areas = areas;
        canvas = new Canvas(width, height);
        getStyleClass().add("ground-map");
        setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setMaxSize(width, height);
        getChildren().add(canvas);
        setAccessibleText("Map of the first sweep and the way driven. Corners can be typed beside it.");
        canvas.setOnMouseClicked(e -> {
            if (ground.isPresent()) {
                clicked.at(worldX(e.getX()), worldY(e.getY()));
            }
        });
        draw();
    }

    void show(ImportLook.Ground of) {
        ground = Optional.of(of);
        fit(of);
        draw();
    }

    /** The way whole and nine tenths of the sweep. */
    private void fit(ImportLook.Ground g) {
        double[] x = side(g, 0);
        double[] y = side(g, 1);
        midX = (x[0] + x[1]) / 2;
        midY = (y[0] + y[1]) / 2;
        double span = Math.max((x[1] - x[0]) / (canvas.getWidth() - 24), (y[1] - y[0]) / (canvas.getHeight() - 24));
        metresPerPixel = span > 0 && Double.isFinite(span) ? span : 0.1;
    }

    private static double[] side(ImportLook.Ground g, int k) {
        double[] p = every(g.points(), k);
        Arrays.sort(p);
        double low = p.length == 0 ? Double.POSITIVE_INFINITY : p[p.length / 20];
        double high = p.length == 0 ? Double.NEGATIVE_INFINITY : p[p.length - 1 - p.length / 20];
        for (double w : every(g.way(), k)) {
            low = Math.min(low, w);
            high = Math.max(high, w);
        }
        return low <= high ? new double[] {low, high} : new double[] {0, 0};
    }

    private static double[] every(double[] pairs, int k) {
        double[] out = new double[pairs.length / 2];
        for (int i = 0; i < out.length; i++) {
            out[i] = pairs[2 * i + k];
        }
        return out;
    }

    private double worldX(double px) {
        return midX + (px - canvas.getWidth() / 2) * metresPerPixel;
    }

    private double worldY(double py) {
        return midY - (py - canvas.getHeight() / 2) * metresPerPixel;
    }

    private double px(double x) {
        return canvas.getWidth() / 2 + (x - midX) / metresPerPixel;
    }

    private double py(double y) {
        return canvas.getHeight() / 2 - (y - midY) / metresPerPixel;
    }

    void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(Color.web("#0F1318"));
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        ground.ifPresent(of -> {
            g.setFill(POINTS);
            for (int i = 0; i + 1 < of.points().length; i += 2) {
                g.fillRect(px(of.points()[i]), py(of.points()[i + 1]), 1, 1);
            }
            way(g, of.way());
            areas.get().forEach(a -> area(g, a));
            scale(g);
        });
    }

    private void way(GraphicsContext g, double[] way) {
        g.setStroke(WAY);
        g.setLineWidth(1.5);
        for (int i = 0; i + 3 < way.length; i += 2) {
            g.strokeLine(px(way[i]), py(way[i + 1]), px(way[i + 2]), py(way[i + 3]));
        }
        if (way.length > 1) {
            g.setFill(WAY);
            g.fillOval(px(way[0]) - 3, py(way[1]) - 3, 6, 6);
        }
    }

    private void area(GraphicsContext g, LeaveOut.Area a) {
        List<double[]> corners = new ArrayList<>(a.points());
        double[] xs = corners.stream().mapToDouble(c -> px(c[0])).toArray();
        double[] ys = corners.stream().mapToDouble(c -> py(c[1])).toArray();
        Color colour = a.keepOnly ? KEEP : OUT;
        g.setLineDashes(a.keepOnly ? new double[0] : new double[] {4, 3});
        g.setStroke(colour);
        g.setFill(colour.deriveColor(0, 1, 1, 0.18));
        if (xs.length > 2) {
            g.fillPolygon(xs, ys, xs.length);
            g.strokePolygon(xs, ys, xs.length);
        } else {
            g.strokePolyline(xs, ys, xs.length);
        }
        g.setLineDashes();
        g.setFill(colour);
        for (int i = 0; i < xs.length; i++) {
            g.fillRect(xs[i] - 2, ys[i] - 2, 4, 4);
        }
    }

    /** A bar of a round number of metres, bottom left. */
    private void scale(GraphicsContext g) {
        double most = 80 * metresPerPixel;
        double ten = Math.pow(10, Math.floor(Math.log10(most)));
        double metres = most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten;
        double y = canvas.getHeight() - 10.5;
        g.setStroke(WAY);
        g.setLineWidth(1);
        g.strokeLine(10, y, 10 + metres / metresPerPixel, y);
        g.setFill(WAY);
        g.setFont(javafx.scene.text.Font.font("Inter", 11));
        g.fillText(String.format(Locale.ROOT, metres < 1 ? "%.1f m" : "%.0f m", metres), 10, y - 4);
    }
}
