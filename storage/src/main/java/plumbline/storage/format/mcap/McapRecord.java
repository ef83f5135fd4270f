package plumbline.storage.format.mcap;

import java.nio.ByteBuffer;
import java.util.SortedMap;

/**
 * The records of an MCAP file, one to one with the MCAP specification (version 0). Times are nanoseconds; CRCs are
 * CRC-32 as unsigned numbers, 0 where the writer left them out; offsets are bytes from the start of the file.
 */
public sealed interface McapRecord {
    byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

    int HEADER = 0x01;
    int FOOTER = 0x02;
    int SCHEMA = 0x03;
    int CHANNEL = 0x04;
    int MESSAGE = 0x05;
    int CHUNK = 0x06;
    int MESSAGE_INDEX = 0x07;
    int CHUNK_INDEX = 0x08;
    int ATTACHMENT = 0x09;
    int ATTACHMENT_INDEX = 0x0A;
    int STATISTICS = 0x0B;
    int METADATA = 0x0C;
    int METADATA_INDEX = 0x0D;
    int SUMMARY_OFFSET = 0x0E;
    int DATA_END = 0x0F;

    record Header(String profile, String library) implements McapRecord {}

    record Footer(long summaryStart, long summaryOffsetStart, long summaryCrc) implements McapRecord {}

    record Schema(int id, String name, String encoding, byte[] data) implements McapRecord {}

    /** {@code schemaId} 0 is a channel without schema. */
    record Channel(int id, int schemaId, String topic, String messageEncoding, SortedMap<String, String> metadata)
            implements McapRecord {}

    /** {@code data} is a view into the reader's buffer: sound during the visit, copy what is to stay. */
    record Message(int channelId, long sequence, long logTimeNanos, long publishTimeNanos, ByteBuffer data)
            implements McapRecord {
        public byte[] bytes() {
            byte[] copy = new byte[data.remaining()];
            data.duplicate().get(copy);
            return copy;
        }
    }

    record Chunk(
            long startNanos, long endNanos, long uncompressedSize, long uncompressedCrc, String compression,
            ByteBuffer records)
            implements McapRecord {}

    /** {@code offsets} count from the start of the chunk's uncompressed records. */
    record MessageIndex(int channelId, long[] timesNanos, long[] offsets) implements McapRecord {}

    record ChunkIndex(
            long startNanos, long endNanos, long chunkOffset, long chunkLength,
            SortedMap<Integer, Long> messageIndexOffsets, long messageIndexLength, String compression,
            long compressedSize, long uncompressedSize)
            implements McapRecord {}

    record Attachment(long logTimeNanos, long createTimeNanos, String name, String mediaType, byte[] data, long crc)
            implements McapRecord {}

    record AttachmentIndex(
            long offset, long length, long logTimeNanos, long createTimeNanos, long dataSize, String name,
            String mediaType)
            implements McapRecord {}

    record Statistics(
            long messages, int schemas, long channels, long attachments, long metadata, long chunks, long startNanos,
            long endNanos, SortedMap<Integer, Long> messagesOfChannel)
            implements McapRecord {}

    record Metadata(String name, SortedMap<String, String> values) implements McapRecord {}

    record MetadataIndex(long offset, long length, String name) implements McapRecord {}

    record SummaryOffset(int opcode, long start, long length) implements McapRecord {}

    record DataEnd(long dataSectionCrc) implements McapRecord {}

    /** An opcode this version does not know; the specification asks to skip it. */
    record Unknown(int opcode, long length) implements McapRecord {}
}
