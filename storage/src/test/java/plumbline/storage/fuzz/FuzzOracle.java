package plumbline.storage.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import plumbline.storage.project.StorageException;

/** What every reader owes for every input: a value or a sentence, in bounded time and memory. */
public final class FuzzOracle {
    /** What opening anything may cost, and what each byte of input may cost on top. */
    static final long LEAST_BYTES = 64L << 20;
    static final long BYTES_FOR_EACH = 200;
    static final double MOST_SECONDS = 5;

    private static final Pattern OF_THE_CODE = Pattern.compile("java\\.[a-z]+\\.|: null$|: null[;,:]");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FuzzOracle() {}

    /** What a reader did wrong. */
    public static final class Defect extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Defect(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /** A part of an input that may be refused alone. */
    public interface Part {
        void read() throws IOException;
    }

    /** Reads a part; a refusal counts as a problem told. */
    public static void orTold(Digest into, Part part) {
        try {
            part.read();
        } catch (IOException e) {
            into.told(e);
        }
    }

    /** Empty where the input was refused in a sentence. Anything else thrown goes through as it is. */
    public static Optional<FuzzTarget.Outcome> read(FuzzTarget target, Path work, byte[] input) {
        Cost cost = new Cost();
        Optional<FuzzTarget.Outcome> out = told(target, work, input);
        if (cost.over(input).isPresent()) {
            // The first reading loads classes; only what costs as much again is the reader's.
            Cost again = new Cost();
            told(target, work, input);
            again.over(input).ifPresent(what -> {
                throw new Defect(target.name() + ": " + input.length + " bytes took " + what, null);
            });
        }
        return out;
    }

    private static Optional<FuzzTarget.Outcome> told(FuzzTarget target, Path work, byte[] input) {
        try {
            return Optional.of(target.read(work, input));
        } catch (IOException | StorageException e) {
            sentence(e.getMessage(), target.says(), e);
            return Optional.empty();
        }
    }

    private record Cost(long bytes, long cpuNanos) {
        Cost() {
            this(THREADS.getTotalThreadAllocatedBytes(), THREADS.getCurrentThreadCpuTime());
        }

        Optional<String> over(byte[] input) {
            double seconds = (THREADS.getCurrentThreadCpuTime() - cpuNanos) * 1e-9;
            long taken = THREADS.getTotalThreadAllocatedBytes() - bytes;
            if (seconds > MOST_SECONDS) {
                return Optional.of(seconds + " s");
            }
            return taken > LEAST_BYTES + BYTES_FOR_EACH * input.length
                    ? Optional.of((taken >> 20) + " MiB of memory") : Optional.empty();
        }
    }

    /** A message has words, and names its file. */
    static void sentence(String message, String says, Throwable cause) {
        if (message == null || !message.contains(" ") || !message.contains(says)) {
            throw new Defect("\"" + message + "\" is no sentence that names " + says, cause);
        }
        if (OF_THE_CODE.matcher(message).find()) {
            throw new Defect("\"" + message + "\" speaks of the code", cause);
        }
    }
}
