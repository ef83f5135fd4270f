package plumbline.app.ui.replay;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import plumbline.app.ui.layout.DockSizes;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.Side;
import plumbline.app.ui.parts.DockTabs;

/** How the docks of Replay usually stand about its views. */
final class ReplayDocks {
    private static final double NARROW = 1440;

    private ReplayDocks() {}

    static boolean narrow(double width) {
        return width < NARROW;
    }

    /** {@code below} is as high as {@code height} says for the height of all. */
    static Docks of(Node views, DockTabs left, DockTabs right, DockTabs below, DoubleUnaryOperator height) {
        Docks all = new Docks(views, new DockSizes(w -> narrow(w) ? 220 : 264, w -> narrow(w) ? 288 : 304, height))
                .at(Side.LEFT, "left", left, 1)
                .at(Side.RIGHT, "right", right, 1)
                .at(Side.BOTTOM, "below", below, 1);
        all.getStyleClass().add("replay");
        all.setFocusTraversable(true);
        all.getStylesheets().add(Objects.requireNonNull(
                        ReplayDocks.class.getResource("/plumbline/app/ui/replay.css"))
                .toExternalForm());
        return all;
    }

    static void fix(Region r, double width) {
        r.setMinWidth(width);
        r.setPrefWidth(width);
        r.setMaxWidth(width);
    }
}
