package plumbline.annotation.assist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.scene.PointBlock;

/** Points above the ground near one object: x, y in the points' frame and height above the ground, metres. */
record Footprint(double[] x, double[] y, double[] height, int size) {
    /** A rectangle on the ground: middle, unit vector along its length, half sizes. */
    record Area(double x, double y, double cos, double sin, double halfLength, double halfWidth) {
        Area grown(double metres) {
            return new Area(x, y, cos, sin, halfLength + metres, halfWidth + metres);
        }

        boolean contains(double px, double py) {
            double dx = px - x;
            double dy = py - y;
            return Math.abs(cos * dx + sin * dy) <= halfLength && Math.abs(-sin * dx + cos * dy) <= halfWidth;
        }
    }

    static Footprint collect(PointBlock points, Ground ground, Area area, double tallest) {
        double[] x = new double[256];
        double[] y = new double[256];
        double[] h = new double[256];
        int n = 0;
        float mx = (float) (area.x - points.origin().x());
        float my = (float) (area.y - points.origin().y());
        float reach = (float) (Math.hypot(area.halfLength, area.halfWidth) * 1.001 + 0.01);
        for (int i = 0; i < points.size(); i++) {
            if (Math.abs(points.x()[i] - mx) > reach || Math.abs(points.y()[i] - my) > reach) {
                continue;
            }
            double px = points.px(i);
            double py = points.py(i);
            if (!area.contains(px, py)) {
                continue;
            }
            double above = points.pz(i) - ground.heightAt(px, py);
            if (above >= Ground.GROUND_METRES && above <= tallest) {
                if (n == x.length) {
                    x = Arrays.copyOf(x, n * 2);
                    y = Arrays.copyOf(y, n * 2);
                    h = Arrays.copyOf(h, n * 2);
                }
                x[n] = px;
                y[n] = py;
                h[n++] = above;
            }
        }
        return new Footprint(x, y, h, n);
    }

    /** The cluster with the most points in the area, and others of some size that lie mostly in it. */
    Footprint mainCluster(Area area, double gap) {
        int[] cluster = clusters(gap);
        int count = Arrays.stream(cluster).max().orElse(-1) + 1;
        int[] all = new int[count];
        int[] in = new int[count];
        for (int i = 0; i < size; i++) {
            all[cluster[i]]++;
            in[cluster[i]] += area.contains(x[i], y[i]) ? 1 : 0;
        }
        int main = Arrays.stream(in).max().orElse(0);
        boolean[] keep = new boolean[count];
        for (int c = 0; c < count; c++) {
            keep[c] = in[c] == main || in[c] * 10 > all[c] * 7 && in[c] * 8 >= main;
        }
        return where(cluster, keep);
    }

    /** The cluster of the point nearest to x, y; none where that is further than {@code reach}. */
    Footprint clusterAt(double seedX, double seedY, double reach, double gap) {
        int nearest = -1;
        double best = reach * reach;
        for (int i = 0; i < size; i++) {
            double d = (x[i] - seedX) * (x[i] - seedX) + (y[i] - seedY) * (y[i] - seedY);
            if (d <= best) {
                best = d;
                nearest = i;
            }
        }
        if (nearest < 0) {
            return new Footprint(new double[0], new double[0], new double[0], 0);
        }
        int[] cluster = clusters(gap);
        boolean[] keep = new boolean[Arrays.stream(cluster).max().orElse(0) + 1];
        keep[cluster[nearest]] = true;
        return where(cluster, keep);
    }

    /** Each cluster by itself. */
    List<Footprint> parts(double gap) {
        int[] cluster = clusters(gap);
        int count = Arrays.stream(cluster).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int c : cluster) {
            sizes[c]++;
        }
        List<Footprint> out = new ArrayList<>(count);
        for (int n : sizes) {
            out.add(new Footprint(new double[n], new double[n], new double[n], n));
        }
        int[] next = new int[count];
        for (int i = 0; i < size; i++) {
            Footprint part = out.get(cluster[i]);
            int at = next[cluster[i]]++;
            part.x[at] = x[i];
            part.y[at] = y[i];
            part.height[at] = height[i];
        }
        return out;
    }

    /** Without what hangs above an empty metre: branches, signs, a bridge. */
    Footprint belowGap() {
        double[] sorted = Arrays.copyOf(height, size);
        Arrays.sort(sorted);
        double top = Double.MAX_VALUE;
        for (int i = 1; i < size && top == Double.MAX_VALUE; i++) {
            if (sorted[i] - sorted[i - 1] > 1 && i * 4 > size) {
                top = sorted[i - 1];
            }
        }
        int[] one = new int[size];
        for (int i = 0; i < size; i++) {
            one[i] = height[i] <= top ? 1 : 0;
        }
        return where(one, new boolean[] {false, true});
    }

    private Footprint where(int[] group, boolean[] keep) {
        double[] kx = new double[size];
        double[] ky = new double[size];
        double[] kh = new double[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (keep[group[i]]) {
                kx[n] = x[i];
                ky[n] = y[i];
                kh[n++] = height[i];
            }
        }
        return new Footprint(kx, ky, kh, n);
    }

    /** Numbers each point by its cluster: cells of {@code gap} metres that touch belong together. */
    private int[] clusters(double gap) {
        int[] out = new int[size];
        if (size == 0) {
            return out;
        }
        double x0 = Arrays.stream(x, 0, size).min().orElse(0);
        double y0 = Arrays.stream(y, 0, size).min().orElse(0);
        int columns = (int) ((Arrays.stream(x, 0, size).max().orElse(0) - x0) / gap) + 3;
        int rows = (int) ((Arrays.stream(y, 0, size).max().orElse(0) - y0) / gap) + 3;
        int[] cells = new int[columns * rows];
        for (int i = 0; i < size; i++) {
            out[i] = ((int) ((y[i] - y0) / gap) + 1) * columns + (int) ((x[i] - x0) / gap) + 1;
            cells[out[i]] = -1;
        }
        int[] stack = new int[cells.length];
        int next = 0;
        for (int c = 0; c < cells.length; c++) {
            if (cells[c] == -1) {
                next++;
                int top = 0;
                stack[top++] = c;
                cells[c] = next;
                while (top > 0) {
                    int at = stack[--top];
                    for (int dj = -columns; dj <= columns; dj += columns) {
                        for (int di = -1; di <= 1; di++) {
                            if (cells[at + dj + di] == -1) {
                                cells[at + dj + di] = next;
                                stack[top++] = at + dj + di;
                            }
                        }
                    }
                }
            }
        }
        for (int i = 0; i < size; i++) {
            out[i] = cells[out[i]] - 1;
        }
        return out;
    }
}
