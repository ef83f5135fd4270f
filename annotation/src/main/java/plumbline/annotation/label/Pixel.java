package plumbline.annotation.label;

/** A place on an image: pixels from its left and upper edge, fractions allowed. */
public record Pixel(double x, double y) {
    public double distance(Pixel o) {
        return Math.hypot(x - o.x, y - o.y);
    }
}
