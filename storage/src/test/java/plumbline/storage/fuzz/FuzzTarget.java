package plumbline.storage.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One reader as the fuzzers see it: bytes in, a digest of all that was read out. What it throws other than an
 * {@link IOException} (or the store's own exception) with a sentence that names the input is a defect.
 */
public interface FuzzTarget {
    /** What was read: a digest of every value, how many rows there are, and how many problems were told. */
    record Outcome(long digest, long rows, int problems) {}

    String name();

    /** What every message must name: the file, or the folder that holds it. */
    default String says() {
        return name();
    }

    /** Sound inputs, made by the product's own writers; the same on every call. */
    List<byte[]> seeds(Path work) throws IOException;

    /** {@code work} is an empty folder at the first call and this target's own. */
    Outcome read(Path work, byte[] input) throws IOException;

    /** True where a checksum covers every value: then whatever differs from the seed's must be told. */
    default boolean checked() {
        return false;
    }

    /** True where a cut input announces more than it holds: then each cut must be told. */
    default boolean tellsCuts() {
        return false;
    }
}
