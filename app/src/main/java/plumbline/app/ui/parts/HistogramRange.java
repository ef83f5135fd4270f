package plumbline.app.ui.parts;

import java.util.function.BiConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A histogram 48 high with two handles that choose a range of its values; a double click or Home chooses 2 to 98 %. With
 * the focus on it Left and Right move the lower handle, with Shift the upper one.
 */
public final class HistogramRange extends Region {
    private static final double HANDLE = 8;

    private final Canvas canvas = new Canvas();
    private final BiConsumer<Double, Double> changed;
    private final boolean dark;
    private long[] counts = {};
    private double min;
    private double max = 1;
    private double low;
    private double high = 1;
    private boolean dragsLow;

    public HistogramRange(boolean dark, BiConsumer<Double, Double> changed) {
        this.dark = dark;
        this.changed = changed;
        getChildren().add(canvas);
        setMinHeight(48);
        setPrefHeight(48);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        focusedProperty().addListener(o -> paint());
        setOnKeyPressed(this::key);
        setOnMousePressed(e -> {
            requestFocus();
            dragsLow = Math.abs(e.getX() - x(low)) <= Math.abs(e.getX() - x(high));
            drag(e);
        });
        setOnMouseDragged(this::drag);
        setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                choose(quantile(0.02), quantile(0.98));
            }
        });
    }

    /** Counts in bins of equal width from {@code min} to {@code max}, and the range that is chosen now. */
    public void show(long[] bins, double from, double to, double chosenLow, double chosenHigh) {
        counts = bins.clone();
        min = from;
        max = to > from ? to : from + 1;
        low = chosenLow;
        high = chosenHigh;
        paint();
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint();
    }

    private void drag(MouseEvent e) {
        double v = Math.clamp(min + (e.getX() - HANDLE) / Math.max(1, getWidth() - 2 * HANDLE) * (max - min), min, max);
        choose(dragsLow ? Math.min(v, high) : low, dragsLow ? high : Math.max(v, low));
    }

    private void key(KeyEvent e) {
        double step = (max - min) / 100 * (e.getCode() == KeyCode.LEFT ? -1 : 1);
        switch (e.getCode()) {
            case HOME -> choose(quantile(0.02), quantile(0.98));
            case LEFT, RIGHT -> {
                if (e.isShiftDown()) {
                    choose(low, Math.clamp(high + step, Math.max(low, min), Math.max(low, max)));
                } else {
                    choose(Math.clamp(low + step, Math.min(min, high), high), high);
                }
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** Chooses and says so, as a drag of the handles does. */
    public void choose(double l, double h) {
        low = l;
        high = h;
        paint();
        changed.accept(l, h);
    }

    private double quantile(double share) {
        long total = 0;
        for (long c : counts) {
            total += c;
        }
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= share * total) {
                return min + (i + 0.5) / counts.length * (max - min);
            }
        }
        return max;
    }

    private double x(double value) {
        double v = Math.clamp(value, min, max);
        return HANDLE + (v - min) / (max - min) * Math.max(1, getWidth() - 2 * HANDLE);
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double h = canvas.getHeight();
        g.clearRect(0, 0, canvas.getWidth(), h);
        long most = 1;
        for (long c : counts) {
            most = Math.max(most, c);
        }
        g.setFill(Tint.FG2.of(dark));
        double w = Math.max(1, getWidth() - 2 * HANDLE) / Math.max(1, counts.length);
        for (int i = 0; i < counts.length; i++) {
            double bar = Math.sqrt((double) counts[i] / most) * (h - 4);
            g.fillRect(HANDLE + i * w, h - bar, Math.max(1, w - 1), bar);
        }
        g.setFill(Tint.ACCENT.of(dark).deriveColor(0, 1, 1, 0.25));
        g.fillRect(x(low), 0, x(high) - x(low), h);
        g.setFill(Tint.ACCENT.of(dark));
        if (isFocused()) {
            g.setStroke(Tint.ACCENT.of(dark));
            g.strokeRect(0.5, 0.5, canvas.getWidth() - 1, h - 1);
        }
        for (double v : new double[] {low, high}) {
            g.fillRect(x(v) - 0.5, 0, 1, h);
            g.fillRoundRect(x(v) - HANDLE / 2, h / 2 - 8, HANDLE, 16, 4, 4);
        }
    }
}
