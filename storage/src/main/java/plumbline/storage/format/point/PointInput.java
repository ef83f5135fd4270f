package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import plumbline.storage.format.FormatException;

/** A file, or bytes in memory, read at any place in large pieces; never past its end. */
final class PointInput implements AutoCloseable {
    private final String name;
    private final FileChannel file;
    private final byte[] bytes;
    private final long size;

    private PointInput(String name, FileChannel file, byte[] bytes, long size) {
        this.name = name;
        this.file = file;
        this.bytes = bytes;
        this.size = size;
    }

    static PointInput of(Path path) throws IOException {
        FileChannel c = FileChannel.open(path, StandardOpenOption.READ);
        return new PointInput(path.toString(), c, null, c.size());
    }

    static PointInput of(String name, byte[] bytes) {
        return new PointInput(name, null, bytes, bytes.length);
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Exactly {@code length} bytes from {@code at} on, little endian; the buffer starts at 0. */
    ByteBuffer read(long at, int length) throws IOException {
        if (at < 0 || length < 0 || at > size - length) {
            throw new FormatException(name, "byte " + at, "the file ends at " + size + "; it is cut or damaged");
        }
        if (bytes != null) {
            return ByteBuffer.wrap(bytes, (int) at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (out.hasRemaining()) {
            if (file.read(out, at + out.position()) < 0) {
                throw new FormatException(name, "byte " + (at + out.position()),
                        "the file became shorter while reading");
            }
        }
        return out.flip();
    }

    /** As many of {@code length} bytes as there are. */
    ByteBuffer upTo(long at, int length) throws IOException {
        return read(at, (int) Math.max(0, Math.min(length, size - at)));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
