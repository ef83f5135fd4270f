package plumbline.storage.tile;

import plumbline.annotation.scene.TileKey;

/**
 * Where a chunk's points lie in the spill, block by block: segment i begins at byte {@code at[i]}, holds {@code counts[i]} rows
 * of the kind {@code kinds[i]}, which belong from row {@code rowAt[i]} on once the chunk is ordered by cells. The cells begin at
 * rows {@code cellStarts} and differ in no bit but the lowest {@code cellBits} of their points' codes.
 */
record Segments(
        TileKey key, long points, long[] at, int[] counts, int[] rowAt, byte[] kinds, int[] cellStarts, int cellBits) {
    Rows.Kind kind(int i) {
        return Rows.Kind.values()[kinds[i]];
    }

    boolean mixed() {
        for (byte k : kinds) {
            if (k != kinds[0]) {
                return true;
            }
        }
        return false;
    }
}
