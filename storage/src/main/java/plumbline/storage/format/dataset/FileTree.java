package plumbline.storage.format.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import plumbline.storage.format.FormatException;

/**
 * The files of a project, in a folder or in a zip: names with forward slashes, in order. A zip may have 200 000
 * entries, an entry 1 GiB and 200 times its packed size; a name that leads out of it is refused. Nothing is unpacked.
 */
interface FileTree extends AutoCloseable {
    int MOST_ENTRIES = 200_000;
    long MOST_BYTES = 1L << 30;
    long LARGEST_RATIO = 200;
    int DEEPEST = 8;

    /** The folder or zip, for errors and names. */
    Path path();

    List<String> names();

    byte[] read(String name) throws IOException;

    @Override
    void close() throws IOException;

    static boolean isZip(Path path) {
        return Files.isRegularFile(path) && path.getFileName().toString().toLowerCase(java.util.Locale.ROOT).endsWith(".zip");
    }

    static FileTree open(Path path) throws IOException {
        return isZip(path) ? Zip.open(path) : Folder.open(path);
    }

    record Folder(Path path, List<String> names) implements FileTree {
        static Folder open(Path path) throws IOException {
            Path root = path.toAbsolutePath().normalize();
            List<String> names = new ArrayList<>();
            try (Stream<Path> walk = Files.walk(root, DEEPEST)) {
                for (Path p : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                    names.add(root.relativize(p).toString().replace('\\', '/'));
                    if (names.size() > MOST_ENTRIES) {
                        throw new FormatException(path.toString(), "", "holds more than " + MOST_ENTRIES + " files");
                    }
                }
            }
            return new Folder(root, names);
        }

        @Override
        public byte[] read(String name) throws IOException {
            Path file = FileCapture.inside(path, name);
            if (Files.size(file) > MOST_BYTES) {
                throw new FormatException(file.toString(), "", "is larger than 1 GiB");
            }
            return Files.readAllBytes(file);
        }

        @Override
        public void close() {}
    }

    record Zip(Path path, ZipFile zip, Map<String, ZipEntry> entries) implements FileTree {
        static Zip open(Path path) throws IOException {
            ZipFile zip;
            try {
                zip = new ZipFile(path.toFile());
            } catch (ZipException e) {
                throw new FormatException(
                        path.toString(), "", "is no whole zip: its directory, at the end, cannot be read; fetch it again", e);
            }
            Map<String, ZipEntry> entries = new TreeMap<>();
            boolean done = false;
            try {
                if (zip.size() > MOST_ENTRIES) {
                    throw new FormatException(path.toString(), "", "holds more than " + MOST_ENTRIES + " entries");
                }
                for (ZipEntry e : java.util.Collections.<ZipEntry>list(entries(zip))) {
                    if (!e.isDirectory()) {
                        entries.put(checked(path, e.getName()), e);
                    }
                }
                done = true;
                return new Zip(path, zip, entries);
            } finally {
                if (!done) {
                    zip.close();
                }
            }
        }

        @SuppressWarnings("unchecked")
        private static java.util.Enumeration<ZipEntry> entries(ZipFile zip) {
            return (java.util.Enumeration<ZipEntry>) zip.entries();
        }

        private static String checked(Path path, String name) throws FormatException {
            boolean away = name.startsWith("/") || name.contains("\\") || name.contains("\0")
                    || List.of(name.split("/")).contains("..") || name.matches("[A-Za-z]:.*");
            if (away) {
                throw new FormatException(path.toString(), name, "leads out of the zip; the whole zip is refused");
            }
            return name;
        }

        @Override
        public List<String> names() {
            return List.copyOf(entries.keySet());
        }

        @Override
        public byte[] read(String name) throws IOException {
            ZipEntry e = entries.get(name);
            if (e == null) {
                throw new FormatException(path.toString(), name, "there is no such entry");
            }
            long most = Math.min(MOST_BYTES, Math.max(1 << 16, LARGEST_RATIO * Math.max(0, e.getCompressedSize())));
            try (InputStream in = zip.getInputStream(e)) {
                byte[] out = in.readNBytes((int) most);
                if (in.read() >= 0) {
                    throw new FormatException(path.toString(), name, "unpacks to more than 1 GiB or 200 times its size");
                }
                return out;
            } catch (ZipException | EOFException bad) {
                throw new FormatException(path.toString(), name, "the entry's data is damaged", bad);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
