package plumbline.app.ui.merge;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.SceneSnapshot;

/** One side's locked 3D view: who and when on top, the key that takes it, a cross where the pointer is in another pane. */
final class SidePane extends StackPane {
    private static final PseudoClass TAKEN = PseudoClass.getPseudoClass("taken");
    private static final double ARM = 8;

    private final SceneView view;
    private final HBox title = Parts.row(6);
    private final Label words = Parts.label("", "pane-note");
    private final Region across = new Region();
    private final Region down = new Region();
    private final String side;

    /** {@code side}: {@code yours}, {@code base} or {@code server}, as the style sheet names it; no key, no cap. */
    SidePane(Ui ui, String side, String key) {
        this.side = side;
        view = new SceneView(ui.renderer().get());
        ui.renderer().addListener((o, was, is) -> view.setRenderer(is));
        getStyleClass().addAll("side-pane", side);
        setMinSize(0, 0);
        title.getStyleClass().add("float-card");
        title.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(title, Pos.TOP_LEFT);
        StackPane.setMargin(title, new Insets(8));
        words.setVisible(false);
        words.setWrapText(true);
        words.setMouseTransparent(true);
        StackPane.setAlignment(words, Pos.BOTTOM_LEFT);
        StackPane.setMargin(words, new Insets(8));
        for (Region r : new Region[] {across, down}) {
            r.getStyleClass().add("cross");
            r.setManaged(false);
            r.setVisible(false);
            r.setMouseTransparent(true);
        }
        getChildren().addAll(view, across, down, title, words);
        if (!key.isEmpty()) {
            Label cap = Parts.keyCap(key);
            StackPane.setAlignment(cap, Pos.TOP_RIGHT);
            StackPane.setMargin(cap, new Insets(14, 12, 8, 8));
            getChildren().add(cap);
        }
    }

    SceneView view() {
        return view;
    }

    void title(String name, String whoAndWhen) {
        Region dot = new Region();
        dot.getStyleClass().addAll("side-dot", side);
        title.getChildren().setAll(dot, Parts.label(name, "strong"));
        if (!whoAndWhen.isEmpty()) {
            title.getChildren().add(Parts.label(whoAndWhen, "fg2", "pane-who"));
        }
    }

    /** The scene, and a sentence where there is nothing to see of this side; empty for none. */
    void show(SceneSnapshot scene, String sentence) {
        view.setScene(scene);
        words.setText(sentence);
        words.setVisible(!sentence.isEmpty());
    }

    /** The side that the decisions took has its colour about it. */
    void taken(boolean is) {
        pseudoClassStateChanged(TAKEN, is);
    }

    /** The one cursor, in this view's pixels; NaN hides it. */
    void cursor(double x, double y) {
        boolean there = !Double.isNaN(x) && x >= 0 && y >= 0 && x <= getWidth() && y <= getHeight();
        across.setVisible(there);
        down.setVisible(there);
        if (there) {
            across.resizeRelocate(Math.floor(x - ARM), Math.floor(y), 2 * ARM + 1, 1);
            down.resizeRelocate(Math.floor(x), Math.floor(y - ARM), 1, 2 * ARM + 1);
        }
    }
}
