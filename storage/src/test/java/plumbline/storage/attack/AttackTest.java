package plumbline.storage.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workflows attacked at every call that changes a file. A sample; {@code bin/attack} makes the long run, by
 * {@code -Dplumbline.attack=POINTS}, and {@code -Dplumbline.attack.only=WORKFLOW} takes one alone.
 */
class AttackTest {
    private static final long SEED = Long.getLong("plumbline.attack.seed", 20_260_101);
    private static final long POINTS = Long.getLong("plumbline.attack", 60);
    private static final String ONLY = System.getProperty("plumbline.attack.only", "");

    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    @TempDir
    Path temp;

    @Test
    void nothingIsLostWhereverItIsCut() throws IOException, InterruptedException {
        Optional<Preload> preload = Preload.compile(Files.createDirectories(temp.resolve("preload")));
        assumeTrue(preload.isPresent(), "Skipped: the attack needs Linux and gcc.");
        HELIDON.setLevel(Level.WARNING);
        Report report = new Report(SEED);
        Path target = Files.createDirectories(Path.of("target"));
        for (Workflow w : Workflows.ALL) {
            if (ONLY.isEmpty() || w.name().equals(ONLY)) {
                attack(preload.get(), w, report);
                // After each, so that a long run that is cut short has its report too.
                report.write(target.resolve("attack.md"), target.resolve("attack.json"));
            }
        }
        assertThat(report.wrong()).isEmpty();
        assertThat(report.count()).isGreaterThanOrEqualTo(ONLY.isEmpty() ? POINTS : 1);
    }

    /**
     * A workflow's share: in the long run a good half are processes that are really killed, filled up and failed, the rest
     * states in which one process was stopped, a third of them as a power cut leaves them.
     */
    private void attack(Preload preload, Workflow w, Report report) throws IOException, InterruptedException {
        long share = Math.max(4, POINTS / Workflows.ALL.size());
        long begun = System.nanoTime();
        try (Attack a = new Attack(preload, temp.resolve("work"), w, SEED + w.name().hashCode(), report)) {
            long calls = a.count();
            boolean sample = share < 20;
            a.freeze(calls, Math.max(1, share * 3 / 10), Math.max(1, share * 15 / 100));
            for (long n : a.numbers(calls, sample ? 1 : share / 3)) {
                a.harm(Harm.KILL, Point.Kind.KILLED, n);
            }
            for (long n : a.numbers(calls, sample ? 0 : share / 10)) {
                a.harm(Harm.TORN, Point.Kind.KILLED_TORN, n);
            }
            for (long n : a.numbers(calls, sample ? 0 : Math.max(1, share / 16))) {
                a.harm(Harm.FULL, Point.Kind.FULL, n);
                a.harm(Harm.EIO, Point.Kind.EIO, n);
                a.harm(Harm.SHORT, Point.Kind.SHORT, n);
            }
            System.out.printf("%s: %d calls, %.1f s%n", w.name(), calls, (System.nanoTime() - begun) / 1e9);
        }
    }
}
