package plumbline.app.ui.layout;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Region;

/** Where docks and views stand in a region of some size, in layout pixels: boxes as x, y, width, height. */
record DockLayout(double width, double height, double left, double right, double bottom, double[] views) {
    static final DockLayout NONE = new DockLayout(0, 0, 0, 0, 0, new double[4]);
    private static final double LEAST_STACK = 64;

    static DockLayout of(DockState state, DockSizes sizes, double width, double height, boolean railed) {
        double left = Math.round(sizes.left(state.sides().get(Side.LEFT).size(), width));
        double right = Math.round(sizes.right(state.sides().get(Side.RIGHT).size(), width, left));
        double bottom = Math.round(sizes.bottom(state.sides().get(Side.BOTTOM).size(), height));
        double from = state.filled(Side.LEFT).isEmpty() ? 0 : left + Docks.GAP;
        double taken = state.filled(Side.RIGHT).isEmpty() ? 0 : (railed ? Docks.RAIL : right) + Docks.GAP;
        double low = state.filled(Side.BOTTOM).isEmpty() ? 0 : bottom + Docks.GAP;
        double[] views = {from, 0, Math.max(0, width - from - taken), Math.max(0, height - low)};
        return new DockLayout(width, height, left, right, bottom, views);
    }

    double upperHeight() {
        return views[3];
    }

    /** The lines at the docks' inner edges, in the order left, right, below, where there are docks. */
    List<double[]> edges() {
        List<double[]> out = new ArrayList<>();
        if (views[0] > 0) {
            out.add(new double[] {left, 0, Docks.GAP, views[3]});
        }
        if (width - views[0] - views[2] > Docks.RAIL + Docks.GAP) {
            out.add(new double[] {views[0] + views[2], 0, Docks.GAP, views[3]});
        }
        if (views[3] < height) {
            out.add(new double[] {0, views[3], width, Docks.GAP});
        }
        return out;
    }

    /** The stacks of a side, by their weights but none below what it needs. */
    List<double[]> stacks(Side side, List<DockState.Stack> stacks, List<? extends Region> nodes) {
        boolean below = side == Side.BOTTOM;
        double length = (below ? width : views[3]) - Docks.GAP * Math.max(0, stacks.size() - 1);
        double[] least = new double[stacks.size()];
        double[] weights = new double[stacks.size()];
        for (int i = 0; i < least.length; i++) {
            least[i] = below ? 2 * LEAST_STACK : Math.max(LEAST_STACK, nodes.get(i).minHeight(-1));
            weights[i] = stacks.get(i).weight();
        }
        double[] lengths = shares(weights, least, length);
        List<double[]> out = new ArrayList<>();
        double at = 0;
        for (double l : lengths) {
            out.add(switch (side) {
                case LEFT -> new double[] {0, at, left, l};
                case RIGHT -> new double[] {width - right, at, right, l};
                case BOTTOM -> new double[] {at, height - bottom, l, bottom};
            });
            at += l + Docks.GAP;
        }
        return out;
    }

    /** Whole pixels in the ratio of the weights, none below its least as long as all of these fit. */
    static double[] shares(double[] weights, double[] least, double length) {
        double[] out = new double[weights.length];
        boolean[] held = new boolean[weights.length];
        for (int round = 0; round <= weights.length; round++) {
            double free = length;
            double sum = 0;
            for (int i = 0; i < out.length; i++) {
                free -= held[i] ? least[i] : 0;
                sum += held[i] ? 0 : weights[i];
            }
            boolean again = false;
            for (int i = 0; i < out.length; i++) {
                out[i] = held[i] ? least[i] : Math.max(0, free) * weights[i] / Math.max(1e-9, sum);
                if (!held[i] && out[i] < least[i]) {
                    held[i] = true;
                    again = true;
                }
            }
            if (!again) {
                break;
            }
        }
        double sum = 0;
        for (double l : out) {
            sum += l;
        }
        double scale = sum > length && sum > 0 ? Math.max(0, length) / sum : 1;
        double end = 0;
        double from = 0;
        for (int i = 0; i < out.length; i++) {
            end += out[i] * scale;
            double to = Math.round(end);
            out[i] = to - from;
            from = to;
        }
        return out;
    }
}
