package plumbline.app.service.film;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Takes the pictures of a film one after the other, all of one size. What is closed without {@link #finish} leaves no file. */
public interface FilmWriter extends Closeable {
    void frame(BufferedImage image) throws IOException;

    /** All pictures are there: the film appears under its name. */
    void finish() throws IOException;

    /**
     * By the ending: {@code .avi} (Motion JPEG, which every player knows), {@code .gif} (256 colours, for pages); without
     * an ending a folder of PNG files.
     */
    static FilmWriter to(Path out, double framesPerSecond) throws IOException {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".avi")) {
            return new AviWriter(out, framesPerSecond);
        }
        if (name.endsWith(".gif")) {
            return new GifWriter(out, framesPerSecond);
        }
        if (name.contains(".")) {
            throw new IllegalArgumentException(
                    "A film ends in .avi or .gif, or is a folder for its pictures; not \"" + out.getFileName() + "\".");
        }
        return new PngFrames(out);
    }
}
