package plumbline.storage.format.rosbag2;

import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.json.JsonValue;

/**
 * The files of a rosbag2 recording in their order: a file alone, or those of a folder as {@code metadata.yaml} lists
 * them. A file compressed as a whole ({@code .zstd}) is unpacked beside the system's other temporary files until
 * {@link #close}; what a cut one still gives is kept and said.
 */
public final class BagFiles implements AutoCloseable {
    public static final String METADATA = "metadata.yaml";
    private static final String PACKED = ".zstd";
    /** zstd reaches some thousands at most on zeros; a bag of sensor data stays far below. */
    private static final long LARGEST_RATIO = 2000;

    private final List<Path> files = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private final Map<Path, String> names = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private BagFiles() {}

    public List<Path> files() {
        return files;
    }

    /** The name that a person knows a file by: what was unpacked for the moment has that of the packed one. */
    public String name(Path file) {
        return names.getOrDefault(file, file.toString());
    }

    public List<Problem> problems() {
        return problems;
    }

    /** A file of this ending, packed or not, or a folder with a description or exactly one such file. */
    public static boolean holds(Path path, String ending) throws IOException {
        if (Files.isDirectory(path)) {
            List<Path> inside = inside(path, ending);
            return inside.size() == 1 || !inside.isEmpty() && Files.isRegularFile(path.resolve(METADATA));
        }
        return Files.isRegularFile(path) && isOf(path, ending);
    }

    private static boolean isOf(Path file, String ending) {
        String name = file.getFileName().toString();
        return name.endsWith(ending) || name.endsWith(ending + PACKED);
    }

    private static List<Path> inside(Path folder, String ending) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(p -> isOf(p, ending) && Files.isRegularFile(p))
                    .sorted(Comparator.comparingInt((Path p) -> p.toString().length()).thenComparing(p -> p.toString()))
                    .toList();
        }
    }

    public static BagFiles open(Path path, String ending) throws IOException {
        BagFiles out = new BagFiles();
        boolean done = false;
        try {
            List<Path> listed = Files.isDirectory(path) ? out.ordered(path, ending) : List.of(path);
            for (Path p : listed) {
                out.files.add(p.toString().endsWith(PACKED) ? out.unpack(p) : p);
            }
            done = true;
            return out;
        } finally {
            if (!done) {
                out.close();
            }
        }
    }

    private List<Path> ordered(Path folder, String ending) throws IOException {
        List<Path> there = inside(folder, ending);
        Path description = folder.resolve(METADATA);
        if (!Files.isRegularFile(description)) {
            return there;
        }
        Set<Path> out = new LinkedHashSet<>();
        try {
            JsonValue info = JsonValue.parseYaml(description).get("rosbag2_bagfile_information");
            for (JsonValue v : info.items("relative_file_paths")) {
                listed(folder, ending, v).ifPresent(out::add);
            }
        } catch (FormatException e) {
            problems.add(new Problem(folder.toString(), e.getMessage() + "; the folder's files are read by name"));
        }
        List<Path> unlisted = there.stream().filter(p -> !out.contains(p)).toList();
        if (!unlisted.isEmpty() && !out.isEmpty()) {
            problems.add(new Problem(
                    description.toString(), "does not list " + unlisted.getFirst().getFileName()
                            + (unlisted.size() > 1 ? " and " + (unlisted.size() - 1) + " more" : "") + "; not read"));
        }
        return out.isEmpty() ? there : List.copyOf(out);
    }

    /** Old descriptions list files from the folder above; the file's own name is what counts. */
    private Optional<Path> listed(Path folder, String ending, JsonValue v) throws FormatException {
        String name = v.text().replaceFirst(".*[/\\\\]", "");
        for (String n : List.of(name, name + PACKED)) {
            Path p = folder.resolve(n);
            if (!n.isEmpty() && !n.equals("..") && n.indexOf('\0') < 0 && isOf(p, ending) && Files.isRegularFile(p)) {
                return Optional.of(p);
            }
        }
        problems.add(new Problem(folder.resolve(METADATA).toString(), "lists " + name + ", which is not in the folder"));
        return Optional.empty();
    }

    private Path unpack(Path packed) throws IOException {
        Path out = Files.createTempFile("plumbline-bag-", packed.getFileName().toString().replace(PACKED, ""));
        temporary.add(out);
        names.put(out, packed + ", unpacked");
        long largest = Math.max(1L << 20, LARGEST_RATIO * Files.size(packed));
        byte[] buffer = new byte[1 << 17];
        long written = 0;
        try (InputStream in = new ZstdInputStreamNoFinalizer(new BufferedInputStream(Files.newInputStream(packed)));
                OutputStream to = Files.newOutputStream(out)) {
            while (true) {
                int n;
                try {
                    n = in.read(buffer);
                } catch (IOException | ZstdException e) {
                    if (written == 0) {
                        throw new FormatException(packed.toString(), "byte 0", "is no zstd file or is damaged", e);
                    }
                    problems.add(new Problem(
                            packed.toString(), "its zstd data is cut or damaged; the first " + written
                                    + " unpacked bytes are read"));
                    return out;
                }
                if (n < 0) {
                    return out;
                }
                written += n;
                if (written > largest) {
                    throw new FormatException(
                            packed.toString(), "", "unpacks to over " + LARGEST_RATIO + " times its size; not read");
                }
                to.write(buffer, 0, n);
            }
        }
    }

    @Override
    public void close() {
        for (Path p : temporary) {
            try {
                Files.deleteIfExists(p);
            } catch (IOException e) {
                throw new UncheckedIOException(p + " could not be deleted", e);
            }
        }
    }
}
