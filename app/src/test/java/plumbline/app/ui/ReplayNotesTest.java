package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.storage.project.PassEvent;
import plumbline.storage.project.PassNotes;
import plumbline.storage.project.Scenario;

/** Events and scenarios by hand in a real window: noted, edited, taken back, saved, and there in the project. */
class ReplayNotesTest {
    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
        bench.open(temp.resolve("project"), Shared.data("dgp_test_scene/scene_02"));
        bench.show("Replay");
        await(bench::quiet);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private PassNotes notes() {
        return window.session().project().passNotes();
    }

    private List<PassEvent> events() {
        return notes().events(window.session().stored().hash());
    }

    @Test
    void anEventIsNotedEditedRemovedAndBroughtBack() throws Exception {
        bench.key(KeyCode.RIGHT);
        bench.key(KeyCode.E);
        bench.type("#event-note", "Horn from behind");
        bench.type("#event-tags", "horn, rear");
        bench.click("Add event");
        await(() -> events().size() == 1);
        PassEvent event = events().getFirst();
        assertThat(event.note()).isEqualTo("Horn from behind");
        assertThat(event.tags()).containsExactly("horn", "rear");
        assertThat(event.isPoint()).isTrue();
        assertThat(event.fromNanos()).isEqualTo(window.session().frame(1).timeNanos());
        bench.key(KeyCode.Z, true, false);
        await(() -> events().isEmpty());
        bench.key(KeyCode.Z, true, true);
        await(() -> events().equals(List.of(event)));
        assertThat(window.session().project().auditLog(20)).extracting(e -> e.action()).contains("event.add", "event.remove");

        // Over the range, which I and O set.
        bench.key(KeyCode.HOME);
        bench.key(KeyCode.I);
        bench.key(KeyCode.RIGHT);
        bench.key(KeyCode.O);
        bench.key(KeyCode.E, false, true);
        bench.type("#event-note", "Braking");
        bench.click("Add event");
        await(() -> events().size() == 2);
        assertThat(events()).anyMatch(e -> !e.isPoint() && e.toNanos() == window.session().frame(1).timeNanos());
    }

    @Test
    void aScenarioIsTheRangeWithItsNameAndIsOpenedByAClick() throws Exception {
        bench.click("Scenarios");
        bench.key(KeyCode.RIGHT);
        bench.key(KeyCode.I);
        bench.key(KeyCode.END);
        bench.key(KeyCode.S, true, false);
        await(() -> bench.texts().contains("Name it first."));
        bench.type("#scenario-name", "Crossing");
        bench.type("#scenario-tags", "dusk");
        bench.key(KeyCode.S, true, false);
        await(() -> notes().scenarios().size() == 1);
        Scenario s = notes().scenarios().getFirst();
        assertThat(s.name()).isEqualTo("Crossing");
        assertThat(s.fromNanos()).isEqualTo(window.session().frame(1).timeNanos());
        assertThat(s.version()).isEqualTo(window.session().project().head().orElseThrow().hash());
        assertThat(s.capture()).isEqualTo(window.session().stored().hash());
        await(() -> bench.texts().contains("Crossing"));
        onFx(() -> {
            window.scene().getRoot().lookupAll(".finding-row").stream()
                    .filter(n -> s.id().equals(n.getUserData()))
                    .findFirst()
                    .orElseThrow()
                    .getOnMouseClicked()
                    .handle(null);
            return s;
        });
        await(() -> bench.texts().contains("Save changes"));
        assertThat(onFx(() -> window.frame().get())).isEqualTo(1);
    }
}
