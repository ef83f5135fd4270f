package plumbline.app.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;

/** F1: a keyboard whose caps say what they do now, and all keys in a list below; typing finds one. */
final class KeyHelp extends DialogCard {
    private static final List<List<String>> ROWS = List.of(
            List.of("Esc", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "Del"),
            List.of("Tab", "Q", "W", "E", "R", "T", "Y", "U", "I", "O", "P", "[", "]"),
            List.of("A", "S", "D", "F", "G", "H", "J", "K", "L", "Enter"),
            List.of("Shift", "Z", "X", "C", "V", "B", "N", "M", "/"),
            List.of("Space", "Left", "Right"));

    private final List<KeyHint> all = new ArrayList<>();
    private final Map<String, VBox> caps = new LinkedHashMap<>();
    private final FlowPane list = new FlowPane(16, 6);
    private final TextField find = new TextField();

    KeyHelp(String workspace, List<KeyHint> hints, List<Command> commands, Runnable close) {
        super("Keys in " + workspace, 1080, close);
        all.addAll(hints);
        commands.stream()
                .filter(c -> !c.key().isEmpty())
                .forEach(c -> all.add(new KeyHint(c.key().replace('+', ' '), c.name().replace("...", ""))));
        find.setPromptText("Type to find a key or what it does");
        find.getStyleClass().add("find-field");
        find.textProperty().addListener((o, was, is) -> show(is));
        VBox keyboard = new VBox(6);
        for (List<String> row : ROWS) {
            HBox line = new HBox(6);
            line.setAlignment(Pos.CENTER);
            row.forEach(k -> line.getChildren().add(cap(k)));
            keyboard.getChildren().add(line);
        }
        list.setPrefWrapLength(1040);
        body(find, keyboard, list);
        show("");
    }

    private VBox cap(String key) {
        Label does = Parts.label(doing(key), "cap-does");
        does.setWrapText(true);
        does.setMinHeight(28);
        does.setAlignment(Pos.TOP_LEFT);
        VBox cap = new VBox(1, Parts.label(key, "cap-key"), does);
        cap.getStyleClass().add("cap");
        cap.setPrefWidth(key.equals("Space") ? 300 : 76);
        if (does.getText().isEmpty()) {
            cap.getStyleClass().add("idle");
        }
        caps.put(key, cap);
        return cap;
    }

    private String doing(String key) {
        return all.stream()
                .filter(h -> names(h.key(), key))
                .map(KeyHint::does)
                .findFirst()
                .orElse("");
    }

    /** {@code W A S D}, {@code 1-9} and {@code ] [} name several caps; {@code Ctrl K} names none of the plain ones. */
    static boolean names(String hint, String cap) {
        if (hint.contains("Ctrl") || hint.contains("Alt") || hint.startsWith("Shift ")) {
            return false;
        }
        if (hint.matches("[0-9][-\u2013][0-9]")) {
            return cap.matches("[0-9]") && cap.charAt(0) >= hint.charAt(0) && cap.charAt(0) <= hint.charAt(2);
        }
        for (String word : hint.split(" ")) {
            if (word.equalsIgnoreCase(cap)) {
                return true;
            }
        }
        return false;
    }

    private void show(String typed) {
        String t = typed.toLowerCase(Locale.ROOT).strip();
        list.getChildren().clear();
        for (KeyHint h : all) {
            if (t.isEmpty() || (h.key() + " " + h.does()).toLowerCase(Locale.ROOT).contains(t)) {
                HBox row = Parts.row(6, Parts.keyCap(h.key()), Parts.label(h.does(), "fg1"));
                row.setPrefWidth(248);
                list.getChildren().add(row);
            }
        }
        caps.forEach((key, cap) -> {
            String words = (key + " " + doing(key)).toLowerCase(Locale.ROOT);
            cap.setOpacity(t.isEmpty() || words.contains(t) ? 1 : 0.3);
        });
    }
}
