package plumbline.app.ui.parts;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** The small controls that all workspaces share, each with the design's style class. Made on the FX thread. */
public final class Parts {
    public static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private Parts() {}

    /** An icon of Material Design 2 in 16 px; styles {@code bright}, {@code dim}, {@code high-text} and so on. */
    public static FontIcon icon(String literal, String... styles) {
        FontIcon icon = new FontIcon(literal);
        icon.getStyleClass().addAll(styles);
        return icon;
    }

    public static Label label(String text, String... styles) {
        Label l = new Label(text);
        l.getStyleClass().addAll(styles);
        return l;
    }

    public static Label mono(String text, String... styles) {
        Label l = label(text, styles);
        l.getStyleClass().add("mono");
        l.setMinWidth(Region.USE_PREF_SIZE);
        return l;
    }

    /** 11/16, the second grey. */
    public static Label caption(String text) {
        return label(text, "caption");
    }

    public static Label keyCap(String key) {
        Label l = label(key.replaceAll("(?<=[a-z])\\+(?=\\S)", " "), "key-cap");
        l.setMinWidth(Region.USE_PREF_SIZE);
        return l;
    }

    /** Kinds: {@code ok, medium, high, critical, info, outlined, square}, none for a plain tag. */
    public static Label chip(String text, String... kinds) {
        Label l = label(text, "chip");
        l.getStyleClass().addAll(kinds);
        l.setMinWidth(Region.USE_PREF_SIZE);
        return l;
    }

    public static Label iconChip(String iconLiteral, String text, String kind) {
        Label l = chip(text, kind);
        l.setGraphic(icon(iconLiteral, kind + "-text"));
        return l;
    }

    /** A count, 999+ at most; kinds as a chip's. */
    public static Label badge(long n, String... kinds) {
        Label l = label(n > 999 ? "999+" : Long.toString(n), "badge");
        l.getStyleClass().addAll(kinds);
        l.setMinWidth(Region.USE_PREF_SIZE);
        return l;
    }

    public static Region swatch(int rgb, double size) {
        Region r = new Region();
        r.getStyleClass().add("swatch");
        r.setStyle(String.format("-fx-background-color: #%06X;", rgb));
        r.setMinSize(size, size);
        r.setMaxSize(size, size);
        return r;
    }

    public static Region spacer() {
        Region r = new Region();
        HBox.setHgrow(r, Priority.ALWAYS);
        return r;
    }

    /** A thin upright line between groups of a bar. */
    public static Region rule() {
        Region r = new Region();
        r.getStyleClass().add("v-rule");
        return r;
    }

    public static HBox row(double gap, Node... children) {
        HBox box = new HBox(gap, children);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    public static Button button(String text, Runnable action) {
        return dress(new Button(text), "pl-button", action);
    }

    /** With its key shown in the button. */
    public static Button button(String text, String key, Runnable action) {
        Button b = button(text, action);
        b.setGraphic(keyCap(key));
        b.setContentDisplay(ContentDisplay.RIGHT);
        b.setAccessibleText(text + ", key " + key);
        return b;
    }

    /** The one blue button of a place. */
    public static Button primary(String text, Runnable action) {
        return dress(new Button(text), "pl-primary", action);
    }

    public static Button primary(String text, String key, Runnable action) {
        Button b = primary(text, action);
        b.setGraphic(keyCap(key));
        b.setContentDisplay(ContentDisplay.RIGHT);
        b.setAccessibleText(text + ", key " + key);
        return b;
    }

    public static Button link(String text, Runnable action) {
        return dress(new Button(text), "pl-link", action);
    }

    /** An icon alone; the tooltip says what it does and its key. */
    public static Button iconButton(String literal, String tooltip, Runnable action) {
        Button b = dress(new Button(), "pl-icon-button", action);
        b.setGraphic(icon(literal));
        tip(b, tooltip);
        b.setAccessibleText(tooltip);
        return b;
    }

    /** Icon and words without a frame, for bars. */
    public static Button barButton(String literal, String text, Runnable action) {
        Button b = dress(new Button(text), "pl-icon-button", action);
        b.getStyleClass().add("wide");
        b.setGraphic(icon(literal));
        b.setMinWidth(Region.USE_PREF_SIZE);
        return b;
    }

    /** A filter or a value of a few; looks chosen while selected. */
    public static ToggleButton chipButton(String text) {
        ToggleButton b = new ToggleButton(text);
        // Names of sensors and classes have underscores, which are no mnemonics.
        b.setMnemonicParsing(false);
        b.getStyleClass().setAll("pl-chip-button");
        b.setMinWidth(Region.USE_PREF_SIZE);
        return b;
    }

    /** A tooltip after half a second. */
    public static void tip(javafx.scene.control.Control control, String text) {
        Tooltip t = new Tooltip(text);
        t.setShowDelay(Duration.millis(500));
        control.setTooltip(t);
    }

    private static Button dress(Button b, String style, Runnable action) {
        b.setMnemonicParsing(false);
        b.getStyleClass().setAll(style);
        b.setMinWidth(Region.USE_PREF_SIZE);
        b.setOnAction(e -> action.run());
        return b;
    }
}
