package plumbline.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import plumbline.annotation.scene.Progress;

/** A bar on a terminal, a line every few seconds elsewhere. */
final class TerminalProgress implements Progress {
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 3_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long last;
    private String stage = "";
    private long stageStarted;
    private long stageFirst;

    TerminalProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public synchronized void update(String what, long done, long total) {
        long now = System.nanoTime();
        boolean finished = total > 0 && done >= total;
        if (now - last < (terminal ? BAR_NANOS : LINE_NANOS) && !(finished && terminal)) {
            return;
        }
        last = now;
        double seconds = (now - started) / 1e9;
        if (!what.equals(stage)) {
            stage = what;
            stageStarted = now;
            stageFirst = done;
        }
        double rate = (done - stageFirst) / Math.max(1e-9, (now - stageStarted) / 1e9);
        String text = total > 0
                ? String.format(Locale.ROOT, "%s: %d of %d (%d %%), %.0f s%s", what, done, total, 100 * done / total, seconds, left(rate, total - done))
                : String.format(Locale.ROOT, "%s: %d, %.0f s", what, done, seconds);
        err.print(terminal ? "\r\033[K" + text + (finished ? "\n" : "") : text + "\n");
        err.flush();
    }

    private static String left(double rate, long more) {
        return rate <= 0 || more <= 0
                ? ""
                : String.format(Locale.ROOT, ", %.0f a second, about %.0f s left", rate, more / rate);
    }

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }
}
