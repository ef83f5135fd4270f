package plumbline.storage.format.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.Captures;

/** A made-up set of two scenes: the vehicle stands at (100, 50) and looks along the map's +y. */
class NuscenesTablesTest {
    private static final String NORTH = "[0.7071067811865476, 0, 0, 0.7071067811865476]";

    @TempDir
    Path folder;

    private Path tables() throws IOException {
        Path t = Files.createDirectories(folder.resolve("v1.0-mini"));
        write(t, "scene", "{'token':'s1','name':'scene-0061','nbr_samples':2},{'token':'s2','name':'scene-0103','nbr_samples':1}");
        write(t, "sample", "{'token':'a','scene_token':'s1','timestamp':1532402927647951},"
                + "{'token':'b','scene_token':'s1','timestamp':1532402928147847},{'token':'z','scene_token':'s2','timestamp':5}");
        write(t, "sensor", "{'token':'lidar','channel':'LIDAR_TOP','modality':'lidar'}");
        write(t, "calibrated_sensor", "{'token':'cal','sensor_token':'lidar','translation':[1,0,2],'rotation':[1,0,0,0],"
                + "'camera_intrinsic':[]}");
        write(t, "ego_pose", pose("ea", 1532402927647951L) + "," + pose("eb", 1532402928147847L) + "," + pose("ez", 5));
        write(t, "sample_data", datum("a", "ea", 1532402927647951L, true) + "," + datum("a", "ea", 1532402927700000L, false)
                + "," + datum("b", "eb", 1532402928147847L, true) + "," + datum("z", "ez", 5, true));
        write(t, "category", "{'token':'car','name':'vehicle.car'}");
        write(t, "instance", "{'token':'i','category_token':'car'}");
        write(t, "attribute", "{'token':'at','name':'vehicle.parked'}");
        write(t, "visibility", "{'token':'4','level':'v80-100'}");
        write(t, "sample_annotation", "{'token':'n','sample_token':'b','instance_token':'i','attribute_tokens':['at'],"
                + "'visibility_token':'4','translation':[100,61,2],'size':[2,4,2],'rotation':" + NORTH
                + ",'num_lidar_pts':1,'num_radar_pts':0}");
        Files.createDirectories(folder.resolve("samples/LIDAR_TOP"));
        // 10 m ahead of the lidar, which sits 1 m ahead of the ego: 11 m along the map's +y.
        Files.write(folder.resolve("samples/LIDAR_TOP/1532402928147847.bin"),
                DatasetLayoutsTest.bin(10, 0, 0, 5, 1, 30, 0, 0, 5, 1));
        return t;
    }

    private static void write(Path t, String table, String rows) throws IOException {
        Files.writeString(t.resolve(table + ".json"), ("[" + rows + "]").replace('\'', '"'));
    }

    private static String pose(String token, long micros) {
        return "{'token':'" + token + "','timestamp':" + micros + ",'translation':[100,50,0],'rotation':" + NORTH + "}";
    }

    private static String datum(String sample, String pose, long micros, boolean key) {
        return "{'token':'d" + micros + "','sample_token':'" + sample + "','ego_pose_token':'" + pose
                + "','calibrated_sensor_token':'cal','filename':'samples/LIDAR_TOP/" + micros + ".bin','timestamp':" + micros
                + ",'is_key_frame':" + key + ",'width':0,'height':0}";
    }

    @Test
    void aSceneHasItsFramesPosesAndBoxes() throws IOException {
        Path t = tables();
        try (CaptureSource source = Captures.open(t.resolve("scene-0061"))) {
            Capture c = source.capture();
            assertThat(c.format()).isEqualTo("nuscenes-tables");
            assertThat(c.name()).isEqualTo("scene-0061");
            assertThat(c.frames()).hasSize(2);
            assertThat(c.trajectory().size()).isEqualTo(2);
            assertThat(c.frames().get(1).timeNanos()).isEqualTo(1532402928147847000L);
            assertThat(c.problems()).extracting(Problem::what).anyMatch(w -> w.startsWith("2 of 3 files"));
            Label.Cuboid car = source.labels().cuboids(1).getFirst();
            assertThat(car.className()).isEqualTo("vehicle.car");
            assertThat(car.attributes()).containsEntry("attribute", "vehicle.parked").containsEntry("visibility", "v80-100");
            assertThat(car.box().centre().x()).isCloseTo(10, within(1e-9));
            assertThat(car.box().centre().y()).isCloseTo(0, within(1e-9));
            assertThat(car.box().length()).isEqualTo(4);
            PointBlock points = source.points(c.frames().get(1).sample(c.referenceLidar()).orElseThrow());
            assertThat(PointsInBox.count(points, car.box())).isEqualTo(1);
        }
    }

    @Test
    void aSetOfSeveralScenesSaysHowToNameOne() throws IOException {
        Path t = tables();
        for (Path p : new Path[] {t, folder}) {
            assertThatThrownBy(() -> Captures.open(p)).hasMessageContaining("scene-0061, scene-0103")
                    .hasMessageContaining("add a name to the path");
        }
        assertThatThrownBy(() -> Captures.open(t.resolve("scene-9"))).hasMessageContaining("no scene of that name");
        String rows = Files.readString(t.resolve("sample_data.json"));
        Files.writeString(t.resolve("sample_data.json"), rows.substring(0, rows.length() / 2));
        assertThatThrownBy(() -> Captures.open(t.resolve("scene-0061")))
                .hasMessageContaining("sample_data.json, row").hasMessageContaining("cut");
    }
}
