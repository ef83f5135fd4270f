package plumbline.storage.format.ros;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions ("ros2msg") of the messages that are written, so that any MCAP tool can read the file by itself.
 */
public final class RosSchemas {
    public static final String POINT_CLOUD2 = "sensor_msgs/msg/PointCloud2";
    public static final String COMPRESSED_IMAGE = "sensor_msgs/msg/CompressedImage";
    public static final String CAMERA_INFO = "sensor_msgs/msg/CameraInfo";
    public static final String IMU = "sensor_msgs/msg/Imu";
    public static final String NAV_SAT_FIX = "sensor_msgs/msg/NavSatFix";
    public static final String TF = "tf2_msgs/msg/TFMessage";

    private static final String SEPARATOR = "=".repeat(80);
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("builtin_interfaces/Time", "int32 sec\nuint32 nanosec\n"),
            Map.entry("std_msgs/Header", "builtin_interfaces/Time stamp\nstring frame_id\n"),
            Map.entry("geometry_msgs/Vector3", "float64 x\nfloat64 y\nfloat64 z\n"),
            Map.entry("geometry_msgs/Quaternion", "float64 x\nfloat64 y\nfloat64 z\nfloat64 w\n"),
            Map.entry(
                    "geometry_msgs/Transform",
                    "geometry_msgs/Vector3 translation\ngeometry_msgs/Quaternion rotation\n"),
            Map.entry(
                    "geometry_msgs/TransformStamped",
                    "std_msgs/Header header\nstring child_frame_id\ngeometry_msgs/Transform transform\n"),
            Map.entry("tf2_msgs/TFMessage", "geometry_msgs/TransformStamped[] transforms\n"),
            Map.entry("sensor_msgs/PointField", "string name\nuint32 offset\nuint8 datatype\nuint32 count\n"),
            Map.entry(
                    "sensor_msgs/PointCloud2",
                    "std_msgs/Header header\nuint32 height\nuint32 width\nsensor_msgs/PointField[] fields\n"
                            + "bool is_bigendian\nuint32 point_step\nuint32 row_step\nuint8[] data\nbool is_dense\n"),
            Map.entry("sensor_msgs/CompressedImage", "std_msgs/Header header\nstring format\nuint8[] data\n"),
            Map.entry(
                    "sensor_msgs/RegionOfInterest",
                    "uint32 x_offset\nuint32 y_offset\nuint32 height\nuint32 width\nbool do_rectify\n"),
            Map.entry(
                    "sensor_msgs/CameraInfo",
                    "std_msgs/Header header\nuint32 height\nuint32 width\nstring distortion_model\nfloat64[] d\n"
                            + "float64[9] k\nfloat64[9] r\nfloat64[12] p\nuint32 binning_x\nuint32 binning_y\n"
                            + "sensor_msgs/RegionOfInterest roi\n"),
            Map.entry(
                    "sensor_msgs/Imu",
                    "std_msgs/Header header\ngeometry_msgs/Quaternion orientation\n"
                            + "float64[9] orientation_covariance\ngeometry_msgs/Vector3 angular_velocity\n"
                            + "float64[9] angular_velocity_covariance\ngeometry_msgs/Vector3 linear_acceleration\n"
                            + "float64[9] linear_acceleration_covariance\n"),
            Map.entry("sensor_msgs/NavSatStatus", "int8 status\nuint16 service\n"),
            Map.entry(
                    "sensor_msgs/NavSatFix",
                    "std_msgs/Header header\nsensor_msgs/NavSatStatus status\nfloat64 latitude\n"
                            + "float64 longitude\nfloat64 altitude\nfloat64[9] position_covariance\n"
                            + "uint8 position_covariance_type\n"),
            Map.entry("geometry_msgs/Point", "float64 x\nfloat64 y\nfloat64 z\n"),
            Map.entry("geometry_msgs/Pose", "geometry_msgs/Point position\ngeometry_msgs/Quaternion orientation\n"),
            Map.entry("geometry_msgs/PoseStamped", "std_msgs/Header header\ngeometry_msgs/Pose pose\n"),
            Map.entry("geometry_msgs/PoseWithCovariance", "geometry_msgs/Pose pose\nfloat64[36] covariance\n"),
            Map.entry("geometry_msgs/Twist", "geometry_msgs/Vector3 linear\ngeometry_msgs/Vector3 angular\n"),
            Map.entry("geometry_msgs/TwistStamped", "std_msgs/Header header\ngeometry_msgs/Twist twist\n"),
            Map.entry("geometry_msgs/TwistWithCovariance", "geometry_msgs/Twist twist\nfloat64[36] covariance\n"),
            Map.entry(
                    "nav_msgs/Odometry",
                    "std_msgs/Header header\nstring child_frame_id\ngeometry_msgs/PoseWithCovariance pose\n"
                            + "geometry_msgs/TwistWithCovariance twist\n"),
            Map.entry("std_msgs/Float32", "float32 data\n"),
            Map.entry("std_msgs/Float64", "float64 data\n"),
            Map.entry("std_msgs/Int32", "int32 data\n"),
            Map.entry("std_msgs/Bool", "bool data\n"));

    private RosSchemas() {}

    /** Of a type that is known here, for recordings that carry no definitions. */
    public static Optional<String> find(String type) {
        return FIELDS.containsKey(plain(type)) ? Optional.of(definition(type)) : Optional.empty();
    }

    /** {@code type} is one of the constants above, or one that {@link #find} finds. */
    public static String definition(String type) {
        String top = plain(type);
        Set<String> needed = new LinkedHashSet<>();
        collect(top, needed);
        StringBuilder out = new StringBuilder(FIELDS.get(top));
        for (String t : needed) {
            out.append(SEPARATOR).append("\nMSG: ").append(t).append('\n').append(FIELDS.get(t));
        }
        return out.toString();
    }

    private static void collect(String type, Set<String> needed) {
        for (String line : FIELDS.get(type).split("\n")) {
            String t = line.substring(0, line.indexOf(' ')).replaceAll("\\[.*", "");
            if (FIELDS.containsKey(t) && needed.add(t)) {
                collect(t, needed);
            }
        }
    }

    /** {@code pkg/msg/Name} and {@code pkg/Name} are the same type. */
    public static String plain(String type) {
        return type.replace("/msg/", "/");
    }
}
