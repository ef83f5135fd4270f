package plumbline.storage.format.dataset;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncoding;

/**
 * {@code dgp-npz}: a NumPy zip whose array {@code data} has a row per point: x y z, then intensity, then columns
 * without a name. Positions keep the array's own precision.
 */
public final class DgpNpz implements PointEncoding {
    /** Deflate cannot do better than 1032 to 1, so an array larger than this times the file is not in it. */
    private static final long MAX_RATIO = 1032;

    private static final long MAX_NUMBERS = 1L << 27;

    @Override
    public String name() {
        return "dgp-npz";
    }

    @Override
    public PointBlock decode(String where, byte[] raw) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(raw))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                if (e.getName().equals("data.npy")) {
                    return points(where, NpyArray.read(where + "!data.npy", zip, raw.length * MAX_RATIO));
                }
            }
        } catch (EOFException e) {
            throw new FormatException(where, "", "the zip ends within an array; fetch it again", e);
        } catch (java.util.zip.ZipException e) {
            throw new FormatException(where, "", "the zip is damaged: " + e.getMessage(), e);
        }
        throw new FormatException(where, "", "holds no array \"data\"; a zip of NumPy arrays was expected");
    }

    private static PointBlock points(String where, NpyArray a) throws FormatException {
        if (a.shape().length != 2 || a.shape()[1] < 3) {
            throw new FormatException(where, "data.npy", "a row of at least x y z per point was expected");
        }
        if (a.shape()[0] * a.shape()[1] > MAX_NUMBERS) {
            throw new FormatException(where, "data.npy", "more than " + MAX_NUMBERS + " numbers in one sweep");
        }
        int n = (int) a.shape()[0];
        int width = (int) a.shape()[1];
        double[][] columns = new double[width][n];
        for (int c = 0; c < width; c++) {
            for (int i = 0; i < n; i++) {
                columns[c][i] = a.get(i, c);
            }
        }
        List<Column> extra = new ArrayList<>();
        for (int c = 3; c < width; c++) {
            extra.add(new Column.Doubles(c == 3 ? "intensity" : "column_" + c, a.type(), columns[c]));
        }
        return PointBlock.ofExact(columns[0], columns[1], columns[2], extra);
    }
}
