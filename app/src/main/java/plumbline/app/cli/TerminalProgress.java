package plumbline.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import plumbline.annotation.scene.Progress;

/** A bar on a terminal, a line every few seconds elsewhere: how far, how fast, how long yet. Says nothing when quiet. */
final class TerminalProgress implements Progress {
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 3_000_000_000L;
    /** Before that, nobody knows how fast it goes. */
    private static final double RATE_SECONDS = 2;

    private final PrintWriter err;
    private final boolean terminal;
    private final boolean quiet;
    private final Interruption interruption;
    private final long started = System.nanoTime();
    private long last;
    private String step = "";
    private long stepStarted;
    private long stepFrom;

    TerminalProgress(PrintWriter err, boolean terminal, boolean quiet, Interruption interruption) {
        this.err = err;
        this.terminal = terminal;
        this.quiet = quiet;
        this.interruption = interruption;
    }

    @Override
    public synchronized void update(String what, long done, long total) {
        long now = System.nanoTime();
        if (!what.equals(step)) {
            step = what;
            stepStarted = now;
            stepFrom = done;
        }
        boolean finished = total > 0 && done >= total;
        if (quiet || now - last < (terminal ? BAR_NANOS : LINE_NANOS) && !(finished && terminal)) {
            return;
        }
        last = now;
        double seconds = (now - started) / 1e9;
        String text = total > 0
                ? String.format(Locale.ROOT, "%s: %d of %d (%d %%), %.0f s", what, done, total, 100 * done / total, seconds)
                : String.format(Locale.ROOT, "%s: %d, %.0f s", what, done, seconds);
        text += speed(done, total, (now - stepStarted) / 1e9);
        err.print(terminal ? "\r\033[K" + text + (finished ? "\n" : "") : text + "\n");
        err.flush();
    }

    private String speed(long done, long total, double seconds) {
        if (seconds < RATE_SECONDS || done <= stepFrom) {
            return "";
        }
        double rate = (done - stepFrom) / seconds;
        String text = String.format(Locale.ROOT, rate < 10 ? ", %.1f/s" : ", %.0f/s", rate);
        return total > done ? text + ", " + time((total - done) / rate) + " left" : text;
    }

    private static String time(double seconds) {
        return seconds < 100
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : seconds < 6000
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    @Override
    public boolean cancelled() {
        return interruption.asked() || Thread.currentThread().isInterrupted();
    }
}
