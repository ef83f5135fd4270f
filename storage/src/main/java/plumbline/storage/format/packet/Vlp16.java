package plumbline.storage.format.packet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;

/**
 * Data packets of Velodyne's VLP-16 to points (VLP-16 User Manual 63-9243, chapter 9): azimuths between two blocks are
 * interpolated by the firing times. x forward, y left, z up in the sensor's frame, metres, as ROS has it. Of a dual
 * return whose halves are equal one point is kept. Columns: intensity, ring (0 the lowest), return_type (0 only or
 * equal, 1 strongest, 2 last), time (seconds after the first packet's first firing).
 */
public final class Vlp16 {
    public static final int PACKET_BYTES = 1206;
    /** The most points that one packet gives. */
    public static final int PACKET_POINTS = 384;

    private static final int BLOCKS = 12;
    private static final int BLOCK_BYTES = 100;
    private static final int CHANNELS = 16;
    private static final int DUAL = 0x39;
    private static final int PUCK = 0x22;
    private static final double METRES = 0.002;
    private static final double FIRING_MICROS = 55.296;
    private static final double CHANNEL_MICROS = 2.304;
    private static final double BLOCK_MICROS = 2 * FIRING_MICROS;
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int[] ELEVATION_DEGREES = {-15, 1, -13, 3, -11, 5, -9, 7, -7, 9, -5, 11, -3, 13, -1, 15};

    private final float[][] xyz = new float[3][];
    private final short[] intensity;
    private final short[] ring;
    private final short[] returnType;
    private final float[] time;
    private int n;
    private long firstMicros = -1;

    public Vlp16(int packets) {
        int most = Math.multiplyExact(packets, PACKET_POINTS);
        for (int a = 0; a < 3; a++) {
            xyz[a] = new float[most];
        }
        intensity = new short[most];
        ring = new short[most];
        returnType = new short[most];
        time = new float[most];
    }

    /** Packets in their order, no more than were announced; {@code where} names the packet in errors. */
    public void add(String where, ByteBuffer packet) throws FormatException {
        ByteBuffer p = packet.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (p.remaining() != PACKET_BYTES) {
            throw new FormatException(where, "", p.remaining() + " bytes are no data packet of 1206 bytes");
        }
        int model = p.get(PACKET_BYTES - 1) & 0xFF;
        if (model != PUCK) {
            throw new FormatException(
                    where, "", String.format("packets of sensor model 0x%02x are not supported; VLP-16 (0x22) is. Convert"
                            + " them with the ROS 2 velodyne driver (velodyne_transform_node) and record its"
                            + " /velodyne_points", model));
        }
        boolean dual = (p.get(PACKET_BYTES - 2) & 0xFF) == DUAL;
        long micros = p.getInt(PACKET_BYTES - 6) & 0xFFFFFFFFL;
        firstMicros = firstMicros < 0 ? micros : firstMicros;
        // The sensor counts from the top of the hour.
        double since = Math.floorMod(micros - firstMicros, HOUR_MICROS);
        int step = dual ? 2 : 1;
        for (int b = 0; b < BLOCKS; b += step) {
            if ((p.getShort(b * BLOCK_BYTES) & 0xFFFF) != 0xEEFF) {
                throw new FormatException(where, "block " + b, "does not begin with the block's mark; the packet is damaged");
            }
            int azimuth = azimuth(p, b);
            int turn = b + step < BLOCKS
                    ? Math.floorMod(azimuth(p, b + step) - azimuth, 36_000)
                    : Math.floorMod(azimuth - azimuth(p, b - step), 36_000);
            double blockMicros = since + b / step * BLOCK_MICROS;
            for (int k = 0; k < 2 * CHANNELS; k++) {
                double after = k / CHANNELS * FIRING_MICROS + k % CHANNELS * CHANNEL_MICROS;
                double azimuthRad = Math.toRadians((azimuth + turn * after / BLOCK_MICROS) / 100);
                firing(p, b, k, dual, azimuthRad, (float) ((blockMicros + after) / 1e6));
            }
        }
    }

    private static int azimuth(ByteBuffer p, int block) {
        return p.getShort(block * BLOCK_BYTES + 2) & 0xFFFF;
    }

    private void firing(ByteBuffer p, int block, int k, boolean dual, double azimuthRad, float seconds) {
        int at = block * BLOCK_BYTES + 4 + 3 * k;
        int distance = p.getShort(at) & 0xFFFF;
        int strength = p.get(at + 2) & 0xFF;
        if (!dual) {
            point(k % CHANNELS, distance, strength, 0, azimuthRad, seconds);
            return;
        }
        // Even blocks hold the last return, odd ones the strongest.
        int strongest = p.getShort(at + BLOCK_BYTES) & 0xFFFF;
        int strongestStrength = p.get(at + BLOCK_BYTES + 2) & 0xFF;
        if (distance == strongest) {
            point(k % CHANNELS, distance, strongestStrength, 0, azimuthRad, seconds);
        } else {
            point(k % CHANNELS, distance, strength, 2, azimuthRad, seconds);
            point(k % CHANNELS, strongest, strongestStrength, 1, azimuthRad, seconds);
        }
    }

    /** Distance 0 is a firing without an echo. */
    private void point(int channel, int distance, int strength, int type, double azimuthRad, float seconds) {
        if (distance == 0) {
            return;
        }
        double d = distance * METRES;
        double elevationRad = Math.toRadians(ELEVATION_DEGREES[channel]);
        double flat = d * Math.cos(elevationRad);
        xyz[0][n] = (float) (flat * Math.cos(azimuthRad));
        xyz[1][n] = (float) (-flat * Math.sin(azimuthRad));
        xyz[2][n] = (float) (d * Math.sin(elevationRad));
        intensity[n] = (short) strength;
        ring[n] = (short) ((ELEVATION_DEGREES[channel] + 15) / 2);
        returnType[n] = (short) type;
        time[n++] = seconds;
    }

    public PointBlock block() {
        return PointBlock.of(
                Arrays.copyOf(xyz[0], n), Arrays.copyOf(xyz[1], n), Arrays.copyOf(xyz[2], n), List.of(
                        new Column.Shorts("intensity", "u1", Arrays.copyOf(intensity, n)),
                        new Column.Shorts("ring", "u1", Arrays.copyOf(ring, n)),
                        new Column.Shorts("return_type", "u1", Arrays.copyOf(returnType, n)),
                        new Column.Floats("time", "f4", Arrays.copyOf(time, n))));
    }
}
