package plumbline.app.ui.start;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.contract.Breach;

/** One breach of a contract: sensor and rule, what is wrong, measured against allowed, from when to when, whose task. */
final class BreachCard extends VBox {
    BreachCard(Breach b) {
        super(4);
        getStyleClass().addAll("card", "breach");
        boolean blocks = b.consequence() == Breach.Consequence.BLOCK;
        String kind = blocks ? "high" : "medium";
        String place = place(b);
        Label what = Parts.label(sentence(b), "fg1");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(
                Parts.row(
                        8, Parts.icon(blocks ? "mdi2a-alert-circle-outline" : "mdi2a-alert-outline", kind + "-text"),
                        Parts.label(b.sensor(), "strong"), Parts.label(words(b.rule()), "fg1"), Parts.spacer(),
                        Parts.chip(blocks ? "blocks" : "quarantines", kind)),
                what,
                Parts.row(16, fact("measured", minus(b.measured()), "fg0"), fact("allowed", minus(b.limit()), "fg1"),
                        Parts.spacer(), Parts.caption("for the " + b.role())),
                Parts.mono(place, "fg2"));
        setAccessibleText(b.sensor() + ", " + words(b.rule()) + ": " + sentence(b) + " Measured " + b.measured() + ", allowed "
                + b.limit() + ". " + place + ". For the " + b.role() + ", " + (blocks ? "blocks" : "quarantines"));
    }

    private static javafx.scene.Node fact(String name, String value, String style) {
        return Parts.row(6, Parts.caption(name), Parts.mono(value, style));
    }

    private static String minus(String value) {
        return value.replaceAll("(?<![\\w.])-(?=\\d)", "\u2212");
    }

    /** Without the sensor in front and the limit behind, which stand beside it. */
    private static String sentence(Breach b) {
        String s = b.message();
        s = s.startsWith(b.sensor() + ": ") ? s.substring(b.sensor().length() + 2) : s;
        int limit = s.indexOf("; allowed is ");
        s = limit < 0 ? s : s.substring(0, limit);
        s = minus(s);
        return Character.toUpperCase(s.charAt(0)) + s.substring(1) + (s.endsWith("?") ? "" : ".");
    }

    private static String place(Breach b) {
        return b.fromNanos() == b.toNanos()
                ? "at " + Numbers.utc(b.fromNanos()) + " UTC"
                : Numbers.utc(b.fromNanos()) + " to " + Numbers.utc(b.toNanos()) + " UTC";
    }

    /** {@code syncOffset} as "sync offset". */
    private static String words(String rule) {
        return rule.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT);
    }
}
