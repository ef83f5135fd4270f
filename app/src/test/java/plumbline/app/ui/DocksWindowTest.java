package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.app.ui.layout.DockState;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.Side;

/** Tabs under a real pointer, keys for the same, and the layout of the next window. */
class DocksWindowTest {
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

    private Docks docks() {
        return (Docks) window.workspace().orElseThrow().view();
    }

    private DockState state() {
        return docks().state();
    }

    private ToggleButton tab(String name) {
        return docks().panes().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().tab();
    }

    private Point2D inTab(String tab, Node other, double x, double y) {
        Bounds b = other.localToScene(other.getBoundsInLocal());
        return tab(tab).sceneToLocal(b.getMinX() + x * b.getWidth(), b.getMinY() + y * b.getHeight());
    }

    private static Node stack(ToggleButton tab) {
        return tab.getParent().getParent();
    }

    @Test
    void tabsMoveUnderThePointerAndTheNextWindowHasThemThere() throws Exception {
        Point2D middle = new Point2D(12, 16);
        bench.drag(tab("Classes"), middle, onFx(() -> inTab("Classes", tab("Track"), 0.9, 0.5)));
        await(() -> state().find("Classes").orElseThrow().stack().id().equals("right"));
        assertThat(state().find("Classes").orElseThrow().tab()).isEqualTo(2);
        assertThat(tab("Classes").isSelected()).isTrue();

        bench.drag(tab("Findings"), middle, onFx(() -> inTab("Findings", stack(tab("Objects")), 0.5, 0.8)));
        await(() -> state().filled(Side.LEFT).size() == 2);
        assertThat(state().filled(Side.LEFT)).extracting(DockState.Stack::panes)
                .containsExactly(List.of("Objects", "Tags", "Measures"), List.of("Findings"));

        Path kept = temp.resolve("home/layouts/annotate.json");
        await(() -> Files.exists(kept) && bench.quiet());
        DockState moved = state();
        onFx(() -> {
            window.openPath(temp.resolve("project"));
            return window;
        });
        await(() -> window.workspace().filter(w -> ((Docks) w.view()).state().equals(moved)).isPresent() && bench.quiet());

        onFx(() -> {
            window.scene().getRoot().requestFocus();
            return window;
        });
        press(KeyCode.DIGIT0, true, true, false);
        assertThat(state()).isEqualTo(docks().usual());
    }

    @Test
    void aDoubleClickFillsTheWindowAndReturns() throws Exception {
        double before = onFx(() -> stack(tab("Objects")).getBoundsInParent().getWidth());
        doubleClick(tab("Objects"));
        await(() -> stack(tab("Objects")).getBoundsInParent().getWidth() == docks().getWidth());
        assertThat(stack(tab("Properties")).getParent()).as("the others are out of sight").isNull();
        doubleClick(tab("Objects"));
        await(() -> stack(tab("Objects")).getBoundsInParent().getWidth() == before);
    }

    @Test
    void everythingGoesByKeysToo() throws Exception {
        onFx(() -> {
            tab("Track").fire();
            tab("Track").requestFocus();
            return window;
        });
        press(KeyCode.LEFT, false, true, true);
        assertThat(state().find("Track").orElseThrow().side()).isEqualTo(Side.LEFT);
        press(KeyCode.F, true, true, false);
        assertThat(state().full()).contains("left");
        press(KeyCode.F, true, true, false);
        assertThat(state().full()).isEmpty();
        press(KeyCode.DOWN, false, true, true);
        assertThat(state().find("Track").orElseThrow().side()).isEqualTo(Side.BOTTOM);
    }

    @Test
    void linesMoveWithinTheLimitsAndASmallWindowHasARail() throws Exception {
        onFx(() -> {
            docks().resizeAndKeep(Side.LEFT, 1000);
            return window;
        });
        await(() -> stack(tab("Objects")).getBoundsInParent().getWidth() == 420);
        Node line = onFx(() -> docks().lookupAll(".dock-divider").stream()
                .filter(n -> n.getAccessibleText().contains("left")).findFirst().orElseThrow());
        bench.drag(line, new Point2D(3, 200), new Point2D(-397, 200));
        await(() -> stack(tab("Objects")).getBoundsInParent().getWidth() == 200);

        onFx(() -> {
            window.stage().setHeight(720);
            return window;
        });
        await(() -> docks().lookup(".dock-rail") != null && docks().lookup(".dock-rail").getBoundsInParent().getWidth() == 40);
        assertThat(stack(tab("Properties")).getParent()).isNull();
        onFx(() -> {
            docks().lookupAll(".dock-rail .pl-icon-button").stream()
                    .map(javafx.scene.control.Button.class::cast)
                    .filter(b -> b.getAccessibleText().startsWith("Track"))
                    .findFirst().orElseThrow().fire();
            return window;
        });
        await(() -> stack(tab("Track")).getParent() == docks());
        press(KeyCode.ESCAPE, false, false, false);
        await(() -> stack(tab("Track")).getParent() == null);
    }

    private void doubleClick(Node node) throws Exception {
        onFx(() -> {
            Bounds b = node.localToScene(node.getBoundsInLocal());
            Point2D at = node.localToScreen(8, 8);
            node.fireEvent(new MouseEvent(
                    MouseEvent.MOUSE_CLICKED, 8, 8, at.getX(), at.getY(), MouseButton.PRIMARY, 2, false, false, false,
                    false, true, false, false, false, false, true, new PickResult(node, b.getMinX(), b.getMinY())));
            return node;
        });
    }

    private void press(KeyCode code, boolean control, boolean alt, boolean shift) throws Exception {
        onFx(() -> {
            Node focused = window.scene().getFocusOwner();
            javafx.event.Event.fireEvent(
                    focused == null ? window.scene().getRoot() : focused,
                    new javafx.scene.input.KeyEvent(
                            javafx.scene.input.KeyEvent.KEY_PRESSED, "", "", code, shift, control, alt, false));
            return code;
        });
    }
}
