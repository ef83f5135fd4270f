package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where libraries unpack their native part: a folder {@code native/PROCESS} under the settings in place of the system's
 * temporary folder. It goes with the process; what a process that was killed left is taken away by the next one.
 */
public final class NativeFiles {
    private static final String FOLDER = "native";

    private NativeFiles() {}

    /** To be called before the first library is used. Where the folder cannot be made all stays as the libraries have it. */
    public static void prepare(Path settings) {
        Path all = settings.resolve(FOLDER);
        Path own = all.resolve(Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(own);
            // What is registered first is deleted last, when the libraries have deleted what they put there.
            own.toFile().deleteOnExit();
            System.setProperty("org.sqlite.tmpdir", own.toString());
            System.setProperty("ZstdTempFolder", own.toString());
            for (Path left : listed(all)) {
                if (abandoned(left)) {
                    delete(left);
                }
            }
        } catch (IOException e) {
            System.getLogger(NativeFiles.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} cannot be kept in order: {1}", all, e);
        }
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static boolean abandoned(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(name)).isEmpty();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        }
    }
}
