package plumbline.storage.format.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;

/**
 * Arrow's IPC messages front to back (arrow.apache.org, Columnar Format 1.5): a schema of plain numbers, bools and
 * texts, then record batches. The file form's footer repeats what is known by then and is not needed. Nested types and
 * dictionaries are refused by name.
 */
final class ArrowReader {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int SCHEMA = 1;
    private static final int RECORD_BATCH = 3;
    private static final long LEAST_BUDGET = 64L << 20;
    private static final long LARGEST_RATIO = 250;

    private final String where;
    private final ByteBuffer in;
    private final List<ArrowField> fields = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final long[] budget = new long[1];
    private int rows;

    ArrowReader(String where, byte[] bytes) {
        this.where = where;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.budget[0] = Math.max(LEAST_BUDGET, LARGEST_RATIO * bytes.length);
    }

    ArrowTable read() throws FormatException {
        byte[] head = new byte[Math.min(MAGIC.length, in.remaining())];
        in.get(0, head);
        in.position(Arrays.equals(head, MAGIC) ? Math.min(8, in.limit()) : 0);
        if (in.remaining() < 8 || in.position() == 0 && in.getInt(0) != -1) {
            throw new FormatException(where, "byte 0", "is no Arrow file, or it is cut within its first bytes");
        }
        boolean ended = false;
        while (!ended && problems.isEmpty()) {
            ended = message();
        }
        if (fields.isEmpty()) {
            throw new FormatException(where, "byte " + in.position(), "the file is cut before its schema ends");
        }
        Map<String, String[]> texts = new LinkedHashMap<>();
        List<Column> columns = new ArrayList<>();
        for (ArrowField f : fields) {
            if (f.type() == ArrowField.Type.TEXT) {
                texts.put(f.name(), f.texts());
            } else {
                columns.add(f.column(rows));
            }
        }
        return new ArrowTable(where, rows, columns, texts, problems);
    }

    /** True at the end of the stream. */
    private boolean message() throws FormatException {
        int at = in.position();
        if (in.remaining() < 8) {
            return cut(at);
        }
        int mark = in.getInt();
        // Before version 0.15 the length came without the mark.
        int length = mark == -1 ? in.getInt() : mark;
        if (length == 0) {
            return true;
        }
        if (length < 0 || length > in.remaining()) {
            return cut(at);
        }
        ByteBuffer meta = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        FlatTable message = FlatTable.root(where + ", byte " + at, meta);
        long body = message.i64(3, 0);
        if (body < 0 || body > in.remaining()) {
            return cut(at);
        }
        ByteBuffer bytes = in.slice(in.position(), (int) body).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) body);
        switch (message.u8(1, 0)) {
            case SCHEMA -> schema(message.table(2));
            case RECORD_BATCH -> batch(at, message.table(2), bytes);
            default -> throw new FormatException(
                    where, "byte " + at, "the table uses dictionaries or tensors, which are not read;"
                            + " write it again with plain columns");
        }
        return false;
    }

    private boolean cut(int at) {
        problems.add(new Problem(where + ", byte " + at, "the file is cut here; " + rows + " rows before it are kept"));
        return false;
    }

    private void schema(FlatTable schema) throws FormatException {
        if (!fields.isEmpty() || schema.i16(0, 0) != 0) {
            throw schema.bad("the schema stands there twice or is big-endian");
        }
        for (FlatTable f : schema.tables(1)) {
            fields.add(ArrowField.of(f));
        }
        if (fields.isEmpty()) {
            throw schema.bad("the schema has no fields");
        }
    }

    private void batch(int at, FlatTable batch, ByteBuffer body) throws FormatException {
        String place = where + ", byte " + at;
        if (fields.isEmpty()) {
            throw new FormatException(where, "byte " + at, "rows stand before the schema");
        }
        long length = batch.i64(0, 0);
        long[] nodes = batch.structs(1, 2);
        ArrowBuffers buffers = new ArrowBuffers(place, batch, body, budget);
        if (length < 0 || length > Integer.MAX_VALUE - 64 - rows || nodes.length < 2 * fields.size()) {
            throw batch.bad("a batch announces " + length + " rows");
        }
        for (int i = 0; i < fields.size(); i++) {
            if (nodes[2 * i] != length) {
                throw batch.bad("columns of one batch differ in length");
            }
            fields.get(i).append((int) length, nodes[2 * i + 1], buffers);
        }
        rows += (int) length;
    }
}
