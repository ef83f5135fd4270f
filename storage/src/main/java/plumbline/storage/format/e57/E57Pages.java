package plumbline.storage.format.e57;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.RandomInput;

/**
 * The pages of an E57 file (ASTM E2807): each ends in a CRC-32C of the bytes before it. Places within the file count the
 * checksums; contents run on without them. Every page is checked whenever it is read.
 */
final class E57Pages {
    private static final int CHECKSUM = 4;
    private static final int LARGEST_PAGE = 1 << 20;

    private final RandomInput in;
    private final String file;
    private final int page;
    private final byte[] held;
    private long heldPage = -1;

    E57Pages(RandomInput in, String file, long page) throws FormatException {
        if (page <= CHECKSUM || page > LARGEST_PAGE) {
            throw new FormatException(file, "byte 40", "pages of " + page + " bytes are not believed");
        }
        this.in = in;
        this.file = file;
        this.page = (int) page;
        this.held = new byte[(int) page];
    }

    /** Where the byte at a place in the file stands in the contents. */
    long logical(long physical) throws FormatException {
        long within = physical % page;
        if (physical < 0 || physical >= in.size() || within >= page - CHECKSUM) {
            throw new FormatException(file, "byte " + physical, "the file ends at " + in.size() + "; it is cut or damaged");
        }
        return physical / page * (page - CHECKSUM) + within;
    }

    private long physical(long logical) {
        return logical / (page - CHECKSUM) * page + logical % (page - CHECKSUM);
    }

    /** How much content there can be. */
    long size() {
        return in.size() / page * (page - CHECKSUM);
    }

    String file() {
        return file;
    }

    /** For messages. */
    String place(long logical) {
        return "byte " + physical(logical);
    }

    /** Exactly {@code length} bytes of contents, little endian. */
    ByteBuffer read(long logical, int length) throws IOException {
        if (logical < 0 || length < 0 || logical > size() - length) {
            throw new FormatException(
                    file, "byte " + physical(Math.max(0, logical)), "the file ends at " + in.size() + "; it is cut or damaged");
        }
        byte[] out = new byte[length];
        int done = 0;
        while (done < length) {
            long at = logical + done;
            hold(at / (page - CHECKSUM));
            int within = (int) (at % (page - CHECKSUM));
            int some = Math.min(length - done, page - CHECKSUM - within);
            System.arraycopy(held, within, out, done, some);
            done += some;
        }
        return ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void hold(long number) throws IOException {
        if (number == heldPage) {
            return;
        }
        heldPage = -1;
        in.read(number * page, held, page);
        CRC32C crc = new CRC32C();
        crc.update(held, 0, page - CHECKSUM);
        int stored = ByteBuffer.wrap(held).getInt(page - CHECKSUM);
        if ((int) crc.getValue() != stored) {
            throw new FormatException(
                    file, "byte " + number * page, "the checksum of this page of " + page + " bytes does not hold");
        }
        heldPage = number;
    }
}
