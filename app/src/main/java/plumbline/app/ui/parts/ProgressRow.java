package plumbline.app.ui.parts;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.Progress;

/**
 * Long work in 44 px: what, percent, pause where it can, stop; a 4 px bar; done of total, rate and time left. Is a
 * {@link Progress}: told from any thread, drawn once a frame while it is in a window.
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
    private final HBox head;
    private final String kept;
    private final Object pausing = new Object();
    private boolean paused;
    private String phase = "";
    private long fromNanos = System.nanoTime();
    private long fromDone;

    public ProgressRow(String title) {
        this(title, "nothing of it is kept");
    }

    /** {@code kept} says what stays of work that is stopped, as in "nothing of it is kept". */
    public ProgressRow(String title, String kept) {
        this.kept = kept;
        getStyleClass().add("progress-row");
        what.setText(title);
        what.setMinWidth(0);
        percent.setMinWidth(USE_PREF_SIZE);
        left.setMinWidth(USE_PREF_SIZE);
        bar.getStyleClass().add("thin-bar");
        bar.setMaxWidth(0);
        track.getStyleClass().add("thin-track");
        StackPane.setAlignment(bar, javafx.geometry.Pos.CENTER_LEFT);
        head = Parts.row(8, what, Parts.spacer(), percent, Parts.iconButton("mdi2c-close", "Stop", this::stop));
        getChildren().addAll(head, track, Parts.row(8, detail, Parts.spacer(), left));
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

    /** With a button that holds the work where it next asks whether to stop. */
    public ProgressRow pausable() {
        Button pause = Parts.iconButton("mdi2p-pause", "Pause", () -> {});
        pause.setOnAction(e -> {
            boolean now = setPaused(!paused);
            pause.setGraphic(Parts.icon(now ? "mdi2p-play" : "mdi2p-pause"));
            pause.setAccessibleText(now ? "Go on" : "Pause");
            Parts.tip(pause, now ? "Go on" : "Pause");
        });
        head.getChildren().add(head.getChildren().size() - 1, pause);
        return this;
    }

    private boolean setPaused(boolean now) {
        synchronized (pausing) {
            paused = now;
            pausing.notifyAll();
        }
        phase = "";
        return now;
    }

    public void stop() {
        stopped.set(true);
        setPaused(false);
        detail.setText("Stopping; " + kept + ".");
        left.setText("");
    }

    /** Whether it was told to stop; unlike {@link #cancelled} it never waits. */
    public boolean stopped() {
        return stopped.get();
    }

    @Override
    public void update(String phase, long done, long total) {
        told.set(new Told(phase, done, total));
    }

    /** Waits while the work is paused, so it is for the thread that works. */
    @Override
    public boolean cancelled() {
        synchronized (pausing) {
            while (paused && !stopped.get()) {
                try {
                    pausing.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return true;
                }
            }
        }
        return stopped.get();
    }

    private void draw(Told t) {
        if (stopped.get()) {
            return;
        }
        if (paused) {
            left.setText("Paused");
            return;
        }
        if (!t.what().equals(phase)) {
            phase = t.what();
            fromNanos = System.nanoTime();
            fromDone = t.done();
            left.setText("");
        }
        if (t.total() <= 0) {
            detail.setText(t.what() + (t.done() > 0 ? " · " + Numbers.count(t.done()) : ""));
            return;
        }
        double share = Math.min(1, (double) t.done() / t.total());
        percent.setText(Math.round(share * 100) + "\u00A0%");
        bar.setMaxWidth(track.getWidth() * share);
        detail.setText(t.what() + " · " + Numbers.count(t.done()) + " of " + Numbers.count(t.total()));
        double seconds = (System.nanoTime() - fromNanos) / 1e9;
        long since = t.done() - fromDone;
        if (since > 0 && share > 0.02 && seconds > 1) {
            double rate = since / seconds;
            left.setText((rate >= 10 ? Numbers.brief(Math.round(rate)) : Numbers.fixed(rate, 1)) + " a second · "
                    + span(Math.max(1, Math.round((t.total() - t.done()) / rate))) + " left");
        }
    }

    private static String span(long seconds) {
        return seconds < 100 ? seconds + "\u00A0s"
                : seconds < 5400 ? Math.round(seconds / 60.0) + "\u00A0min" : Math.round(seconds / 3600.0) + "\u00A0h";
    }
}
