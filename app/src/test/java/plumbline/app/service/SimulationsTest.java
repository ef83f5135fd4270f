package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.SensorKind;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.storage.format.Captures;
import plumbline.storage.format.mcap.McapCaptures;

/** Simulated passes on disk: whole or not at all, the same bytes however many cores make them. */
class SimulationsTest {
    @TempDir
    private Path folder;

    /** Asks to stop after some steps. */
    private static final class Stopping implements Progress {
        private final int after;
        private int told;

        Stopping(int after) {
            this.after = after;
        }

        @Override
        public synchronized void update(String what, long done, long total) {
            told++;
        }

        @Override
        public synchronized boolean cancelled() {
            return told >= after;
        }
    }

    private static SimulationOptions small(String... cameras) {
        return new SimulationOptions(6, 2_000, 3, 64, 40, List.of()).withCameras(List.of(cameras));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass.mcap", "pass"})
    void stoppedItLeavesNothing(String name) throws IOException {
        for (int after : new int[] {1, 9, 20}) {
            assertThatThrownBy(() -> Simulations.write(small("cam_left"), folder.resolve(name), new Stopping(after)))
                    .as("after %s steps", after)
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aStoppedCloudLeavesNothing() {
        assertThatThrownBy(() -> Simulations.cloud(folder.resolve("c.las"), 400_000, 1, new Stopping(1)))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("c.las: stopped");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsMadeAheadIsTheSameBytes() throws IOException {
        Path ahead = folder.resolve("ahead.mcap");
        Path plain = folder.resolve("plain.mcap");
        Simulations.write(small("cam_front", "cam_rear"), ahead, Progress.NONE);
        try (SimulatedCapture street = new SimulatedCapture(small("cam_front", "cam_rear"))) {
            McapCaptures.write(street, plain, Progress.NONE);
        }
        assertThat(ahead).hasSameBinaryContentAs(plain);
    }

    @Test
    void theRigCarriesTheCamerasAskedFor() throws IOException {
        Path pass = folder.resolve("pass");
        Simulations.Written written = Simulations.write(small("cam_right"), pass, Progress.NONE);
        assertThat(written.frames()).isEqualTo(6);
        try (CaptureSource back = Captures.open(pass)) {
            assertThat(back.capture().sensors(SensorKind.CAMERA)).hasSize(1);
            Frame f = back.capture().frames().get(2);
            assertThat(f.samples().keySet().stream().map(Object::toString))
                    .contains("cam_right", "lidar_top")
                    .doesNotContain("cam_front");
            assertThat(back.labels().size()).isEqualTo(written.labels()).isPositive();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("pass", "pass.truth.json");
        }
        assertThatThrownBy(() -> small("cam_top")).hasMessageContaining("the rig has no camera cam_top");
        assertThatThrownBy(() -> small("cam_left").withFaults(List.of(Fault.parse("calibration:cam_rear:yaw=1"))))
                .hasMessageContaining("a camera that the rig does not carry");
    }

    @Test
    void aFaultWithoutAPlaceIsRefusedBeforeAnythingIsWritten() {
        SimulationOptions options = small().withFaults(List.of(Fault.parse("label:class.flip:frame=0")));
        assertThatThrownBy(() -> Simulations.write(options, folder.resolve("pass.mcap"), Progress.NONE))
                .hasMessageContaining("no object of this pass suits the fault");
        assertThat(folder).isEmptyDirectory();
    }
}
