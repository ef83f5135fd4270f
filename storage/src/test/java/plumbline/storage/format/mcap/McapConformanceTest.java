package plumbline.storage.format.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every file of the format's own conformance suite, record by record and field by field. */
class McapConformanceTest {
    private final JsonMapper json = new JsonMapper();

    @Test
    void everyFileReadsAsItsDescriptionSays() throws IOException {
        Path root = Shared.data("mcap_conformance");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(p -> p.toString().endsWith(".mcap")).sorted().toList();
        }
        assertThat(files).hasSize(224);
        for (Path file : files) {
            List<Map<String, String>> got = new ArrayList<>();
            List<Problem> problems;
            try (McapReader reader = McapReader.open(file)) {
                problems = reader.scan((r, place) -> {
                    if (!(r instanceof McapRecord.MessageIndex)) {
                        got.add(flat(r));
                    }
                });
                boolean summary = expected(file).stream().anyMatch(r -> r.get("type").equals("Footer")
                        && !r.get("summary_start").equals("0"));
                assertThat(reader.summary().isPresent()).as(file.toString()).isEqualTo(summary);
            }
            assertThat(problems).as(file.toString()).isEmpty();
            assertThat(got).as(file.toString()).isEqualTo(expected(file));
        }
    }

    /** Padded records are for readers alone: they stand for fields that a later version may add. */
    @Test
    void everyFileWithoutPaddingIsWrittenByteForByte() throws IOException {
        int written = 0;
        try (Stream<Path> walk = Files.walk(Shared.data("mcap_conformance"))) {
            for (Path file : walk.filter(p -> p.toString().endsWith(".mcap")).sorted().toList()) {
                JsonNode description =
                        json.readTree(Files.readAllBytes(Path.of(file.toString().replaceAll("mcap$", "json"))));
                Set<String> features = new TreeSet<>();
                description.get("meta").get("variant").get("features").forEach(f -> features.add(f.asString()));
                if (!features.contains("pad")) {
                    assertThat(rewritten(file, features)).as(file.toString()).isEqualTo(Files.readAllBytes(file));
                    written++;
                }
            }
        }
        assertThat(written).isEqualTo(114);
    }

    private static byte[] rewritten(Path file, Set<String> features) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        McapLayout layout = new McapLayout(
                1 << 20, features.contains("ch"), false, features.contains("mx"), features.contains("chx"),
                features.contains("rsh"), features.contains("rch"), features.contains("st"),
                features.contains("ax"), features.contains("mdx"), features.contains("sum"));
        boolean[] data = {true};
        try (McapReader reader = McapReader.open(file); McapWriter to = new McapWriter(out, "", "", layout)) {
            reader.scan((r, place) -> {
                data[0] &= !(r instanceof McapRecord.DataEnd);
                if (data[0]) {
                    write(r, to);
                }
            });
        }
        return out.toByteArray();
    }

    private static void write(McapRecord record, McapWriter to) throws IOException {
        switch (record) {
            case McapRecord.Schema s ->
                to.schema(s.name(), s.encoding(), new String(s.data(), StandardCharsets.UTF_8));
            case McapRecord.Channel c -> to.channel(c.topic(), c.schemaId(), c.messageEncoding(), c.metadata());
            case McapRecord.Message m ->
                to.message(m.channelId(), m.sequence(), m.logTimeNanos(), m.publishTimeNanos(), m.bytes());
            case McapRecord.Attachment a ->
                to.attachment(a.logTimeNanos(), a.createTimeNanos(), a.name(), a.mediaType(), a.data());
            case McapRecord.Metadata m -> to.metadata(m.name(), m.values());
            default -> { }
        }
    }

    private List<Map<String, String>> expected(Path mcap) throws IOException {
        Path description = Path.of(mcap.toString().replaceAll("mcap$", "json"));
        List<Map<String, String>> out = new ArrayList<>();
        for (JsonNode record : json.readTree(Files.readAllBytes(description)).get("records")) {
            Map<String, String> fields = new TreeMap<>();
            fields.put("type", record.get("type").asString());
            for (JsonNode f : record.get("fields")) {
                fields.put(f.get(0).asString(), text(f.get(1)));
            }
            out.add(fields);
        }
        return out;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(v -> items.add(v.asString()));
            return items.toString();
        }
        if (value.isObject()) {
            Map<String, String> items = new TreeMap<>();
            value.properties().forEach(e -> items.put(e.getKey(), e.getValue().asString()));
            return items.toString();
        }
        return value.asString();
    }

    private static Map<String, String> flat(McapRecord record) {
        return switch (record) {
            case McapRecord.Header r -> map("Header", "profile", r.profile(), "library", r.library());
            case McapRecord.Footer r -> map("Footer", "summary_start", r.summaryStart(),
                    "summary_offset_start", r.summaryOffsetStart(), "summary_crc", r.summaryCrc());
            case McapRecord.Schema r -> map("Schema", "id", r.id(), "name", r.name(), "encoding", r.encoding(),
                    "data", bytes(r.data()));
            case McapRecord.Channel r -> map("Channel", "id", r.id(), "schema_id", r.schemaId(), "topic", r.topic(),
                    "message_encoding", r.messageEncoding(), "metadata", r.metadata());
            case McapRecord.Message r -> map("Message", "channel_id", r.channelId(), "sequence", r.sequence(),
                    "log_time", r.logTimeNanos(), "publish_time", r.publishTimeNanos(), "data", bytes(r.bytes()));
            case McapRecord.ChunkIndex r -> map("ChunkIndex", "message_start_time", r.startNanos(),
                    "message_end_time", r.endNanos(), "chunk_start_offset", r.chunkOffset(),
                    "chunk_length", r.chunkLength(), "message_index_offsets", r.messageIndexOffsets(),
                    "message_index_length", r.messageIndexLength(), "compression", r.compression(),
                    "compressed_size", r.compressedSize(), "uncompressed_size", r.uncompressedSize());
            case McapRecord.Attachment r -> map("Attachment", "log_time", r.logTimeNanos(),
                    "create_time", r.createTimeNanos(), "name", r.name(), "media_type", r.mediaType(),
                    "data", bytes(r.data()));
            case McapRecord.AttachmentIndex r -> map("AttachmentIndex", "offset", r.offset(), "length", r.length(),
                    "log_time", r.logTimeNanos(), "create_time", r.createTimeNanos(), "data_size", r.dataSize(),
                    "name", r.name(), "media_type", r.mediaType());
            case McapRecord.Statistics r -> map("Statistics", "message_count", r.messages(),
                    "schema_count", r.schemas(), "channel_count", r.channels(), "attachment_count", r.attachments(),
                    "metadata_count", r.metadata(), "chunk_count", r.chunks(), "message_start_time", r.startNanos(),
                    "message_end_time", r.endNanos(), "channel_message_counts", r.messagesOfChannel());
            case McapRecord.Metadata r -> map("Metadata", "name", r.name(), "metadata", r.values());
            case McapRecord.MetadataIndex r -> map("MetadataIndex", "offset", r.offset(), "length", r.length(),
                    "name", r.name());
            case McapRecord.SummaryOffset r -> map("SummaryOffset", "group_opcode", r.opcode(),
                    "group_start", r.start(), "group_length", r.length());
            case McapRecord.DataEnd r -> map("DataEnd", "data_section_crc", r.dataSectionCrc());
            case McapRecord.Chunk r -> throw new AssertionError("a chunk is shown unpacked, not as " + r);
            case McapRecord.MessageIndex r -> map("MessageIndex", "channel_id", r.channelId());
            case McapRecord.Unknown r -> throw new AssertionError("unknown record " + r);
        };
    }

    private static List<String> bytes(byte[] data) {
        List<String> out = new ArrayList<>();
        for (byte b : data) {
            out.add(Integer.toString(b & 0xFF));
        }
        return out;
    }

    private static Map<String, String> map(String type, Object... fields) {
        Map<String, String> out = new TreeMap<>(Map.of("type", type));
        for (int i = 0; i < fields.length; i += 2) {
            out.put((String) fields[i], fields[i + 1].toString());
        }
        return out;
    }
}
