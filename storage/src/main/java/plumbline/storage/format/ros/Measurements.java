package plumbline.storage.format.ros;

import plumbline.annotation.scene.Sample;
import plumbline.storage.format.FormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What inertial units and satellite receivers measured, as {@code sensor_msgs/Imu} and {@code NavSatFix}: stored ROS
 * messages as they are, the small JSON of docs/formats/simulated.md with the same numbers. Orientation is marked as not
 * measured and covariances as unknown, as the JSON has neither.
 */
public final class Measurements {
    public static final String IMU_MESSAGE = "cdr-imu";
    public static final String FIX_MESSAGE = "cdr-navsatfix";
    public static final String IMU_JSON = "imu-json";
    public static final String FIX_JSON = "gnss-json";

    private static final int MOST_BYTES = 1 << 16;
    private static final int GPS = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private Measurements() {}

    /** Whether such an IMU sample has a ROS message. */
    public static boolean isImu(String encoding) {
        return encoding.equals(IMU_MESSAGE) || encoding.equals(IMU_JSON);
    }

    /** Whether such a GNSS sample has a ROS message. */
    public static boolean isFix(String encoding) {
        return encoding.equals(FIX_MESSAGE) || encoding.equals(FIX_JSON);
    }

    /** {@code raw} is the sample's stored bytes; its encoding is one of the above. */
    public static byte[] message(Sample sample, RosHeader header, byte[] raw) throws FormatException {
        return switch (sample.encoding()) {
            case IMU_MESSAGE, FIX_MESSAGE -> raw;
            case IMU_JSON -> imu(parse(sample, raw), sample, header).write();
            case FIX_JSON -> fix(parse(sample, raw), sample, header).write();
            default -> throw new IllegalArgumentException(sample.encoding() + " has no ROS message");
        };
    }

    private static JsonNode parse(Sample sample, byte[] raw) throws FormatException {
        if (raw.length > MOST_BYTES) {
            throw damaged(sample, raw.length + " bytes are too many for one measurement");
        }
        try {
            return JSON.readTree(raw);
        } catch (JacksonException e) {
            throw new FormatException(sample.key(), sample.sensor() + "", "is not the JSON of one measurement", e);
        }
    }

    private static Imu imu(JsonNode n, Sample sample, RosHeader header) throws FormatException {
        double[] unknown = new double[9];
        double[] notMeasured = {-1, 0, 0, 0, 0, 0, 0, 0, 0};
        return new Imu(
                header, new double[] {0, 0, 0, 1}, notMeasured, triple(n, "angularVelocity", sample), unknown,
                triple(n, "acceleration", sample), unknown);
    }

    private static NavSatFix fix(JsonNode n, Sample sample, RosHeader header) throws FormatException {
        return new NavSatFix(
                header, 0, GPS, number(n.path("latitude"), "latitude", sample),
                number(n.path("longitude"), "longitude", sample), number(n.path("altitude"), "altitude", sample),
                new double[9], 0);
    }

    private static double[] triple(JsonNode n, String name, Sample sample) throws FormatException {
        JsonNode a = n.path(name);
        if (a.size() != 3) {
            throw damaged(sample, "\"" + name + "\" has " + a.size() + " numbers, not 3");
        }
        return new double[] {number(a.get(0), name, sample), number(a.get(1), name, sample), number(a.get(2), name, sample)};
    }

    private static double number(JsonNode n, String name, Sample sample) throws FormatException {
        if (!n.isNumber()) {
            throw damaged(sample, "\"" + name + "\" is not a number");
        }
        return n.asDouble();
    }

    private static FormatException damaged(Sample sample, String what) {
        return new FormatException(sample.key(), sample.sensor() + " at " + sample.timeNanos() + " ns", what);
    }
}
