package plumbline.annotation.label;

/** How the vertices of a shape belong together: an open line, a closed outline, or points that stand for themselves. */
public enum Form {
    POLYLINE(2),
    POLYGON(3),
    POINTS(1);

    private final int fewest;

    Form(int fewest) {
        this.fewest = fewest;
    }

    /** The fewest vertices that make one. */
    public int fewest() {
        return fewest;
    }

    /** {@code polyline}, {@code polygon}, {@code points}: as files and the command line name it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
