package plumbline.app.ui.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.app.service.Settings;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** Where panes go when they are moved, and that layouts outlive the program. */
class DockStateTest {
    private static final DockState USUAL = new DockState(
            Map.of(
                    Side.LEFT, column(stack("left", "Objects", "Classes", "Findings")),
                    Side.RIGHT, column(stack("beside", "Side views"), stack("right", "Properties", "Track")),
                    Side.BOTTOM, column(stack("below", "Timeline"))),
            Optional.empty());

    @TempDir
    Path temp;

    private static DockState.Stack stack(String id, String... panes) {
        return new DockState.Stack(id, 1, List.of(panes), panes[0]);
    }

    private static DockState.Column column(DockState.Stack... stacks) {
        return new DockState.Column(0, List.of(stacks));
    }

    private static List<String> panes(DockState s) {
        List<String> out = new ArrayList<>();
        s.sides().values().forEach(c -> c.stacks().forEach(t -> out.addAll(t.panes())));
        Collections.sort(out);
        return out;
    }

    @Test
    void aPaneMovesAmongTabsAndComesToTheFrontThere() {
        DockState s = USUAL.moved("Classes", "right", 1);
        assertThat(s.stack("right").orElseThrow().panes()).containsExactly("Properties", "Classes", "Track");
        assertThat(s.stack("right").orElseThrow().shown()).isEqualTo("Classes");
        assertThat(s.stack("left").orElseThrow().panes()).containsExactly("Objects", "Findings");
        assertThat(s.stack("left").orElseThrow().shown()).isEqualTo("Objects");
        DockState back = s.moved("Classes", "left", 1);
        assertThat(back.stack("left")).isEqualTo(USUAL.show("Classes").stack("left"));
    }

    @Test
    void theNeighbourShowsWhereTheFrontPaneLeft() {
        DockState s = USUAL.show("Classes").moved("Classes", "below", 0);
        assertThat(s.stack("left").orElseThrow().shown()).isEqualTo("Findings");
        assertThat(s.stack("below").orElseThrow().panes()).containsExactly("Classes", "Timeline");
    }

    @Test
    void aPaneSplitsOffIntoAStackOfItsOwn() {
        DockState s = USUAL.split("Track", Side.RIGHT, 1);
        assertThat(s.filled(Side.RIGHT)).extracting(DockState.Stack::panes)
                .containsExactly(List.of("Side views"), List.of("Track"), List.of("Properties"));
        assertThat(s.find("Track").orElseThrow().stack().weight()).isEqualTo(1);
        assertThat(USUAL.split("Timeline", Side.BOTTOM, 0)).as("alone already").isEqualTo(USUAL);
    }

    @Test
    void theLastPaneOfASideLeavesItAndComesBack() {
        DockState s = USUAL.toSide("Timeline", Side.LEFT);
        assertThat(s.filled(Side.BOTTOM)).isEmpty();
        assertThat(s.stack("left").orElseThrow().panes()).contains("Timeline");
        DockState back = s.toSide("Timeline", Side.BOTTOM);
        assertThat(back.filled(Side.BOTTOM)).hasSize(1);
        assertThat(panes(back)).isEqualTo(panes(USUAL));
    }

    @Test
    void anyWalkLosesNoPaneAndDoublesNone() {
        Random random = new Random(7);
        List<String> names = panes(USUAL);
        DockState s = USUAL;
        for (int i = 0; i < 2_000; i++) {
            String pane = names.get(random.nextInt(names.size()));
            Side side = Side.values()[random.nextInt(3)];
            List<String> ids = s.sides().values().stream().flatMap(c -> c.stacks().stream()).map(DockState.Stack::id).toList();
            s = switch (random.nextInt(5)) {
                case 0 -> s.moved(pane, ids.get(random.nextInt(ids.size())), random.nextInt(4));
                case 1 -> s.split(pane, side, random.nextInt(3));
                case 2 -> s.toSide(pane, side);
                case 3 -> s.show(pane);
                default -> s.fittedTo(USUAL);
            };
            assertThat(panes(s)).isEqualTo(names);
            s.sides().values().forEach(c -> c.stacks().stream().filter(t -> !t.panes().isEmpty())
                    .forEach(t -> assertThat(t.panes()).contains(t.shown())));
        }
        assertThat(s.sides().values().stream().mapToInt(c -> c.stacks().size()).sum())
                .as("stacks that are empty and not usual are let go").isLessThan(20);
    }

    @Test
    void aLayoutOfAnotherVersionIsFitted() {
        DockState old = new DockState(
                Map.of(Side.LEFT, column(stack("left", "Objects", "Gone"), stack("own 1", "Track"))), Optional.empty());
        DockState s = old.fittedTo(USUAL);
        assertThat(panes(s)).isEqualTo(panes(USUAL));
        assertThat(s.find("Track").orElseThrow().side()).isEqualTo(Side.LEFT);
        assertThat(s.find("Classes").orElseThrow().stack().id()).isEqualTo("left");
        assertThat(s.find("Properties").orElseThrow().stack().id()).isEqualTo("right");
    }

    @Test
    void theLineBetweenTwoStacksStopsBeforeOneIsGone() {
        DockState s = USUAL.weighed(Side.RIGHT, "beside", "right", 0.25);
        assertThat(s.stack("beside").orElseThrow().weight()).isEqualTo(1.5);
        assertThat(s.stack("right").orElseThrow().weight()).isEqualTo(0.5);
        DockState far = USUAL.weighed(Side.RIGHT, "beside", "right", 5);
        assertThat(far.stack("right").orElseThrow().weight()).isGreaterThan(0.1);
    }

    @Test
    void sharesAreWholePixelsAndNoneIsBelowItsLeast() {
        assertThat(DockLayout.shares(new double[] {1, 1}, new double[] {0, 0}, 101)).containsExactly(51, 50);
        assertThat(DockLayout.shares(new double[] {9, 1}, new double[] {0, 316}, 588)).containsExactly(272, 316);
        assertThat(DockLayout.shares(new double[] {1, 1}, new double[] {300, 300}, 300)).containsExactly(150, 150);
    }

    @Test
    void sizesStayWithinTheLimits() {
        DockSizes sizes = DockSizes.of(264, 220, 322, 288, 148);
        assertThat(sizes.left(0, 1600)).isEqualTo(264);
        assertThat(sizes.left(0, 1280)).isEqualTo(220);
        assertThat(sizes.left(900, 1600)).isEqualTo(420);
        assertThat(sizes.right(1, 1600, 264)).isEqualTo(260);
        assertThat(sizes.bottom(900, 786)).isEqualTo(393);
        assertThat(sizes.bottom(10, 786)).isEqualTo(96);
    }

    @Test
    void aPersonsLayoutOutlivesTheProgramAndGoesBeforeTheProjects() throws Exception {
        Layouts layouts = new Layouts(new Settings(temp.resolve("home"), "tess", "bench"));
        DockState mine = USUAL.split("Track", Side.LEFT, 1).sized(Side.LEFT, 300);
        DockState shared = USUAL.toSide("Findings", Side.RIGHT);
        try (Project p = Projects.init(temp.resolve("p"), "P", new Actor("tess", "bench", "test"))) {
            assertThat(layouts.read("Annotate", Optional.of(p))).isEmpty();
            layouts.share("Annotate", p, shared);
            assertThat(layouts.read("Annotate", Optional.of(p))).contains(shared);
            assertThat(layouts.read("Replay", Optional.of(p))).isEmpty();
            layouts.keep("Annotate", mine);
            assertThat(layouts.read("Annotate", Optional.of(p))).contains(mine);
        }
    }

    @Test
    void aBrokenFileIsNamed() throws Exception {
        Layouts layouts = new Layouts(new Settings(temp, "tess", "bench"));
        Files.createDirectories(temp.resolve("layouts"));
        Files.writeString(temp.resolve("layouts/annotate.json"), "{\"layout\":1,\"left\":{\"size\":\"wide\"}}");
        assertThatThrownBy(() -> layouts.read("Annotate", Optional.empty()))
                .isInstanceOf(FormatException.class).hasMessageContaining("annotate.json");
    }
}
