package plumbline.app.ui.layout;

import java.util.function.DoubleUnaryOperator;

/**
 * The usual sizes of a workspace's docks in layout pixels: left and right from the window's width, the height below from
 * the window's height. What a person chose goes before it, within the limits.
 */
public record DockSizes(DoubleUnaryOperator left, DoubleUnaryOperator right, DoubleUnaryOperator bottom) {
    static final double LEAST_LEFT = 200;
    static final double MOST_LEFT = 420;
    static final double LEAST_RIGHT = 260;
    static final double MOST_RIGHT = 480;
    static final double LEAST_BOTTOM = 96;
    /** The views keep so much width. */
    static final double VIEWS = 320;
    private static final double NARROW = 1440;

    /** Wide windows, and those below 1440 pixels. */
    public static DockSizes of(double left, double narrowLeft, double right, double narrowRight, double bottom) {
        return new DockSizes(w -> w < NARROW ? narrowLeft : left, w -> w < NARROW ? narrowRight : right, h -> bottom);
    }

    double left(double chosen, double width) {
        return Math.clamp(chosen > 0 ? chosen : left.applyAsDouble(width), LEAST_LEFT, MOST_LEFT);
    }

    double right(double chosen, double width, double left) {
        double most = Math.max(LEAST_RIGHT, Math.min(MOST_RIGHT, width - left - VIEWS));
        return Math.clamp(chosen > 0 ? chosen : right.applyAsDouble(width), LEAST_RIGHT, most);
    }

    double bottom(double chosen, double height) {
        double most = Math.max(LEAST_BOTTOM, height / 2);
        return Math.clamp(chosen > 0 ? chosen : bottom.applyAsDouble(height), LEAST_BOTTOM, most);
    }
}
