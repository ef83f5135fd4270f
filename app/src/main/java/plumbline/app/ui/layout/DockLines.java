package plumbline.app.ui.layout;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import plumbline.app.ui.parts.DockTabs;

/** The lines between docks that can be moved: first the inner edges left, right and below, then those between stacks. */
final class DockLines {
    private final Docks docks;

    DockLines(Docks docks) {
        this.docks = docks;
    }

    List<DockDivider> of(DockState state, boolean railed) {
        List<DockDivider> out = new ArrayList<>();
        if (!state.filled(Side.LEFT).isEmpty()) {
            out.add(edge(Orientation.VERTICAL, "Width of the left docks", 1, Side.LEFT));
        }
        if (!state.filled(Side.RIGHT).isEmpty() && !railed) {
            out.add(edge(Orientation.VERTICAL, "Width of the right docks", -1, Side.RIGHT));
        }
        if (!state.filled(Side.BOTTOM).isEmpty()) {
            out.add(edge(Orientation.HORIZONTAL, "Height of the docks below", -1, Side.BOTTOM));
        }
        for (Side side : Side.values()) {
            List<DockState.Stack> there = state.filled(side);
            for (int i = 0; i + 1 < there.size() && !(side == Side.RIGHT && railed); i++) {
                out.add(between(side, there.get(i), there.get(i + 1)));
            }
        }
        return out;
    }

    private DockDivider edge(Orientation line, String name, int way, Side side) {
        return new DockDivider(
                line, name, way, () -> docks.size(side), px -> docks.resize(side, px - docks.size(side)), docks::keep);
    }

    private DockDivider between(Side side, DockState.Stack upper, DockState.Stack lower) {
        boolean below = side == Side.BOTTOM;
        DockTabs first = docks.stack(upper.id());
        return new DockDivider(
                below ? Orientation.VERTICAL : Orientation.HORIZONTAL,
                "Line between " + upper.shown() + " and " + lower.shown(), 1,
                () -> below ? first.getWidth() : first.getHeight(),
                px -> docks.stretch(side, upper.id(), lower.id(), px),
                docks::keep);
    }
}
