package plumbline.storage.format.ros;

import java.nio.ByteBuffer;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;
import plumbline.storage.format.packet.Vlp16;

/**
 * {@code velodyne_msgs/VelodyneScan}: a header and the sensor's own packets, each with its stamp. What the driver put
 * into one message is one sweep; it may begin anywhere on the turn.
 */
public final class VelodyneScan implements PointEncoding {
    public static final String ENCODING = "cdr-velodyne-scan";
    static final String TYPE = "velodyne_msgs/VelodyneScan";
    private static final int STAMPED_PACKET = 8 + Vlp16.PACKET_BYTES;

    /** What can be said without decoding. */
    record Head(RosHeader header, long points) {}

    @Override
    public String name() {
        return ENCODING;
    }

    static Head head(String where, ByteBuffer message) throws FormatException {
        CdrReader in = new CdrReader(where, message);
        RosHeader header = RosHeader.read(in);
        return new Head(header, (long) in.length(STAMPED_PACKET) * Vlp16.PACKET_POINTS);
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws FormatException {
        CdrReader in = new CdrReader(where, ByteBuffer.wrap(raw));
        RosHeader.read(in);
        int packets = in.length(STAMPED_PACKET);
        Vlp16 sweep = new Vlp16(packets);
        for (int i = 0; i < packets; i++) {
            in.u32();
            in.u32();
            sweep.add(where + ", packet " + i, in.bytes(Vlp16.PACKET_BYTES));
        }
        return sweep.block();
    }
}
