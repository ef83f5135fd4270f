package plumbline.viewer3d.render;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether two renderers drew the same picture: lit pixels within 2 %, colours within 2 of 255 inside of what is alike; on
 * rims a hair's breadth of rounding decides between two points.
 */
record Likeness(int[] a, int[] b, int width, int height) {
    void check(String what) {
        int lit = 0;
        int onlyOne = 0;
        int interior = 0;
        int off = 0;
        int alike = 0;
        for (int y = 2; y < height - 2; y++) {
            for (int x = 2; x < width - 2; x++) {
                int at = y * width + x;
                boolean inA = lit(a[at], y);
                boolean inB = lit(b[at], y);
                lit += inB ? 1 : 0;
                onlyOne += inA != inB ? 1 : 0;
                alike += same(at) ? 1 : 0;
                if (same(at - 1) && same(at + 1) && same(at - width) && same(at + width)) {
                    interior++;
                    off += same(at) ? 0 : 1;
                }
            }
        }
        double all = (double) (width - 4) * (height - 4);
        assertThat(lit).as(what + ": lit pixels").isGreaterThan(width * height / 80);
        assertThat((double) onlyOne / lit).as(what + ": lit in one only").isLessThan(0.02);
        assertThat(alike / all).as(what + ": pixels alike").isGreaterThan(0.97);
        assertThat(interior / all).as(what + ": neighbours alike").isGreaterThan(0.9);
        assertThat((double) off / interior).as(what + ": colours apart").isLessThan(0.005);
    }

    private boolean lit(int argb, int y) {
        return !same(argb, Look.background(y, height));
    }

    private boolean same(int at) {
        return same(a[at], b[at]);
    }

    private static boolean same(int a, int b) {
        return Math.abs((a >> 16 & 255) - (b >> 16 & 255)) <= 2 && Math.abs((a >> 8 & 255) - (b >> 8 & 255)) <= 2
                && Math.abs((a & 255) - (b & 255)) <= 2;
    }
}
