package plumbline.storage.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.storage.format.AtomicFile;

/**
 * The file {@code audit.head}: size and root of every log as last written, outside the database. It is written after each
 * commit, so it is never ahead of the database; a database with fewer entries than it says has lost its tail.
 */
public final class AuditHead {
    public static final String FILE = "audit.head";
    private static final int MOST_BYTES = 16 << 20;

    /** One log: {@code root} in hex. */
    public record Line(String log, long size, String root) {
        String text() {
            return log + " " + size + " " + root;
        }
    }

    private final Path file;

    public AuditHead(Path folder) {
        this.file = folder.resolve(FILE);
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Takes away what a write that was cut short left behind; only the writer calls it. */
    public void clearLeft() throws IOException {
        Files.deleteIfExists(next());
    }

    private Path next() {
        return file.resolveSibling(FILE + ".new");
    }

    /** Replaced as a whole: a crash leaves the old one or the new one. */
    public void write(List<Line> lines) throws IOException {
        StringBuilder text = new StringBuilder("plumbline audit head 1\n");
        lines.forEach(l -> text.append(l.text()).append('\n'));
        Path temp = next();
        boolean first = !exists();
        try (FileChannel out = FileChannel.open(
                temp, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (first) {
            // Later, a power cut may leave the head before; the first has none before it.
            AtomicFile.forceFolder(file.getParent());
        }
    }

    /** Empty where the file is missing or is not what {@link #write} makes. */
    public Optional<List<Line>> read() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        List<String> text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        if (text.isEmpty() || !text.getFirst().equals("plumbline audit head 1")) {
            return Optional.empty();
        }
        List<Line> lines = new ArrayList<>();
        for (String t : text.subList(1, text.size())) {
            String[] parts = t.split(" ");
            if (parts.length != 3 || !parts[1].matches("[0-9]{1,18}")) {
                return Optional.empty();
            }
            lines.add(new Line(parts[0], Long.parseLong(parts[1]), parts[2]));
        }
        return Optional.of(lines);
    }
}
