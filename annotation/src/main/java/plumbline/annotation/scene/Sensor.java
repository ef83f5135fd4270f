package plumbline.annotation.scene;

import java.util.Optional;

/**
 * One sensor of the rig with its calibration: extrinsics {@code egoFromSensor} (maps points of the sensor's frame,
 * metres, into the ego frame) and, for a camera, its lens and its shutter where that is a rolling one. Camera frames are
 * optical: x right, y down, z forward.
 */
public record Sensor(
        SensorId id, SensorKind kind, Pose egoFromSensor, Optional<LensModel> lens, Optional<RollingShutter> shutter) {
    /** A sensor without a lens, or a camera that takes its whole image at once. */
    public Sensor(SensorId id, SensorKind kind, Pose egoFromSensor, Optional<LensModel> lens) {
        this(id, kind, egoFromSensor, lens, Optional.empty());
    }
}
