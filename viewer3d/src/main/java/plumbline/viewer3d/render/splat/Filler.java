package plumbline.viewer3d.render.splat;

import plumbline.viewer3d.render.Gaps;
import plumbline.viewer3d.render.Look;
import plumbline.viewer3d.view.Projection;
import plumbline.viewer3d.view.ViewState;

/** Closes holes of a few pixels in surfaces: a pixel that nearer points surround takes the nearest one of them. */
final class Filler {
    private final long[] from;
    private final long[] to;
    private final int width;
    private final int height;
    private final boolean perspective;
    private final float stepMetres;
    private final int[] dx;
    private final int[] dy;
    private final int[] side;

    Filler(long[] from, long[] to, ViewState view, Projection p) {
        this.from = from;
        this.to = to;
        this.width = view.width();
        this.height = view.height();
        this.perspective = p.perspective();
        this.stepMetres = Look.FILL_STEP / Look.eyeDomePerMetre(p);
        int radius = Look.eyeDomeRadius(view);
        this.dx = Gaps.NEIGHBOURS.stream().mapToInt(n -> n.dx() * radius).toArray();
        this.dy = Gaps.NEIGHBOURS.stream().mapToInt(n -> n.dy() * radius).toArray();
        this.side = Gaps.NEIGHBOURS.stream().mapToInt(n -> 1 << n.side()).toArray();
    }

    void fill(int fromRow, int toRow) {
        for (int y = fromRow; y < toRow; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                to[at] = around(x, y, from[at]);
            }
        }
    }

    private long around(int x, int y, long own) {
        // Only depths below count; the number below the depth must not.
        long limit = own == Long.MAX_VALUE ? own : limit((int) (own >>> 32)) << 32;
        int sides = 0;
        int nearestSquare = Integer.MAX_VALUE;
        long best = own;
        for (int i = 0; i < dx.length; i++) {
            int nx = x + dx[i];
            int ny = y + dy[i];
            if (nx < 0 || ny < 0 || nx >= width || ny >= height) {
                continue;
            }
            long other = from[ny * width + nx];
            if (other < limit) {
                sides |= side[i];
                int square = dx[i] * dx[i] + dy[i] * dy[i];
                if (square < nearestSquare || square == nearestSquare && other < best) {
                    nearestSquare = square;
                    best = other;
                }
            }
        }
        return Gaps.surrounded(sides) ? best : own;
    }

    /** The bits of the depth that something must be nearer than; depths are positive, so their bits order as they do. */
    private long limit(int bits) {
        return perspective
                ? bits - (int) (Look.FILL_STEP * (1 << 23))
                : Float.floatToRawIntBits(Float.intBitsToFloat(bits) - stepMetres);
    }
}
