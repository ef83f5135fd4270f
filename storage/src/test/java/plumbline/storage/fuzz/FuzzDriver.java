package plumbline.storage.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the coverage-guided fuzzer calls. {@code -Dfuzz.reader=NAME} chooses the reader; {@link #main} lists them all or
 * writes a reader's seeds.
 */
public final class FuzzDriver {
    private static FuzzTarget target;
    private static Path work;

    private FuzzDriver() {}

    /** No argument: the readers' names. {@code READER FOLDER}: the reader's seeds into the folder. */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            FuzzTargets.ALL.forEach(t -> System.out.println(t.name()));
            return;
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<byte[]> seeds = FuzzTargets.named(args[0]).seeds(Files.createTempDirectory("fuzz-seeds-"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }

    public static void fuzzerInitialize() {
        try {
            target = FuzzTargets.named(System.getProperty("fuzz.reader"));
            work = Files.createTempDirectory("fuzz-" + target.name() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        FuzzOracle.read(target, work, input);
    }
}
