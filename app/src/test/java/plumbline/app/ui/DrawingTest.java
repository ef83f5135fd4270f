package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
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
import plumbline.annotation.scene.Vec3;
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

    private Optional<ToggleButton> chip(String words) {
        for (Node n : window.scene().getRoot().lookupAll(".pl-chip-button")) {
            if (n instanceof ToggleButton b && words.equals(b.getAccessibleText())) {
                return Optional.of(b);
            }
        }
        return Optional.empty();
    }
}
