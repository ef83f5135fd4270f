package plumbline.app.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.LineageGraph;

class AuditPartsTest {
    private static final Hash CAPTURE = Hash.of(new byte[] {1});
    private static final Box BOX = Box.upright(new Vec3(10, 2, 0.8), 4.2, 1.9, 1.6, 3.1);

    private static Label.Cuboid car(Box box, boolean finalised, Map<String, String> attributes) {
        return new Label.Cuboid(new LabelId("a"), new TrackId("014"), "Car", 3, box, new TreeMap<>(attributes),
                Origin.HAND, finalised, 1);
    }

    private static ChangeWords.Row row(Label before, Label after) {
        return ChangeWords.row(new LabelDiff(
                CAPTURE, LabelDiff.Kind.CHANGED, Optional.of(before), Optional.of(after), List.of("geometry")));
    }

    @Test
    void aChangeSaysAllThatDiffersInWords() {
        Label.Cuboid before = car(BOX, false, Map.of("occluded", "none"));
        // Across the jump of the angle at pi.
        Box moved = BOX.withCentre(new Vec3(10.21, 2, 0.8)).turned(Math.toRadians(3));
        assertThat(row(before, car(moved, false, Map.of("occluded", "none"))).what())
                .isEqualTo("~ Moved 0.21 m, turned 3.0° left");
        assertThat(row(before, car(BOX.withSize(4.2, 1.78, 1.6), true, Map.of("occluded", "partly"))).what())
                .isEqualTo("~ 0.12 m narrower, occluded partly, finalised");
        assertThat(row(before, car(BOX.turned(Math.toRadians(-90)), false, Map.of())).what())
                .isEqualTo("~ Turned 90.0° right, occluded unset");
    }

    @Test
    void theValuesOfAMoveAreItsPlaces() {
        Label.Cuboid before = car(BOX, false, Map.of());
        ChangeWords.Row r = row(before, before.withBox(BOX.withCentre(new Vec3(10.4, -2, 0.8))));
        assertThat(r.before()).isEqualTo("10.00, 2.00 m");
        assertThat(r.after()).isEqualTo("10.40, −2.00 m");
        assertThat(ChangeWords.tag(r.diff())).isEqualTo("~ Car 014 · Moved 4.02 m");
    }

    private static AuditEntry entry(String log, long sequence) {
        return new AuditEntry(
                log, sequence, Instant.EPOCH, "ada", "bench", "training", "label.apply", "o1", "{}", "", "ff");
    }

    @Test
    void anEntrySaysWhichLogNumbersIt() {
        assertThat(LogWords.place(entry("af14dbc0ffee", 4))).isEqualTo("log af14db #5");
        assertThat(LogWords.place(entry("af14dbc0ffee", 4))).isNotEqualTo(LogWords.place(entry("0190aa00aaaa", 4)));
        assertThat(LogWords.action(entry("a", 0))).isEqualTo("Label apply");
        assertThat(LogWords.whole(entry("af14dbc0ffee", 4))).contains("ada on bench", "log af14dbc0ffee", "training");
        assertThat(LogWords.when(Instant.EPOCH, Instant.EPOCH.plusSeconds(90_000))).isEqualTo("1 Jan 1970");
    }

    private static LineageGraph.Node node(String id, String kind, String name) {
        return new LineageGraph.Node(id, kind, name, Instant.EPOCH, "ada", new TreeMap<>());
    }

    @Test
    void aBoxDoesNotRepeatItsTitleAndShortensIds() {
        List<LineageSteps.Step> steps = LineageSteps.of(new LineageGraph(
                List.of(
                        node("p1", "capture", "2011_09_26_drive_0005_sync"),
                        node("c1", "calibration", "Calibration of scene_02"),
                        node("i1", "import", "Import scene_02"),
                        node("x1", "export", "6c1043e0-1b7d-4d70-9a61-5c1f2ab89910")),
                List.of(),
                List.of()));
        assertThat(steps).hasSize(9);
        assertThat(steps.stream()
                        .filter(s -> s.node().isPresent())
                        .map(s -> LineageSteps.shortName(s, s.node().orElseThrow())))
                .containsExactly("2011_09_26_drive_0005_sync", "scene_02", "scene_02", "6c1043e0");
    }

    @Test
    void nothingToCompareSaysWhatToDo() {
        assertThat(AuditModel.advice(1, 2)).contains("2\u00A0edits since", "Ctrl+Enter");
        assertThat(AuditModel.advice(1, 0)).contains("Edit labels and commit");
        assertThat(AuditModel.advice(3, 0)).contains("same version");
    }
}
