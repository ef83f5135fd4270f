package plumbline.storage.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.storage.format.AtomicFile;

/**
 * Takes objects that nothing names out of the store, and gathers small packs into large ones. What is kept is on disk under
 * its new name before the file that held it goes, so a cut anywhere leaves each kept object there at least once. Only for
 * who has the project alone.
 */
final class ObjectSweep {
    private static final int SMALL_PACK = 4 << 20;

    private final ObjectStore objects;
    private final Set<Hash> needed;
    private final List<Path> loose = new ArrayList<>();
    private final TreeMap<Path, Map<Hash, Integer>> packs = new TreeMap<>();
    private final Set<Hash> unneeded = new TreeSet<>();
    private long bytes;

    /** Looks only. */
    ObjectSweep(ObjectStore objects, Set<Hash> needed) {
        this.objects = objects;
        this.needed = needed;
        for (Path p : objects.files()) {
            if (p.toString().endsWith(ObjectPacks.ENDING)) {
                look(p);
            } else {
                look(p, ObjectStore.named(p));
            }
        }
    }

    private void look(Path file, Optional<Hash> named) {
        if (named.isPresent() && !needed.contains(named.get())) {
            loose.add(file);
            unneeded.add(named.get());
            bytes += file.toFile().length();
        }
    }

    private void look(Path pack) {
        Map<Hash, Integer> held = ObjectPacks.lengths(pack);
        // One that cannot be read is doctor's and repair's to judge.
        if (held.isEmpty()) {
            return;
        }
        packs.put(pack, held);
        held.forEach((hash, length) -> {
            if (!needed.contains(hash)) {
                unneeded.add(hash);
                bytes += length;
            }
        });
    }

    long count() {
        return unneeded.size();
    }

    long bytes() {
        return bytes;
    }

    int packs() {
        return packs.size();
    }

    /** Packs that hold what nothing needs, and small ones where there are several. */
    private List<Path> worn() {
        List<Path> worn = new ArrayList<>(packs.keySet().stream().filter(p -> !needed.containsAll(packs.get(p).keySet())).toList());
        List<Path> small = packs.keySet().stream().filter(p -> p.toFile().length() < SMALL_PACK && !worn.contains(p)).toList();
        if (small.size() > 1 || !small.isEmpty() && !worn.isEmpty()) {
            worn.addAll(small);
        }
        return worn;
    }

    /** How many packs there are after {@link #sweep}. */
    int packsThen() {
        List<Path> worn = worn();
        long kept = 0;
        for (Path p : worn) {
            for (Map.Entry<Hash, Integer> e : packs.get(p).entrySet()) {
                kept += needed.contains(e.getKey()) ? e.getValue() : 0;
            }
        }
        return packs.size() - worn.size() + Math.toIntExact((kept + ObjectStore.PACK_BYTES - 1) / ObjectStore.PACK_BYTES);
    }

    /** True where {@link #sweep} would change nothing. */
    boolean clean() {
        return loose.isEmpty() && worn().isEmpty();
    }

    void sweep() {
        try {
            List<Path> worn = worn();
            TreeSet<Hash> kept = new TreeSet<>();
            worn.forEach(p -> kept.addAll(packs.get(p).keySet()));
            kept.retainAll(needed);
            Set<Path> fresh = objects.pack(kept);
            for (Path p : worn) {
                if (!fresh.contains(p)) {
                    Files.delete(p);
                }
            }
            if (!worn.isEmpty()) {
                AtomicFile.forceFolder(worn.getFirst().getParent());
            }
            for (Path p : loose) {
                Files.delete(p);
                AtomicFile.forceFolder(p.getParent());
            }
        } catch (IOException e) {
            throw new StorageException("Objects that nothing needs could not be taken away (" + e.getMessage()
                    + "). All that is needed is there; compact again when the folder can be written.", e);
        } finally {
            objects.lookAgain();
        }
    }
}
