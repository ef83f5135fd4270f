package plumbline.app.ui;

import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;

/** What lies over the window: toasts bottom left, banners under the top bar, and one dialog at a time. */
final class Overlays {
    private static final int MOST_TOASTS = 3;
    private static final double ABOVE_LEGEND = 44;

    private final VBox toasts = new VBox(8);
    private final VBox banners = new VBox(1);
    private final StackPane dialogs = new StackPane();

    Overlays() {
        toasts.setAlignment(Pos.BOTTOM_LEFT);
        toasts.setPickOnBounds(false);
        toasts.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane.setAlignment(toasts, Pos.BOTTOM_LEFT);
        StackPane.setMargin(toasts, new Insets(0, 0, 40, 16));
        dialogs.getStyleClass().add("dialog-layer");
        dialogs.setVisible(false);
    }

    Node toasts() {
        return toasts;
    }

    Node banners() {
        return banners;
    }

    Node dialogs() {
        return dialogs;
    }

    /** Bottom left over the view that the person works in, above its legend; over the window where there is none. */
    private void place() {
        Node view = toasts.getScene() == null ? null : toasts.getScene().getRoot().lookup(".scene-view");
        Bounds seen = view == null ? null : toasts.getParent().sceneToLocal(view.localToScene(view.getLayoutBounds()));
        double below = seen == null ? 40 : toasts.getParent().getLayoutBounds().getHeight() - seen.getMaxY() + ABOVE_LEGEND;
        StackPane.setMargin(toasts, new Insets(0, 0, Math.max(40, below), seen == null ? 16 : seen.getMinX() + 8));
    }

    void say(String sentence) {
        place();
        var toast = Parts.row(8, Parts.label(sentence));
        toast.getStyleClass().add("toast");
        toast.setAccessibleText(sentence);
        // Words that come and go must not swallow a click meant for the picture under them.
        toast.setMouseTransparent(true);
        toasts.getChildren().add(toast);
        while (toasts.getChildren().size() > MOST_TOASTS) {
            toasts.getChildren().removeFirst();
        }
        PauseTransition wait = new PauseTransition(Duration.seconds(6));
        wait.setOnFinished(e -> {
            FadeTransition fade = new FadeTransition(Duration.millis(160), toast);
            fade.setToValue(0);
            fade.setOnFinished(f -> toasts.getChildren().remove(toast));
            fade.play();
        });
        wait.play();
    }

    /** A banner that stays for as long as what it says is so. */
    void stay(Banner banner) {
        banners.getChildren().add(0, banner);
    }

    /** Stays until it is closed. */
    void problem(String sentence) {
        Node[] self = new Node[1];
        Banner banner = new Banner(
                "high",
                sentence,
                Parts.iconButton("mdi2c-close", "Close", () -> banners.getChildren().remove(self[0])));
        self[0] = banner;
        show(banner);
    }

    /** The same sentence is not shown twice. */
    void show(Banner banner) {
        if (banners.getChildren().stream().anyMatch(n -> banner.getAccessibleText().equals(n.getAccessibleText()))) {
            return;
        }
        banners.getChildren().add(banner);
        if (banners.getChildren().size() > MOST_TOASTS) {
            banners.getChildren().removeFirst();
        }
    }

    void remove(Banner banner) {
        banners.getChildren().remove(banner);
    }

    void clear() {
        banners.getChildren().clear();
        toasts.getChildren().clear();
        close();
    }

    void open(Node content, Pos where, Insets margin) {
        dialogs.getChildren().setAll(content);
        StackPane.setAlignment(content, where);
        StackPane.setMargin(content, margin);
        dialogs.setVisible(true);
        Node field = content.lookup(".text-input");
        (field == null ? content : field).requestFocus();
    }

    void close() {
        dialogs.setVisible(false);
        dialogs.getChildren().clear();
    }

    /** Esc: a card is asked, since it may have work to stop; anything else goes. */
    void dismiss(Runnable otherwise) {
        if (dialogs.getChildren().stream().findFirst().orElse(null) instanceof DialogCard card) {
            card.dismiss();
        } else {
            otherwise.run();
        }
    }

    boolean isOpen() {
        return dialogs.isVisible();
    }
}
