package plumbline.annotation.scene;

/**
 * One message of one sensor: when it was taken (nanoseconds since 1970 UTC) and where the sensor stood then,
 * {@code worldFromSensor}. {@code encoding} says how its raw bytes are to be read: {@code jpeg}, {@code png}, or the name
 * of a point encoding ({@code kitti-bin}, {@code nuscenes-bin}, {@code dgp-npz}, {@code pcd}, {@code las},
 * {@code cdr-pointcloud2}, ...). {@code key} is the source's own name for it (a file inside the capture, a message
 * offset, an object hash) and means something to the source alone.
 */
public record Sample(SensorId sensor, long timeNanos, Pose worldFromSensor, String encoding, String key) {}
