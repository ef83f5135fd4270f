package plumbline.app.ui.camera;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;

/**
 * What a camera's picture at a frame is worth: fresh, held over from an earlier frame because the camera sent none, or
 * missing. {@code offsetNanos}: how much later than the sweep the picture was taken.
 */
public record CameraTiming(State state, long offsetNanos) {
    /** Fresh: taken for this frame. Held: the same picture as the frame before, or too old. Missing: none. */
    public enum State {
        FRESH,
        HELD,
        MISSING
    }

    /** A picture farther from the sweep than this many of the camera's usual steps is held. */
    private static final double HELD_STEPS = 1.5;

    /** {@code stepNanos} is {@link #usualStepNanos} of the camera, found once. */
    public static CameraTiming of(Capture capture, int frameIndex, SensorId camera, long stepNanos) {
        Frame frame = capture.frames().get(frameIndex);
        Optional<Sample> image = frame.sample(camera);
        if (image.isEmpty()) {
            return new CameraTiming(State.MISSING, 0);
        }
        long sweepNanos = frame.sample(capture.referenceLidar()).map(Sample::timeNanos).orElse(frame.timeNanos());
        long offset = image.get().timeNanos() - sweepNanos;
        boolean same = frameIndex > 0
                && capture.frames().get(frameIndex - 1).sample(camera).equals(image);
        boolean old = stepNanos > 0 && Math.abs(offset) > HELD_STEPS * stepNanos;
        return new CameraTiming(same || old ? State.HELD : State.FRESH, offset);
    }

    /** Median time between a sensor's messages; 0 where there are fewer than three. */
    public static long usualStepNanos(Capture capture, SensorId sensor) {
        List<Sample> own =
                capture.samples().stream().filter(s -> s.sensor().equals(sensor)).toList();
        if (own.size() < 3) {
            return 0;
        }
        long[] steps = new long[own.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = own.get(i + 1).timeNanos() - own.get(i).timeNanos();
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    /** For the chip: {@code Δt +3 ms}, {@code Held, 412 ms old}, {@code No picture}. */
    public String words() {
        long ms = Math.round(offsetNanos / 1e6);
        return switch (state) {
            case FRESH -> "Δt " + (ms < 0 ? "−" : "+") + Math.abs(ms) + " ms";
            case HELD -> ms <= 0 ? "Held, " + -ms + " ms old" : "Held, " + ms + " ms early";
            case MISSING -> "No picture";
        };
    }
}
