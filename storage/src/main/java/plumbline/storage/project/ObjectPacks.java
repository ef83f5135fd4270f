package plumbline.storage.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Many small objects in one file {@code objects/packs/HASH.pack}, so that a version of a thousand pages costs one write and
 * one fsync: magic, count, then hash, offset and length of each in order of hash, then the bytes. Files never change.
 */
final class ObjectPacks {
    static final String FOLDER = "packs";
    static final String ENDING = ".pack";
    private static final long MAGIC = 0x504c554d5041434bL; // "PLUMPACK"
    private static final int HEAD = 12;
    private static final int ROW = 44;

    private record Place(MappedByteBuffer file, int offset, int length) {}

    private final Path folder;
    private final Map<Hash, Place> places = new ConcurrentHashMap<>();
    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    ObjectPacks(Path objects) {
        this.folder = objects.resolve(FOLDER);
    }

    /** Takes in packs that have come since; a pack that is not sound holds nothing. */
    synchronized void look() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path p : all.filter(f -> f.toString().endsWith(ENDING) && !known.contains(f)).toList()) {
                places.putAll(index(p));
                known.add(p);
            }
        } catch (IOException e) {
            throw new StorageException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<Hash, Place> index(Path pack) throws IOException {
        Map<Hash, Place> out = new TreeMap<>();
        try (FileChannel in = FileChannel.open(pack, StandardOpenOption.READ)) {
            long size = in.size();
            if (size < HEAD || size > Integer.MAX_VALUE) {
                return out;
            }
            MappedByteBuffer file = in.map(FileChannel.MapMode.READ_ONLY, 0, size);
            int count = file.getInt(8);
            if (file.getLong(0) != MAGIC || count < 0 || HEAD + (long) count * ROW > size) {
                return out;
            }
            byte[] hash = new byte[32];
            for (int i = 0; i < count; i++) {
                int row = HEAD + i * ROW;
                file.get(row, hash);
                long offset = file.getLong(row + 32);
                int length = file.getInt(row + 40);
                if (offset >= HEAD && length >= 0 && offset + length <= size) {
                    out.put(Hash.ofBytes(hash), new Place(file, (int) offset, length));
                }
            }
        }
        return out;
    }

    boolean has(Hash hash) {
        return places.containsKey(hash);
    }

    /** As they lie there; the reader checks them against the hash. */
    Optional<byte[]> read(Hash hash) {
        return Optional.ofNullable(places.get(hash)).map(ObjectPacks::bytes);
    }

    private static byte[] bytes(Place p) {
        byte[] out = new byte[p.length()];
        p.file().get(p.offset(), out);
        return out;
    }

    /** The objects that one pack announces, and whether each is there; none where the pack is not sound. */
    static Map<Hash, Boolean> check(Path pack) throws IOException {
        Map<Hash, Boolean> out = new TreeMap<>();
        for (Map.Entry<Hash, Place> e : index(pack).entrySet()) {
            out.put(e.getKey(), Hash.of(bytes(e.getValue())).equals(e.getKey()));
        }
        return out;
    }

    /** The objects that one pack announces, and the length of each; none where the pack is not sound. */
    static Map<Hash, Integer> lengths(Path pack) {
        try {
            Map<Hash, Integer> out = new TreeMap<>();
            index(pack).forEach((hash, place) -> out.put(hash, place.length()));
            return out;
        } catch (IOException e) {
            throw new StorageException("The pack " + pack + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** After files were moved away. */
    synchronized void forget() {
        places.clear();
        known.clear();
    }

    /** A pack is named by the hash of the hashes in it, in order. */
    static String name(Set<Hash> objects) {
        byte[] all = new byte[32 * objects.size()];
        int at = 0;
        for (Hash h : objects) {
            System.arraycopy(h.bytes(), 0, all, at, 32);
            at += 32;
        }
        return Hash.of(all).hex() + ENDING;
    }

    /** The bytes of a pack of some objects. */
    static ByteBuffer pack(TreeMap<Hash, byte[]> objects) {
        int size = HEAD + ROW * objects.size() + objects.values().stream().mapToInt(b -> b.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).putLong(MAGIC).putInt(objects.size());
        long offset = HEAD + (long) ROW * objects.size();
        List<byte[]> bodies = new ArrayList<>();
        for (Map.Entry<Hash, byte[]> e : objects.entrySet()) {
            out.put(e.getKey().bytes()).putLong(offset).putInt(e.getValue().length);
            offset += e.getValue().length;
            bodies.add(e.getValue());
        }
        bodies.forEach(out::put);
        return out.flip();
    }

    Path folder() {
        return folder;
    }
}
