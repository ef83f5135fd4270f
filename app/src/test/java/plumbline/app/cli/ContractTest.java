package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.storage.contract.ContractReader;
import tools.jackson.databind.JsonNode;

/** Captures at the door of a project, from a field laptop's script. */
class ContractTest {
    @TempDir
    Path folder;

    private Path street(String name, String... faults) {
        Path out = folder.resolve(name);
        Object[] words = new Object[10 + 2 * faults.length];
        Object[] plain = {"simulate", "--out", out, "--frames", 8, "--points", 8000, "--image", "64x48", "--quiet"};
        System.arraycopy(plain, 0, words, 0, plain.length);
        for (int i = 0; i < faults.length; i++) {
            words[10 + 2 * i] = "--fault";
            words[11 + 2 * i] = faults[i];
        }
        assertThat(Run.of(words).exit()).isEqualTo(Exit.DONE);
        return out;
    }

    private Path project() {
        Path p = folder.resolve("project");
        assertThat(Run.of("init", p, "--quiet").exit()).isEqualTo(Exit.DONE);
        return p;
    }

    private static JsonNode bring(int exit, Path capture, Object contract, Path project) {
        return Run.json("import", capture, "--contract", contract, "--project", project).document(exit);
    }

    @Test
    void aSoundCaptureIsAdmittedAndItsLineageNamesTheContract() throws IOException {
        Path p = project();
        JsonNode done = bring(Exit.DONE, street("sound"), "simulated", p);
        assertThat(done.path("verdict").asString()).isEqualTo("admitted");
        assertThat(done.path("breaches")).isEmpty();
        assertThat(done.path("frames").asInt()).isEqualTo(8);
        String hash = ContractReader.template("simulated").hash().hex();
        assertThat(done.path("contract").path("hash").asString()).isEqualTo(hash);
        JsonNode lineage = Run.json("lineage", done.path("capture").asString(), "--project", p).document();
        assertThat(lineage.toString()).contains("Admitted by Simulated rig", hash);
        assertThat(Run.json("audit", "log", "--project", p).document().toString()).contains("contract.check", "admitted");
        assertThat(Run.json("audit", "verify", "--project", p).document().path("valid").asBoolean()).isTrue();
    }

    @Test
    void aShiftedClockIsRefusedByNameTimeAndRole() {
        Path p = project();
        JsonNode done = bring(Exit.CHECK_FAILED, street("late", "time:cam_front:ms=40"), "simulated", p);
        assertThat(done.path("verdict").asString()).isEqualTo("blocked");
        assertThat(done.path("breaches")).hasSize(1);
        JsonNode breach = done.path("breaches").get(0);
        assertThat(breach.path("sensor").asString()).isEqualTo("cam_front");
        assertThat(breach.path("rule").asString()).isEqualTo("syncOffset");
        assertThat(breach.path("measured").asString()).isEqualTo("41.0 ms");
        assertThat(breach.path("limit").asString()).isEqualTo("-7 to 9 ms");
        assertThat(breach.path("role").asString()).isEqualTo("hardware engineer");
        assertThat(breach.path("consequence").asString()).isEqualTo("block");
        assertThat(breach.path("to").asLong() - breach.path("from").asLong()).isEqualTo(700_000_000L);
        assertThat(Run.json("status", "--project", p).document().path("captures").size()).isZero();
        Run words = Run.of("import", folder.resolve("late"), "--contract", "simulated", "--project", p, "--quiet");
        assertThat(words.exit()).isEqualTo(Exit.CHECK_FAILED);
        assertThat(words.out()).contains("is refused by the contract Simulated rig", "cam_front", "hardware engineer");
    }

    @Test
    void droppedFramesAreQuarantinedWithTheirReason() throws IOException {
        Path p = project();
        JsonNode done = bring(Exit.CHECK_FAILED, street("holes", "dropped:cam_rear:n=3,frame=3"), "simulated", p);
        assertThat(done.path("verdict").asString()).isEqualTo("quarantined");
        JsonNode aside = done.path("quarantined").get(0);
        assertThat(aside.path("reason").asString()).contains("cam_rear: 3 frames are missing");
        Path kept = Path.of(aside.path("folder").asString());
        assertThat(Files.readString(kept.resolve("reason.json"))).contains("droppedFrames", "field lead");
        assertThat(Run.json("status", "--project", p).document().path("captures").size()).isZero();
        // Nothing is lost: what was kept aside can still be brought in by somebody who decides so.
        JsonNode later = Run.json("import", kept.resolve("capture"), "--project", p).document();
        assertThat(later.path("frames").asInt()).isEqualTo(8);
        assertThat(bring(Exit.CHECK_FAILED, folder.resolve("holes"), "simulated", p).path("quarantined").get(0)
                .path("folder").asString()).endsWith("-2");
    }

    @Test
    void jumpsAndOtherRigsAreSeen() {
        Path p = project();
        JsonNode other = bring(Exit.CHECK_FAILED, street("other"), "kitti", p);
        assertThat(other.path("breaches").toString()).contains("velodyne: the capture has no such sensor", "worldFrame");
    }

    @Test
    void realRigsKeepTheirTemplates() {
        Path p = project();
        Path kitti = Shared.data("kitti_raw_0005/2011_09_26");
        assertThat(bring(Exit.DONE, kitti, "kitti", p).path("breaches")).isEmpty();
        Path nuscenes = Shared.data("nuscenes_keyframe");
        assertThat(bring(Exit.DONE, nuscenes, "nuscenes", p).path("breaches")).isEmpty();
    }

    @Test
    void whatNobodyChecksIsRefused() throws IOException {
        Path p = project();
        Path street = street("again");
        String sound = new String(ContractReader.templateText("simulated"), StandardCharsets.UTF_8);
        Path c = folder.resolve("mine.yaml");
        for (String[] change : new String[][] {
            {"implementation: poseGap", "implementation: poseGab", "poseGab", "not known"},
            {"apiVersion: v3.0.2", "apiVersion: v2.2.0", "version 3"},
            {"severity: block", "severity: shrug", "block or quarantine"},
            {"unit: Hz", "unit: kHz", "Hz, not kHz"},
            {"schema:", "schema: [", "not YAML"}
        }) {
            Files.writeString(c, sound.replaceFirst(change[0], change[1].replace("$", "")));
            String[] words = java.util.Arrays.copyOfRange(change, 2, change.length);
            Run.of("import", street, "--contract", c, "--project", p, "--quiet").refused(Exit.BAD_INPUT, words);
        }
        Run.of("import", street, "--contract", "nosuch", "--project", p, "--quiet").refused(Exit.BAD_INPUT, "template");
    }
}
