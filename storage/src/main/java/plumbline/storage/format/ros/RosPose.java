package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.joml.Quaterniond;
import plumbline.annotation.scene.Pose;
import plumbline.storage.format.FormatException;

/**
 * A stamped pose: {@code parentFromChild}, whatever message it came in. {@code child} is empty for a PoseStamped,
 * which does not name the frame that it places.
 */
public record RosPose(RosHeader header, String child, Pose parentFromChild) {
    /** {@code geometry_msgs/PoseStamped}; a PoseWithCovarianceStamped starts with the same fields. */
    public static RosPose readStamped(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        return new RosPose(header, "", pose(in));
    }

    /** {@code nav_msgs/Odometry}; its twist and covariances are not kept. */
    public static RosPose readOdometry(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        String child = RosHeader.frame(in.text());
        return new RosPose(header, child, pose(in));
    }

    public byte[] writeStamped() {
        CdrWriter out = new CdrWriter();
        header.write(out);
        put(out);
        return out.toBytes();
    }

    /** {@code linear} and {@code angular} velocity in the child's frame, m/s and rad/s. */
    public byte[] writeOdometry(double[] linear, double[] angular) {
        CdrWriter out = new CdrWriter(ByteOrder.LITTLE_ENDIAN, 800);
        header.write(out);
        out.text(child);
        put(out);
        double[] unknown = new double[36];
        return out.doubles(unknown).doubles(linear).doubles(angular).doubles(unknown).toBytes();
    }

    static Pose pose(CdrReader in) throws FormatException {
        double[] v = in.doubles(7);
        double norm = v[3] * v[3] + v[4] * v[4] + v[5] * v[5] + v[6] * v[6];
        if (!(norm > 1e-12) || !Double.isFinite(Arrays.stream(v).sum())) {
            throw new FormatException(in.where(), "", "a pose whose numbers are no rotation and translation");
        }
        return Pose.of(v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
    }

    void put(CdrWriter out) {
        Quaterniond q = parentFromChild.rotation();
        out.f64(parentFromChild.m03()).f64(parentFromChild.m13()).f64(parentFromChild.m23());
        out.f64(q.x).f64(q.y).f64(q.z).f64(q.w);
    }
}
