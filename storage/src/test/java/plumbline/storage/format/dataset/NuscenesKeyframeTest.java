package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

class NuscenesKeyframeTest {
    private static final String INFO = "n015-2018-07-24-11-22-45+0800.info.json";

    private static Path folder() {
        return Shared.data("nuscenes_keyframe");
    }

    @Test
    void sweepImagesAndBoxesAreAsComputedElsewhere() throws Exception {
        JsonValue expected = JsonValue.parse(Shared.data("expected/nuscenes_keyframe.json"));
        try (CaptureSource source = Captures.open(folder())) {
            Capture c = source.capture();
            assertThat(c.problems()).isEmpty();
            assertThat(c.sensors()).hasSize(7);
            Frame frame = c.frames().getFirst();
            assertThat(frame.timeNanos()).isEqualTo(1_532_402_927_647_951_000L);
            Sample sweep = frame.sample(c.referenceLidar()).orElseThrow();
            PointBlock points = source.points(sweep);
            assertThat(points.size()).isEqualTo((int) expected.get("n_points").number());
            for (Map.Entry<String, JsonValue> e : expected.fields("cameras").entrySet()) {
                SensorId id = new SensorId(e.getKey());
                Sample image = frame.sample(id).orElseThrow();
                LensModel lens = c.sensor(id).orElseThrow().lens().orElseThrow();
                assertThat(lens.width()).isEqualTo(1600);
                assertThat(lens.height()).isEqualTo(900);
                var cameraFromLidar = Projections.cameraFromLidar(image, sweep);
                Projections.samplesAgree(e.getValue().get("samples"), points, lens, cameraFromLidar);
                assertThat(Projections.inImage(points, lens, cameraFromLidar, 1))
                        .isEqualTo((int) e.getValue().get("n_in_image_depth_gt_1m").number());
            }
            List<JsonValue> boxes = expected.get("boxes").items();
            assertThat(source.labels().size()).isEqualTo(69);
            int asStored = 0;
            for (int i = 0; i < boxes.size(); i++) {
                Label.Cuboid box = (Label.Cuboid) source.labels()
                        .find(new plumbline.annotation.label.LabelId("nuscenes-0-" + i))
                        .orElseThrow();
                int inside = Projections.inBox(points, box.box());
                assertThat(inside).isEqualTo((int) boxes.get(i).get("points_inside").number());
                asStored += inside == (int) boxes.get(i).get("stored_num_lidar_pts").number() ? 1 : 0;
            }
            assertThat(asStored).isEqualTo(61);
            assertThat(source.ontology().classes()).hasSize(11);
            assertThat(CaptureJson.read("json", CaptureJson.write(c))).isEqualTo(c);
        }
    }

    @Test
    void aMissingImageIsNamedAndABrokenInfoRefused(@TempDir Path dir) throws Exception {
        for (Path p : Files.list(folder()).toList()) {
            Files.write(dir.resolve(p.getFileName().toString()), Files.readAllBytes(p));
        }
        Path front = Files.list(dir).filter(p -> p.toString().contains("CAM_FRONT__")).findFirst().orElseThrow();
        Files.delete(front);
        try (CaptureSource source = Captures.open(dir)) {
            assertThat(source.capture().sensors()).hasSize(6);
            assertThat(source.capture().problems()).singleElement().satisfies(p ->
                    assertThat(p.where() + p.what()).contains("/data_list/0/images/CAM_FRONT", "no such file"));
        }
        Path info = dir.resolve(INFO);
        String sound = Files.readString(info);
        for (Map.Entry<String, String> e : Map.of(
                "\"num_pts_feats\": 5", "\"num_pts_feats\": 4",
                "\"timestamp\": 1532402927.647951", "\"timestamp\": NaN",
                "\"lidar2ego\"", "\"lidar3ego\"").entrySet()) {
            assertThat(sound).contains(e.getKey());
            Files.writeString(info, sound.replaceFirst(e.getKey(), e.getValue()));
            assertThatThrownBy(() -> Captures.open(dir))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(INFO + ", /data_list/0");
        }
        Files.writeString(info, sound.replace(front.getFileName().toString(), "../../outside.jpg"));
        try (CaptureSource source = Captures.open(dir)) {
            assertThat(source.capture().problems().getFirst().what()).contains("outside the folder");
        }
    }
}
