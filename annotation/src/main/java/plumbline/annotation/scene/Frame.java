package plumbline.annotation.scene;

import java.util.Map;
import java.util.Optional;

/**
 * A keyframe: one sweep of the reference lidar and, for every other sensor, the sample nearest in time to it. Boxes of a
 * frame are in the frame of its reference lidar.
 */
public record Frame(int index, long timeNanos, Pose worldFromEgo, Map<SensorId, Sample> samples) {
    public Frame {
        samples = Map.copyOf(samples);
    }

    public Optional<Sample> sample(SensorId sensor) {
        return Optional.ofNullable(samples.get(sensor));
    }
}
