package plumbline.storage.tile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.TileKey;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.TileSet;
import plumbline.annotation.scene.TileSource;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;

/** A folder of tiles, whole or still being built. */
public final class TileFolder implements TileSource {
    private static final int LARGEST = 1 << 30;

    /** A tile's bytes: a part of a file, or a whole file ({@code sum} unknown) while it is built. */
    private record Place(Path file, TileEntry entry, boolean whole) {}

    private record Known(TileManifest manifest, TileSet set, Map<TileKey, Place> places, long stamp) {}

    private final Path folder;
    private volatile Known known;

    private TileFolder(Path folder) throws IOException {
        this.folder = folder;
        this.known = look();
    }

    /** True for folders that {@link #open} can open. */
    public static boolean isTiles(Path folder) {
        return Files.isRegularFile(folder.resolve("tiles.json"))
                || Files.isRegularFile(folder.resolve("building/state.json"));
    }

    public static TileFolder open(Path folder) throws IOException {
        if (!isTiles(folder)) {
            throw new FormatException(folder.toString(), "", "not a folder of tiles; \"plumbline tiles PATH --out DIR\" makes one");
        }
        return new TileFolder(folder);
    }

    private Known look() throws IOException {
        if (Files.exists(folder.resolve("tiles.json"))) {
            return whole();
        }
        try {
            return unfinished();
        } catch (NoSuchFileException e) {
            // It became whole while we looked.
            return whole();
        }
    }

    private Known whole() throws IOException {
        TileManifest m = TileManifest.of(folder.resolve("tiles.json"));
        TileIndex index = TileIndex.read(folder.resolve("index.bin"));
        Map<TileKey, Place> places = HashMap.newHashMap(index.entries().size());
        for (TileEntry e : index.entries()) {
            places.put(e.key(), new Place(folder.resolve("nodes").resolve(index.files().get(e.file())), e, false));
        }
        return new Known(m, m.set(true, List.of()), places, -1);
    }

    private Known unfinished() throws IOException {
        Path building = folder.resolve("building");
        TileManifest m = TileManifest.state(building.resolve("state.json")).set();
        List<Problem> problems = new ArrayList<>();
        Map<TileKey, Place> places = new HashMap<>();
        long stamp = 1;
        Path preview = building.resolve("preview.bin");
        if (Files.exists(preview)) {
            stamp += Files.getLastModifiedTime(preview).toMillis();
            file(TileKey.ROOT, preview, 0, places);
        }
        Path roots = building.resolve("roots");
        List<Path> done = List.of();
        if (Files.isDirectory(roots)) {
            try (Stream<Path> files = Files.list(roots)) {
                done = files.filter(p -> p.getFileName().toString().matches("\\d+-\\d+-\\d+-\\d+\\.bin")).toList();
            }
        }
        for (Path root : done) {
            Path nodes = folder.resolve("nodes").resolve(root.getFileName());
            if (Files.exists(nodes)) {
                stamp += 31;
                try {
                    chunk(root, nodes, places);
                } catch (FormatException e) {
                    problems.add(new Problem(nodes.toString(), e.getMessage()));
                }
            }
        }
        return new Known(m, m.set(false, problems), places, stamp);
    }

    /** Points are counted from the tile's head. */
    private static void file(TileKey key, Path file, int mask, Map<TileKey, Place> places) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = TileFile.read(in, 0, TileCodec.HEAD);
            int points = head.limit() < TileCodec.HEAD ? 0 : Math.max(0, head.getInt(4));
            int length = (int) Math.min(LARGEST, in.size());
            places.put(key, new Place(file, new TileEntry(key, 0, points, 0, length, 0, mask), true));
        }
    }

    private static void chunk(Path root, Path nodes, Map<TileKey, Place> places) throws IOException {
        List<TileEntry> entries = TileFile.entries(nodes);
        // The chunk's own tile is the last of its file.
        TileEntry own = entries.getLast();
        for (TileEntry e : entries) {
            places.put(e.key(), new Place(nodes, e, false));
        }
        if (own.key().level() > 0) {
            file(own.key(), root, own.mask(), places);
        }
        for (TileKey k = own.key(); k.level() > 0; k = k.parent()) {
            int bit = 1 << k.octant();
            TileKey up = k.parent();
            Place there = places.get(up);
            TileEntry e = there == null ? new TileEntry(up, 0, 0, 0, 0, 0, 0) : there.entry();
            TileEntry with = new TileEntry(up, 0, e.points(), e.offset(), e.length(), e.sum(), e.mask() | bit);
            places.put(up, new Place(there == null ? nodes : there.file(), with, there != null && there.whole()));
        }
    }

    @Override
    public TileSet set() {
        return known.set();
    }

    @Override
    public Optional<TileNode> node(TileKey key) {
        return Optional.ofNullable(known.places().get(key)).map(p -> p.entry().node());
    }

    /** All tiles that are known, in no order. */
    public List<TileNode> nodes() {
        return known.places().values().stream().map(p -> p.entry().node()).toList();
    }

    @Override
    public PointBlock load(TileKey key, Predicate<String> columns) throws IOException {
        Known k = known;
        Rows rows = rows(k, key, columns);
        Vec3 corner = k.set().corner(key);
        int n = rows.size();
        float[][] xyz = new float[3][n];
        double[] metres = new double[n];
        for (int a = 0; a < 3; a++) {
            rows.metres(a, k.manifest().grid(), metres);
            double from = Rows.axis(corner, a);
            float[] out = xyz[a];
            for (int i = 0; i < n; i++) {
                out[i] = (float) (metres[i] - from);
            }
        }
        return new PointBlock(corner, xyz[0], xyz[1], xyz[2], Optional.empty(), columns(k, rows, columns));
    }

    @Override
    public PointBlock exact(TileKey key) throws IOException {
        Known k = known;
        Rows rows = rows(k, key, c -> true);
        double[][] xyz = rows.metres(k.manifest().grid());
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], columns(k, rows, c -> true));
    }

    private static List<Column> columns(Known k, Rows rows, Predicate<String> wanted) {
        List<Column> out = new ArrayList<>();
        for (int f = 0; f < k.set().fields().size(); f++) {
            TileSet.Field field = k.set().fields().get(f);
            if (wanted.test(field.name())) {
                out.add(Lane.column(rows.lanes().get(3 + f), field.name(), field.type(), rows.size()));
            }
        }
        return out;
    }

    private static Rows rows(Known k, TileKey key, Predicate<String> wanted) throws IOException {
        Place p = k.places().get(key);
        int[] widths = k.manifest().fieldWidths();
        List<TileSet.Field> fields = k.set().fields();
        if (p == null || p.entry().points() == 0) {
            List<Lane> none = new ArrayList<>();
            for (int l = 0; l < 3 + widths.length; l++) {
                none.add(Lanes.room(l < 3 ? Rows.Kind.FLOATS.width : widths[l - 3], 0));
            }
            return new Rows(0, Rows.Kind.FLOATS, none);
        }
        String where = p.file() + ", tile " + key;
        byte[] bytes = p.whole() ? Files.readAllBytes(p.file()) : part(p, where);
        Rows rows = TileCodec.decode(bytes, widths, f -> wanted.test(fields.get(f).name()), where);
        if (!p.whole() && rows.size() != p.entry().points()) {
            throw new FormatException(where, "byte 4", "the tile and the index differ in the number of points");
        }
        if (rows.kind() == Rows.Kind.GRID && k.manifest().grid().isEmpty()) {
            throw new FormatException(where, "byte 8", "the tile needs a grid that tiles.json does not name");
        }
        return rows;
    }

    private static byte[] part(Place p, String where) throws IOException {
        TileEntry e = p.entry();
        try (FileChannel in = FileChannel.open(p.file(), StandardOpenOption.READ)) {
            if (e.offset() + e.length() > in.size()) {
                throw new FormatException(
                        where, "byte " + in.size(), "the file ends before the tile does; build the tiles again");
            }
            byte[] bytes = TileFile.read(in, e.offset(), e.length()).array();
            if (TileFile.sum(bytes) != e.sum()) {
                throw new FormatException(
                        where, "byte " + e.offset(),
                        "the tile's " + e.points() + " points are damaged; the others can be used, or build the tiles again");
            }
            return bytes;
        }
    }

    @Override
    public boolean refresh() throws IOException {
        Known before = known;
        if (before.set().complete()) {
            return false;
        }
        Known now = look();
        known = now;
        return now.stamp() != before.stamp();
    }

    @Override
    public void close() {
        // Files are open only while a tile is read.
    }
}
