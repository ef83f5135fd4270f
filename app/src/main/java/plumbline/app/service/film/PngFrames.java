package plumbline.app.service.film;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The pictures of a film as {@code frame_00000.png} and so on, for any encoder. */
final class PngFrames implements FilmWriter {
    private final Path folder;
    private int count;

    PngFrames(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    @Override
    public void frame(BufferedImage image) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "frame_%05d.png", count++));
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException(file + ": no writer for PNG in this Java");
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
