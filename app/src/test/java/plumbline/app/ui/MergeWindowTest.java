package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Imports;
import plumbline.app.service.Sync;
import plumbline.app.ui.merge.MergeWorkspace;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.server.FolderHost;
import plumbline.storage.server.SyncServer;

/** Two people edit the same labels on two copies; the second to come pulls, merges by keys and pushes, in a real window. */
class MergeWindowTest {
    private static final Actor TESS = new Actor("tess", "bench", "test");
    private static final Actor OMAR = new Actor("omar", "desk", "test");

    @TempDir
    Path temp;

    private int gestures;

    /** Geometry, class, attribute, deleted against edited, and one object made twice. */
    private static void edit(Project p, List<Label.Cuboid> boxes, double by, String className, String occluded, boolean delete) {
        Hash capture = p.captures().getFirst().hash();
        Label.Cuboid twice = boxes.get(4);
        Vec3 aside = twice.box().centre().plus(new Vec3(30, 30, by / 10));
        Label made = new Label.Cuboid(
                new LabelId("made-by-" + p.actor().user()), new TrackId("made-by-" + p.actor().user()), twice.className(),
                twice.frame(), twice.box().withCentre(aside), twice.attributes(), twice.origin(), false, 1);
        p.journal(capture).append(plumbline.annotation.edit.Journal.Step.APPLY, new ChangeSet("Edits", List.of(
                Change.replace(boxes.get(0), moved(boxes.get(0), by)),
                Change.replace(boxes.get(1), boxes.get(1).withClass(className)),
                Change.replace(boxes.get(2), boxes.get(2).withAttribute("occluded", occluded)),
                delete ? Change.delete(boxes.get(3)) : Change.replace(boxes.get(3), moved(boxes.get(3), by)),
                Change.create(made))));
        p.commit("Edits of " + p.actor().user());
    }

    private static Label.Cuboid moved(Label.Cuboid c, double by) {
        return c.withBox(c.box().withCentre(c.box().centre().plus(new Vec3(by, 0, 0))));
    }

    private void twoCopies(URI server) throws Exception {
        try (Project p = Projects.init(temp.resolve("one"), "Test drive", TESS)) {
            Imports.importPath(p, Shared.data("dgp_test_scene/scene_02"), Governance.DEFAULT, Progress.NONE);
            Sync.push(p, server, Optional.empty(), Progress.NONE);
            Sync.copy(Sync.remote(p).orElseThrow(), temp.resolve("two"), OMAR, Optional.empty(), Progress.NONE);
            List<Label.Cuboid> boxes = p.labels(p.captures().getFirst().hash()).cuboids(1);
            List<String> classes = p.ontology().classes().stream()
                    .map(c -> c.name())
                    .filter(n -> !n.equals(boxes.get(1).className()))
                    .toList();
            try (Project other = Projects.open(temp.resolve("two"), OMAR)) {
                edit(other, boxes, 0.8, classes.get(0), "mostly", true);
                Sync.push(other, Sync.remote(other).orElseThrow(), Optional.empty(), Progress.NONE);
            }
            edit(p, boxes, -0.6, classes.get(1), "partly", false);
        }
    }

    private void press(WindowBench bench, KeyCode code, boolean control) throws Exception {
        gestures++;
        bench.key(code, control, false);
    }

    /** The chip of the server, whatever the number. */
    private static void clickEnding(WindowBench bench, String end) throws Exception {
        await(() -> bench.texts().stream().anyMatch(t -> t.endsWith(end)));
        bench.click(onFx(bench::texts).stream().filter(t -> t.endsWith(end)).findFirst().orElseThrow());
    }

    private static void decided(WindowBench bench, int n) throws Exception {
        await(() -> bench.texts().contains(n + " of 5 decided") && bench.quiet());
    }

    @Test
    void aForkIsMergedByKeysUndoneOnceFinishedAndPushed() throws Exception {
        try (WindowBench bench = new WindowBench(temp.resolve("home"));
                SyncServer server = SyncServer.start(
                        new FolderHost(Files.createDirectories(temp.resolve("data")), TESS), "127.0.0.1", 0,
                        Optional.empty())) {
            twoCopies(URI.create("http://127.0.0.1:" + server.port()));
            Window window = bench.window();
            onFx(() -> {
                window.openPath(temp.resolve("one"));
                return window;
            });
            clickEnding(bench, ", new on the server");
            bench.click("Pull versions");
            bench.click("Merge...");
            decided(bench, 0);
            Project project = window.session().project();
            List<Decision> wanted = List.of(
                    new Decision.Take(Side.OURS), new Decision.Take(Side.THEIRS), new Decision.Take(Side.OURS),
                    new Decision.Take(Side.THEIRS), new Decision.Take(Side.OURS));
            for (int i = 0; i < 5; i++) {
                List<String> before = project.merging().conflicts(false).stream().map(StoredConflict::id).toList();
                press(bench, wanted.get(i).equals(new Decision.Take(Side.OURS)) ? KeyCode.DIGIT1 : KeyCode.DIGIT2, false);
                decided(bench, i + 1);
                List<StoredConflict> now = project.merging().conflicts(true).stream()
                        .filter(c -> before.contains(c.id()) && !c.open())
                        .toList();
                assertThat(now).hasSize(1);
                assertThat(now.getFirst().decided().orElseThrow().decision()).isEqualTo(wanted.get(i));
                if (i < 4) {
                    press(bench, KeyCode.N, false);
                }
            }
            assertThat(gestures).as("keys for five conflicts").isEqualTo(9);

            // Stopped, everything is kept; what was decided last is taken back from disk, and decided the other way.
            press(bench, KeyCode.ESCAPE, false);
            bench.click("Continue merge");
            decided(bench, 5);
            press(bench, KeyCode.Z, true);
            decided(bench, 4);
            StoredConflict reopened = project.merging().conflicts(false).getFirst();
            press(bench, KeyCode.ENTER, true);
            assertThat(project.merging().current()).isPresent();
            press(bench, KeyCode.DIGIT3, false);
            decided(bench, 5);
            assertThat(project.merging().conflict(reopened.id()).decided().orElseThrow().decision())
                    .isIn(new Decision.Both(), new Decision.Take(Side.BASE));
            press(bench, KeyCode.ENTER, true);
            await(() -> window.workspace().filter(MergeWorkspace.class::isInstance).isEmpty());
            assertThat(project.merging().current()).isEmpty();

            List<StoredConflict> conflicts = project.merging().conflictsOf(project.head().orElseThrow().hash());
            Labels labels = onFx(() -> window.session().labels());
            assertThat(conflicts).hasSize(5).noneMatch(StoredConflict::open);
            conflicts.forEach(c -> holds(labels, c));
            assertThat(conflicts).extracting(c -> c.conflict().kind())
                    .containsExactlyInAnyOrder("field", "field", "field", "deleted", "sameObject");

            clickEnding(bench, " to send");
            bench.click("Push versions");
            await(() -> bench.texts().contains("Synced"));
            try (Project other = Projects.open(temp.resolve("two"), OMAR)) {
                Sync.pull(other, Sync.remote(other).orElseThrow(), Optional.empty(), Progress.NONE);
                assertThat(other.head()).isEqualTo(project.head());
            }
        }
    }

    /** The labels have what was decided. */
    private static void holds(Labels labels, StoredConflict stored) {
        Decision decision = stored.decided().orElseThrow().decision();
        Side side = decision instanceof Decision.Take(Side s) ? s : Side.OURS;
        switch (stored.conflict()) {
            case Conflict.Field f -> {
                Label from = Map.of(Side.BASE, f.base().orElseThrow(), Side.OURS, f.ours(), Side.THEIRS, f.theirs()).get(side);
                assertThat(f.group().value(labels.find(f.object()).orElseThrow())).isEqualTo(f.group().value(from));
            }
            case Conflict.Deleted d -> assertThat(labels.find(d.object()).isPresent())
                    .isEqualTo(side == Side.BASE || (side == Side.OURS ? d.ours() : d.theirs()).isPresent());
            case Conflict.SameObject s -> {
                boolean both = decision instanceof Decision.Both;
                assertThat(labels.find(s.ours().id()).isPresent()).isEqualTo(both || side == Side.OURS);
                assertThat(labels.find(s.theirs().id()).isPresent()).isEqualTo(both || side == Side.THEIRS);
            }
            default -> throw new AssertionError("not expected: " + stored.conflict());
        }
    }
}
