package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;

/**
 * Writes LAS 1.4, point format 7, block by block: for clouds that no memory holds. Coordinates at 1 mm about the first
 * point; of the columns intensity, classification and red, green, blue are kept. The file has its name only once it is
 * whole: {@link #finish}.
 */
public final class LasStream implements AutoCloseable {
    private static final int HEADER = 375;
    private static final int RECORD = 36;
    private static final double SCALE = 0.001;

    private final Path file;
    private final Path temp;
    private final FileChannel channel;
    private final double[] offset = new double[3];
    private final double[] min = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] max = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private long points;

    public LasStream(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        this.temp = this.file.resolveSibling("." + file.getFileName() + ".new");
        Files.createDirectories(this.file.getParent());
        this.channel = FileChannel.open(
                temp, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        channel.position(HEADER);
    }

    public void append(PointBlock block) throws IOException {
        if (block.size() == 0) {
            return;
        }
        if (points == 0) {
            offset[0] = Math.floor(block.px(0));
            offset[1] = Math.floor(block.py(0));
            offset[2] = Math.floor(block.pz(0));
        }
        ByteBuffer out = ByteBuffer.allocate(block.size() * RECORD).order(ByteOrder.LITTLE_ENDIAN);
        Optional<Column> intensity = block.column("intensity");
        Optional<Column> classification = block.column("classification");
        Optional<Column> red = block.column("red");
        Optional<Column> green = block.column("green");
        Optional<Column> blue = block.column("blue");
        for (int i = 0; i < block.size(); i++) {
            int at = i * RECORD;
            out.putInt(at, stored(0, block.px(i)));
            out.putInt(at + 4, stored(1, block.py(i)));
            out.putInt(at + 8, stored(2, block.pz(i)));
            out.putShort(at + 12, word(intensity, i));
            out.put(at + 14, (byte) 0x11);
            out.put(at + 16, (byte) word(classification, i));
            out.putShort(at + 30, word(red, i));
            out.putShort(at + 32, word(green, i));
            out.putShort(at + 34, word(blue, i));
        }
        while (out.hasRemaining()) {
            channel.write(out);
        }
        points += block.size();
    }

    private int stored(int axis, double v) throws IOException {
        double steps = Math.rint((v - offset[axis]) / SCALE);
        if (!(Math.abs(steps) <= Integer.MAX_VALUE)) {
            throw new IOException(file + ": a point lies more than 2147 km from the first one; LAS at 1 mm cannot hold it");
        }
        double back = steps * SCALE + offset[axis];
        min[axis] = Math.min(min[axis], back);
        max[axis] = Math.max(max[axis], back);
        return (int) steps;
    }

    private static short word(Optional<Column> column, int i) {
        return column.isPresent() ? (short) (int) column.get().get(i) : 0;
    }

    /** Writes the header and gives the file its name; returns how many points it holds. */
    public long finish() throws IOException {
        ByteBuffer b = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        b.put(0, "LASF".getBytes(StandardCharsets.US_ASCII));
        b.putShort(6, (short) 16).put(24, (byte) 1).put(25, (byte) 4);
        b.put(58, "Plumbline".getBytes(StandardCharsets.US_ASCII));
        b.putShort(94, (short) HEADER).putInt(96, HEADER).put(104, (byte) 7).putShort(105, (short) RECORD);
        for (int a = 0; a < 3; a++) {
            b.putDouble(131 + 8 * a, SCALE).putDouble(155 + 8 * a, offset[a]);
            b.putDouble(179 + 16 * a, points == 0 ? 0 : max[a]).putDouble(187 + 16 * a, points == 0 ? 0 : min[a]);
        }
        b.putLong(247, points).putLong(255, points);
        channel.position(0);
        while (b.hasRemaining()) {
            channel.write(b);
        }
        channel.force(true);
        channel.close();
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return points;
    }

    /** Drops an unfinished file. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temp);
    }
}
