package plumbline.app.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import plumbline.storage.project.Hash;

/**
 * Tiles of point files that were looked at, one folder for each state of a file (its place, length and time of change), up
 * to a number of bytes; those not looked at for the longest go first. All of it can be made again.
 */
public final class TileCache {
    public static final long USUAL_BYTES = 40L << 30;

    private final Path home;
    private final long mostBytes;

    public TileCache(Path home, long mostBytes) {
        this.home = home;
        this.mostBytes = mostBytes;
    }

    /** Below a person's settings. */
    public static TileCache of(Settings settings) {
        return new TileCache(settings.folder().resolve("cache").resolve("tiles"), USUAL_BYTES);
    }

    /** Where the tiles of a file as it is now belong; there may be none yet. */
    public Path folderFor(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        String state = file.toRealPath() + "\n" + now.size() + "\n" + now.lastModifiedTime().toInstant();
        return home.resolve(Hash.of(state.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32));
    }

    private record Held(Path folder, FileTime used, long bytes) {}

    /** Marks a folder as looked at now, and takes the oldest others away until all fit. Returns how many went. */
    public int keep(Path folder) throws IOException {
        Files.createDirectories(home);
        if (Files.exists(folder)) {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        }
        List<Held> all = new ArrayList<>();
        try (Stream<Path> there = Files.list(home)) {
            for (Path p : there.filter(p -> p.getFileName().toString().matches("[0-9a-f]{32}")).toList()) {
                all.add(new Held(p, Files.getLastModifiedTime(p), bytes(p)));
            }
        }
        all.sort(Comparator.comparing(Held::used));
        long bytes = all.stream().mapToLong(Held::bytes).sum();
        int gone = 0;
        for (Held h : all) {
            if (bytes > mostBytes && !h.folder().equals(folder)) {
                remove(h.folder());
                bytes -= h.bytes();
                gone++;
            }
        }
        return gone;
    }

    private static long bytes(Path folder) throws IOException {
        long sum = 0;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : (Iterable<Path>) all::iterator) {
                sum += Files.isRegularFile(p) ? size(p) : 0;
            }
        }
        return sum;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Somebody builds there, and the file has another name by now.
            return 0;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
