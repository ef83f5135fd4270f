package plumbline.storage.sync;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Hash;

/**
 * Objects on the wire: for each one 32 bytes of SHA-256, its length as a big-endian u32, its bytes; the end of the body
 * ends the pack. The receiver checks every hash, so a cut or altered pack adds nothing wrong: what came whole stays, and
 * asking "what is missing" again continues from there.
 */
public final class Packs {
    /** A pack is filled up to about this size, one object at least. */
    public static final int TARGET_BYTES = 8 << 20;

    /** The largest object that is taken; a sweep of ten million points with ten fields stays below. */
    public static final int MAX_OBJECT_BYTES = 1 << 30;

    private Packs() {}

    /** Takes one object of a pack. */
    public interface Sink {
        void object(Hash hash, byte[] bytes) throws IOException;
    }

    public static void write(DataOutputStream out, Hash hash, byte[] bytes) throws IOException {
        out.write(HexFormat.of().parseHex(hash.hex()));
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static DataOutputStream writer(OutputStream out) {
        return new DataOutputStream(out);
    }

    /** Returns how many objects came; throws {@link FormatException} at a cut or an object that is not what its hash says. */
    public static int read(InputStream in, Sink sink) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int count = 0;
        byte[] name = new byte[32];
        while (true) {
            int first = data.read();
            if (first < 0) {
                return count;
            }
            name[0] = (byte) first;
            try {
                data.readFully(name, 1, 31);
                Hash hash = new Hash(HexFormat.of().formatHex(name));
                int length = data.readInt();
                if (length < 0 || length > MAX_OBJECT_BYTES) {
                    throw new FormatException("pack", "object " + count, "a length of " + length + " bytes is not possible");
                }
                // readNBytes grows with what really arrives, so an announced length alone allocates nothing.
                byte[] bytes = data.readNBytes(length);
                if (bytes.length < length) {
                    throw new EOFException();
                }
                if (!Hash.of(bytes).equals(hash)) {
                    throw new FormatException("pack", "object " + count, "the bytes are not what their hash says; send again");
                }
                sink.object(hash, bytes);
                count++;
            } catch (EOFException e) {
                throw new FormatException("pack", "object " + count, "cut off; " + count + " objects before it are kept", e);
            }
        }
    }
}
