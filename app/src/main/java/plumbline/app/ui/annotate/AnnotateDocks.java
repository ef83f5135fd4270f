package plumbline.app.ui.annotate;

import javafx.scene.Node;
import javafx.scene.layout.Region;
import plumbline.app.ui.layout.DockSizes;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.Side;
import plumbline.app.ui.parts.DockTabs;

/** How the docks of Annotate usually stand about its views. */
final class AnnotateDocks {
    private static final double LEAST_SIDE_VIEW = 78;

    private AnnotateDocks() {}

    static Docks of(Node views, DockTabs left, DockTabs beside, DockTabs right, DockTabs below) {
        beside.setMinHeight(272);
        right.setMinHeight(316);
        Docks all = new Docks(views, DockSizes.of(264, 220, 322, 288, TimelinePane.HEIGHT))
                .at(Side.LEFT, "left", left, 1)
                .at(Side.RIGHT, "beside", beside, 0.58)
                .at(Side.RIGHT, "right", right, 0.42)
                .at(Side.BOTTOM, "below", below, 1);
        all.getStyleClass().add("annotate");
        all.setFocusTraversable(true);
        return all;
    }

    /** The side views may become low where the window is. */
    static Region low(Region sides) {
        for (Node n : sides.getChildrenUnmodifiable()) {
            if (n instanceof Region one) {
                one.setMinHeight(LEAST_SIDE_VIEW);
            }
        }
        return sides;
    }
}
