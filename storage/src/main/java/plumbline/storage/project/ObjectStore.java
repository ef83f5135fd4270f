package plumbline.storage.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import plumbline.storage.format.AtomicFile;

/**
 * Bytes under their SHA-256 in {@code objects/ab/cdef...}. An object is written to a temporary file, forced to disk,
 * renamed, and its folder forced too, so it is there whole or not at all. Safe for several threads.
 */
final class ObjectStore {
    static final String FOLDER = "objects";
    private static final String TEMP = "tmp";

    private static final int LOOSE = 4;
    /** About how much goes into one pack. */
    static final int PACK_BYTES = 32 << 20;

    private final Path root;
    private final ObjectPacks packs;

    ObjectStore(Path projectFolder) {
        this.root = projectFolder.resolve(FOLDER);
        this.packs = new ObjectPacks(root);
        packs.look();
    }

    /** Makes the folders, and takes away what writes that were cut short left behind. Only the writer calls it. */
    void prepare() {
        try {
            Files.createDirectories(root.resolve(TEMP));
            try (Stream<Path> left = Files.list(root.resolve(TEMP))) {
                for (Path p : left.toList()) {
                    Files.deleteIfExists(p);
                }
            }
        } catch (IOException e) {
            throw new StorageException("The folder " + root + " cannot be written: " + e.getMessage(), e);
        }
    }

    boolean has(Hash hash) {
        return packs.has(hash) || Files.isRegularFile(path(hash));
    }

    /** Objects that are made together: a few are files of their own, many go into packs. Durable after {@link #end}. */
    final class Batch {
        private final TreeMap<Hash, byte[]> waiting = new TreeMap<>();
        private long size;

        Hash add(byte[] bytes) {
            Hash hash = Hash.of(bytes);
            if (!has(hash) && waiting.put(hash, bytes) == null) {
                size += bytes.length;
                if (size > PACK_BYTES) {
                    pack();
                }
            }
            return hash;
        }

        void end() {
            if (waiting.size() > LOOSE) {
                pack();
            }
            waiting.forEach(ObjectStore.this::store);
            waiting.clear();
        }

        private void pack() {
            ObjectStore.this.pack(waiting);
            packs.look();
            waiting.clear();
            size = 0;
        }
    }

    Batch batch() {
        return new Batch();
    }

    /** Durable when it returns; costs nothing where the object is there already. */
    Hash write(byte[] bytes) {
        return write(bytes, hash -> {});
    }

    /** As {@link #write(byte[])}; an object that was not there before is said to {@code fresh}. */
    Hash write(byte[] bytes, Consumer<Hash> fresh) {
        Hash hash = Hash.of(bytes);
        if (!has(hash)) {
            store(hash, bytes);
            fresh.accept(hash);
        }
        return hash;
    }

    /** Takes back objects that nothing names: those that a work wrote which then failed. */
    void takeBack(Collection<Hash> fresh) {
        fresh.forEach(hash -> deleteTemp(path(hash)));
    }

    private void store(Hash hash, byte[] bytes) {
        store(path(hash), ByteBuffer.wrap(bytes));
    }

    private void store(Path target, ByteBuffer bytes) {
        Path temp = root.resolve(TEMP).resolve(UUID.randomUUID().toString());
        try {
            try (FileChannel out = FileChannel.open(temp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            if (!Files.isDirectory(target.getParent())) {
                Files.createDirectories(target.getParent());
                AtomicFile.forceFolder(root);
            }
            Files.move(temp, target, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(target.getParent());
        } catch (FileAlreadyExistsException e) {
            // Another thread stored the same bytes meanwhile; theirs are as good.
            deleteTemp(temp);
        } catch (IOException e) {
            deleteTemp(temp);
            throw new StorageException(
                    "An object could not be written to " + root + " (" + e.getMessage() + "). What was there is safe;"
                            + " make room or check the disk, then do it again.", e);
        }
    }

    private static void deleteTemp(Path temp) {
        try {
            Files.deleteIfExists(temp);
        } catch (IOException e) {
            // It lies in tmp/, which the next opening empties.
            temp.toFile().deleteOnExit();
        }
    }

    /** How many objects there are, and those that are not what their name says. */
    record Report(long objects, List<Examination.Fault> faults) {}

    /** Reads everything. */
    Report check() {
        List<Examination.Fault> faults = new ArrayList<>();
        long count = 0;
        for (Path p : files()) {
            for (Map.Entry<Hash, Boolean> e : sound(p).entrySet()) {
                count++;
                if (!e.getValue()) {
                    faults.add(new Examination.Fault(
                            FOLDER + "/" + root.relativize(p), "object " + e.getKey().shortHex() + " is damaged"));
                }
            }
            if (p.toString().endsWith(ObjectPacks.ENDING) && sound(p).isEmpty()) {
                faults.add(new Examination.Fault(FOLDER + "/" + root.relativize(p), "the pack cannot be read"));
            }
        }
        return new Report(count, faults);
    }

    /** Moves damaged files to another folder, saving what is sound in a pack; returns the objects that are gone. */
    List<Hash> quarantine(Path away, List<String> done) {
        List<Hash> gone = new ArrayList<>();
        for (Path p : files()) {
            Map<Hash, Boolean> found = sound(p);
            boolean pack = p.toString().endsWith(ObjectPacks.ENDING);
            if (found.containsValue(false) || pack && found.isEmpty()) {
                try {
                    for (Map.Entry<Hash, Boolean> e : found.entrySet()) {
                        if (!e.getValue()) {
                            gone.add(e.getKey());
                        } else if (!Files.isRegularFile(path(e.getKey()))) {
                            store(e.getKey(), packs.read(e.getKey()).orElseThrow());
                        }
                    }
                    Path to = away.resolve(FOLDER).resolve(root.relativize(p));
                    Files.createDirectories(to.getParent());
                    Files.move(p, to);
                    done.add(FOLDER + "/" + root.relativize(p) + " moved to " + ProjectRepair.QUARANTINE);
                } catch (IOException e) {
                    throw new StorageException("The damaged file " + p + " cannot be moved: " + e.getMessage(), e);
                }
            }
        }
        lookAgain();
        gone.removeIf(this::has);
        return gone;
    }

    /** Loose objects and packs. */
    List<Path> files() {
        try (Stream<Path> all = Files.walk(root, 2)) {
            return all.filter(Files::isRegularFile)
                    .filter(p -> !p.getParent().getFileName().toString().equals(TEMP))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StorageException("The folder " + root + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The object that a loose file is named as; none for a name that is no hash. */
    static Optional<Hash> named(Path file) {
        String name = file.getParent().getFileName().toString() + file.getFileName();
        return name.matches("[0-9a-f]{64}") ? Optional.of(new Hash(name)) : Optional.empty();
    }

    /** Puts objects that are here into new packs; returns those. Each is checked against its hash on the way. */
    Set<Path> pack(Set<Hash> some) {
        Set<Path> out = new TreeSet<>();
        TreeMap<Hash, byte[]> waiting = new TreeMap<>();
        long size = 0;
        for (Hash h : some) {
            byte[] bytes = read(h);
            waiting.put(h, bytes);
            size += bytes.length;
            if (size > PACK_BYTES) {
                out.add(pack(waiting));
                waiting.clear();
                size = 0;
            }
        }
        if (!waiting.isEmpty()) {
            out.add(pack(waiting));
        }
        return out;
    }

    private Path pack(TreeMap<Hash, byte[]> some) {
        Path to = packs.folder().resolve(ObjectPacks.name(some.keySet()));
        store(to, ObjectPacks.pack(some));
        return to;
    }

    /** After files came and went. */
    void lookAgain() {
        packs.forget();
        packs.look();
    }

    /** The objects of a file, and whether each is what it should be. */
    private static Map<Hash, Boolean> sound(Path p) {
        try {
            if (p.toString().endsWith(ObjectPacks.ENDING)) {
                return ObjectPacks.check(p);
            }
            Optional<Hash> name = named(p);
            return name.isPresent()
                    ? Map.of(name.get(), Hash.of(Files.readAllBytes(p)).equals(name.get()))
                    : Map.of();
        } catch (IOException e) {
            throw new StorageException("The object " + p + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Checks the bytes against the hash, so what is returned is what was stored. */
    byte[] read(Hash hash) {
        Optional<byte[]> packed = packs.read(hash);
        Path p = path(hash);
        if (packed.isEmpty() && !Files.isRegularFile(p)) {
            // A process that writes may have packed it since.
            packs.look();
            packed = packs.read(hash);
        }
        try {
            byte[] bytes = packed.isPresent() ? packed.get() : Files.readAllBytes(p);
            if (!Hash.of(bytes).equals(hash)) {
                throw new StorageException("The object " + (packed.isPresent() ? hash.hex() + " in a pack of " + root : p)
                        + " is damaged: its content no longer has the hash in its name."
                        + " Run repair on the project, then fetch it from the server or a copy.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new StorageException("The object " + hash.shortHex() + " is not in " + root
                    + ". Fetch it from the server or a copy of the project.", e);
        } catch (IOException e) {
            throw new StorageException("The object " + p + " cannot be read: " + e.getMessage(), e);
        }
    }

    String readText(Hash hash) {
        return new String(read(hash), java.nio.charset.StandardCharsets.UTF_8);
    }

    Hash writeText(String text) {
        return write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Hashes of a list that are not here. */
    List<Hash> missing(java.util.Collection<Hash> hashes) {
        return hashes.stream().filter(h -> !has(h)).toList();
    }

    private Path path(Hash hash) {
        return root.resolve(hash.hex().substring(0, 2)).resolve(hash.hex().substring(2));
    }
}
