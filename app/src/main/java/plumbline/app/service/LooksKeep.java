package plumbline.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.LooksText;

/** The looks that a person chose last, for each place that shows points, in the person's own settings. */
public final class LooksKeep {
    private static final long MOST_BYTES = 64 << 10;

    private final Path folder;

    public LooksKeep(Path settingsFolder) {
        this.folder = settingsFolder.resolve("looks");
    }

    /** The usual ones where none were chosen, or what is kept cannot be read. */
    public Looks read(String place) {
        Path file = file(place);
        try {
            return Files.exists(file) && Files.size(file) <= MOST_BYTES
                    ? LooksText.read(Files.readString(file))
                    : usual(place);
        } catch (IOException e) {
            return usual(place);
        }
    }

    /** A replay is read by height, everything else by what is labelled or recorded. */
    private static Looks usual(String place) {
        return place.equals("replay") ? Looks.of("height") : Looks.DEFAULT;
    }

    public synchronized void write(String place, Looks looks) throws IOException {
        Files.createDirectories(folder);
        Path file = file(place);
        Path temp = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(temp, LooksText.write(looks));
        Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String place) {
        return folder.resolve(place + ".txt");
    }
}
