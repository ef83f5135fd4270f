package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import plumbline.storage.format.FormatException;

/**
 * {@code sensor_msgs/CameraInfo}: K is 3x3, R the rectifying rotation 3x3, P the rectified projection 3x4, all
 * row-major; D as the distortion model orders it.
 */
public record CameraInfo(
        RosHeader header, int height, int width, String distortionModel, double[] d, double[] k, double[] r,
        double[] p) {

    public static CameraInfo read(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        int height = in.i32();
        int width = in.i32();
        return new CameraInfo(
                header, height, width, in.text(), in.doubleSequence(), in.doubles(9), in.doubles(9), in.doubles(12));
    }

    public byte[] write() {
        CdrWriter out = new CdrWriter();
        header.write(out);
        out.u32(height).u32(width).text(distortionModel).doubleSequence(d).doubles(k).doubles(r).doubles(p);
        // Binning 0 x 0 and an empty region of interest mean the full image.
        return out.u32(0).u32(0).u32(0).u32(0).u32(0).u32(0).u8(0).toBytes();
    }
}
