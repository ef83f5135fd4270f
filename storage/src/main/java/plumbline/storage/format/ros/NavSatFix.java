package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import plumbline.storage.format.FormatException;

/**
 * {@code sensor_msgs/NavSatFix}: WGS 84 latitude and longitude in degrees, height above the ellipsoid in metres,
 * position covariance in m² (east, north, up; 3x3 row-major). Status -1 is no fix.
 */
public record NavSatFix(
        RosHeader header, int status, int service, double latitudeDeg, double longitudeDeg, double altitude,
        double[] covariance, int covarianceType) {

    public static NavSatFix read(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        return new NavSatFix(
                RosHeader.read(in), (byte) in.u8(), in.u16(), in.f64(), in.f64(), in.f64(), in.doubles(9), in.u8());
    }

    public byte[] write() {
        CdrWriter out = new CdrWriter();
        header.write(out);
        return out.u8(status)
                .u16(service)
                .f64(latitudeDeg)
                .f64(longitudeDeg)
                .f64(altitude)
                .doubles(covariance)
                .u8(covarianceType)
                .toBytes();
    }
}
