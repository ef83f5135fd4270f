package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.EntryProofs;
import plumbline.app.service.Traces;
import plumbline.app.ui.audit.ChangeWords;
import plumbline.app.ui.audit.TraceRows;
import plumbline.app.ui.audit.VersionGraph;
import plumbline.storage.project.Blame;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;

/** History in a real window over a recorded scene: three versions with known changes, walked by keys. */
class AuditHistoryTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;
    private Project project;
    private Label.Cuboid moved;
    private Label.Cuboid removed;
    private Label.Cuboid added;
    private Version first;
    private Version second;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        bench.open(temp.resolve("project"), Shared.data("dgp_test_scene/scene_02"));
        project = window.session().project();
        first = project.commit("Labels as recorded");
        project.createTag("v1", first.hash());
        onFx(() -> {
            List<Label.Cuboid> boxes = window.session().labels().cuboids(1);
            moved = boxes.get(0);
            removed = boxes.get(1);
            added = new Label.Cuboid(
                    new LabelId("new-one"), new plumbline.annotation.label.TrackId("new"), moved.className(), 1,
                    moved.box().withCentre(moved.box().centre().plus(new Vec3(5, 5, 0))), new java.util.TreeMap<>(),
                    plumbline.annotation.label.Origin.HAND, false, 1);
            Vec3 there = moved.box().centre().plus(new Vec3(0.21, 0, 0));
            apply("Move", Change.replace(moved, moved.withBox(moved.box().withCentre(there))));
            apply("Delete", new Change(removed.id(), Optional.of(removed), Optional.empty()));
            apply("Draw", new Change(added.id(), Optional.empty(), Optional.of(added)));
            return null;
        });
        second = project.commit("Three known changes");
    }

    private void apply(String what, Change change) {
        window.session().apply(ChangeSet.of(what, change));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private static <T> List<T> all(Node node, Class<T> type) {
        List<T> out = new java.util.ArrayList<>();
        if (type.isInstance(node)) {
            out.add(type.cast(node));
        }
        if (node instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> out.addAll(all(c, type)));
        }
        return out;
    }

    private List<ChangeWords.Row> rows() {
        return all(window.scene().getRoot(), ListView.class).stream()
                .filter(l -> !l.getItems().isEmpty() && l.getItems().getFirst() instanceof ChangeWords.Row)
                .flatMap(l -> ((List<?>) l.getItems()).stream())
                .map(ChangeWords.Row.class::cast)
                .toList();
    }

    private List<BoxItem> drawn() {
        return all(window.scene().getRoot(), SceneView.class).getFirst().scene().boxes().stream()
                .filter(b -> b.style() != BoxStyle.NORMAL)
                .toList();
    }

    private boolean shown(String text) {
        return bench.texts().contains(text);
    }

    @Test
    void tableSceneTraceAndProofAgreeWithWhatWasStored() throws Exception {
        bench.show("Audit");
        await(() -> rows().size() == 3 && drawn().size() == 4);
        List<LabelDiff> stored = project.diff(first.hash(), second.hash());
        assertThat(onFx(() -> Set.copyOf(rows().stream().map(ChangeWords.Row::diff).toList())))
                .isEqualTo(new HashSet<>(stored));
        assertThat(onFx(this::drawn).stream().collect(Collectors.groupingBy(BoxItem::style, Collectors.counting())))
                .containsEntry(BoxStyle.GHOST, 1L)
                .containsEntry(BoxStyle.ADDED, 1L)
                .containsEntry(BoxStyle.REMOVED, 1L)
                .containsEntry(BoxStyle.SELECTED, 1L);
        assertThat(onFx(this::drawn).stream().filter(b -> b.style() == BoxStyle.GHOST).findFirst().orElseThrow().box())
                .isEqualTo(moved.box());
        assertThat(onFx(this::drawn).stream().map(BoxItem::tag)).anyMatch(t -> t.startsWith("~ ") && t.endsWith("Moved 0.21 m"));
        await(() -> rows().stream().allMatch(r -> shown(r.object())) && shown("tess"));

        // B shows A alone, then B alone.
        bench.key(KeyCode.B);
        await(() -> drawn().stream().noneMatch(b -> b.style() == BoxStyle.ADDED));
        assertThat(onFx(this::drawn)).extracting(BoxItem::style).contains(BoxStyle.GHOST, BoxStyle.REMOVED);
        bench.key(KeyCode.B);
        await(() -> drawn().stream().noneMatch(b -> b.style() == BoxStyle.GHOST));
        assertThat(onFx(this::drawn)).extracting(BoxItem::style).contains(BoxStyle.ADDED);

        // The trace is the service's, newest first.
        Traces.Trace trace = Traces.of(project, window.session().stored().hash(), moved.id());
        List<String> words = TraceRows.of(trace).stream().map(TraceRows.Row::what).toList();
        await(() -> bench.texts().containsAll(words));
        String entry = trace.steps().stream().flatMap(s -> s.auditEntry().stream()).reduce((x, y) -> y).orElseThrow();

        bench.key(KeyCode.P, true, false);
        await(() -> shown("Proof of " + TraceRows.entry(entry)) && shown("Chain holds"));
        EntryProofs.Proved proved = EntryProofs.of(project, entry);
        assertThat(proved.holds()).isTrue();
        assertThat(proved.proof().climb().getLast()).isEqualTo(proved.proof().root());
        assertThat(onFx(bench::texts)).contains("Valid").noneMatch(t -> t.startsWith("mdi2"));

        // Down the list: what was added was drawn by hand; who and when are known.
        bench.key(KeyCode.J);
        assertThat(onFx(() -> window.selection().get())).contains(added.id());
        bench.key(KeyCode.Y);
        List<Blame> blame = project.history().blame(window.session().stored().hash(), added.id());
        await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Blame of ")) && shown("place and size"));
        assertThat(onFx(bench::texts)).contains(blame.getFirst().value().replace(" x ", " × ").replace('-', '−'));
    }

    @Test
    void aVersionIsLookedAtAndLeftWithoutLosingAnEdit() throws Exception {
        onFx(() -> {
            apply("Bring back", new Change(removed.id(), Optional.empty(), Optional.of(removed)));
            return null;
        });
        Labels now = onFx(() -> window.session().labels());
        bench.show("Audit");
        await(() -> rows().size() == 3);
        bench.key(KeyCode.DOWN);
        await(() -> shown("A and B are the same version. Choose another one as B with Up or Down."));
        bench.key(KeyCode.T);
        await(() -> window.openSession().flatMap(s -> s.at()).isPresent());
        assertThat(onFx(() -> window.session().labels())).isEqualTo(
                project.labelsAt(first.hash(), window.session().stored().hash()));
        assertThat(onFx(() -> window.session().readOnly())).isTrue();
        await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("You look at version " + first.hash().shortHex())));
        bench.key(KeyCode.T, true, true);
        await(() -> window.openSession().filter(s -> s.at().isEmpty()).isPresent());
        assertThat(onFx(() -> window.session().labels())).isEqualTo(now);
        assertThat(project.uncommittedEdits()).isEqualTo(1);
    }

    @Test
    void branchTagRestoreAndRevertSayWhatHappensAndDoIt() throws Exception {
        bench.show("Audit");
        await(() -> rows().size() == 3);
        bench.key(KeyCode.N);
        await(() -> bench.texts().stream().anyMatch(t -> t.contains("A new branch will point at version "
                + second.hash().shortHex())));
        bench.type("#version-name", "night");
        bench.click("Make branch");
        await(() -> shown("night"));
        assertThat(project.history().branches()).containsEntry("night", second.hash());

        // One object as A has it.
        await(() -> rows().size() == 3);
        bench.key(KeyCode.K);
        bench.key(KeyCode.K);
        bench.key(KeyCode.R, false, true);
        await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Restore ") && t.endsWith(moved.track().value())));
        bench.click("Restore " + moved.className() + " " + moved.track());
        await(() -> window.openSession().flatMap(s -> s.labels().find(moved.id()))
                .filter(l -> ((Label.Cuboid) l).box().equals(moved.box())).isPresent());
        assertThat(project.uncommittedEdits()).isEqualTo(1);
        onFx(() -> {
            window.step(false);
            return null;
        });

        await(() -> rows().size() == 3);
        project.commit("Nothing new");
        bench.show("Audit");
        await(() -> shown("Nothing new"));
        bench.key(KeyCode.DOWN);
        bench.key(KeyCode.V);
        bench.click("Revert version");
        await(() -> window.openSession().flatMap(s -> s.labels().find(removed.id())).isPresent());
        assertThat(project.head().orElseThrow().message()).startsWith("Revert " + second.hash().shortHex());
        await(() -> bench.texts().stream().anyMatch(t -> t.startsWith("Revert " + second.hash().shortHex())));
    }

    @Test
    void filtersStripAndJumpFromAnnotate() throws Exception {
        bench.show("Audit");
        await(() -> rows().size() == 3);
        bench.key(KeyCode.SLASH);
        bench.type("#change-filter", "removed");
        await(() -> rows().size() == 1);
        assertThat(onFx(() -> rows().getFirst().diff().kind())).isEqualTo(LabelDiff.Kind.REMOVED);
        bench.type("#change-filter", "");
        onFx(() -> {
            window.workspace().orElseThrow().view().requestFocus();
            return null;
        });
        for (int i = 0; i < 4; i++) {
            bench.key(KeyCode.RIGHT);
        }
        await(() -> shown("only masks") && shown("No change between A and B is of that kind."));
        bench.key(KeyCode.ESCAPE);
        await(() -> rows().size() == 3);
        bench.key(KeyCode.U);
        await(() -> shown("down the stream"));

        onFx(() -> {
            window.show("Annotate");
            window.frame().set(1);
            window.selection().set(Optional.of(added.id()));
            return null;
        });
        bench.click("Who and why");
        await(() -> shown("Annotated by") && shown("Draw"));
        bench.click("Show in Audit");
        await(() -> rows().size() == 3);
        await(() -> window.selection().get().equals(Optional.of(added.id())) && shown("Draw"));
    }

    @Test
    void aMergeIsDrawnAsTwoLinesIntoOne() {
        Version a = version(1, List.of());
        Version b = version(2, List.of(a.hash()));
        Version c = version(3, List.of(a.hash()));
        Version m = version(4, List.of(b.hash(), c.hash()));
        VersionGraph g = VersionGraph.of(List.of(m, c, b, a));
        assertThat(g.lanes()).isEqualTo(2);
        assertThat(g.rows().getFirst().lines()).hasSize(2);
        assertThat(g.rows().get(1).lane()).isEqualTo(1);
        assertThat(g.rows().getLast().lane()).isZero();
    }

    private static Version version(int n, List<plumbline.storage.project.Hash> parents) {
        plumbline.storage.project.Hash h = plumbline.storage.project.Hash.of(new byte[] {(byte) n});
        return new Version(h, parents, java.util.Map.of(), java.util.Map.of(), h, Optional.empty(), "v" + n, "tess",
                java.time.Instant.ofEpochSecond(n), Optional.empty());
    }
}
