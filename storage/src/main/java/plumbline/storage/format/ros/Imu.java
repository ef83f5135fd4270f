package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import plumbline.storage.format.FormatException;

/**
 * {@code sensor_msgs/Imu}: orientation x y z w, angular velocity rad/s, linear acceleration m/s², each with its 3x3
 * covariance row-major; a covariance that starts with -1 says that the quantity was not measured.
 */
public record Imu(
        RosHeader header, double[] orientation, double[] orientationCovariance, double[] angularVelocity,
        double[] angularVelocityCovariance, double[] acceleration, double[] accelerationCovariance) {

    public static Imu read(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        return new Imu(
                RosHeader.read(in), in.doubles(4), in.doubles(9), in.doubles(3), in.doubles(9), in.doubles(3),
                in.doubles(9));
    }

    public byte[] write() {
        CdrWriter out = new CdrWriter();
        header.write(out);
        return out.doubles(orientation)
                .doubles(orientationCovariance)
                .doubles(angularVelocity)
                .doubles(angularVelocityCovariance)
                .doubles(acceleration)
                .doubles(accelerationCovariance)
                .toBytes();
    }
}
