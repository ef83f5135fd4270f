package plumbline.annotation.scene;

/** A sensor of the rig by the name its calibration gives it, for example {@code lidar_top}. */
public record SensorId(String value) implements Comparable<SensorId> {
    public SensorId {
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("a sensor id has 1 to 200 characters");
        }
    }

    @Override
    public int compareTo(SensorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
