package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;

/** Walks all controls of the four workspaces: each says what it does, none does nothing, F6 reaches all regions. */
class ControlsTest {
    private static final List<String> SPACES = List.of("Annotate", "Replay", "Calibrate", "Audit");

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

    @Test
    void everyControlSaysWhatItDoesAndNoneDoesNothing() throws Exception {
        Set<String> silent = new LinkedHashSet<>();
        Set<String> dead = new LinkedHashSet<>();
        for (String space : SPACES) {
            bench.show(space);
            await(bench::quiet);
            onFx(() -> {
                window.scene().getRoot().applyCss();
                window.scene().getRoot().layout();
                for (Control c : controls(window.scene().getRoot())) {
                    check(space, c, silent, dead);
                }
                return space;
            });
            onFx(() -> {
                if (window.workspace().orElseThrow().view() instanceof plumbline.app.ui.layout.Docks docks) {
                    docks.panes().forEach(p -> {
                        docks.reveal(p);
                        docks.applyCss();
                        docks.layout();
                        controls((Parent) p.at()).forEach(c -> check(space + ", " + p.name(), c, silent, dead));
                    });
                }
                return space;
            });
        }
        assertThat(silent).as("without a name for the eye or the ear").isEmpty();
        assertThat(dead).as("does nothing").isEmpty();
    }

    private static void check(String where, Control c, Set<String> silent, Set<String> dead) {
        boolean words = c instanceof Labeled l && l.getText() != null && !l.getText().isBlank();
        boolean ear = c.getAccessibleText() != null && !c.getAccessibleText().isBlank();
        boolean tip = c.getTooltip() != null && !c.getTooltip().getText().isBlank();
        boolean prompt = c instanceof TextInputControl t && t.getPromptText() != null && !t.getPromptText().isBlank();
        String what = where + ": " + c.getClass().getSimpleName() + " " + c.getStyleClass() + (words ? ((Labeled) c).getText() : "");
        if (!words && !ear && !prompt && !tip) {
            silent.add(what);
        } else if (!words && !tip && c instanceof ButtonBase) {
            silent.add(what + " has an icon alone and no tooltip");
        } else if (c.isDisabled() && c instanceof ButtonBase && !tip) {
            silent.add(what + " is disabled and does not say why");
        }
        if (c instanceof ButtonBase b && b.getOnAction() == null && b.getOnMouseClicked() == null && b.getOnMousePressed() == null
                && !(b instanceof javafx.scene.control.ToggleButton) && !(b instanceof javafx.scene.control.MenuButton)) {
            dead.add(what);
        }
    }

    /** What a person can use: shown, and not a part of another control. */
    private static List<Control> controls(Parent in) {
        List<Control> out = new ArrayList<>();
        for (Node n : in.getChildrenUnmodifiable()) {
            if (!n.isVisible()) {
                continue;
            }
            if (n instanceof ButtonBase || n instanceof TextInputControl || n instanceof ComboBoxBase<?> || n instanceof Slider) {
                out.add((Control) n);
            } else if (n instanceof Parent p) {
                out.addAll(controls(p));
            }
        }
        return out;
    }

    @Test
    void f6GoesRoundAllRegionsAndBack() throws Exception {
        for (String space : SPACES) {
            bench.show(space);
            await(bench::quiet);
            Set<Node> seen = new LinkedHashSet<>();
            for (int i = 0; i < 12; i++) {
                bench.key(KeyCode.F6);
                seen.add(onFx(() -> window.scene().getFocusOwner()));
            }
            List<? extends Node> regions = window.workspace().orElseThrow().regions();
            List<? extends Node> missed = onFx(() -> regions.stream()
                    .filter(r -> r.getScene() == window.scene() && takesFocus(r))
                    .filter(r -> seen.stream().noneMatch(n -> within(n, r)))
                    .toList());
            assertThat(missed).as(space).isEmpty();
            assertThat(seen).as(space + ": top bar and status bar too").hasSizeGreaterThanOrEqualTo(4);
        }
    }

    private static boolean takesFocus(Node n) {
        return n.isVisible() && !n.isDisabled() && (n.isFocusTraversable()
                || n instanceof Parent p && p.getChildrenUnmodifiable().stream().anyMatch(ControlsTest::takesFocus));
    }

    private static boolean within(Node n, Node region) {
        for (Node at = n; at != null; at = at.getParent()) {
            if (at == region) {
                return true;
            }
        }
        return false;
    }
}
