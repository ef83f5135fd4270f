package plumbline.storage.tile;

import java.nio.ByteBuffer;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.storage.format.FormatException;

/** Where a tile lies: 48 bytes of the index. */
record TileEntry(TileKey key, int file, int points, long offset, int length, int sum, int mask) {
    static final int BYTES = 48;

    void write(ByteBuffer out) {
        out.putInt(key.level()).putInt(key.x()).putInt(key.y()).putInt(key.z());
        out.putInt(file).putInt(points).putLong(offset).putInt(length).putInt(sum).put((byte) mask).put(new byte[7]);
    }

    static TileEntry read(ByteBuffer in, String where) throws FormatException {
        int at = in.position();
        int level = in.getInt();
        int x = in.getInt();
        int y = in.getInt();
        int z = in.getInt();
        int file = in.getInt();
        int points = in.getInt();
        long offset = in.getLong();
        int length = in.getInt();
        int sum = in.getInt();
        int mask = in.get() & 0xFF;
        in.position(at + BYTES);
        if (level < 0 || level > TileKey.DEEPEST || ((x | y | z) >>> level) != 0 || points < 0 || offset < 0
                || length < 0 || (points == 0) != (length == 0)) {
            throw new FormatException(where, "byte " + at, "the index names a tile that cannot be");
        }
        return new TileEntry(new TileKey(level, x, y, z), file, points, offset, length, sum, mask);
    }

    TileEntry inFile(int number) {
        return new TileEntry(key, number, points, offset, length, sum, mask);
    }

    TileNode node() {
        return new TileNode(key, points, length, mask);
    }
}
