package plumbline.storage.format.rosbag2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.Captures;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.ros.RecordingContents;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class Rosbag2Test {
    private static final String DRIVE = "ros2_bags/kitti_0005_f0-1_zstd.mcap";

    @TempDir
    Path folder;

    private static List<RecordingReader.Message> messages(Path path, List<Problem> problems) throws IOException {
        List<RecordingReader.Message> out = new ArrayList<>();
        try (RecordingReader reader = RecordingFormat.find(path).orElseThrow()) {
            problems.addAll(reader.scan(new RecordingReader.Visitor() {
                @Override
                public void channel(RecordingReader.Channel channel) {}

                @Override
                public void message(RecordingReader.Message m) {
                    byte[] copy = new byte[m.data().remaining()];
                    m.data().duplicate().get(copy);
                    out.add(new RecordingReader.Message(m.channel(), m.logTimeNanos(), ByteBuffer.wrap(copy), m.key()));
                }
            }));
        }
        return out;
    }

    @Test
    void everyBagHoldsWhatItIsKnownToHold() throws IOException {
        JsonNode bags = new JsonMapper().readTree(Files.readAllBytes(Shared.data("expected/bags.json")));
        assertThat(bags.size()).isEqualTo(9);
        for (var bag : bags.properties()) {
            Map<String, String> expected = new TreeMap<>();
            JsonNode topics = bag.getValue().get("topics");
            if (topics.isArray()) {
                topics.forEach(t -> expected.put(
                        t.get("name").asString(), t.get("type").asString() + " " + t.get("count").asLong()));
            } else {
                topics.properties().forEach(t -> expected.put(
                        t.getKey(), t.getValue().get("type").asString() + " " + t.getValue().get("count").asLong()));
            }
            Path file = Shared.data(bag.getKey());
            List<Path> ways = new ArrayList<>(List.of(file));
            if (Files.exists(file.resolveSibling(BagFiles.METADATA))) {
                ways.add(file.getParent());
            }
            for (Path way : ways) {
                try (RecordingReader reader = RecordingFormat.find(way).orElseThrow()) {
                    for (RecordingContents c : List.of(reader.contents(), RecordingContents.scan(reader))) {
                        Map<String, String> got = new TreeMap<>();
                        c.topics().forEach(t -> got.put(t.name(), t.type() + " " + t.messages()));
                        assertThat(got).as(way.toString()).isEqualTo(expected);
                        assertThat(c.startNanos()).isEqualTo(bag.getValue().get("time_range_ns").get(0).asLong());
                        assertThat(c.endNanos()).isEqualTo(bag.getValue().get("time_range_ns").get(1).asLong());
                        assertThat(c.problems()).isEmpty();
                    }
                }
            }
        }
    }

    /** One drive as MCAP and as every kind of bag gives the same capture, point by point. */
    @Test
    void aDriveIsTheSameCaptureInEveryKindOfBag() throws IOException {
        List<RecordingReader.Message> drive = messages(Shared.data(DRIVE), new ArrayList<>());
        Path plain = folder.resolve("drive.db3");
        Bags.write(plain, drive, false);
        Path byMessage = folder.resolve("by_message.db3");
        Bags.write(byMessage, drive, true);
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Files.write(whole.resolve("whole_0.db3.zstd"), Zstd.compress(Files.readAllBytes(plain)));
        Path split = Files.createDirectory(folder.resolve("split"));
        Bags.write(split.resolve("split_0.db3"), drive.subList(0, 20), false);
        Bags.write(split.resolve("split_10.db3"), drive.subList(20, drive.size()), false);
        describe(split, "split/split_0.db3", "split_10.db3");
        for (Path bag : List.of(plain, byMessage, whole, split)) {
            try (CaptureSource a = Captures.open(Shared.data(DRIVE)); CaptureSource b = Captures.open(bag)) {
                Capture want = a.capture();
                Capture got = b.capture();
                assertThat(got.format()).isEqualTo("rosbag2");
                assertThat(got.sensors()).isEqualTo(want.sensors());
                assertThat(got.trajectory()).isEqualTo(want.trajectory());
                assertThat(got.frames()).hasSameSizeAs(want.frames());
                assertThat(got.samples()).hasSameSizeAs(want.samples());
                for (int i = 0; i < want.samples().size(); i++) {
                    Sample s = got.samples().get(i);
                    assertThat(s.timeNanos()).isEqualTo(want.samples().get(i).timeNanos());
                    assertThat(b.raw(s)).isEqualTo(a.raw(want.samples().get(i)));
                }
                Sample sweep = got.frames().get(1).samples().get(got.referenceLidar());
                assertThat(b.points(sweep).x())
                        .isEqualTo(a.points(want.frames().get(1).samples().get(want.referenceLidar())).x());
                assertThat(got.problems()).hasSameSizeAs(want.problems());
            }
        }
    }

    private static void describe(Path folder, String... files) throws IOException {
        StringBuilder yaml = new StringBuilder("rosbag2_bagfile_information:\n  version: 5\n  relative_file_paths:\n");
        for (String f : files) {
            yaml.append("    - ").append(f).append('\n');
        }
        Files.writeString(folder.resolve(BagFiles.METADATA), yaml);
    }

    @Test
    void splitMcapBagsAreOneRecording() throws IOException {
        Path bag = Files.createDirectory(folder.resolve("two"));
        Files.copy(Shared.data("ros2_bags/rosbag2_tests/resources/mcap/cdr_test/cdr_test_0.mcap"), bag.resolve("a_0.mcap"));
        byte[] second = Files.readAllBytes(Shared.data("ros2_bags/rosbag2_py/test/resources/mcap/talker/talker.mcap"));
        Files.write(bag.resolve("a_1.mcap.zstd"), Zstd.compress(second));
        describe(bag, "a_0.mcap", "a_1.mcap", "a_2.mcap");
        List<Problem> problems = new ArrayList<>();
        List<RecordingReader.Message> all = messages(bag, problems);
        assertThat(all).hasSize(27);
        assertThat(problems).singleElement().extracting(Problem::what).asString().contains("a_2.mcap", "not in the folder");
        try (RecordingReader reader = RecordingFormat.find(bag).orElseThrow()) {
            for (RecordingReader.Message m : all) {
                RecordingReader.Message again = reader.message(m.key());
                assertThat(again.data()).isEqualTo(m.data());
                assertThat(again.channel()).isEqualTo(m.channel());
            }
            assertThatThrownBy(() -> reader.message("7:12")).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void everyCutKeepsWhatLiesBeforeIt() throws IOException {
        byte[] whole = Files.readAllBytes(Shared.data("trajectories/evo/tf_example/tf_example.db3"));
        int before = 0;
        for (int percent = 2; percent < 100; percent += 2) {
            Path cut = folder.resolve("cut.db3");
            Files.write(cut, Arrays.copyOf(whole, whole.length * percent / 100));
            List<Problem> problems = new ArrayList<>();
            int kept = 0;
            try {
                kept = messages(cut, problems).size();
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("cut.db3");
                problems.add(new Problem("", e.getMessage()));
            }
            assertThat(problems).as(percent + " %").isNotEmpty();
            assertThat(kept).isBetween(before, 518);
            before = kept;
        }
        assertThat(before).isGreaterThan(500);
    }

    @Test
    void aDamagedPageCostsOnlyItsMessages() throws IOException {
        List<RecordingReader.Message> many = new ArrayList<>();
        RecordingReader.Channel c = new RecordingReader.Channel("/a", "std_msgs/msg/String", "cdr", new TreeMap<>());
        for (int i = 0; i < 2000; i++) {
            many.add(new RecordingReader.Message(c, i, ByteBuffer.wrap(new byte[100]), ""));
        }
        Path bag = folder.resolve("damaged.db3");
        Bags.write(bag, many, false);
        byte[] bytes = Files.readAllBytes(bag);
        Arrays.fill(bytes, bytes.length / 2 / 4096 * 4096, bytes.length / 2 / 4096 * 4096 + 4096, (byte) 0xA5);
        Files.write(bag, bytes);
        List<Problem> problems = new ArrayList<>();
        assertThat(messages(bag, problems).size()).isBetween(1900, 1999);
        assertThat(problems).singleElement().extracting(Problem::what).asString()
                .contains("damaged", "messages before the damage", "behind it", "are kept");
        try (RecordingReader reader = RecordingFormat.find(bag).orElseThrow()) {
            assertThat(reader.contents().topics().getFirst().messages()).isBetween(1900L, 1999L);
        }
        assertThat(Files.list(folder)).containsExactly(bag);
    }

    @Test
    void aViewInPlaceOfATableIsNotRun() throws IOException, SQLException {
        Path bag = folder.resolve("endless.db3");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + bag); Statement s = db.createStatement()) {
            s.execute("CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT, type TEXT, serialization_format TEXT)");
            s.execute("CREATE VIEW messages AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT i AS id, 1 AS topic_id, i AS timestamp, zeroblob(1000000000) AS data FROM n");
        }
        assertThatThrownBy(() -> Captures.open(bag)).hasMessageContaining("\"messages\" is not a plain table");
        Path none = folder.resolve("none.db3");
        Files.write(none, new byte[5000]);
        assertThatThrownBy(() -> Captures.open(none)).hasMessageContaining("no SQLite file");
    }

    @Test
    void messagesThatUnpackToNothingUsableAreLeftOut() throws IOException {
        RecordingReader.Channel c = new RecordingReader.Channel("/t", "sensor_msgs/msg/Imu", "cdr", new TreeMap<>());
        byte[] packed = Zstd.compress(new byte[1000]);
        Path bag = folder.resolve("bad.db3");
        Bags.write(bag, List.of(
                new RecordingReader.Message(c, 1, ByteBuffer.wrap(Arrays.copyOf(packed, packed.length - 3)), ""),
                new RecordingReader.Message(c, 2, ByteBuffer.wrap(new byte[0]), ""),
                new RecordingReader.Message(
                        new RecordingReader.Channel("/odd", "my_msgs/msg/Odd", "cdr", new TreeMap<>()), 3,
                        ByteBuffer.wrap(new byte[8]), "")), false);
        try (CaptureSource source = Captures.open(bag)) {
            assertThat(source.capture().samples()).isEmpty();
            assertThat(source.capture().problems()).extracting(Problem::what)
                    .anyMatch(w -> w.contains("zstd data is cut or damaged"))
                    .anyMatch(w -> w.contains("no CDR header"))
                    .anyMatch(w -> w.contains("1 messages of type my_msgs/msg/Odd are not read"));
        }
    }
}
