package plumbline.storage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.Captures;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.format.LabelFormats;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointFormats;

/**
 * Files that end early. Every format is among the fuzzer's readers; of those that read one thing after another most of a
 * file that ends at nine tenths is kept; and every file of a layout is cut at every percent, not only the first.
 */
class TruncationTest {
    /** Formats whose reader is fuzzed under another name. */
    private static final Map<String, String> CALLED = Map.of("kitti-bin", "bin", "nuscenes-bin", "pcd.bin");

    private static final Map<String, String> LABELS_CALLED = Map.of("sustechpoints", "sustech-labels");

    /** A lone point file is its point format; a capture of packets is refused whatever is in it. */
    private static final Set<String> NO_FILE_OF_THEIR_OWN = Set.of("point-file", "packet-capture");

    private static final int MOST_FILES = 13;

    @TempDir
    Path folder;

    private static Set<String> targets() {
        return FuzzTargets.ALL.stream().map(FuzzTarget::name).collect(Collectors.toSet());
    }

    @Test
    void everyFormatIsAmongThem() {
        assertThat(targets())
                .containsAll(PointFormats.ALL.stream().map(PointFormat::name).map(n -> CALLED.getOrDefault(n, n)).toList())
                .containsAll(LabelFormats.ALL.stream().map(LabelFormat::name).map(n -> LABELS_CALLED.getOrDefault(n, n)).toList())
                .containsAll(Captures.ALL.stream()
                        .map(CaptureFormat::name)
                        .filter(n -> !NO_FILE_OF_THEIR_OWN.contains(n))
                        .toList());
    }

    static Stream<String> readOneThingAfterAnother() {
        return Stream.of("pcd", "ply", "las", "laz", "pts", "ptx", "xyz", "csv", "bin", "pcd.bin", "mcap", "db3");
    }

    @ParameterizedTest
    @MethodSource("readOneThingAfterAnother")
    void whatIsSoundIsKept(String name) throws IOException {
        FuzzTarget t = FuzzTargets.named(name);
        byte[] seed = t.seeds(folder).getFirst();
        FuzzTarget.Outcome whole = cut(t, seed, 100).orElseThrow();
        FuzzTarget.Outcome most = cut(t, seed, 90).orElseThrow();
        assertThat(most.rows()).isBetween(whole.rows() * 4 / 10 + 1, whole.rows() + whole.rows() / 10);
    }

    static Stream<String> ofSeveralFiles() {
        return FuzzTargets.ALL.stream().map(FuzzTarget::name);
    }

    /** The first is cut by {@link FuzzSmokeTest}. */
    @ParameterizedTest
    @MethodSource("ofSeveralFiles")
    void theOtherFilesGiveValuesOrSentencesToo(String name) throws IOException {
        FuzzTarget t = FuzzTargets.named(name);
        List<byte[]> seeds = t.seeds(folder);
        for (int i = 1; i < Math.min(MOST_FILES, seeds.size()); i++) {
            for (int percent = 0; percent < 100; percent++) {
                try {
                    cut(t, seeds.get(i), percent);
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    throw new AssertionError(name + ", file " + i + " cut at " + percent + " %: " + e, e);
                }
            }
        }
    }

    private Optional<FuzzTarget.Outcome> cut(FuzzTarget t, byte[] seed, int percent) {
        return FuzzOracle.read(t, folder, Arrays.copyOf(seed, (int) ((long) seed.length * percent / 100)));
    }
}
