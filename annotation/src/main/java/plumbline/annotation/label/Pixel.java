package plumbline.annotation.label;

/** A place on an image in pixels, fractions allowed; the middle of the upper left pixel is 0, 0, x goes right, y down. */
public record Pixel(double x, double y) {
    public double distance(Pixel o) {
        return Math.hypot(x - o.x, y - o.y);
    }
}
