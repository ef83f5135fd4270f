package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorKind;
import plumbline.qa.simulate.Fault;
import plumbline.qa.simulate.SimulatedCapture;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.storage.format.Captures;
import plumbline.storage.format.mcap.McapCaptures;
import plumbline.storage.format.ros.Imu;
import plumbline.storage.format.ros.NavSatFix;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;

/** Simulated passes on disk: whole or not at all, the same bytes however many cores make them. */
class SimulationsTest {
    private static final long START = SimulatedCapture.START_NANOS;

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
    void folderAndMcapAreTheSameCapture() throws IOException {
        Simulations.write(small("cam_front"), folder.resolve("pass"), Progress.NONE);
        Path file = folder.resolve("pass.mcap");
        try (SimulatedCapture street = new SimulatedCapture(small("cam_front"))) {
            assertThat(McapCaptures.write(street, file, Progress.NONE).losses()).isEmpty();
        }
        try (CaptureSource a = Captures.open(folder.resolve("pass"));
                CaptureSource b = Captures.open(file);
                RecordingReader reader = RecordingFormat.find(file).orElseThrow()) {
            assertThat(reader.contents().topics()).extracting(t -> t.name() + " " + t.type() + " " + t.messages())
                    .contains("/imu/imu sensor_msgs/msg/Imu 60", "/gnss/fix sensor_msgs/msg/NavSatFix 6",
                            "/tf tf2_msgs/msg/TFMessage 110");
            assertThat(b.capture().sensors()).containsExactlyInAnyOrderElementsOf(a.capture().sensors());
            assertThat(b.capture().trajectory().size()).isEqualTo(a.capture().trajectory().size());
            assertThat(b.labels()).isEqualTo(a.labels());
            List<Sample> before = sorted(a);
            List<Sample> after = sorted(b);
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                Sample s = before.get(i);
                Sample t = after.get(i);
                assertThat(t.sensor()).isEqualTo(s.sensor());
                assertThat(t.timeNanos()).isEqualTo(s.timeNanos());
                assertThat(t.worldFromSensor().toRowMajor()).containsExactly(s.worldFromSensor().toRowMajor(), within(1e-9));
                if (s.encoding().endsWith("-json")) {
                    assertThat(numbers(b.raw(t), t)).containsExactly(numbers(a.raw(s), s));
                }
            }
            for (int i = 0; i < 6; i++) {
                assertThat(b.capture().frames().get(i).samples().keySet())
                        .isEqualTo(a.capture().frames().get(i).samples().keySet());
            }
        }
    }

    private static List<Sample> sorted(CaptureSource source) {
        return source.capture().samples().stream()
                .sorted(Comparator.comparingLong(Sample::timeNanos).thenComparing(Sample::sensor))
                .toList();
    }

    /** Time, then what was measured, from the JSON or from the ROS message. */
    private static double[] numbers(byte[] raw, Sample s) throws IOException {
        ByteBuffer message = ByteBuffer.wrap(raw);
        return switch (s.encoding()) {
            case "cdr-imu" -> {
                Imu m = Imu.read(s.key(), message);
                assertThat(m.orientationCovariance()[0]).isEqualTo(-1);
                double[] a = m.acceleration();
                double[] w = m.angularVelocity();
                yield new double[] {m.header().stampNanos() - START, a[0], a[1], a[2], w[0], w[1], w[2]};
            }
            case "cdr-navsatfix" -> {
                NavSatFix m = NavSatFix.read(s.key(), message);
                yield new double[] {m.header().stampNanos() - START, m.altitude(), m.latitudeDeg(), m.longitudeDeg()};
            }
            default -> {
                // Sorted keys, so the numbers come in a known order, the time last.
                List<String> texts = Pattern.compile("-?[0-9][0-9.]*").matcher(new String(raw, StandardCharsets.UTF_8))
                        .results().map(MatchResult::group).toList();
                double[] out = new double[texts.size()];
                out[0] = Long.parseLong(texts.getLast()) - START;
                for (int i = 1; i < out.length; i++) {
                    out[i] = Double.parseDouble(texts.get(i - 1));
                }
                yield out;
            }
        };
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
