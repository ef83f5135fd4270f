package plumbline.storage.format.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class McapReaderTest {
    private static final int MESSAGES = 1000;

    @TempDir
    Path folder;

    private Path written() throws IOException {
        Path file = folder.resolve("some.mcap");
        Random random = new Random(1);
        try (McapWriter out = new McapWriter(Files.newOutputStream(file), "test", "test", 4096)) {
            int schema = out.schema("a", "text", "definition");
            int even = out.channel("/even", schema, "raw", new TreeMap<>());
            int odd = out.channel("/odd", 0, "raw", new TreeMap<>());
            for (int i = 0; i < MESSAGES; i++) {
                byte[] data = new byte[random.nextInt(200)];
                random.nextBytes(data);
                out.message(i % 2 == 0 ? even : odd, i * 10L, i * 10L, data);
            }
            out.attachment(5, 5, "note", "text/plain", new byte[] {1, 2, 3});
            out.metadata("about", new TreeMap<>(Map.of("key", "value")));
        }
        return file;
    }

    @Test
    void indexedReadingFindsWhatScanningFinds() throws IOException {
        Path file = written();
        try (McapReader reader = McapReader.open(file)) {
            McapSummary summary = reader.summary().orElseThrow();
            assertThat(summary.statistics().orElseThrow().messages()).isEqualTo(MESSAGES);
            assertThat(summary.chunks()).hasSizeGreaterThan(10);
            List<Long> scanned = new ArrayList<>();
            List<McapReader.Place> places = new ArrayList<>();
            reader.scan((r, place) -> {
                if (r instanceof McapRecord.Message m && m.channelId() == 1 && m.logTimeNanos() >= 3000
                        && m.logTimeNanos() <= 5000) {
                    scanned.add(m.logTimeNanos());
                    places.add(place);
                }
            });
            List<Long> indexed = new ArrayList<>();
            List<Problem> problems = reader.messages(c -> c.topic().equals("/even"), 3000, 5000, (r, place) -> {
                if (r instanceof McapRecord.Message m) {
                    indexed.add(m.logTimeNanos());
                }
            });
            assertThat(problems).isEmpty();
            assertThat(indexed).isEqualTo(scanned).hasSize(101);
            for (int i = places.size() - 1; i >= 0; i -= 7) {
                McapReader.Place place = McapReader.Place.parse(places.get(i).toString());
                assertThat(reader.message(place).logTimeNanos()).isEqualTo(scanned.get(i));
            }
            long at = summary.attachments().getFirst().offset();
            assertThat(((McapRecord.Attachment) reader.record(at)).data()).containsExactly(1, 2, 3);
            assertThatThrownBy(() -> reader.message(new McapReader.Place(at, -1)))
                    .isInstanceOf(FormatException.class);
        }
        assertThat(Files.readAllBytes(written())).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void everyCutIsNamedAndCostsNoMoreThanItsChunk() throws IOException {
        byte[] whole = Files.readAllBytes(written());
        int before = 0;
        for (int length = 8; length < whole.length; length += 997) {
            Path cut = folder.resolve("cut.mcap");
            Files.write(cut, Arrays.copyOf(whole, length));
            int[] messages = new int[1];
            try (McapReader reader = McapReader.open(cut)) {
                assertThat(reader.summary()).isEmpty();
                List<Problem> problems =
                        reader.scan((r, place) -> messages[0] += r instanceof McapRecord.Message ? 1 : 0);
                assertThat(problems).isNotEmpty();
                assertThat(problems.getFirst().where()).contains("cut.mcap, byte ");
            }
            assertThat(messages[0]).isBetween(before, MESSAGES);
            before = messages[0];
        }
        assertThat(before).isEqualTo(MESSAGES);
    }

    /** Each message that is whole before the cut comes back, also from within the chunk that is cut. */
    @Test
    void aCutChunkGivesItsWholeMessages() throws IOException {
        for (boolean packed : new boolean[] {false, true}) {
            Path file = folder.resolve("one" + packed + ".mcap");
            McapLayout layout =
                    new McapLayout(1 << 24, true, packed, true, true, true, true, true, true, true, true);
            Random random = new Random(2);
            try (McapWriter out = new McapWriter(Files.newOutputStream(file), "", "", layout)) {
                int c = out.channel("/a", 0, "raw", new TreeMap<>());
                for (int i = 0; i < 3000; i++) {
                    byte[] data = new byte[1000];
                    random.nextBytes(data);
                    out.message(c, i, i, data);
                }
            }
            byte[] whole = Files.readAllBytes(file);
            Path cut = folder.resolve("half.mcap");
            Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
            List<McapReader.Place> places = new ArrayList<>();
            try (McapReader reader = McapReader.open(cut)) {
                List<Problem> problems = reader.scan((r, place) -> {
                    if (r instanceof McapRecord.Message) {
                        places.add(place);
                    }
                });
                assertThat(problems).singleElement().extracting(Problem::what).asString()
                        .contains("the file ends at byte " + whole.length / 2);
                assertThat(places.size()).isBetween(1300, 1530);
                assertThat(reader.message(places.getLast()).logTimeNanos()).isEqualTo(places.size() - 1);
            }
        }
    }

    @Test
    void lz4ChunksAreReadAndFalseSizesAreNotBelieved() throws IOException {
        Bytes records = new Bytes().record(McapRecord.MESSAGE, b -> b.u16(1).u32(0).u64(42).u64(42).raw(new byte[500]));
        assertThat(scanned(chunk(records, "lz4", records.size()))).containsExactly("42");
        assertThat(scanned(chunk(records, "lz4", 900_000_000)))
                .singleElement().asString().contains("announces 900000000");
        assertThat(scanned(chunk(records, "snappy", records.size()))).singleElement().asString().contains("snappy");
        assertThat(scanned(chunk(records, "lz4", Long.MAX_VALUE))).singleElement().asString().contains("1 GiB");
        assertThat(scanned(chunk(records, "zstd", 900_000_000))).singleElement().asString().contains("damaged");
    }

    private static Bytes chunk(Bytes records, String compression, long announced) throws IOException {
        ByteBuffer plain = records.view();
        CRC32 crc = new CRC32();
        crc.update(plain.duplicate());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(packed)) {
            lz4.write(plain.array(), 0, plain.remaining());
        }
        return new Bytes().record(McapRecord.CHUNK, b -> b.u64(42)
                .u64(42)
                .u64(announced)
                .u32(crc.getValue())
                .text(compression)
                .u64(packed.size())
                .raw(packed.toByteArray()));
    }

    /** Message times, or what was wrong. */
    private List<String> scanned(Bytes chunk) throws IOException {
        Path file = folder.resolve("chunk.mcap");
        Bytes all = new Bytes().raw(McapRecord.MAGIC).raw(chunk.view());
        all.record(McapRecord.FOOTER, b -> b.u64(0).u64(0).u32(0)).raw(McapRecord.MAGIC);
        Files.write(file, Arrays.copyOf(all.view().array(), all.size()));
        List<String> out = new ArrayList<>();
        try (McapReader reader = McapReader.open(file)) {
            List<Problem> problems = reader.scan((r, place) -> {
                if (r instanceof McapRecord.Message m) {
                    out.add(Long.toString(m.logTimeNanos()));
                }
            });
            problems.forEach(p -> out.add(p.what()));
        }
        return out;
    }

    @Test
    void bagsHoldTheTopicsTheyAreKnownToHold() throws IOException {
        JsonNode bags = new JsonMapper().readTree(Files.readAllBytes(Shared.data("expected/bags.json")));
        int compared = 0;
        for (var bag : bags.properties()) {
            if (!bag.getKey().endsWith(".mcap")) {
                continue;
            }
            try (McapReader reader = McapReader.open(Shared.data(bag.getKey()))) {
                McapSummary summary = reader.summary().orElseThrow();
                McapRecord.Statistics s = summary.statistics().orElseThrow();
                assertThat(s.messages()).isEqualTo(bag.getValue().get("message_count").asLong());
                assertThat(summary.chunks()).hasSize(bag.getValue().get("chunks").asInt());
                assertThat(s.startNanos()).isEqualTo(bag.getValue().get("time_range_ns").get(0).asLong());
                assertThat(s.endNanos()).isEqualTo(bag.getValue().get("time_range_ns").get(1).asLong());
                int[] messages = new int[1];
                assertThat(reader.scan((r, p) -> messages[0] += r instanceof McapRecord.Message ? 1 : 0)).isEmpty();
                assertThat(messages[0]).isEqualTo((int) s.messages());
                for (var topic : bag.getValue().get("topics").properties()) {
                    McapRecord.Channel c = summary.channels().values().stream()
                            .filter(x -> x.topic().equals(topic.getKey()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(summary.schemas().get(c.schemaId()).name())
                            .isEqualTo(topic.getValue().get("type").asString());
                    assertThat(s.messagesOfChannel().getOrDefault(c.id(), 0L))
                            .isEqualTo(topic.getValue().get("count").asLong());
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(5);
    }
}
