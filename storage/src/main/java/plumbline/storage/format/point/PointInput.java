package plumbline.storage.format.point;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.RandomInput;

/** A file, or bytes in memory, read at any place by any thread in large pieces; never past its end. */
final class PointInput implements RandomInput, AutoCloseable {
    private final String name;
    private final FileChannel file;
    private final byte[] bytes;
    private final long size;
    private final AtomicLong read = new AtomicLong();

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

    @Override
    public long size() {
        return size;
    }

    /** How many bytes were asked for so far. */
    long bytesRead() {
        return read.get();
    }

    private void within(long at, long length) throws FormatException {
        if (at < 0 || length < 0 || at > size - length) {
            throw new FormatException(name, "byte " + at, "the file ends at " + size + "; it is cut or damaged");
        }
        read.addAndGet(length);
    }

    /** Exactly {@code length} bytes from {@code at} on, little endian; the buffer starts at 0. */
    ByteBuffer read(long at, int length) throws IOException {
        within(at, length);
        if (bytes != null) {
            return ByteBuffer.wrap(bytes, (int) at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(out, at);
        return out.flip();
    }

    @Override
    public void read(long at, byte[] into, int length) throws IOException {
        within(at, length);
        if (bytes != null) {
            System.arraycopy(bytes, (int) at, into, 0, length);
        } else {
            fill(ByteBuffer.wrap(into, 0, length), at);
        }
    }

    private void fill(ByteBuffer out, long at) throws IOException {
        int start = out.position();
        while (out.hasRemaining()) {
            if (file.read(out, at + out.position() - start) < 0) {
                throw new FormatException(
                        name, "byte " + (at + out.position() - start), "the file became shorter while reading");
            }
        }
    }

    /** Takes bytes that it may look at during the call only. */
    interface Look {
        void at(ByteBuffer bytes) throws IOException;
    }

    /**
     * The same without a copy. What is mapped goes when the call ends: pages of the file count as the program's memory as
     * long as they are mapped.
     */
    void view(long at, int length, Look look) throws IOException {
        if (bytes != null) {
            look.at(read(at, length));
            return;
        }
        within(at, length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment part = file.map(FileChannel.MapMode.READ_ONLY, at, length, arena);
            look.at(part.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
        } catch (InternalError e) {
            throw new FormatException(name, "byte " + at, "the file became shorter while reading", e);
        }
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
