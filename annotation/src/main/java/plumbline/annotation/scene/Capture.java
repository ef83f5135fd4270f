package plumbline.annotation.scene;

import java.util.List;
import java.util.Optional;

/**
 * What a rig recorded: sensors with their calibration, keyframes, every sample of every sensor in time order, and the
 * ego trajectory. It never changes. {@code world} names the world frame, for example {@code "ENU at first fix"} or an
 * EPSG code. A single point cloud is a capture of one lidar and one frame.
 */
public record Capture(
        String name,
        String format,
        String world,
        List<Sensor> sensors,
        SensorId referenceLidar,
        List<Frame> frames,
        List<Sample> samples,
        Trajectory trajectory,
        List<Problem> problems) {
    public Capture {
        sensors = List.copyOf(sensors);
        frames = List.copyOf(frames);
        samples = List.copyOf(samples);
        problems = List.copyOf(problems);
    }

    public Optional<Sensor> sensor(SensorId id) {
        return sensors.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    public List<Sensor> sensors(SensorKind kind) {
        return sensors.stream().filter(s -> s.kind() == kind).toList();
    }

    /** {@code worldFromLidar} of the reference lidar at a frame; the ego pose times the extrinsics where it has no sweep. */
    public Pose worldFromLidar(Frame frame) {
        return frame.sample(referenceLidar)
                .map(Sample::worldFromSensor)
                .orElseGet(() -> frame.worldFromEgo().times(sensor(referenceLidar).orElseThrow().egoFromSensor()));
    }
}
