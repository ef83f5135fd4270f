package plumbline.storage.project;

/**
 * What a compaction took away, or with {@code dryRun} would take away: objects that nothing names and their bytes, packs
 * (about as many after, where they are larger than one pack holds), and the bytes of the database (unchanged in a dry run).
 */
public record Compacted(
        boolean dryRun, long objects, long objectBytes, int packsBefore, int packsAfter, long databaseBefore,
        long databaseAfter) {
    /** True where no object and no pack was, or would be, touched. */
    public boolean nothing() {
        return objects == 0 && packsBefore == packsAfter;
    }
}
