package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.camera.CameraPane;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.ViewAxis;

/** Lines, outlines, relations and tags by pointer and keys in the window, over a recorded drive on disk. */
class DrawingTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        bench.open(temp.resolve("project"), Shared.data("kitti_raw_0005/2011_09_26"));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private Labels labels() {
        return window.session().labels();
    }

    private SceneView view() {
        return (SceneView) window.scene().getRoot().lookup(".scene-view");
    }

    private <L extends Label> List<L> all(Class<L> kind) {
        return labels().all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void clickAt(double x, double y) throws Exception {
        bench.drag(view(), new Point2D(x, y), new Point2D(x, y));
    }

    @Test
    void anOutlineIsDrawnChangedAndTakenBackOnDisk() throws Exception {
        onFx(() -> {
            view().reducedMotionProperty().set(true);
            view().view(ViewAxis.TOP);
            window.selection().set(Optional.empty());
            return null;
        });
        double w = onFx(() -> view().getWidth());
        double h = onFx(() -> view().getHeight());
        bench.key(KeyCode.O);
        for (double[] at : new double[][] {{0.45, 0.5}, {0.55, 0.5}, {0.55, 0.62}, {0.7, 0.7}}) {
            clickAt(w * at[0], h * at[1]);
        }
        assertThat(all(Label.Shape.class)).isEmpty();
        bench.key(KeyCode.BACK_SPACE);
        bench.key(KeyCode.ENTER);
        await(() -> all(Label.Shape.class).size() == 1);
        Label.Shape made = all(Label.Shape.class).getFirst();
        assertThat(made.form()).isEqualTo(Form.POLYGON);
        assertThat(made.vertices()).hasSize(3);
        assertThat(window.selection().get()).contains(made.id());
        bench.key(KeyCode.DIGIT2);
        assertThat(all(Label.Shape.class).getFirst().className()).isEqualTo(window.session().ontology().classes().stream()
                .filter(c -> c.hotkey() == 2)
                .findFirst()
                .orElseThrow()
                .name());
        Vec3 corner = made.vertices().get(1);
        Point2D from = onFx(() -> view().project(corner).orElseThrow());
        bench.drag(view(), from, from.add(40, -30));
        await(() -> !all(Label.Shape.class).getFirst().vertices().get(1).equals(corner));
        assertThat(onDisk().find(made.id())).contains(all(Label.Shape.class).getFirst());
        bench.key(KeyCode.V);
        bench.key(KeyCode.DELETE);
        await(() -> all(Label.Shape.class).isEmpty());
        for (int i = 0; i < 4; i++) {
            bench.key(KeyCode.Z, true, false);
        }
        assertThat(labels().find(made.id())).isEmpty();
    }

    private Labels onDisk() {
        return window.session().project().labels(window.session().stored().hash());
    }

    @Test
    void twoObjectsAreRelatedByKeysAndTheSceneIsTagged() throws Exception {
        LabelId first = window.selection().get().orElseThrow();
        bench.key(KeyCode.J);
        bench.key(KeyCode.TAB);
        await(() -> window.scene().getRoot().lookup("#relation-kind") != null);
        bench.key(KeyCode.DIGIT1);
        await(() -> all(Label.Relation.class).size() == 1);
        Label.Relation r = all(Label.Relation.class).getFirst();
        assertThat(r.className()).isEqualTo("attached to");
        assertThat(r.track()).isEqualTo(labels().find(first).orElseThrow().track());
        assertThat(r.whole()).isTrue();
        assertThat(window.session().ontology().find("attached to").orElseThrow().use()).isEqualTo(LabelClass.Use.RELATION);
        await(() -> view().scene().lines().stream().anyMatch(l -> l.tag().equals("attached to")));

        bench.key(KeyCode.T);
        await(() -> chip("weather rain").isPresent());
        onFx(() -> {
            chip("weather rain").orElseThrow().fire();
            return null;
        });
        assertThat(all(Label.SceneTag.class)).singleElement().satisfies(t -> {
            assertThat(t.value()).isEqualTo("rain");
            assertThat(t.whole()).isTrue();
        });
        bench.key(KeyCode.Z, true, false);
        bench.key(KeyCode.Z, true, false);
        assertThat(all(Label.SceneTag.class)).isEmpty();
        assertThat(all(Label.Relation.class)).isEmpty();
    }

    @Test
    void labelsOnAnImageAreLinkedToTheObjectAndEachIsMadeFromTheOther() throws Exception {
        Label.Cuboid van = (Label.Cuboid) labels().find(window.selection().get().orElseThrow()).orElseThrow();
        bench.key(KeyCode.C);
        await(() -> large().isPresent() && large().orElseThrow().getWidth() > 100 && large().orElseThrow().isCurrent());
        bench.key(KeyCode.D);
        await(() -> all(Label.ImageBox.class).size() == 1);
        Label.ImageBox box = all(Label.ImageBox.class).getFirst();
        assertThat(box.track()).isEqualTo(van.track());
        assertThat(window.selection().get()).contains(box.id());
        bench.key(KeyCode.U);
        await(() -> !labels().find(van.id()).orElseThrow().equals(van));
        Label.Cuboid lifted = (Label.Cuboid) labels().find(van.id()).orElseThrow();
        assertThat(lifted.box().centre().distance(van.box().centre())).isLessThan(1.0);
        bench.key(KeyCode.Z, true, false);
        assertThat(labels().find(van.id())).contains(van);

        onFx(() -> {
            window.selection().set(Optional.of(van.id()));
            return null;
        });
        bench.key(KeyCode.M);
        Point2D at = onFx(() -> large().orElseThrow().mapping().onPane((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2)
                .map(p -> new Point2D(p[0], p[1]))
                .orElseThrow());
        bench.drag(large().orElseThrow(), at, at.add(40, 0));
        await(() -> all(Label.ImageMask.class).size() == 1);
        Label.ImageMask mask = all(Label.ImageMask.class).getFirst();
        assertThat(mask.track()).isEqualTo(van.track());
        assertThat(mask.pixels().count()).isGreaterThan(400);
        bench.drag(large().orElseThrow(), at.add(0, 25), at.add(40, 25));
        await(() -> all(Label.ImageMask.class).getFirst().pixels().count() > mask.pixels().count());

        bench.key(KeyCode.O);
        for (double[] d : new double[][] {{-60, -40}, {60, -40}, {0, 50}}) {
            Point2D p = at.add(d[0], d[1]);
            bench.drag(large().orElseThrow(), p, p);
        }
        bench.key(KeyCode.ENTER);
        await(() -> all(Label.ImageShape.class).size() == 1);
        assertThat(all(Label.ImageShape.class).getFirst().track()).isNotEqualTo(van.track());
        bench.key(KeyCode.N);
        await(() -> all(Label.ImageShape.class).isEmpty() && all(Label.ImageMask.class).size() == 2);
        bench.key(KeyCode.V);
        bench.key(KeyCode.ESCAPE);
        await(() -> large().isEmpty());
        assertThat(onDisk().all()).containsExactlyInAnyOrderElementsOf(labels().all());
    }

    @Test
    void theOntologyIsChangedWithItsLabelsAndOneStepBackTakesBoth() throws Exception {
        Ontology before = window.session().ontology();
        Labels was = labels();
        Label van = labels().find(window.selection().get().orElseThrow()).orElseThrow();
        bench.click("Classes");
        bench.click("Change the ontology...");
        await(() -> window.scene().getRoot().lookup("#class-name") != null);
        onFx(() -> {
            window.scene().getRoot().lookupAll(".dialog-card .list-row").stream()
                    .filter(n -> van.className().equals(n.getAccessibleText()))
                    .findFirst()
                    .orElseThrow()
                    .fireEvent(new javafx.scene.input.MouseEvent(
                            javafx.scene.input.MouseEvent.MOUSE_CLICKED, 0, 0, 0, 0, javafx.scene.input.MouseButton.PRIMARY, 1,
                            false, false, false, false, true, false, false, true, false, true, null));
            TextField name = (TextField) window.scene().getRoot().lookup("#class-name");
            assertThat(name.getText()).isEqualTo(van.className());
            name.setText("Delivery van");
            name.fireEvent(new javafx.event.ActionEvent());
            return null;
        });
        long vans = was.all().stream().filter(l -> l.className().equals(van.className())).count();
        await(() -> WindowBench.labelled(window.scene().getRoot()).stream()
                .anyMatch(l -> l.getText().startsWith(plumbline.app.ui.parts.Numbers.plural(vans, "label changes", "labels change"))));
        bench.click("Apply change");
        await(() -> window.session().ontology().version() == before.version() + 1
                && labels().all().stream().filter(l -> l.className().equals("Delivery van")).count() == vans);
        assertThat(window.session().ontology().find(van.className())).isEmpty();
        await(() -> bench.quiet());
        bench.key(KeyCode.Z, true, false);
        await(() -> labels().equals(was));
        assertThat(window.session().ontology()).isEqualTo(before);
    }

    private Optional<CameraPane> large() {
        return Optional.ofNullable((CameraPane) window.scene().getRoot().lookup(".image-stage .camera-pane"));
    }

    private Optional<ToggleButton> chip(String words) {
        for (Node n : window.scene().getRoot().lookupAll(".pl-chip-button")) {
            if (n instanceof ToggleButton b && words.equals(b.getAccessibleText())) {
                return Optional.of(b);
            }
        }
        return Optional.empty();
    }
}
