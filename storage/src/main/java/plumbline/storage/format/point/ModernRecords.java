package plumbline.storage.format.point;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of point formats 0 to 5 as 6 or 7 (LAS 1.4 R15, tables 7 to 15): nothing but the scan angle changes its unit,
 * from degrees to 0.006 of one. References to waveforms are left out.
 */
final class ModernRecords {
    private final LasHeader header;
    private final int from;
    private final int format;
    private final int record;
    private final int standard;

    ModernRecords(LasHeader header) {
        this.header = header;
        this.from = header.pointFormat();
        this.format = switch (from) {
            case 0, 1, 4, 6, 9 -> 6;
            case 2, 3, 5, 7 -> 7;
            default -> 8;
        };
        this.standard = LasHeader.standardBytes(format);
        this.record = standard + header.extraBytes();
    }

    int format() {
        return format;
    }

    int recordBytes() {
        return record;
    }

    List<String> losses() {
        List<String> out = new ArrayList<>();
        if (from == 4 || from == 5 || from >= 9) {
            out.add("the references to waveforms; COPC has none");
        }
        return out;
    }

    /** The records anew. */
    byte[] convert(ByteBuffer in, int n) {
        byte[] raw = new byte[n * record];
        ByteBuffer out = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        int stride = header.recordBytes();
        int extraAt = stride - header.extraBytes();
        for (int i = 0; i < n; i++) {
            int p = i * stride;
            int q = i * record;
            if (from >= 6) {
                in.get(p, raw, q, standard);
            } else {
                old(in, p, out, q);
            }
            in.get(p + extraAt, raw, q + standard, header.extraBytes());
        }
        return raw;
    }

    private void old(ByteBuffer in, int p, ByteBuffer out, int q) {
        out.putInt(q, in.getInt(p)).putInt(q + 4, in.getInt(p + 4)).putInt(q + 8, in.getInt(p + 8));
        out.putShort(q + 12, in.getShort(p + 12));
        int bits = in.get(p + 14);
        out.put(q + 14, (byte) (bits & 7 | (bits >> 3 & 7) << 4));
        int kind = in.get(p + 15);
        boolean overlap = (kind & 31) == 12;
        out.put(q + 15, (byte) (kind >> 5 & 7 | (overlap ? 8 : 0) | bits & 0xC0));
        out.put(q + 16, (byte) (overlap ? 1 : kind & 31));
        out.put(q + 17, in.get(p + 17));
        out.putShort(q + 18, (short) Math.round(in.get(p + 16) / 0.006));
        out.putShort(q + 20, in.getShort(p + 18));
        boolean time = from == 1 || from >= 3;
        out.putLong(q + 22, time ? in.getLong(p + 20) : 0);
        if (format == 7) {
            int colours = p + (time ? 28 : 20);
            out.putShort(q + 30, in.getShort(colours)).putShort(q + 32, in.getShort(colours + 2));
            out.putShort(q + 34, in.getShort(colours + 4));
        }
    }
}
