package plumbline.storage.format.point;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Small E57 files: one scan, any fields, packets of any length, pages with their checksums. */
final class E57Samples {
    private static final int PAGE = 1024;

    private E57Samples() {}

    /** {@code bits[field]} is a field's whole stream; it is cut into packets of {@code piece} bytes a field. */
    static Path write(Path file, String pose, String prototype, long records, List<byte[]> bits, int piece)
            throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        int longest = bits.stream().mapToInt(b -> b.length).max().orElse(0);
        for (int from = 0; from < longest; from += piece) {
            ByteBuffer p = ByteBuffer.allocate(6 + bits.size() * (2 + piece) + 3).order(ByteOrder.LITTLE_ENDIAN);
            p.put(0, (byte) 1).putShort(4, (short) bits.size());
            int at = 6 + 2 * bits.size();
            for (int f = 0; f < bits.size(); f++) {
                int n = Math.max(0, Math.min(piece, bits.get(f).length - from));
                p.putShort(6 + 2 * f, (short) n);
                p.put(at, bits.get(f), Math.min(from, bits.get(f).length), n);
                at += n;
            }
            int length = (at + 3) / 4 * 4;
            p.putShort(2, (short) (length - 1));
            packets.write(p.array(), 0, length);
        }
        ByteBuffer section = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        section.put(0, (byte) 1).putLong(8, 32 + packets.size()).putLong(16, 80);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[48]);
        body.writeBytes(section.array());
        body.writeBytes(packets.toByteArray());
        long xmlAt = body.size();
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e57Root type=\"Structure\"><data3D type=\"Vector\">"
                + "<vectorChild type=\"Structure\">" + pose + "<points type=\"CompressedVector\" fileOffset=\"48\" recordCount=\""
                + records + "\"><prototype type=\"Structure\">" + prototype
                + "</prototype></points></vectorChild></data3D></e57Root>";
        byte[] text = xml.getBytes(StandardCharsets.UTF_8);
        body.writeBytes(text);
        byte[] logical = body.toByteArray();
        int pages = (logical.length + PAGE - 5) / (PAGE - 4);
        ByteBuffer head = ByteBuffer.wrap(logical).order(ByteOrder.LITTLE_ENDIAN);
        head.put(0, "ASTM-E57".getBytes(StandardCharsets.US_ASCII)).putInt(8, 1).putLong(16, (long) pages * PAGE);
        head.putLong(24, xmlAt / (PAGE - 4) * PAGE + xmlAt % (PAGE - 4)).putLong(32, text.length).putLong(40, PAGE);
        return Files.write(file, paged(logical, pages));
    }

    private static byte[] paged(byte[] logical, int pages) {
        ByteBuffer out = ByteBuffer.allocate(pages * PAGE);
        for (int p = 0; p < pages; p++) {
            byte[] page = new byte[PAGE - 4];
            int from = p * page.length;
            System.arraycopy(logical, from, page, 0, Math.min(page.length, logical.length - from));
            CRC32C crc = new CRC32C();
            crc.update(page);
            out.put(page).putInt((int) crc.getValue());
        }
        return out.array();
    }

    /** Values of {@code bits} each, lowest first. */
    static byte[] packed(int bits, long... values) {
        byte[] out = new byte[(bits * values.length + 7) / 8];
        int at = 0;
        for (long v : values) {
            for (int i = 0; i < bits; i++, at++) {
                out[at / 8] |= (byte) ((v >>> i & 1) << at % 8);
            }
        }
        return out;
    }

    static byte[] doubles(double... values) {
        ByteBuffer b = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            b.putDouble(v);
        }
        return b.array();
    }
}
