package plumbline.viewer3d.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pixels about a pixel that decide whether it is a hole in a surface, nearest first, each with the eighth of the
 * circle that it lies in. A hole is what has something nearer all about it, with no three eighths in a row left open: that
 * closes surfaces and does not make their edges grow.
 */
public final class Gaps {
    public static final List<Neighbour> NEIGHBOURS = neighbours();
    private static final int REACH = 2;

    private Gaps() {}

    /** An offset in pixels, and its direction from 0 to 7. */
    public record Neighbour(int dx, int dy, int side) {
        private int square() {
            return dx * dx + dy * dy;
        }
    }

    /** Bit i of {@code sides}: there is something nearer in direction i. */
    public static boolean surrounded(int sides) {
        int open = ~sides & 255;
        int twice = open | open << 8;
        return (open & twice >> 1 & twice >> 2) == 0;
    }

    private static List<Neighbour> neighbours() {
        List<Neighbour> out = new ArrayList<>();
        for (int dy = -REACH; dy <= REACH; dy++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                if (dx != 0 || dy != 0) {
                    long side = Math.round(Math.atan2(dy, dx) / (Math.PI / 4));
                    out.add(new Neighbour(dx, dy, (int) Math.floorMod(side, 8L)));
                }
            }
        }
        out.sort(Comparator.comparingInt(Neighbour::square));
        return List.copyOf(out);
    }
}
