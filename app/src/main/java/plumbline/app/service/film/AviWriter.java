package plumbline.app.service.film;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Motion JPEG in an AVI file (RIFF; Microsoft's "AVI RIFF File Reference", index {@code idx1}). Headers are written first
 * with nothing in them and again at the end, when sizes are known.
 */
final class AviWriter implements FilmWriter {
    private static final int HEADER_BYTES = 224;
    private static final float QUALITY = 0.9f;
    /** Offsets in the index are 32-bit, and many players take them as signed. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (16L << 20);
    private static final int HAS_INDEX = 0x10;
    private static final int KEY_FRAME = 0x10;

    private final Path out;
    private final Path temp;
    private final FileChannel file;
    private final double framesPerSecond;
    private final List<int[]> index = new ArrayList<>();
    private int width;
    private int height;
    private int largest;
    private boolean finished;

    AviWriter(Path out, double framesPerSecond) throws IOException {
        this.out = out.toAbsolutePath();
        this.framesPerSecond = framesPerSecond;
        Files.createDirectories(this.out.getParent());
        temp = this.out.resolveSibling("." + out.getFileName() + ".new");
        file = FileChannel.open(
                temp, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        file.write(ByteBuffer.allocate(HEADER_BYTES));
    }

    @Override
    public void frame(BufferedImage image) throws IOException {
        if (index.isEmpty()) {
            width = image.getWidth();
            height = image.getHeight();
        } else if (image.getWidth() != width || image.getHeight() != height) {
            throw new IllegalArgumentException("the pictures of a film are all of one size");
        }
        byte[] jpeg = jpeg(image);
        long at = file.position();
        if (at + jpeg.length > MOST_BYTES) {
            throw new IOException(out.getFileName() + " would be larger than 2 GB, which this kind of film cannot be; "
                    + "choose fewer or smaller pictures, or a folder for them.");
        }
        ByteBuffer chunk = buffer(8 + jpeg.length + jpeg.length % 2);
        four(chunk, "00dc").putInt(jpeg.length).put(jpeg);
        write(chunk.position(chunk.limit()));
        // Offsets in the index count from the list's own name.
        index.add(new int[] {(int) (at - (HEADER_BYTES - 4)), jpeg.length});
        largest = Math.max(largest, jpeg.length);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Override
    public void finish() throws IOException {
        if (index.isEmpty()) {
            throw new IOException(out.getFileName() + ": a film without pictures");
        }
        int moviEnd = (int) file.position();
        ByteBuffer idx = buffer(8 + 16 * index.size());
        four(idx, "idx1").putInt(16 * index.size());
        for (int[] one : index) {
            four(idx, "00dc").putInt(KEY_FRAME).putInt(one[0]).putInt(one[1]);
        }
        write(idx);
        int end = (int) file.position();
        file.position(0);
        write(header(moviEnd, end));
        file.force(true);
        file.close();
        Files.move(temp, out, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    private ByteBuffer header(int moviEnd, int end) {
        int rate = (int) Math.round(framesPerSecond * 1000);
        ByteBuffer b = buffer(HEADER_BYTES);
        four(b, "RIFF").putInt(end - 8);
        four(b, "AVI ");
        four(b, "LIST").putInt(192);
        four(b, "hdrl");
        four(b, "avih").putInt(56);
        b.putInt((int) Math.round(1e6 / framesPerSecond)).putInt((int) (largest * framesPerSecond)).putInt(0)
                .putInt(HAS_INDEX).putInt(index.size()).putInt(0).putInt(1).putInt(largest).putInt(width).putInt(height)
                .putInt(0).putInt(0).putInt(0).putInt(0);
        four(b, "LIST").putInt(116);
        four(b, "strl");
        four(b, "strh").putInt(56);
        four(b, "vids");
        four(b, "MJPG").putInt(0).putInt(0).putInt(0).putInt(1000).putInt(rate).putInt(0).putInt(index.size())
                .putInt(largest).putInt(-1).putInt(0).putInt(0).putShort((short) width).putShort((short) height);
        four(b, "strf").putInt(40);
        b.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        four(b, "MJPG").putInt(width * height * 3).putInt(0).putInt(0).putInt(0).putInt(0);
        four(b, "LIST").putInt(moviEnd - HEADER_BYTES + 4);
        four(b, "movi");
        return b;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer four(ByteBuffer b, String letters) {
        return b.put(letters.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(ByteBuffer filled) throws IOException {
        filled.flip();
        while (filled.hasRemaining()) {
            file.write(filled);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (!finished) {
            Files.deleteIfExists(temp);
        }
    }
}
