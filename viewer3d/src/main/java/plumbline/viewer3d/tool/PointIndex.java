package plumbline.viewer3d.tool;

import java.util.Arrays;
import java.util.stream.IntStream;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/**
 * The points of a block by upright columns of a square grid over x and y, so that those within reach of a place are found
 * without a look at the others. In the block's frame, metres; points that are not finite are in none. Immutable; four bytes
 * a point.
 */
public final class PointIndex {
    private static final int MOST_A_SIDE = 1024;
    private static final double FINEST_METRES = 0.25;

    private final PointBlock points;
    private final float x0;
    private final float y0;
    private final float cell;
    private final int columns;
    private final int rows;
    private final int[] start;
    private final int[] order;

    private PointIndex(PointBlock points, float[] extent, float cell) {
        this.points = points;
        this.x0 = extent[0];
        this.y0 = extent[1];
        this.cell = cell;
        this.columns = (int) ((extent[2] - x0) / cell) + 1;
        this.rows = (int) ((extent[3] - y0) / cell) + 1;
        this.start = new int[columns * rows + 1];
        int n = points.size();
        int[] cellOf = new int[n];
        for (int i = 0; i < n; i++) {
            cellOf[i] = cellOf(points.x()[i], points.y()[i], points.z()[i]);
            if (cellOf[i] >= 0) {
                start[cellOf[i] + 1]++;
            }
        }
        Arrays.parallelPrefix(start, Integer::sum);
        this.order = new int[start[columns * rows]];
        int[] next = Arrays.copyOf(start, columns * rows);
        for (int i = 0; i < n; i++) {
            if (cellOf[i] >= 0) {
                order[next[cellOf[i]]++] = i;
            }
        }
    }

    public static PointIndex of(PointBlock points) {
        float[] e = {Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (int i = 0; i < points.size(); i++) {
            float x = points.x()[i];
            float y = points.y()[i];
            if (Float.isFinite(x) && Float.isFinite(y)) {
                e[0] = Math.min(e[0], x);
                e[1] = Math.min(e[1], y);
                e[2] = Math.max(e[2], x);
                e[3] = Math.max(e[3], y);
            }
        }
        if (e[0] > e[2]) {
            e = new float[4];
        }
        double side = Math.max(e[2] - e[0], e[3] - e[1]);
        return new PointIndex(points, e, (float) Math.max(FINEST_METRES, side / (MOST_A_SIDE - 1)));
    }

    private int cellOf(float x, float y, float z) {
        if (!Float.isFinite(x + y + z)) {
            return -1;
        }
        int i = Math.min(columns - 1, (int) ((x - x0) / cell));
        int j = Math.min(rows - 1, (int) ((y - y0) / cell));
        return j * columns + i;
    }

    public PointBlock points() {
        return points;
    }

    /** The points within {@code metres} of a place of the block's frame. */
    public PointRuns within(Vec3 place, double metres) {
        float px = (float) (place.x() - points.origin().x());
        float py = (float) (place.y() - points.origin().y());
        float pz = (float) (place.z() - points.origin().z());
        float r = (float) metres;
        int fromColumn = (int) Math.clamp(Math.floor((px - r - x0) / cell), 0, (double) columns);
        int toColumn = (int) Math.clamp(Math.floor((px + r - x0) / cell), -1, columns - 1.0);
        int fromRow = (int) Math.clamp(Math.floor((py - r - y0) / cell), 0, (double) rows);
        int toRow = (int) Math.clamp(Math.floor((py + r - y0) / cell), -1, rows - 1.0);
        IntStream.Builder out = IntStream.builder();
        for (int j = fromRow; j <= toRow; j++) {
            for (int i = fromColumn; i <= toColumn; i++) {
                int c = j * columns + i;
                for (int k = start[c]; k < start[c + 1]; k++) {
                    int point = order[k];
                    float dx = points.x()[point] - px;
                    float dy = points.y()[point] - py;
                    float dz = points.z()[point] - pz;
                    if (dx * dx + dy * dy + dz * dz <= r * r) {
                        out.add(point);
                    }
                }
            }
        }
        int[] found = out.build().toArray();
        Arrays.sort(found);
        return PointRuns.ofSorted(found);
    }
}
