package plumbline.app.ui.parts;

import org.kordamp.ikonli.javafx.FontIcon;
import plumbline.annotation.review.Severity;

/** How a severity looks everywhere: icon, colour class and word, so that it is never colour alone. */
public final class SeverityLook {
    private SeverityLook() {}

    /** {@code info}, {@code medium}, {@code high} or {@code critical}: the style class of chips, badges and banners. */
    public static String style(Severity s) {
        return switch (s) {
            case INFO -> "info";
            case MEDIUM -> "medium";
            case HIGH -> "high";
            case CRITICAL -> "critical";
        };
    }

    public static String word(Severity s) {
        return switch (s) {
            case INFO -> "Info";
            case MEDIUM -> "Medium";
            case HIGH -> "High";
            case CRITICAL -> "Critical";
        };
    }

    /** Triangle, ring with an exclamation mark, filled disc, ring with an i. */
    public static FontIcon icon(Severity s) {
        String literal = switch (s) {
            case INFO -> "mdi2i-information-outline";
            case MEDIUM -> "mdi2a-alert-outline";
            case HIGH -> "mdi2a-alert-circle-outline";
            case CRITICAL -> "mdi2a-alert-circle";
        };
        FontIcon icon = Parts.icon(literal, style(s) + "-text");
        icon.setAccessibleText(word(s));
        return icon;
    }
}
