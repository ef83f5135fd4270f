package plumbline.storage.format.mcap;

/**
 * What of MCAP's optional parts a file is written with: chunks of about so many bytes, their compression and indexes,
 * and what the summary repeats. Named as in the MCAP specification, version 0.
 */
public record McapLayout(
        int chunkBytes, boolean chunked, boolean zstd, boolean messageIndexes, boolean chunkIndexes,
        boolean repeatSchemas, boolean repeatChannels, boolean statistics, boolean attachmentIndexes,
        boolean metadataIndexes, boolean summaryOffsets) {

    /** Everything that makes a file quick to open, chunks in zstd. */
    public static McapLayout usual(int chunkBytes) {
        return new McapLayout(chunkBytes, true, true, true, true, true, true, true, true, true, true);
    }
}
