package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Measured;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.ViewLink;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.Clip;

/** Measures, clip and links over a KITTI sweep, with keys and pointer, and what of them is on disk. */
class ViewsWindowTest {
    private static final Camera FROM_ABOVE =
            new Camera(new Vec3(8, 0, 40), new Vec3(8, 0, -1.7), new Vec3(1, 0, 0), Math.toRadians(50), 0);

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

    private SceneView view() {
        return window.workspace().orElseThrow().viewing().orElseThrow().view();
    }

    private List<Label> measures() {
        return window.session().labels().all().stream().filter(l -> Measured.kind(l).isPresent()).toList();
    }

    private void look(Camera camera) throws Exception {
        onFx(() -> {
            view().reducedMotionProperty().set(true);
            view().setCamera(camera, false);
            return camera;
        });
        await(() -> bench.quiet());
    }

    @Test
    void aMeasureIsALabelThatIsSavedListedAndTakenBack() throws Exception {
        look(FROM_ABOVE);
        bench.key(KeyCode.M, false, true);
        await(() -> window.scene().getRoot().lookup(".view-bar").isVisible());
        click(new Vec3(12, 3, -1.7));
        click(new Vec3(12, -3, -1.7));
        await(() -> measures().size() == 1);
        Label.Shape shape = (Label.Shape) measures().getFirst();
        double length = shape.vertices().get(0).distance(shape.vertices().get(1));
        assertThat(length).isCloseTo(6, within(1.0));
        String words = String.format(java.util.Locale.ROOT, "%.2f m", length);
        onFx(() -> {
            window.workspace().orElseThrow().commands().stream()
                    .filter(c -> c.name().equals("Show Measures")).findFirst().orElseThrow().run().run();
            return words;
        });
        await(() -> bench.texts().contains(words));
        assertThat(view().marks().guides().tags()).extracting(t -> t.text()).containsExactly(words);
        try (Project p = Projects.openReadOnly(temp.resolve("project"), new Actor("tess", "bench", "test"))) {
            assertThat(p.labels(window.session().stored().hash()).find(shape.id())).contains(shape);
        }
        bench.key(KeyCode.ESCAPE);
        bench.key(KeyCode.Z, true, false);
        await(() -> measures().isEmpty() && view().marks().guides().tags().isEmpty());
        bench.key(KeyCode.Z, true, true);
        await(() -> measures().size() == 1);
    }

    @Test
    void theSelectedObjectAloneAndASliceCutThePoints() throws Exception {
        long all = onFx(() -> view().statusProperty().get().pointsDrawn());
        bench.key(KeyCode.I, false, true);
        await(() -> view().clip().box().isPresent() && view().statusProperty().get().pointsDrawn() < all / 4);
        var first = view().clip().box().orElseThrow();
        bench.key(KeyCode.TAB);
        await(() -> !view().clip().box().orElseThrow().equals(first));
        bench.key(KeyCode.N, false, true);
        await(() -> view().clip().isNone());
        bench.key(KeyCode.V, false, true);
        await(() -> view().clip().box().isPresent());
        var slice = view().clip().box().orElseThrow();
        bench.key(KeyCode.W);
        assertThat(view().clip().box().orElseThrow().centre().distance(slice.centre())).isCloseTo(0.25, within(1e-9));
        bench.key(KeyCode.ESCAPE);
        bench.key(KeyCode.N, false, true);
        assertThat(view().clip()).isEqualTo(Clip.NONE);
    }

    @Test
    void aLinkBringsBackExactlyWhatWasSeen() throws Exception {
        Camera camera = new Camera(new Vec3(-3.25, 1.1, 7.7), new Vec3(9.3, -2.2, -1), new Vec3(0, 0, 1), Math.toRadians(50), 0);
        onFx(() -> {
            window.frame().set(2);
            return window;
        });
        look(camera);
        bench.key(KeyCode.K, true, true);
        String text = onFx(() -> Clipboard.getSystemClipboard().getString());
        ViewLink link = ViewLink.parse(text);
        assertThat(link.camera()).isEqualTo(camera);
        assertThat(link.frame()).isEqualTo(2);

        bench.key(KeyCode.D, true, false);
        bench.type("#view-name", "The crossing");
        bench.click("Keep this view");
        await(() -> bench.quiet());
        onFx(() -> {
            window.selection().set(Optional.empty());
            window.frame().set(0);
            window.show("Replay");
            return window;
        });
        await(() -> bench.quiet());
        onFx(() -> {
            window.actions().views().go(link);
            return link;
        });
        await(() -> bench.quiet() && window.workspace().orElseThrow().name().equals("Annotate"));
        assertThat(onFx(() -> window.actions().views().here())).contains(link);

        onFx(() -> {
            window.showStart();
            window.actions().views().want(link);
            window.openPath(temp.resolve("project"));
            return window;
        });
        await(() -> window.openSession().isPresent() && bench.quiet()
                && window.actions().views().here().equals(Optional.of(link)));
        onFx(() -> {
            view().setCamera(Camera.DEFAULT, false);
            window.actions().allCommands().stream().filter(c -> c.name().equals("Go to view The crossing"))
                    .findFirst().orElseThrow().run().run();
            return window;
        });
        await(() -> view().cameraProperty().get().equals(camera));
    }

    private void click(Vec3 place) throws Exception {
        Point2D at = onFx(() -> view().project(place).orElseThrow());
        bench.moveTo(view(), at.add(2, 0));
        bench.press(MouseButton.PRIMARY, view(), at);
        bench.moveTo(view(), at.add(60, 60));
    }
}
