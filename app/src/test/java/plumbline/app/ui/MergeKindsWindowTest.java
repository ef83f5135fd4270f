package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Imports;
import plumbline.app.service.Merges;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.StoredConflict;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;

/** The kinds of conflicts beyond fields of boxes, values by hand and rules for many, in a real window on a real scene. */
class MergeKindsWindowTest {
    private static final Actor TESS = new Actor("tess", "bench", "test");

    @TempDir
    Path temp;

    private WindowBench bench;

    private static LabelClass made(String name, String... states) {
        return new LabelClass(name, name.substring(0, 2).toUpperCase(java.util.Locale.ROOT), "site", 5, 0, 2, 1, 1,
                List.of(new LabelClass.Attribute("state", List.of(states), false)));
    }

    private static Ontology with(Ontology o, LabelClass... more) {
        List<LabelClass> all = new ArrayList<>(o.classes());
        List<String> names = List.of(more).stream().map(LabelClass::name).toList();
        all.removeIf(c -> names.contains(c.name()) || c.name().equals("Crane"));
        all.addAll(List.of(more));
        return new Ontology(o.name(), o.version() + 1, all);
    }

    private static Label mask(String id, String className, SensorId lidar, int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return new Label.PointMask(new LabelId(id), new TrackId(id), className, 1, lidar, PointRuns.of(bits), 0,
                new TreeMap<>(), Origin.HAND, false, ReviewState.OPEN);
    }

    private static void side(Project p, List<Label.Cuboid> boxes, double by, boolean crane, Label mask, LabelClass cart) {
        Hash capture = p.captures().getFirst().hash();
        p.setOntology(crane ? with(p.ontology(), cart, made("Crane", "up")) : with(p.ontology(), cart));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Label.Cuboid c = boxes.get(i);
            changes.add(Change.replace(c, c.withBox(c.box().withCentre(c.box().centre().plus(new Vec3(by, 0, 0))))));
        }
        if (crane) {
            changes.add(Change.replace(boxes.get(3), boxes.get(3).withClass("Crane")));
        }
        changes.add(Change.create(mask));
        p.journal(capture).append(Journal.Step.APPLY, new ChangeSet("Edits", changes));
        p.commit("Edits by " + by);
    }

    private void fork() throws IOException {
        try (Project p = Projects.init(temp.resolve("project"), "Test drive", TESS)) {
            Imports.importPath(p, Shared.data("dgp_test_scene/scene_02"), Governance.DEFAULT, Progress.NONE);
            p.setOntology(with(p.ontology(), made("Cart", "full"), made("Crane", "up")));
            Hash from = p.commit("Classes of the site").hash();
            List<Label.Cuboid> boxes = p.labels(p.captures().getFirst().hash()).cuboids(1);
            SensorId lidar;
            try (var source = p.openCapture(p.captures().getFirst().hash())) {
                lidar = source.capture().referenceLidar();
            }
            p.history().createBranch("desk", from);
            side(p, boxes, -0.6, false, mask("hedge", "Cart", lidar, 0, 400), made("Cart", "full", "empty"));
            p.history().switchTo("desk", false);
            side(p, boxes, 0.8, true, mask("wall", boxes.get(0).className(), lidar, 300, 700), made("Cart", "full", "parked"));
            p.history().switchTo("main", false);
            Merges.merge(p, "desk");
        }
    }

    private Project project() {
        return bench.window().session().project();
    }

    private List<StoredConflict> open() {
        return project().merging().conflicts(false);
    }

    private void left(int n) throws Exception {
        await(() -> open().size() == n && bench.quiet());
    }

    private List<BoxItem> result() {
        SceneView view = (SceneView) bench.window().scene().getRoot().lookup(".side-pane.result .scene-view");
        return view.scene().boxes();
    }

    /** Goes to the next object until the card is about this kind of conflict. */
    private void goTo(Class<? extends Conflict> kind, String title) throws Exception {
        for (int i = 0; i < 24 && onFx(bench::texts).stream().noneMatch(title::equals); i++) {
            bench.key(i < 12 ? KeyCode.DOWN : KeyCode.UP);
            await(bench::quiet);
        }
        assertThat(onFx(bench::texts)).as(kind.getSimpleName()).contains(title);
    }

    private void picture(String name) throws Exception {
        String folder = System.getProperty("plumbline.pictures", "");
        onFx(() -> {
            if (!folder.isEmpty()) {
                WindowPictures.save(bench.window(), Path.of(folder).resolve(name + ".png"));
            }
            return name;
        });
    }

    private Decision decided(Class<? extends Conflict> kind) {
        return project().merging().conflicts(true).stream()
                .filter(c -> kind.isInstance(c.conflict()) && !c.open())
                .findFirst()
                .orElseThrow()
                .decided()
                .orElseThrow()
                .decision();
    }

    @Test
    void masksAndClassesAreDecidedABoxIsSetByHandAndARuleDoesTheRest() throws Exception {
        fork();
        try (WindowBench b = new WindowBench(temp.resolve("home"))) {
            bench = b;
            onFx(() -> {
                b.window().openPath(temp.resolve("project"));
                return b;
            });
            b.click("Continue merge");
            await(() -> b.texts().stream().anyMatch(t -> t.startsWith("0 of ")) && b.quiet());
            assertThat(open()).extracting(c -> c.conflict().kind())
                    .containsExactlyInAnyOrder("definition", "missing", "overlap", "field", "field", "field");
            classes();
            points();
            byHand();
            rule();
            b.key(KeyCode.ENTER, true, false);
            await(() -> b.window().openSession().filter(s -> s.project().merging().current().isEmpty()).isPresent() && b.quiet());
            finished();
        }
    }

    private void classes() throws Exception {
        goTo(Conflict.Definition.class, "Definition of state");
        picture("merge-class");
        bench.key(KeyCode.DIGIT2);
        left(5);
        assertThat(decided(Conflict.Definition.class)).isEqualTo(new Decision.Take(Side.THEIRS));
        goTo(Conflict.Missing.class, "1\u00A0label uses what is gone");
        bench.key(KeyCode.E);
        await(() -> bench.window().scene().getRoot().lookup("#by-hand") != null);
        onFx(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> box = (ComboBox<String>) bench.window().scene().getRoot().lookup("#by-hand");
            box.setValue("Cart");
            return box;
        });
        picture("merge-class-by-hand");
        bench.click("Use this value");
        left(4);
        assertThat(decided(Conflict.Missing.class)).isEqualTo(new Decision.Rename("Cart"));
    }

    private void points() throws Exception {
        goTo(Conflict.Overlap.class, "100 points of two labels");
        picture("merge-points");
        // What nobody gave away yet stays, and nothing that was there before is tagged as new.
        assertThat(onFx(this::result)).filteredOn(i -> i.tag().startsWith("+")).hasSizeLessThanOrEqualTo(2);
        bench.key(KeyCode.DIGIT1);
        left(3);
        assertThat(decided(Conflict.Overlap.class)).isEqualTo(new Decision.Take(Side.OURS));
    }

    private void byHand() throws Exception {
        goTo(Conflict.Field.class, "Geometry");
        picture("merge-geometry");
        assertThat(onFx(this::result)).isNotEmpty().noneMatch(i -> i.tag().startsWith("+"));
        bench.key(KeyCode.E);
        await(() -> bench.texts().contains("Use this value"));
        onFx(() -> {
            TextField first = (TextField) bench.window().scene().getRoot().lookup(".dialog-card .field .text-field");
            first.setText("21.5");
            first.fireEvent(new javafx.event.ActionEvent());
            return first;
        });
        picture("merge-by-hand");
        bench.click("Use this value");
        left(2);
        Decision.Value value = (Decision.Value) decided(Conflict.Field.class);
        Label.Cuboid set = (Label.Cuboid) value.label();
        assertThat(set.box().length()).isEqualTo(21.5);
        await(() -> bench.quiet());
        assertThat(onFx(this::result)).noneMatch(i -> i.tag().startsWith("+"));
    }

    /** The two that are left, from the menu; taken back as one, and done again. */
    private void rule() throws Exception {
        bench.click("All from...");
        onFx(() -> {
            ContextMenu menu = javafx.stage.Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .map(ContextMenu.class::cast)
                    .findFirst()
                    .orElseThrow();
            Menu all = (Menu) menu.getItems().getFirst();
            assertThat(all.getText()).isEqualTo("All 2\u00A0open conflicts");
            MenuItem theirs = all.getItems().stream().filter(i -> i.getText().equals("Take desk")).findFirst().orElseThrow();
            theirs.fire();
            menu.hide();
            return menu;
        });
        left(0);
        bench.key(KeyCode.Z, true, false);
        left(2);
        bench.key(KeyCode.Z, true, true);
        left(0);
        picture("merge-decided");
    }

    private void finished() throws Exception {
        Project p = project();
        assertThat(p.head().orElseThrow().parents()).hasSize(2);
        assertThat(p.ontology().find("Crane")).isEmpty();
        assertThat(p.ontology().find("Cart").orElseThrow().attribute("state").orElseThrow().values())
                .containsExactly("full", "parked");
        Labels labels = onFx(() -> bench.window().session().labels());
        assertThat(labels.cuboids(1)).noneMatch(c -> c.className().equals("Crane"));
        Label.PointMask hedge = (Label.PointMask) labels.find(new LabelId("hedge")).orElseThrow();
        Label.PointMask wall = (Label.PointMask) labels.find(new LabelId("wall")).orElseThrow();
        assertThat(hedge.points().count()).isEqualTo(400);
        assertThat(wall.points().count()).isEqualTo(300);
        assertThat(labels.cuboids(1)).filteredOn(c -> c.box().length() == 21.5).hasSize(1);
    }
}
