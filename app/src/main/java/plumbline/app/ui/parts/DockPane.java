package plumbline.app.ui.parts;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** One pane of a dock: its name, its tab and what it shows, wherever it stands now. */
public final class DockPane {
    private static final double SMALL = 32;
    private static final double BADGE = 28;

    private final String name;
    private final String icon;
    private final Node content;
    private final boolean bare;
    private final ToggleButton tab;
    private Optional<Label> badge = Optional.empty();
    private Optional<DockTabs> at = Optional.empty();
    private final Node picture;
    private final HBox sign = Parts.row(3);
    private boolean small;
    private double full;
    private boolean seen;
    private Consumer<Boolean> watcher = is -> {};

    DockPane(String name, String icon, Node content, boolean bare) {
        this.name = name;
        this.icon = icon;
        this.content = content;
        this.bare = bare;
        picture = Parts.icon(icon);
        tab = new ToggleButton(name);
        tab.getStyleClass().setAll("pl-tab");
        tab.setMinWidth(Region.USE_PREF_SIZE);
        tab.setAccessibleText(name + ", tab");
        Parts.tip(tab, name + ": drag to move, double-click to fill the window (Ctrl+Alt+F)");
    }

    public String name() {
        return name;
    }

    /** An icon's literal of Material Design 2. */
    public String icon() {
        return icon;
    }

    public Node content() {
        return content;
    }

    /** Shows no tab while it is alone: it has a head of its own. */
    public boolean bare() {
        return bare;
    }

    public ToggleButton tab() {
        return tab;
    }

    /** The stack it stands in. */
    public DockTabs at() {
        return at.orElseThrow();
    }

    void stand(DockTabs in) {
        at = Optional.of(in);
    }

    void onSeen(Consumer<Boolean> told) {
        watcher = told;
        told.accept(seen);
    }

    void seen(boolean is) {
        if (seen != is) {
            seen = is;
            watcher.accept(is);
        }
    }

    void count(Optional<Label> count) {
        badge = count;
        dress();
    }

    /** How wide its tab is with its name; what it was last where it shows the icon alone. */
    double fullWidth() {
        if (!small) {
            full = tab.prefWidth(-1);
        }
        return full;
    }

    /** About how wide its tab is with its icon alone. */
    double smallWidth() {
        return SMALL + (badge.isPresent() ? BADGE : 0);
    }

    /** By its icon alone, where the tabs are many and the dock is narrow. */
    void small(boolean is) {
        if (small != is) {
            small = is;
            dress();
        }
    }

    private void dress() {
        if (small) {
            sign.getChildren().setAll(picture);
            badge.ifPresent(sign.getChildren()::add);
        }
        tab.setGraphic(small ? sign : badge.orElse(null));
        tab.getStyleClass().remove("small");
        if (small) {
            tab.getStyleClass().add("small");
        }
    }
}
