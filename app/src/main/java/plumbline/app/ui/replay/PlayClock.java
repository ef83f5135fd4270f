package plumbline.app.ui.replay;

import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/** Moves the playhead by the time that went by between two pictures of the window; runs only while something plays. */
final class PlayClock extends AnimationTimer {
    /** A window that slept does not leap on; one that drops a few pictures keeps the time. */
    private static final long MOST_NANOS = 1_000_000_000L;

    private final Playback playback;
    private final BooleanSupplier seen;
    private final Runnable moved;
    private final Runnable changed;
    private long last;

    /** {@code moved} after each step, {@code changed} when playing began or ended. */
    PlayClock(Playback playback, BooleanSupplier seen, Runnable moved, Runnable changed) {
        this.playback = playback;
        this.seen = seen;
        this.moved = moved;
        this.changed = changed;
    }

    /** Starts or stops with the playback. */
    void follow() {
        last = 0;
        if (playback.playing() && seen.getAsBoolean()) {
            start();
        } else {
            stop();
        }
        changed.run();
    }

    @Override
    public void handle(long now) {
        if (!seen.getAsBoolean()) {
            playback.setPlaying(false);
            stop();
            return;
        }
        if (last != 0) {
            playback.advance(Math.min(now - last, MOST_NANOS));
            moved.run();
        }
        last = now;
        if (!playback.playing()) {
            follow();
        }
    }
}
