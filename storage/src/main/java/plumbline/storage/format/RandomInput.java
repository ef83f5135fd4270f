package plumbline.storage.format;

import java.io.IOException;

/** A file that can be read at any place, by several threads at once. */
public interface RandomInput {
    long size();

    /** Exactly {@code length} bytes from {@code at} on to the start of {@code into}; throws past the end. */
    void read(long at, byte[] into, int length) throws IOException;
}
