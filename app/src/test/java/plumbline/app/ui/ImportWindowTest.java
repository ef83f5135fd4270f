package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.app.ui.WindowBench.await;
import static plumbline.app.ui.WindowBench.onFx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.service.Simulations;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** A capture at the door of the window, in four steps and by keys: admitted, refused, set aside, thinned, stopped and resumed. */
class ImportWindowTest {
    private static final Path DRIVE = Path.of("kitti_raw_0005/2011_09_26");

    @TempDir
    Path temp;

    private WindowBench bench;
    private Window window;

    @BeforeEach
    void open() throws Exception {
        bench = new WindowBench(temp.resolve("home"));
        window = bench.window();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private Path street(String name, String... faults) throws IOException {
        Path out = temp.resolve(name);
        Simulations.write(
                new SimulationOptions(8, 8000, 1, 64, 48, Arrays.stream(faults).map(Fault::parse).toList()), out, Progress.NONE);
        return out;
    }

    private void project() throws Exception {
        Projects.init(temp.resolve("project"), "Street", new Actor("tess", "bench", "test")).close();
        onFx(() -> {
            window.openPath(temp.resolve("project"));
            return window;
        });
        await(() -> window.held().isPresent());
    }

    private void bring(Path capture) throws Exception {
        onFx(() -> {
            window.overlays().close();
            window.openPath(capture);
            return window;
        });
        shown("Next");
    }

    /** Waits until something on the window has these words. */
    private void shown(String words) throws Exception {
        seen(words, words::equals);
    }

    private void begins(String words) throws Exception {
        seen(words + "...", t -> t.startsWith(words));
    }

    private void ends(String words) throws Exception {
        seen("..." + words, t -> t.endsWith(words));
    }

    private void seen(String what, Predicate<String> fits) throws Exception {
        try {
            await(() -> bench.texts().stream().anyMatch(fits));
        } catch (TimeoutException e) {
            throw new AssertionError("\"" + what + "\" is not in " + onFx(bench::texts), e);
        }
    }

    private Optional<Labeled> named(String words) {
        return WindowBench.labelled(window.scene().getRoot()).stream().filter(l -> words.equals(l.getText())).findFirst();
    }

    private String picture(String name) throws Exception {
        String folder = System.getProperty("plumbline.pictures", "");
        return onFx(() -> {
            if (!folder.isEmpty()) {
                WindowPictures.save(window, Path.of(folder).resolve(name + ".png"));
            }
            return folder;
        });
    }

    @Test
    void aShiftedClockIsRefusedWithSensorTimeLimitAndRoleAndTheRefusalIsOnRecord() throws Exception {
        project();
        bring(street("late", "time:cam_front:ms=40"));
        bench.key(KeyCode.ENTER);
        begins("Refused by Simulated rig");
        picture("import-2-refused");
        List<String> texts = onFx(bench::texts);
        assertThat(texts).contains("cam_front", "sync offset", "blocks", "41.0 ms", "\u22127 to 9 ms", "for the hardware engineer")
                .anyMatch(t -> t.startsWith("Its clock stands 41.0 ms against the sweeps of lidar_top"))
                .anyMatch(t -> t.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} to .* UTC"));
        ButtonBase aside = (ButtonBase) named("Quarantine capture").orElseThrow();
        assertThat(aside.isDisabled()).isTrue();
        assertThat(aside.getTooltip().getText()).contains("blocks");
        bench.key(KeyCode.ENTER);
        ends(" was refused by Simulated rig; the check is on record.");
        Project p = window.held().orElseThrow();
        assertThat(p.captures()).isEmpty();
        assertThat(p.auditLog(3)).anyMatch(e -> e.action().equals("contract.check"));
    }

    @Test
    void droppedFramesAreSetAsideInANewProjectWithTheirReason() throws Exception {
        bring(street("holes", "dropped:cam_rear:n=3,frame=3"));
        bench.key(KeyCode.ENTER);
        shown("quarantines");
        picture("import-2-quarantine");
        bench.key(KeyCode.ENTER);
        ends(", with the reason.");
        Project p = window.held().orElseThrow();
        assertThat(p.captures()).isEmpty();
        assertThat(Files.readString(reason(p.folder().resolve("quarantine")))).contains("droppedFrames", "field lead");
    }

    private static Path reason(Path quarantine) throws IOException {
        try (Stream<Path> all = Files.list(quarantine)) {
            return all.findFirst().orElseThrow().resolve("reason.json");
        }
    }

    @Test
    void aDriveComesInByEnterAloneWithoutWhatIsLeftOut() throws Exception {
        Path drive = Shared.data(DRIVE.toString());
        project();
        bring(drive);
        picture("import-1-what");
        bench.key(KeyCode.ENTER);
        begins("Keeps the contract KITTI");
        picture("import-2-kept");
        bench.key(KeyCode.ENTER);
        shown("Everything is stored.");
        bench.click("Leave out a direction");
        begins("Mask 1: The mask has no range");
        assertThat(named("Next").orElseThrow().isDisabled()).isTrue();
        field("Range from and to, metres", "0 to 10");
        bench.click("Leave out an area");
        begins("Area 1: Corners are missing");
        field("Corners of the area", "900 900; 910 900; 910 910");
        bench.click("image_02");
        ends(" points are left out.");
        picture("import-3-left-out");
        bench.key(KeyCode.ENTER);
        shown("Import capture");
        assertThat(onFx(bench::texts)).anyMatch(t -> t.contains("1\u00A0area; 1\u00A0direction; image_02"));
        picture("import-4-go");
        bench.key(KeyCode.ENTER);
        await(() -> window.openSession().isPresent());
        assertThat(window.session().capture().sensors(SensorKind.CAMERA)).isEmpty();
        var points = window.session().points(0);
        assertThat(points.size()).isGreaterThan(10_000);
        for (int i = 0; i < points.size(); i++) {
            assertThat(Math.hypot(Math.hypot(points.px(i), points.py(i)), points.pz(i))).isGreaterThan(9);
        }
        Project p = window.session().project();
        assertThat(p.lineage(p.captures().getFirst().hash().hex()).nodes().stream().map(n -> n.facts().toString()).toList())
                .anyMatch(f -> f.contains("drop_sensors: [\"image_02\"]"));
    }

    private void field(String accessible, String words) throws Exception {
        onFx(() -> {
            window.scene().getRoot().lookupAll(".text-field").stream()
                    .filter(n -> n.getAccessibleText() != null && n.getAccessibleText().startsWith(accessible))
                    .map(javafx.scene.control.TextField.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .setText(words);
            return words;
        });
    }

    @Test
    void stoppedItIsTakenUpAgain() throws Exception {
        Path street = street("sound");
        project();
        bring(street);
        bench.key(KeyCode.ENTER);
        begins("Keeps the contract");
        bench.key(KeyCode.ENTER);
        shown("Sensors left out");
        bench.key(KeyCode.ENTER);
        shown("Import capture");
        onFx(() -> {
            ((ButtonBase) named("Import capture").orElseThrow()).fire();
            ((ButtonBase) named("Stop import").orElseThrow()).fire();
            return window;
        });
        shown("Resume import");
        picture("import-4-stopped");
        assertThat(window.held().orElseThrow().captures()).isEmpty();
        bench.key(KeyCode.ENTER);
        await(() -> window.openSession().isPresent());
        assertThat(window.session().capture().frames()).hasSize(8);
    }

    @Test
    void goingBackKeepsWhatWasChosenAndEscLeavesNothing() throws Exception {
        Path file = Files.writeString(temp.resolve("yard.xyz"), "1 2 3\n4 5 6\n7 8 9\n");
        bring(file);
        bench.key(KeyCode.ENTER);
        begins("Nothing is checked.");
        bench.click("generic");
        begins("Refused by Lidar and camera");
        bench.click("No contract");
        begins("Nothing is checked.");
        bench.key(KeyCode.ENTER);
        shown("Everything is stored.");
        bench.click("Leave out an area");
        field("Corners of the area", "0 0; 2 0; 2 3; 0 3");
        shown("Of the first sweep 1 of 3 points are left out.");
        back();
        begins("Nothing is checked.");
        bench.key(KeyCode.ENTER);
        shown("Of the first sweep 1 of 3 points are left out.");
        bench.key(KeyCode.ESCAPE);
        await(() -> !window.overlays().isOpen());
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left.map(p -> p.getFileName().toString())).contains("yard.xyz").noneMatch(n -> n.contains("project"));
        }
    }

    private void back() throws Exception {
        onFx(() -> {
            javafx.event.Event.fireEvent(window.scene().getFocusOwner(), new javafx.scene.input.KeyEvent(
                    javafx.scene.input.KeyEvent.KEY_PRESSED, "", "", KeyCode.LEFT, false, false, true, false));
            return window;
        });
    }
}
