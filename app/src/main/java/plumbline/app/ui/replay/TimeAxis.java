package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * The visible part of a pass on a row of pixels. Times are nanoseconds since 1970; {@code x} runs from 0 to
 * {@code width}. The visible part never leaves the whole and never gets shorter than {@link #SHORTEST_NANOS}.
 */
public record TimeAxis(long wholeStart, long wholeEnd, long start, long end, double width) {
    public static final long SHORTEST_NANOS = 50_000_000L;

    /** A line of the ruler: where, what it says, and whether it says something. */
    public record Tick(double x, String label, boolean major) {}

    private static final double[] STEPS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600
    };

    /** The whole pass; one too short to be shown gets a second. */
    public static TimeAxis whole(long start, long end, double width) {
        long last = end - start >= SHORTEST_NANOS ? end : start + SHORTEST_NANOS * 20;
        return new TimeAxis(start, last, start, last, width);
    }

    public double x(long timeNanos) {
        return (double) (timeNanos - start) / (end - start) * width;
    }

    public long time(double x) {
        return start + Math.round(x / Math.max(1, width) * (end - start));
    }

    public double nanosPerPixel() {
        return (end - start) / Math.max(1, width);
    }

    public TimeAxis withWidth(double w) {
        return new TimeAxis(wholeStart, wholeEnd, start, end, w);
    }

    /** {@code factor} above 1 shows more time. What lies under {@code x} stays there. */
    public TimeAxis zoomed(double x, double factor) {
        long about = time(x);
        double share = Math.clamp(x / Math.max(1, width), 0, 1);
        long span = Math.clamp(Math.round((end - start) * factor), SHORTEST_NANOS, wholeEnd - wholeStart);
        return placed(about - Math.round(share * span), span);
    }

    /** Moves the visible part by pixels to the right (later). */
    public TimeAxis panned(double pixels) {
        return placed(start + Math.round(pixels * nanosPerPixel()), end - start);
    }

    /** Shows a stretch of time. */
    public TimeAxis showing(long from, long to) {
        long span = Math.clamp(to - from, SHORTEST_NANOS, wholeEnd - wholeStart);
        return placed(from, span);
    }

    /** Moves as little as needed to have a time in view, with a tenth of the width to spare. */
    public TimeAxis including(long timeNanos) {
        long spare = (end - start) / 10;
        if (timeNanos < start) {
            return placed(timeNanos - spare, end - start);
        }
        return timeNanos > end ? placed(timeNanos - (end - start) + spare, end - start) : this;
    }

    private TimeAxis placed(long from, long span) {
        long first = Math.clamp(from, wholeStart, Math.max(wholeStart, wholeEnd - span));
        return new TimeAxis(wholeStart, wholeEnd, first, first + span, width);
    }

    /** Ruler lines at round seconds from the pass's start, at least {@code apart} pixels between those with words. */
    public List<Tick> ticks(double apart) {
        double secondsPerPixel = nanosPerPixel() / 1e9;
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && STEPS[i] / secondsPerPixel >= apart; i--) {
            step = STEPS[i];
        }
        int decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
        double minor = step / 5;
        List<Tick> out = new ArrayList<>();
        long first = (long) Math.ceil((start - wholeStart) / 1e9 / minor - 1e-9);
        long last = (long) Math.floor((end - wholeStart) / 1e9 / minor + 1e-9);
        for (long i = first; i <= last && out.size() < 4000; i++) {
            double seconds = i * minor;
            boolean major = i % 5 == 0;
            String label = major ? String.format(java.util.Locale.ROOT, "+%." + decimals + "f", seconds) : "";
            out.add(new Tick(x(wholeStart + Math.round(seconds * 1e9)), label, major));
        }
        return out;
    }
}
