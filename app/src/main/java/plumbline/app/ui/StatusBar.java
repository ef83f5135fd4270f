package plumbline.app.ui;

import java.time.Instant;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SceneView;

/** 24 px: what the keys do now on the left; saved, anchored, drawn and F1 on the right. */
final class StatusBar extends HBox {
    private static final double NARROW = 1440;

    private final HBox hints = Parts.row(6);
    private final Label saved = Parts.label("", "status-text");
    private final Label anchor = Parts.label("", "status-text");
    private final Label drawn = Parts.label("", "status-text", "mono");
    private final HBox right;
    private String title = "";
    private List<KeyHint> all = List.of();

    StatusBar(Runnable help) {
        getStyleClass().addAll("status-bar", "rule-above");
        Button f1 = Parts.link("F1 Keys", help);
        f1.getStyleClass().setAll("status-button");
        right = Parts.row(8, saved, Parts.rule(), anchor, Parts.rule(), drawn, Parts.rule(), f1);
        right.setMinWidth(USE_PREF_SIZE);
        hints.setMinWidth(0);
        HBox.setHgrow(hints, Priority.ALWAYS);
        getChildren().addAll(hints, right);
        widthProperty().addListener((o, was, is) -> fillHints());
        nothingOpen();
    }

    void nothingOpen() {
        showHints("Start", List.of(
                new KeyHint("Ctrl I", "import a capture"), new KeyHint("Ctrl O", "open project"), new KeyHint("Ctrl N", "new project"),
                        new KeyHint("Ctrl K", "commands")));
        for (Label l : List.of(saved, anchor, drawn)) {
            show(l, false);
        }
    }

    void showHints(String tool, List<KeyHint> keys) {
        title = tool;
        all = List.copyOf(keys);
        fillHints();
    }

    /** After a write: local time of day and the number of its audit entry. */
    void showSaved(Instant at, long entry) {
        saved.setText("Saved " + Numbers.clock(at) + " · entry " + Numbers.count(entry + 1));
        saved.setGraphic(Parts.icon("mdi2c-check-circle-outline", "ok-text"));
        show(saved, true);
    }

    /** A copy in which nothing was written yet. */
    void showNothingSaved() {
        saved.setText("Nothing to save yet");
        saved.setGraphic(Parts.icon("mdi2c-check-circle-outline", "dim"));
        show(saved, true);
    }

    void showNotSaved(String why) {
        saved.setText("Not saved: " + why);
        saved.setGraphic(Parts.icon("mdi2a-alert-circle-outline", "high-text"));
        show(saved, true);
    }

    void showAnchor(boolean valid, boolean anchored) {
        anchor.setText(!valid ? "Audit log broken" : anchored ? "Audit anchored" : "Unanchored");
        anchor.setGraphic(Parts.icon(
                valid ? "mdi2s-shield-check-outline" : "mdi2s-shield-alert-outline", valid ? "dim" : "high-text"));
        Parts.tip(anchor, !valid
                ? "An entry does not fit the chain: see Audit, or plumbline audit verify."
                : anchored
                        ? "The chain holds, and a time stamp outside this computer covers it."
                        : "The chain holds. Nothing outside this computer vouches for its head yet.");
        show(anchor, true);
    }

    void showDrawn(SceneView.Status s) {
        String how = switch (s.renderer()) {
            case "gl" -> "OpenGL 3.3";
            case "splat" -> "Java drawing";
            default -> s.renderer();
        };
        drawn.setText(how + " · " + Numbers.brief(s.pointsDrawn())
                + (s.pointsThere() > s.pointsDrawn() ? " of " + Numbers.brief(s.pointsThere()) : "") + " points"
                + (s.missing() > 0 ? ", loading · " : " · ")
                + (s.milliseconds() < 1 ? "<1" : Numbers.fixed(s.milliseconds(), 0)) + " ms");
        Parts.tip(drawn, s.renderer().equals("splat") ? "Java drawing, no graphics card. " + s.description()
                : s.description());
        show(drawn, !s.renderer().isEmpty());
    }

    private void show(Label l, boolean visible) {
        l.setVisible(visible);
        l.setManaged(visible);
        int i = right.getChildren().indexOf(l);
        right.getChildren().get(i + 1).setVisible(visible);
        right.getChildren().get(i + 1).setManaged(visible);
    }

    private void fillHints() {
        hints.getChildren().setAll(Parts.label(title, "status-text", "strong"));
        int fit = getWidth() < NARROW ? 4 : 7;
        for (KeyHint k : all.subList(0, Math.min(fit, all.size()))) {
            HBox pair = Parts.row(4, Parts.keyCap(k.key()), Parts.label(k.does(), "status-text"));
            pair.setMinWidth(USE_PREF_SIZE);
            hints.getChildren().add(pair);
        }
    }
}
