package plumbline.storage.format.arrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * A flat table from an Apache Arrow IPC file or stream (feather version 2): numbers as columns, texts by name, in the
 * file's order, record batches one after the other. {@code problems} says where a cut file ends.
 */
public record ArrowTable(
        String file, int rows, List<Column> columns, Map<String, String[]> texts, List<Problem> problems) {
    private static final long MAX_BYTES = 1L << 30;

    public static ArrowTable read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "there is no such file");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(file.toString(), "", "is larger than the 1 GiB that one table may have");
        }
        return read(file.toString(), Files.readAllBytes(file));
    }

    /** {@code where} names the bytes in errors. */
    public static ArrowTable read(String where, byte[] bytes) throws FormatException {
        return new ArrowReader(where, bytes).read();
    }

    public Column column(String name) throws FormatException {
        for (Column c : columns) {
            if (c.name().equals(name)) {
                return c;
            }
        }
        throw new FormatException(file, "", "the column \"" + name + "\" is missing");
    }

    /** Whole numbers without loss; a column of 64-bit integers. */
    public long[] longs(String name) throws FormatException {
        if (column(name) instanceof Column.Longs c) {
            return c.values();
        }
        throw new FormatException(file, "", "the column \"" + name + "\" does not hold 64-bit integers");
    }

    public double[] doubles(String name) throws FormatException {
        Column c = column(name);
        double[] out = new double[rows];
        for (int i = 0; i < rows; i++) {
            out[i] = c.get(i);
        }
        return out;
    }

    public String[] texts(String name) throws FormatException {
        String[] t = texts.get(name);
        if (t == null) {
            throw new FormatException(file, "", "the text column \"" + name + "\" is missing");
        }
        return t;
    }
}
