package plumbline.storage.format.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;

/**
 * {@code semantic-bin}: the bytes of a KITTI {@code .bin} (16 a point), then those of its {@code .label} (4 a point,
 * unsigned little endian: lower half the class, upper half the instance), as in SemanticKITTI and RELLIS-3D.
 */
public final class SemanticBin implements PointEncoding {
    static final String ENCODING = "semantic-bin";
    private static final int POINT_BYTES = 16;
    private static final int LABEL_BYTES = 4;

    @Override
    public String name() {
        return ENCODING;
    }

    /** Both files as one; refuses a pair that differs in its number of points. */
    static byte[] join(String where, byte[] points, byte[] labels) throws FormatException {
        if (points.length % POINT_BYTES != 0 || labels.length != points.length / POINT_BYTES * LABEL_BYTES) {
            throw new FormatException(
                    where, "", points.length + " bytes of points (16 each) and " + labels.length
                            + " bytes of labels (4 each) do not belong together; one of them is cut");
        }
        byte[] out = Arrays.copyOf(points, points.length + labels.length);
        System.arraycopy(labels, 0, out, points.length, labels.length);
        return out;
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws FormatException {
        int n = raw.length / (POINT_BYTES + LABEL_BYTES);
        if (raw.length % (POINT_BYTES + LABEL_BYTES) != 0) {
            throw new FormatException(where, "byte " + raw.length, "points and labels are cut");
        }
        PointBlock points =
                FloatRecords.decode(where, Arrays.copyOf(raw, n * POINT_BYTES), List.of("intensity"));
        ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).position(n * POINT_BYTES);
        int[] label = new int[n];
        int[] instance = new int[n];
        for (int i = 0; i < n; i++) {
            int v = in.getInt();
            label[i] = v & 0xFFFF;
            instance[i] = v >>> 16;
        }
        return PointBlock.of(points.x(), points.y(), points.z(), List.of(
                points.columns().getFirst(), new Column.Ints("label", "u2", label),
                new Column.Ints("instance", "u2", instance)));
    }
}
