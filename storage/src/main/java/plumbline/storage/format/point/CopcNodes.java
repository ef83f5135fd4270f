package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointQuery;
import plumbline.storage.format.laz.ChunkTable.Chunk;

/**
 * The octree of a COPC 1.0 file: pages of 32-byte entries (level, x, y, z, place, bytes, points), read only where a query
 * reaches. Every node is a chunk of the LAZ file.
 */
final class CopcNodes {
    private static final int ENTRY = 32;
    /** Deeper than coordinates of 32 bits can be divided. */
    private static final int DEEPEST = 31;

    private final PointInput in;
    private final LasHeader header;
    private final double[] low = new double[3];
    private final double edge;
    private final double spacing;
    private final long rootAt;
    private final long rootBytes;

    CopcNodes(PointInput in, LasHeader header) {
        this.in = in;
        this.header = header;
        ByteBuffer b = header.copc().orElseThrow();
        double half = b.getDouble(24);
        for (int a = 0; a < 3; a++) {
            low[a] = b.getDouble(8 * a) - half;
        }
        edge = 2 * half;
        spacing = b.getDouble(32);
        rootAt = b.getLong(40);
        rootBytes = b.getLong(48);
    }

    /** The nodes whose cubes meet the query's region, down to the level whose spacing is fine enough; by place. */
    List<Chunk> chunks(PointQuery query) throws IOException {
        List<Chunk> out = new ArrayList<>();
        page(rootAt, rootBytes, query, new HashSet<>(), out);
        long points = out.stream().mapToLong(Chunk::points).sum();
        if (points > header.points()) {
            throw new FormatException(
                    in.name(), "byte " + rootAt, "the octree announces " + points + " points and the file " + header.points());
        }
        out.sort(Comparator.comparingLong(Chunk::at));
        List<Chunk> numbered = new ArrayList<>();
        long first = 0;
        for (Chunk c : out) {
            numbered.add(new Chunk(c.at(), c.bytes(), first, c.points()));
            first += c.points();
        }
        return numbered;
    }

    private void page(long at, long bytes, PointQuery query, Set<Long> seen, List<Chunk> out) throws IOException {
        if (!seen.add(at)) {
            throw new FormatException(in.name(), "byte " + at, "a page of the octree contains itself");
        }
        if (at < 0 || bytes < 0 || bytes > in.size() - at || bytes % ENTRY != 0 || bytes > Integer.MAX_VALUE) {
            throw new FormatException(in.name(), "byte " + at, "a page of the octree of " + bytes + " bytes is not there");
        }
        ByteBuffer b = in.read(at, (int) bytes);
        for (int p = 0; p < bytes; p += ENTRY) {
            int level = b.getInt(p);
            if (level < 0 || level > DEEPEST) {
                throw new FormatException(in.name(), "byte " + (at + p), "an octree of level " + level + " cannot be");
            }
            if (!wanted(query, level, b.getInt(p + 4), b.getInt(p + 8), b.getInt(p + 12))) {
                continue;
            }
            long place = b.getLong(p + 16);
            int size = b.getInt(p + 24);
            int points = b.getInt(p + 28);
            if (points == -1) {
                page(place, size, query, seen, out);
            } else if (points > 0) {
                if (place < 0 || size < header.recordBytes() || size > in.size() - place) {
                    throw new FormatException(
                            in.name(), "byte " + (at + p), "a node of " + size + " bytes at " + place + " is not there");
                }
                out.add(new Chunk(place, size, 0, points));
            }
        }
    }

    private boolean wanted(PointQuery query, int level, int x, int y, int z) {
        // The level before is already that fine.
        if (query.spacing() > 0 && level > 0 && spacing / Math.scalb(1.0, level - 1) <= query.spacing()) {
            return false;
        }
        if (query.within().isEmpty()) {
            return true;
        }
        double size = edge / Math.scalb(1.0, level);
        // Half a step of the stored integers, for points on the boundary.
        double slack = Math.max(header.scale()[0], Math.max(header.scale()[1], header.scale()[2]));
        Vec3 min = new Vec3(low[0] + x * size - slack, low[1] + y * size - slack, low[2] + z * size - slack);
        Vec3 max = new Vec3(
                low[0] + (x + 1) * size + slack, low[1] + (y + 1) * size + slack, low[2] + (z + 1) * size + slack);
        return query.within().get().meets(min, max);
    }
}
