package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * Where cameras lie in a column: one large on top, the others below in rows that all fill the width, so that no tile
 * stands alone beside a hole. The number of rows is the one whose pictures come closest to the height there is. Pixels.
 */
public final class CameraGrid {
    /** A tile, in pixels from the column's top left. */
    public record Tile(double x, double y, double width, double height) {}

    private static final double FLAT = 2.2;

    private CameraGrid() {}

    /**
     * The large one first. {@code aspect}: width over height of a picture. Rows with fewer and larger tiles come first.
     */
    public static List<Tile> of(int cameras, double aspect, double width, double height, double gap) {
        if (cameras <= 0 || width <= 0 || height <= 0) {
            return List.of();
        }
        int others = cameras - 1;
        int best = others == 0 ? 0 : 1;
        double bestOff = Double.POSITIVE_INFINITY;
        // A small one that fills a row would be as large as the chosen one; only flat pictures are stacked like that.
        int most = aspect > FLAT ? others : Math.max(best, others / 2);
        for (int rows = best; rows <= most; rows++) {
            double off = Math.abs(Math.log(natural(counts(others, rows), aspect, width) / height));
            if (off < bestOff) {
                bestOff = off;
                best = rows;
            }
        }
        List<Integer> counts = counts(others, best);
        double stretch = (height - best * gap) / natural(counts, aspect, width);
        List<Tile> tiles = new ArrayList<>();
        double y = 0;
        for (int row = 0; row <= best; row++) {
            int n = row == 0 ? 1 : counts.get(row - 1);
            double tall = row == best ? height - y : Math.floor(width / n / aspect * stretch);
            for (int i = 0; i < n; i++) {
                double x = Math.floor(i * (width + gap) / n);
                double right = i + 1 == n ? width : Math.floor((i + 1) * (width + gap) / n) - gap;
                tiles.add(new Tile(x, y, right - x, tall));
            }
            y += tall + gap;
        }
        return tiles;
    }

    /** As even as can be, fewer first: five in two rows are two and three. */
    private static List<Integer> counts(int others, int rows) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            out.add((others + i) / rows);
        }
        return out;
    }

    /** The height of all rows with pictures in their own shape, the large one included. */
    private static double natural(List<Integer> counts, double aspect, double width) {
        double all = width / aspect;
        for (int n : counts) {
            all += width / n / aspect;
        }
        return all;
    }
}
