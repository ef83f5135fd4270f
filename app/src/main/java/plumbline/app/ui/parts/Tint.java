package plumbline.app.ui.parts;

import javafx.scene.paint.Color;
import plumbline.annotation.review.Severity;

/**
 * The design's tokens for what is drawn on a canvas, where style sheets don't reach. Contrast is checked in the
 * design.
 */
public enum Tint {
    GAP("#0A0C0F", "#D3D8DF"),
    P0("#0F1216", "#F6F7F9"),
    P1("#16191E", "#FFFFFF"),
    P2("#1C2026", "#F1F3F6"),
    P3("#262B33", "#E4E8ED"),
    P4("#323944", "#D5DBE3"),
    SEL("#20364F", "#DCEBFD"),
    BD("#272C34", "#DDE2E8"),
    BD2("#3A424D", "#C3CAD3"),
    LINE("#6B7482", "#7F8793"),
    FG0("#E9ECF0", "#171B21"),
    FG1("#B6BDC8", "#454D59"),
    FG2("#98A1AE", "#5F6875"),
    ACCENT("#6CB1FF", "#0B5CC4"),
    OK("#4CC38A", "#136B41"),
    MEDIUM("#F0B429", "#835400"),
    HIGH("#FF7B72", "#B3261E"),
    CRITICAL("#FF9EC4", "#A10B55"),
    INFO("#7CC4FA", "#0A5A8C"),
    VIEW("#0B0D10", "#1D232B"),
    VIEW_TOP("#131820", "#28303A");

    private final Color dark;
    private final Color light;

    Tint(String dark, String light) {
        this.dark = Color.web(dark);
        this.light = Color.web(light);
    }

    public Color of(boolean darkTheme) {
        return darkTheme ? dark : light;
    }

    public static Tint of(Severity s) {
        return switch (s) {
            case INFO -> INFO;
            case MEDIUM -> MEDIUM;
            case HIGH -> HIGH;
            case CRITICAL -> CRITICAL;
        };
    }
}
