package plumbline.storage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader on sound files, on what fuzzing once found, on some hundred changed files and on files cut at every
 * percent. The long, coverage-guided runs are bin/fuzz.
 */
class FuzzSmokeTest {
    private static final int CHANGED = 250;
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    @TempDir
    Path folder;

    static List<String> names() {
        return FuzzTargets.ALL.stream().map(FuzzTarget::name).toList();
    }

    private static Optional<FuzzTarget.Outcome> read(FuzzTarget t, Path work, byte[] input, String what) {
        try {
            return FuzzOracle.read(t, work, input);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(t.name() + ", " + what + ": " + e, e);
        }
    }

    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @MethodSource("names")
    void soundChangedAndCutInputsGiveValuesOrSentences(String name) throws IOException {
        FuzzTarget t = FuzzTargets.named(name);
        List<byte[]> seeds = t.seeds(folder);
        assertThat(seeds).isNotEmpty();
        long rows = 0;
        for (int i = 0; i < seeds.size(); i++) {
            Optional<FuzzTarget.Outcome> sound = read(t, folder, seeds.get(i), "seed " + i);
            assertThat(sound).as("seed " + i).isPresent();
            rows += sound.orElseThrow().rows();
        }
        assertThat(rows).isPositive();
        Random r = new Random(name.hashCode());
        for (int n = 0; n < CHANGED; n++) {
            byte[] seed = seeds.get(r.nextInt(seeds.size()));
            read(t, folder, Mutation.of(seed, r), "change " + n);
        }
        byte[] seed = seeds.getFirst();
        for (int percent = 0; percent < 100; percent++) {
            byte[] cut = Arrays.copyOf(seed, (int) ((long) seed.length * percent / 100));
            Optional<FuzzTarget.Outcome> got = read(t, folder, cut, "cut at " + percent + " %");
            if (t.tellsCuts() && got.isPresent()) {
                assertThat(got.get().problems()).as("problems told at " + percent + " %").isPositive();
            }
        }
    }

    /** One bit at a time: where a checksum covers it, the values are the same or the damage is told. */
    @ParameterizedTest
    @MethodSource("names")
    void aChecksumLetsNoOtherValueThrough(String name) throws IOException {
        FuzzTarget t = FuzzTargets.named(name);
        if (!t.checked()) {
            return;
        }
        byte[] seed = t.seeds(folder).getFirst();
        FuzzTarget.Outcome sound = read(t, folder, seed, "seed").orElseThrow();
        for (int bit = 0; bit < 8 * seed.length; bit += 1 + seed.length / 300) {
            byte[] b = seed.clone();
            b[bit / 8] ^= (byte) (1 << bit % 8);
            Optional<FuzzTarget.Outcome> got = read(t, folder, b, "bit " + bit);
            if (got.isPresent() && got.get().problems() == 0) {
                assertThat(got.get()).as("bit " + bit).isEqualTo(sound);
            }
        }
    }

    /** What fuzzing found and was mended, one file for each defect. */
    @Test
    void whatWasFoundStaysMended() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(FOUND)) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        long bytes = 0;
        for (Path p : files) {
            String name = FOUND.relativize(p).getName(0).toString();
            Path work = Files.createDirectories(folder.resolve(name));
            read(FuzzTargets.named(name), work, Files.readAllBytes(p), p.getFileName().toString());
            bytes += Files.size(p);
        }
        assertThat(bytes).isLessThan(1 << 20);
    }
}
