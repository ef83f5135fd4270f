package plumbline.storage.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a disk is bound to keep: of a file the bytes at its last fsync, of a name what stood under it when its folder was last
 * forced. Everything since may be there, in blocks of 512 bytes, or not. Folders themselves, and files that were removed,
 * are taken as the process left them.
 */
final class PowerCut {
    private static final int BLOCK = 512;
    private static final byte[] NOTHING = {};

    private final Path root;
    /** By name now: bytes at the last fsync. */
    private final Map<String, byte[]> forced = new HashMap<>();
    /** By name when its folder was last forced: the bytes that name is bound to show. */
    private final Map<String, byte[]> named = new HashMap<>();

    PowerCut(Path root) throws IOException {
        this.root = root;
        for (String f : Trees.files(root)) {
            forced.put(f, Files.readAllBytes(root.resolve(f)));
        }
        named.putAll(forced);
    }

    /** A call that has been made; names are relative. */
    void made(String call, String path, String to) throws IOException {
        switch (call) {
            case "fsync" -> fsync(path);
            case "rename", "link" -> {
                byte[] bytes = forced.getOrDefault(path, NOTHING);
                if (call.equals("rename")) {
                    forced.remove(path);
                    named.remove(path);
                }
                forced.put(to, bytes);
            }
            case "unlink" -> {
                forced.remove(path);
                named.remove(path);
            }
            default -> { }
        }
    }

    private void fsync(String path) throws IOException {
        Path p = root.resolve(path);
        if (Files.isDirectory(p)) {
            try (Stream<Path> files = Files.list(p)) {
                files.filter(Files::isRegularFile)
                        .map(f -> root.relativize(f).toString())
                        .forEach(f -> named.put(f, forced.getOrDefault(f, NOTHING)));
            }
            return;
        }
        try {
            byte[] bytes = Files.readAllBytes(p);
            forced.put(path, bytes);
            named.computeIfPresent(path, (n, old) -> bytes);
        } catch (NoSuchFileException e) {
            // Its name was taken away while it was open.
        }
    }

    /** Does to a copy of the folder what a power cut may do. */
    void cut(Path copy, Random random) throws IOException {
        for (String f : Trees.files(copy)) {
            Path p = copy.resolve(f);
            if (!named.containsKey(f) && random.nextBoolean()) {
                Files.delete(p);
                continue;
            }
            byte[] now = Files.readAllBytes(p);
            byte[] kept = forced.getOrDefault(f, NOTHING);
            byte[] before = named.getOrDefault(f, kept);
            if (before != kept && !Arrays.equals(before, kept) && random.nextBoolean()) {
                Files.write(p, before);
            } else if (!Arrays.equals(now, kept)) {
                Files.write(p, random.nextBoolean() ? kept : torn(kept, now, random));
            }
        }
    }

    private static byte[] torn(byte[] kept, byte[] now, Random random) {
        byte[] out = Arrays.copyOf(kept, random.nextBoolean() ? kept.length : now.length);
        for (int at = 0; at < out.length; at += BLOCK) {
            int end = Math.min(Math.min(out.length, now.length), at + BLOCK);
            if (end > at && random.nextBoolean()) {
                System.arraycopy(now, at, out, at, end - at);
            }
        }
        return out;
    }
}
