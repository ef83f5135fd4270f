package plumbline.viewer3d.tool;

/**
 * Where the pointer is over a view, in layout pixels from its top left, with the modifier keys held and the click
 * count.
 */
public record Pointer(double x, double y, boolean shift, boolean alt, boolean ctrl, int clicks) {
    public static Pointer at(double x, double y) {
        return new Pointer(x, y, false, false, false, 1);
    }
}
