package plumbline.storage.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import plumbline.annotation.scene.TileKey;
import plumbline.storage.format.FormatException;

/**
 * Writes tiles one after the other and, at the end, where each lies. The file has its name once it is whole; that it is on disk
 * is for {@link #force} to see to, which may wait for long.
 */
final class TileFile implements AutoCloseable {
    private static final byte[] MAGIC = "PLTC".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 12;

    private final Path file;
    private final Path temp;
    private final FileChannel channel;
    private final List<TileEntry> entries = new ArrayList<>();
    private long end;

    TileFile(Path file) throws IOException {
        this.file = file;
        this.temp = file.resolveSibling("." + file.getFileName() + ".part");
        this.channel = FileChannel.open(
                temp, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** {@code points} 0 and no bytes for a tile that only has children. */
    void add(TileKey key, int points, byte[] tile, int mask) throws IOException {
        entries.add(new TileEntry(key, 0, points, points == 0 ? 0 : end, tile.length, sum(tile), mask));
        write(ByteBuffer.wrap(tile));
        end += tile.length;
    }

    static int sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void finish() throws IOException {
        ByteBuffer tail = ByteBuffer.allocate(entries.size() * TileEntry.BYTES + TAIL).order(ByteOrder.LITTLE_ENDIAN);
        entries.forEach(e -> e.write(tail));
        CRC32C crc = new CRC32C();
        crc.update(tail.array(), 0, tail.position());
        tail.putInt(entries.size()).putInt((int) crc.getValue()).put(MAGIC);
        write(tail.flip());
        channel.close();
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns when a finished file is on disk. */
    static void force(Path file) throws IOException {
        try (FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE)) {
            c.force(true);
        }
    }

    /** False where an earlier start left a file that never came to be whole on disk. */
    static boolean whole(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            for (TileEntry e : entries(file)) {
                if (e.offset() + e.length() > in.size() || sum(read(in, e.offset(), e.length()).array()) != e.sum()) {
                    return false;
                }
            }
            return true;
        } catch (FormatException e) {
            // Its list of tiles is cut or damaged.
            return false;
        }
    }

    /** The entries of a finished file. */
    static List<TileEntry> entries(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = in.size();
            if (size < TAIL) {
                throw cut(file, size);
            }
            ByteBuffer tail = read(in, size - TAIL, TAIL);
            int n = tail.getInt();
            int sum = tail.getInt();
            byte[] magic = new byte[4];
            tail.get(magic);
            long bytes = (long) n * TileEntry.BYTES;
            if (!java.util.Arrays.equals(magic, MAGIC) || n < 0 || bytes > size - TAIL || bytes > Integer.MAX_VALUE - 64) {
                throw cut(file, size);
            }
            ByteBuffer list = read(in, size - TAIL - bytes, (int) bytes);
            if (sum(list.array()) != sum) {
                throw cut(file, size);
            }
            List<TileEntry> out = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                out.add(TileEntry.read(list, file.toString()));
            }
            return out;
        }
    }

    static ByteBuffer read(FileChannel in, long at, int bytes) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining() && in.read(out, at + out.position()) >= 0) {
            continue;
        }
        return out.flip();
    }

    private static FormatException cut(Path file, long size) {
        return new FormatException(file.toString(), "byte " + size, "the list of tiles at its end is cut or damaged");
    }

    /** Drops an unfinished file. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temp);
    }
}
