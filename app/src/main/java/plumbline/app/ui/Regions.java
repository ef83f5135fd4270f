package plumbline.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** The parts of the window that F6 goes round. Pure but for asking for the focus. */
final class Regions {
    private Regions() {}

    /** Round the top bar, the parts of what is shown, and the status bar. */
    static void next(Node top, List<Node> middle, Node bottom, Node focused, boolean forward) {
        List<Node> all = new ArrayList<>(List.of(top));
        all.addAll(middle);
        all.add(bottom);
        next(all, focused, forward);
    }

    /** Gives the focus to the first control of the region after the one that has it. */
    static void next(List<? extends Node> regions, Node focused, boolean forward) {
        int at = -1;
        for (int i = 0; i < regions.size(); i++) {
            if (holds(regions.get(i), focused)) {
                at = i;
            }
        }
        for (int step = 1; step <= regions.size(); step++) {
            int to = Math.floorMod(at + (forward ? step : -step), regions.size());
            Optional<Node> first = first(regions.get(to));
            if (first.isPresent()) {
                first.get().requestFocus();
                return;
            }
        }
    }

    private static boolean holds(Node region, Node focused) {
        for (Node n = focused; n != null; n = n.getParent()) {
            if (n == region) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Node> first(Node in) {
        if (!in.isVisible() || in.isDisabled()) {
            return Optional.empty();
        }
        if (in.isFocusTraversable()) {
            return Optional.of(in);
        }
        return in instanceof Parent p
                ? p.getChildrenUnmodifiable().stream().map(Regions::first).flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }
}
