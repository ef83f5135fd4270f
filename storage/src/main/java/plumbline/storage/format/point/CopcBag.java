package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Rows of one length in the order of adding: in memory as long as they are few, then in a file that goes with the bag. */
final class CopcBag implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    /** Takes {@code n} rows from the start of an array, good during the call only. */
    interface Rows {
        void accept(byte[] rows, int n) throws IOException;
    }

    private final Path folder;
    private final int row;
    private final long keep;
    private byte[] rows = new byte[0];
    private int filled;
    private long size;
    private FileChannel file;

    /** At most {@code keep} bytes, and a block, stay in memory; files are made in {@code folder}. */
    CopcBag(Path folder, int row, long keep) {
        this.folder = folder;
        this.row = row;
        this.keep = keep;
    }

    long size() {
        return size;
    }

    long bytes() {
        return size * row;
    }

    void add(byte[] from, int at) throws IOException {
        if (filled + row > rows.length) {
            makeRoom();
        }
        System.arraycopy(from, at, rows, filled, row);
        filled += row;
        size++;
    }

    private void makeRoom() throws IOException {
        if (file == null && filled + row <= keep) {
            long more = Math.min(Math.max(2L * rows.length, 64L * row), keep);
            rows = Arrays.copyOf(rows, (int) Math.min(more, Integer.MAX_VALUE - 64));
            return;
        }
        if (file == null) {
            Path path = Files.createTempFile(folder, ".plumbline-", ".part");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        flush();
        if (rows.length < BLOCK / row * row) {
            rows = new byte[BLOCK / row * row];
        }
    }

    private void flush() throws IOException {
        ByteBuffer out = ByteBuffer.wrap(rows, 0, filled);
        while (out.hasRemaining()) {
            file.write(out);
        }
        filled = 0;
    }

    /** All rows, in order. Ends the adding. */
    void each(Rows sink) throws IOException {
        if (file == null) {
            sink.accept(rows, filled / row);
            return;
        }
        flush();
        ByteBuffer in = ByteBuffer.wrap(rows);
        long end = file.position();
        for (long at = 0; at < end; at += in.position()) {
            in.clear().limit((int) Math.min(rows.length / row * row, end - at));
            while (in.hasRemaining()) {
                if (file.read(in, at + in.position()) < 0) {
                    throw new IOException("points that were put aside in " + folder + " are gone");
                }
            }
            sink.accept(rows, in.limit() / row);
        }
    }

    @Override
    public void close() throws IOException {
        rows = new byte[0];
        if (file != null) {
            file.close();
        }
    }
}
