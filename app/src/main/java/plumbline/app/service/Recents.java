package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The projects opened last on this computer, newest first; a plain text file of folders in the person's own settings. */
public final class Recents {
    private static final int KEPT = 12;

    private final Path file;

    public Recents(Path settingsFolder) {
        this.file = settingsFolder.resolve("recent-projects.txt");
    }

    /** Folders that still exist. */
    public List<Path> list() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(l -> !l.isBlank())
                            .map(Path::of)
                            .filter(p -> Files.isDirectory(p))
                            .limit(KEPT)
                            .toList()
                    : List.of();
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return List.of();
        }
    }

    public void opened(Path project) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(project.toAbsolutePath().normalize().toString());
        list().stream().map(Path::toString).filter(l -> !l.equals(lines.getFirst())).limit(KEPT - 1).forEach(lines::add);
        Files.createDirectories(file.getParent());
        Path temp = file.resolveSibling(file.getFileName() + ".new");
        Files.write(temp, lines);
        Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
