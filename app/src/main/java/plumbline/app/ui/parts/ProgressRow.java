package plumbline.app.ui.parts;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.Progress;

/**
 * Long work in 44 px: what, percent, stop; a 4 px bar; done of total, rate and time left. Is a {@link Progress}: told
 * from any thread, drawn once a frame while it is in a window.
 */
public final class ProgressRow extends VBox implements Progress {
    private record Told(String what, long done, long total) {}

    private final AtomicReference<Told> told = new AtomicReference<>(new Told("", 0, 0));
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Label what = Parts.label("", "strong");
    private final Label percent = Parts.mono("", "fg1");
    private final Label detail = Parts.caption("");
    private final Label left = Parts.caption("");
    private final Region bar = new Region();
    private final StackPane track = new StackPane(bar);
    private final long startedNanos = System.nanoTime();

    public ProgressRow(String title) {
        getStyleClass().add("progress-row");
        what.setText(title);
        bar.getStyleClass().add("thin-bar");
        bar.setMaxWidth(0);
        track.getStyleClass().add("thin-track");
        StackPane.setAlignment(bar, javafx.geometry.Pos.CENTER_LEFT);
        getChildren().addAll(
                Parts.row(8, what, Parts.spacer(), percent, Parts.iconButton("mdi2c-close", "Stop", this::stop)),
                track,
                Parts.row(8, detail, Parts.spacer(), left));
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                draw(told.get());
            }
        };
        sceneProperty().addListener((o, was, is) -> {
            if (is == null) {
                timer.stop();
            } else {
                timer.start();
            }
        });
    }

    public void stop() {
        stopped.set(true);
        detail.setText("Stopping; nothing of it is kept.");
    }

    @Override
    public void update(String phase, long done, long total) {
        told.set(new Told(phase, done, total));
    }

    @Override
    public boolean cancelled() {
        return stopped.get();
    }

    private void draw(Told t) {
        if (stopped.get()) {
            return;
        }
        if (t.total() <= 0) {
            detail.setText(t.what());
            return;
        }
        double share = Math.min(1, (double) t.done() / t.total());
        percent.setText(Math.round(share * 100) + "\u00A0%");
        bar.setMaxWidth(track.getWidth() * share);
        detail.setText(t.what() + " · " + Numbers.count(t.done()) + " of " + Numbers.count(t.total()));
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        if (share > 0.02 && seconds > 1) {
            left.setText(Math.max(1, Math.round(seconds / share - seconds)) + "\u00A0s left");
        }
    }
}
