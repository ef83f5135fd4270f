package plumbline.annotation.geometry;

/** A plane polygon without holes; its ends are joined. Coordinates in the unit and frame that the giver names. */
public record Polygon(double[] x, double[] y) {
    public Polygon {
        if (x.length != y.length || x.length < 3) {
            throw new IllegalArgumentException("a polygon has three corners or more");
        }
        x = x.clone();
        y = y.clone();
    }

    /** By the crossings of a ray (Shimrat 1962); of two polygons that share an edge, a point on it is in one. */
    public boolean contains(double px, double py) {
        boolean inside = false;
        for (int i = 0, j = x.length - 1; i < x.length; j = i++) {
            if (y[i] > py != y[j] > py && px < (x[j] - x[i]) * (py - y[i]) / (y[j] - y[i]) + x[i]) {
                inside = !inside;
            }
        }
        return inside;
    }
}
