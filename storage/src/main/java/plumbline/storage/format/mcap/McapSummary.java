package plumbline.storage.format.mcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.storage.format.FormatException;

/** The summary section of an MCAP file: what is in it and where, without reading the messages. */
public record McapSummary(
        SortedMap<Integer, McapRecord.Schema> schemas,
        SortedMap<Integer, McapRecord.Channel> channels,
        List<McapRecord.ChunkIndex> chunks,
        List<McapRecord.AttachmentIndex> attachments,
        List<McapRecord.MetadataIndex> metadata,
        Optional<McapRecord.Statistics> statistics) {

    static McapSummary read(String where, ByteBuffer bytes) throws FormatException {
        SortedMap<Integer, McapRecord.Schema> schemas = new TreeMap<>();
        SortedMap<Integer, McapRecord.Channel> channels = new TreeMap<>();
        List<McapRecord.ChunkIndex> chunks = new ArrayList<>();
        List<McapRecord.AttachmentIndex> attachments = new ArrayList<>();
        List<McapRecord.MetadataIndex> metadata = new ArrayList<>();
        Optional<McapRecord.Statistics> statistics = Optional.empty();
        while (bytes.remaining() >= 9) {
            int opcode = bytes.get() & 0xFF;
            long length = bytes.getLong();
            if (length < 0 || length > bytes.remaining()) {
                throw new FormatException(where, "", "a record of the summary reaches past its end");
            }
            ByteBuffer body = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + (int) length);
            switch (McapCodec.read(where, opcode, body)) {
                case McapRecord.Schema s -> schemas.put(s.id(), s);
                case McapRecord.Channel c -> channels.put(c.id(), c);
                case McapRecord.ChunkIndex c -> chunks.add(c);
                case McapRecord.AttachmentIndex a -> attachments.add(a);
                case McapRecord.MetadataIndex m -> metadata.add(m);
                case McapRecord.Statistics s -> statistics = Optional.of(s);
                default -> { }
            }
        }
        return new McapSummary(schemas, channels, chunks, attachments, metadata, statistics);
    }

    /**
     * True where reading the indexed chunks misses nothing: channels are repeated here, and no message is outside.
     */
    boolean indexesEveryMessage() {
        return statistics.isPresent()
                && !chunks.isEmpty()
                && statistics.get().chunks() == chunks.size()
                && channels.keySet().containsAll(statistics.get().messagesOfChannel().keySet())
                && statistics.get().channels() == channels.size();
    }
}
