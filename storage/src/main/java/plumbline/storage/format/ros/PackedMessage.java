package plumbline.storage.format.ros;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import plumbline.storage.format.FormatException;

/**
 * rosbag2's message compression: each message is one zstd frame. A CDR message starts with a zero byte, so the frame's
 * magic number tells them apart whatever the bag's description says. Memory follows what comes out, up to 1 GiB.
 */
final class PackedMessage {
    private static final int ZSTD_MAGIC = 0x28B52FFD;
    private static final long LARGEST = 1L << 30;

    private PackedMessage() {}

    static RecordingReader.Message plain(String where, RecordingReader.Message m) throws FormatException {
        ByteBuffer data = m.data();
        if (data.remaining() < 4 || magic(data) != ZSTD_MAGIC || !m.channel().encoding().equals("cdr")) {
            return m;
        }
        byte[] packed = new byte[data.remaining()];
        data.duplicate().get(packed);
        return new RecordingReader.Message(
                m.channel(), m.logTimeNanos(), ByteBuffer.wrap(unpack(where, packed)), m.key());
    }

    private static int magic(ByteBuffer data) {
        int at = data.position();
        return (data.get(at) & 0xFF) << 24
                | (data.get(at + 1) & 0xFF) << 16
                | (data.get(at + 2) & 0xFF) << 8
                | data.get(at + 3) & 0xFF;
    }

    private static byte[] unpack(String where, byte[] packed) throws FormatException {
        if (Zstd.getFrameContentSize(packed) > LARGEST) {
            throw new FormatException(where, "", "the message announces more than 1 GiB");
        }
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1 << 10, packed.length));
        try (var in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(packed))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if (out.size() > LARGEST) {
                    throw new FormatException(where, "", "the message unpacks to more than 1 GiB");
                }
            }
            return out.toByteArray();
        } catch (FormatException e) {
            throw e;
        } catch (IOException | ZstdException e) {
            throw new FormatException(where, "", "the message's zstd data is cut or damaged", e);
        }
    }
}
