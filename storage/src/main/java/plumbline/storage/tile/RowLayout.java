package plumbline.storage.tile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.storage.format.PointRecords;

/**
 * Points as rows of bytes while they are on their way into tiles: three coordinates as their kind has them, then
 * {@code fieldBytes} in which the fields lie. Little endian. Rows of LAS are its records as they are.
 */
record RowLayout(int fieldBytes, List<Place> fields) {
    /** {@code at} counts from behind the coordinates; {@code bits} of the byte from {@code shift} on, 0 for a whole value. */
    record Place(int at, int width, int shift, int bits) {}

    RowLayout {
        fields = List.copyOf(fields);
    }

    /** One field after the other. */
    static RowLayout packed(int[] widths) {
        List<Place> out = new ArrayList<>();
        int at = 0;
        for (int w : widths) {
            out.add(new Place(at, w, 0, 0));
            at += w;
        }
        return new RowLayout(at, out);
    }

    static RowLayout of(PointRecords records) {
        int before = 3 * Rows.Kind.GRID.width;
        return new RowLayout(
                records.bytes() - before,
                records.fields().stream()
                        .map(f -> new Place(f.at() - before, Lane.width(f.type()), f.shift(), f.bits()))
                        .toList());
    }

    int stride(Rows.Kind kind) {
        return 3 * kind.width + fieldBytes;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(fieldBytes);
        out.writeInt(fields.size());
        for (Place p : fields) {
            out.writeInt(p.at());
            out.writeInt(p.width());
            out.writeInt(p.shift());
            out.writeInt(p.bits());
        }
    }

    static RowLayout read(DataInputStream in) throws IOException {
        int bytes = in.readInt();
        int n = in.readInt();
        List<Place> fields = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            fields.add(new Place(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
        }
        return new RowLayout(bytes, fields);
    }
}
