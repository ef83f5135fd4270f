package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;

class FolderCaptureTest {
    @TempDir
    private Path dir;

    @Test
    void everyDatasetReadsBackEqualButForItsKeys() throws Exception {
        for (String data : List.of("dgp_test_scene/scene_02", "nuscenes_keyframe", "kitti_raw_0005/2011_09_26")) {
            Path folder = dir.resolve(data.substring(0, 4));
            try (CaptureSource source = Captures.open(Shared.data(data))) {
                CaptureFolders.write(source, folder, Progress.NONE);
                try (CaptureSource back = Captures.open(folder)) {
                    equal(source, back);
                }
            }
            try (Stream<Path> all = Files.walk(folder)) {
                assertThat(all).noneMatch(p -> p.toString().endsWith(".part"));
            }
        }
    }

    private static void equal(CaptureSource source, CaptureSource back) throws Exception {
        Capture a = source.capture();
        Capture b = back.capture();
        assertThat(b.sensors()).isEqualTo(a.sensors());
        assertThat(b.trajectory()).isEqualTo(a.trajectory());
        assertThat(b.problems()).isEqualTo(a.problems());
        assertThat(back.labels()).isEqualTo(source.labels());
        assertThat(back.ontology()).isEqualTo(source.ontology());
        assertThat(b.samples()).hasSameSizeAs(a.samples());
        for (int i = 0; i < a.samples().size(); i += 5) {
            Sample s = a.samples().get(i);
            Sample t = b.samples().get(i);
            assertThat(new Sample(t.sensor(), t.timeNanos(), t.worldFromSensor(), t.encoding(), s.key())).isEqualTo(s);
            assertThat(back.raw(t)).isEqualTo(source.raw(s));
        }
        for (int i = 0; i < a.frames().size(); i++) {
            assertThat(b.frames().get(i).worldFromEgo()).isEqualTo(a.frames().get(i).worldFromEgo());
            assertThat(b.frames().get(i).samples().keySet()).isEqualTo(a.frames().get(i).samples().keySet());
        }
        PointBlock points = source.points(a.frames().getFirst().sample(a.referenceLidar()).orElseThrow());
        PointBlock again = back.points(b.frames().getFirst().sample(b.referenceLidar()).orElseThrow());
        assertThat(again.x()).isEqualTo(points.x());
        assertThat(again.point(again.size() - 1)).isEqualTo(points.point(points.size() - 1));
    }

    @Test
    void aFolderThatWasStoppedIsNoCaptureAndAFullOneIsNotOverwritten() throws Exception {
        AtomicLong written = new AtomicLong();
        Progress stop = new Progress() {
            @Override
            public void update(String what, long done, long total) {
                written.set(done);
            }

            @Override
            public boolean cancelled() {
                return written.get() == 3;
            }
        };
        try (CaptureSource source = Captures.open(Shared.data("nuscenes_keyframe"))) {
            assertThatThrownBy(() -> CaptureFolders.write(source, dir, stop))
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("3 of 7");
            assertThat(new FolderCapture().recognises(dir)).isFalse();
            CaptureFolders.write(source, dir, Progress.NONE);
            assertThatThrownBy(() -> CaptureFolders.write(source, dir, Progress.NONE))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("already holds a capture");
        }
    }

    @Test
    void noKeyAndNoLinkLeadsOutOfTheFolder() throws Exception {
        Path folder = dir.resolve("capture");
        try (CaptureSource source = Captures.open(Shared.data("nuscenes_keyframe"))) {
            CaptureFolders.write(source, folder, Progress.NONE);
        }
        Path secret = Files.writeString(dir.resolve("secret"), "secret");
        Path json = folder.resolve("capture.json");
        String sound = Files.readString(json);
        for (String key : List.of("../secret", secret.toString(), "link")) {
            Files.writeString(json, sound.replace("sensor_LIDAR_TOP/000000.pcd.bin", key));
            if (key.equals("link")) {
                Files.createSymbolicLink(folder.resolve("link"), secret);
            }
            try (CaptureSource back = Captures.open(folder)) {
                Capture c = back.capture();
                Sample sweep = c.frames().getFirst().sample(c.referenceLidar()).orElseThrow();
                assertThat(sweep.key()).isEqualTo(key);
                assertThatThrownBy(() -> back.raw(sweep)).as(key).hasMessageContaining("outside the folder");
            }
        }
    }
}
