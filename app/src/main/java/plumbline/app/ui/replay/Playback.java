package plumbline.app.ui.replay;

import java.util.Arrays;
import java.util.List;

/**
 * Where the playhead stands and how it runs: play, pause, steps, shuttle, speed 0.1 to 10, loop on a range. Times in
 * nanoseconds since 1970. Knows no clock; {@link #advance} is told how much time went by. One thread.
 */
public final class Playback {
    /** The speeds that the shuttle and the speed menu offer. */
    public static final List<Double> SPEEDS = List.of(0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0);

    private final long[] framesNanos;
    private final long start;
    private final long end;
    private long playhead;
    private long rangeStart;
    private long rangeEnd;
    private double speed = 1;
    private boolean backwards;
    private boolean playing;
    private boolean loop = true;

    /** {@code framesNanos}: the keyframes' times in order, at least one; the pass runs from {@code start} to {@code end}. */
    public Playback(long[] framesNanos, long start, long end) {
        this.framesNanos = framesNanos.clone();
        this.start = start;
        this.end = Math.max(end, start);
        this.playhead = framesNanos[0];
        this.rangeStart = start;
        this.rangeEnd = this.end;
    }

    public long playhead() {
        return playhead;
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    public long rangeStart() {
        return rangeStart;
    }

    public long rangeEnd() {
        return rangeEnd;
    }

    public boolean rangeIsWhole() {
        return rangeStart == start && rangeEnd == end;
    }

    public double speed() {
        return speed;
    }

    public boolean playing() {
        return playing;
    }

    public boolean backwards() {
        return backwards;
    }

    public boolean loop() {
        return loop;
    }

    /** The last keyframe at or before the playhead; the first before it. */
    public int frame() {
        return frameAt(playhead);
    }

    public int frameAt(long timeNanos) {
        int i = Arrays.binarySearch(framesNanos, timeNanos);
        return Math.max(0, i >= 0 ? i : -i - 2);
    }

    public void seek(long timeNanos) {
        playhead = Math.clamp(timeNanos, start, end);
    }

    public void seekFrame(int frame) {
        seek(framesNanos[Math.clamp(frame, 0, framesNanos.length - 1)]);
    }

    /** Steps by keyframes; the playhead lands on one. */
    public void step(int frames) {
        playing = false;
        boolean onFrame = framesNanos[frame()] == playhead;
        int from = frame() + (frames < 0 && !onFrame ? 1 : 0);
        seekFrame(from + frames);
    }

    /** At the end (or the range's end while looping), starts over. */
    public void setPlaying(boolean on) {
        if (on && !playing && !loop && (backwards ? playhead <= start : playhead >= end)) {
            playhead = backwards ? end : start;
        }
        playing = on;
    }

    public void setLoop(boolean on) {
        loop = on;
    }

    public void setSpeed(double s) {
        speed = Math.clamp(s, SPEEDS.getFirst(), SPEEDS.getLast());
    }

    /** J, K, L: backwards, stop, forwards; the same again is faster, the opposite way is slower first. */
    public void shuttle(int way) {
        if (way == 0) {
            playing = false;
            backwards = false;
            speed = 1;
        } else if (!playing || backwards != way < 0) {
            backwards = way < 0;
            speed = 1;
            playing = true;
        } else {
            speed = SPEEDS.stream().filter(s -> s > speed + 1e-9).findFirst().orElse(SPEEDS.getLast());
        }
    }

    /** Either end may be given first; the range is put in order and kept inside the pass. */
    public void setRange(long a, long b) {
        rangeStart = Math.clamp(Math.min(a, b), start, end);
        rangeEnd = Math.clamp(Math.max(a, b), start, end);
        if (rangeEnd - rangeStart < TimeAxis.SHORTEST_NANOS) {
            clearRange();
        }
    }

    public void clearRange() {
        rangeStart = start;
        rangeEnd = end;
    }

    public void rangeFromHere() {
        setRange(playhead, playhead >= rangeEnd ? end : rangeEnd);
    }

    public void rangeToHere() {
        setRange(playhead <= rangeStart ? start : rangeStart, playhead);
    }

    /** Moves the playhead by time that went by on the clock; at the end it loops or stops. */
    public void advance(long elapsedNanos) {
        if (!playing) {
            return;
        }
        long from = loop ? rangeStart : start;
        long to = loop ? rangeEnd : end;
        long next = playhead + Math.round(elapsedNanos * speed * (backwards ? -1 : 1));
        if (!backwards && next >= to && playhead <= to) {
            playhead = loop ? from : to;
            playing = loop;
        } else if (backwards && next <= from && playhead >= from) {
            playhead = loop ? to : from;
            playing = loop;
        } else {
            seek(next);
            playing = loop || next > start && next < end;
        }
    }
}
