package plumbline.annotation.scene;

/** What a sensor measures. */
public enum SensorKind {
    LIDAR,
    CAMERA,
    RADAR,
    IMU,
    GNSS
}
