package plumbline.storage.format.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.RollingShutter;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.Captures;
import plumbline.storage.format.point.SameBlock;

/** Captures written as MCAP come back as they were. */
class McapCapturesTest {
    private static final double SAME = 1e-9;

    @TempDir
    Path folder;

    @Test
    void aRecordingComesBackAsItWas() throws IOException {
        Path copy = folder.resolve("copy.mcap");
        try (CaptureSource in = Captures.open(Shared.data("ros2_bags/kitti_0005_f0-1_zstd.mcap"))) {
            McapCaptures.Written written = McapCaptures.write(in, copy, Progress.NONE);
            assertThat(written.losses()).isEmpty();
            try (CaptureSource out = Captures.open(copy)) {
                assertSame(in, out);
            }
            Path again = folder.resolve("again.mcap");
            McapCaptures.write(in, again, Progress.NONE);
            assertThat(again).hasSameBinaryContentAs(copy);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void aCaptureThatTfWouldRoundComesBackToTheLastDigit() throws IOException {
        Path file = folder.resolve("made.mcap");
        try (CaptureSource in = new Made()) {
            McapCaptures.Written written = McapCaptures.write(in, file, Progress.NONE);
            assertThat(written.losses()).containsExactly("the messages of imu (oxts has no ROS message)");
            try (CaptureSource out = Captures.open(file)) {
                assertSame(in, out);
                assertThat(out.capture().frames()).hasSize(2);
                assertThat(out.capture().frames().get(1).samples()).hasSize(5);
            }
        }
    }

    @Test
    void datasetsComeBackWithTheirLabels() throws IOException {
        for (String name : List.of("kitti_raw_0005/2011_09_26", "dgp_test_scene/scene_02", "nuscenes_keyframe")) {
            Path file = folder.resolve(name.replace("/", "_") + ".mcap");
            try (CaptureSource in = Captures.open(Shared.data(name))) {
                McapCaptures.write(in, file, Progress.NONE);
                try (CaptureSource out = Captures.open(file)) {
                    assertSame(in, out);
                    assertThat(in.labels().size()).as(name).isPositive();
                    assertThat(out.labels().size()).as(name).isEqualTo(in.labels().size());
                    assertThat(out.labels()).as(name).isEqualTo(in.labels());
                }
            }
        }
    }

    @Test
    void stoppingLeavesNothingBehind() throws IOException {
        Progress stop = new Progress() {
            @Override
            public void update(String what, long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        try (CaptureSource in = new Made()) {
            assertThatThrownBy(() -> McapCaptures.write(in, folder.resolve("never.mcap"), stop))
                    .isInstanceOf(InterruptedIOException.class);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aCutFileIsReadUpToTheCut() throws IOException {
        Path whole = folder.resolve("whole.mcap");
        try (CaptureSource in = new Made()) {
            McapCaptures.write(in, whole, Progress.NONE);
        }
        byte[] bytes = Files.readAllBytes(whole);
        int most = 0;
        for (int part = 1; part < 40; part++) {
            int length = (int) ((long) bytes.length * part / 40);
            Path cut = folder.resolve("cut.mcap");
            Files.write(cut, Arrays.copyOf(bytes, length));
            try (CaptureSource out = new McapCapture().open(cut)) {
                assertThat(out.capture().problems()).anyMatch(p -> p.what().contains("the file ends at byte " + length));
                most = Math.max(most, out.capture().samples().size());
                for (Sample s : out.capture().samples()) {
                    assertThat(out.raw(s)).isNotEmpty();
                }
            }
        }
        assertThat(most).isGreaterThan(0);
    }

    @Test
    void aDamagedChunkIsLeftOutAndNamed() throws IOException {
        Path file = folder.resolve("damaged.mcap");
        byte[] bytes = Files.readAllBytes(Shared.data("ros2_bags/kitti_0005_f0-1_zstd.mcap"));
        bytes[2_000_000] ^= 0x55; // within the second of three chunks
        Files.write(file, bytes);
        try (CaptureSource out = new McapCapture().open(file)) {
            assertThat(out.capture().problems()).anyMatch(p -> p.what().contains("chunk is left out"));
            assertThat(out.capture().samples()).isNotEmpty();
        }
    }

    private static void assertSame(CaptureSource in, CaptureSource out) throws IOException {
        Capture a = in.capture();
        Capture b = out.capture();
        assertThat(b.name()).isEqualTo(a.name());
        assertThat(b.world()).isEqualTo(a.world());
        assertThat(b.referenceLidar()).isEqualTo(a.referenceLidar());
        assertThat(b.sensors()).containsExactlyInAnyOrderElementsOf(a.sensors());
        assertThat(b.trajectory().size()).isEqualTo(a.trajectory().size());
        for (int i = 0; i < a.trajectory().size(); i++) {
            assertThat(b.trajectory().timeNanos(i)).isEqualTo(a.trajectory().timeNanos(i));
            assertClose(a.trajectory().worldFromEgo(i), b.trajectory().worldFromEgo(i));
        }
        assertThat(b.frames()).hasSameSizeAs(a.frames());
        for (int i = 0; i < a.frames().size(); i++) {
            Frame f = a.frames().get(i);
            Frame g = b.frames().get(i);
            assertThat(g.timeNanos()).isEqualTo(f.timeNanos());
            assertClose(f.worldFromEgo(), g.worldFromEgo());
            for (Sample s : f.samples().values()) {
                SensorKind kind = a.sensor(s.sensor()).orElseThrow().kind();
                boolean foreign = (kind == SensorKind.IMU || kind == SensorKind.GNSS)
                        && !s.encoding().startsWith("cdr-");
                if (foreign) {
                    continue;
                }
                Sample t = g.sample(s.sensor()).orElseThrow();
                assertThat(t.timeNanos()).isEqualTo(s.timeNanos());
                assertClose(s.worldFromSensor(), t.worldFromSensor());
                switch (kind) {
                    case LIDAR, RADAR -> SameBlock.assertSame(out.points(t), in.points(s));
                    case CAMERA -> {
                        assertThat(out.image(t)).isEqualTo(in.image(s));
                        assertThat(t.encoding()).isEqualTo(s.encoding());
                    }
                    case IMU, GNSS -> assertThat(out.raw(t)).isEqualTo(in.raw(s));
                }
            }
        }
    }

    private static void assertClose(Pose a, Pose b) {
        double[] x = a.toRowMajor();
        double[] y = b.toRowMajor();
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(x[i] - y[i])).isLessThanOrEqualTo(SAME);
        }
    }

    /** Two lidars, a fisheye and an IMU in a foreign encoding; rotations printed with few digits, as KITTI's are. */
    private static final class Made implements CaptureSource {
        private final Random random = new Random(7);
        private final Map<Sample, PointBlock> points = new HashMap<>();
        private final Capture capture;

        Made() {
            Pose printed = new Pose(0.99999, 0.0007, -0.002, 500_000.25, -0.0007, 0.9998, -0.0148, 4_000_000.5, 0.002,
                    0.0148, 0.9998, 12);
            Sensor top = new Sensor(new SensorId("lidar top"), SensorKind.LIDAR, printed, Optional.empty());
            Sensor side = new Sensor(
                    new SensorId("radar/side"), SensorKind.RADAR, Pose.ofEuler(1, 2, 3, 0.1, 0.2, 0.3),
                    Optional.empty());
            Sensor eye = new Sensor(new SensorId("eye"), SensorKind.CAMERA, Pose.IDENTITY, Optional.of(
                    new LensModel.KannalaBrandt(640, 480, 300.1, 300.2, 320.3, 240.4, 0.01, 0.02, 0.03, 0.04, 1.4)));
            Sensor second = new Sensor(new SensorId("eye2"), SensorKind.CAMERA, printed, Optional.of(
                    new LensModel.RadialTangential(
                            640, 480, 300.1, 300.2, 320.3, 240.4, 1, 2, 3, 4, 5, 6, 7, 8)));
            Sensor mirror = new Sensor(new SensorId("eye3"), SensorKind.CAMERA, printed, Optional.of(
                    new LensModel.Mei(640, 480, 300.1, 300.2, 320.3, 240.4, 0.97, 1, 2, 3, 4)), Optional.of(new RollingShutter(-5, 7)));
            Sensor imu = new Sensor(new SensorId("imu"), SensorKind.IMU, Pose.IDENTITY, Optional.empty());
            List<Sample> samples = new ArrayList<>();
            List<Frame> frames = new ArrayList<>();
            for (int f = 0; f < 3; f++) {
                long t = 1_700_000_000_123_456_789L + f * 100_000_000L;
                Map<SensorId, Sample> own = new HashMap<>();
                for (Sensor s : List.of(top, side, eye, second, mirror, imu)) {
                    String encoding = s.lens().isPresent() ? "png" : s == imu ? "oxts" : "made";
                    Sample sample = new Sample(s.id(), t + s.id().value().length(), printed, encoding, "k" + f);
                    own.put(s.id(), sample);
                    samples.add(sample);
                    points.put(sample, block(s == side));
                }
                if (f != 1) {
                    frames.add(new Frame(frames.size(), t, f == 0 ? printed : Pose.IDENTITY, own));
                }
            }
            Trajectory way = new Trajectory(
                    new long[] {1_700_000_000_000_000_000L, 1_700_000_001_000_000_000L},
                    List.of(printed, Pose.IDENTITY));
            capture = new Capture(
                    "made", "made", "EPSG:25832", List.of(top, side, eye, second, mirror, imu), top.id(), frames, samples, way,
                    List.of());
        }

        private PointBlock block(boolean exact) {
            int n = 500;
            double[][] xyz = new double[3][n];
            float[][] small = new float[3][n];
            long[] time = new long[n];
            short[] ring = new short[n];
            for (int i = 0; i < n; i++) {
                for (int a = 0; a < 3; a++) {
                    xyz[a][i] = 500_000 + random.nextDouble() * 100;
                    small[a][i] = random.nextFloat() * 100;
                }
                time[i] = random.nextLong();
                ring[i] = (short) (i % 256);
            }
            List<Column> columns = List.of(new Column.Longs("time", "u8", time), new Column.Shorts("ring", "u1", ring));
            return exact
                    ? PointBlock.ofExact(xyz[0], xyz[1], xyz[2], columns)
                    : PointBlock.of(small[0], small[1], small[2], columns);
        }

        @Override
        public Capture capture() {
            return capture;
        }

        @Override
        public PointBlock points(Sample sample) {
            return points.get(sample);
        }

        @Override
        public byte[] image(Sample sample) {
            byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, (byte) sample.key().charAt(1)};
            return png;
        }

        @Override
        public byte[] raw(Sample sample) {
            return new byte[] {1};
        }

        @Override
        public void close() {}
    }
}
