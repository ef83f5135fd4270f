package plumbline.storage.format.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;

/** Points as rows of little-endian float32, x y z first, without a header. */
final class FloatRecords {
    private FloatRecords() {}

    /** {@code names} are the columns after x y z. */
    static PointBlock decode(String where, byte[] raw, List<String> names) throws FormatException {
        int width = 3 + names.size();
        int rowBytes = 4 * width;
        if (raw.length % rowBytes != 0) {
            throw new FormatException(
                    where,
                    "byte " + raw.length / rowBytes * rowBytes,
                    "the last point is cut: " + raw.length + " bytes are no whole number of " + rowBytes
                            + "-byte points; fetch the file again");
        }
        int n = raw.length / rowBytes;
        float[][] columns = new float[width][n];
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < width; c++) {
                columns[c][i] = in.getFloat();
            }
        }
        List<Column> extra = new ArrayList<>();
        for (int c = 3; c < width; c++) {
            extra.add(new Column.Floats(names.get(c - 3), "f4", columns[c]));
        }
        return PointBlock.of(columns[0], columns[1], columns[2], extra);
    }
}
