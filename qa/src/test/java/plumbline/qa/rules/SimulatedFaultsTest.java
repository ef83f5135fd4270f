package plumbline.qa.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Progress;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.qa.simulate.SimulationTruth;

/** Every label error that the simulator makes is found by its rule where it was made; where none was made, none is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SimulatedFaultsTest {
    private static final int PASSES = 4;

    private final List<SimulationTruth.Entry> made = new ArrayList<>();
    private final List<List<Finding>> found = new ArrayList<>();

    /** A few errors in each pass, each on an object of its own. */
    @BeforeAll
    void run() throws IOException {
        List<String> rules = Fault.LABEL_RULES.reversed();
        for (int p = 0; p < PASSES; p++) {
            int part = p;
            SimulatedCapture pass = pass(1, rules.stream()
                    .filter(r -> rules.indexOf(r) % PASSES == part)
                    .map(r -> Fault.parse("label:" + r))
                    .toList());
            List<Finding> findings = findings(pass);
            for (SimulationTruth.Entry e : pass.truth().faults()) {
                made.add(e);
                found.add(findings);
            }
        }
    }

    private static SimulatedCapture pass(long seed, List<Fault> faults) {
        return new SimulatedCapture(new SimulationOptions(8, 30_000, seed, 64, 40, faults));
    }

    private static List<Finding> findings(SimulatedCapture pass) throws IOException {
        return Rules.run(Rules.ALL, new SourceScene(pass, pass.labels(), pass.ontology()), Progress.NONE);
    }

    static List<String> labelRules() {
        return Fault.LABEL_RULES;
    }

    @ParameterizedTest
    @MethodSource("labelRules")
    void isFoundWhereItWasMade(String rule) {
        int at = indexOf(rule);
        SimulationTruth.Entry entry = made.get(at);
        assertThat(found.get(at))
                .as("%s at %s: %s", rule, entry.labels(), entry.sentence())
                .anyMatch(f -> f.rule().equals(rule)
                        && f.place().label().map(entry.labels()::contains)
                                // What has no label is at its frame.
                                .orElse(entry.frames().contains(f.place().frame())));
    }

    private int indexOf(String rule) {
        return made.stream().map(SimulationTruth.Entry::expectedRule).toList().indexOf(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8, 30000",
        // Here people stand between a car and a wall, and what is seen of the pavement is the wall.
        "2, 20, 30000",
        // Few beams, so that a person may have one point in a sweep.
        "1, 80, 5000"
    })
    void aCleanPassIsClean(long seed, int frames, int points) throws IOException {
        SimulatedCapture pass = new SimulatedCapture(
                new SimulationOptions(frames, points, seed, 64, 40, List.of(), List.of()));
        assertThat(pass.labels().size()).isGreaterThan(10 * frames);
        assertThat(findings(pass)).allMatch(f -> f.severity() == Severity.INFO);
    }

    @Test
    void oneBoxOutOfPlaceIsOneFinding() {
        int at = indexOf("motion.acceleration");
        String object = made.get(at).labels().getFirst().value().replaceFirst("-f\\d+$", "-f");
        assertThat(found.get(at))
                .filteredOn(f -> f.rule().equals("motion.acceleration")
                        && f.place().label().orElseThrow().value().startsWith(object))
                .hasSize(1);
    }
}
