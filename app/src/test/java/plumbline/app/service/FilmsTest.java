package plumbline.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.app.service.film.CameraPath;
import plumbline.app.service.film.FilmWriter;

class FilmsTest {
    @TempDir
    Path temp;

    private static BufferedImage picture(int i) {
        BufferedImage image = new BufferedImage(65, 33, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(20 * i, 200 - 20 * i, 90));
        g.fillRect(0, 0, 65, 33);
        g.dispose();
        return image;
    }

    private Path film(String name, int frames) throws Exception {
        Path out = temp.resolve(name);
        try (FilmWriter film = FilmWriter.to(out, 10)) {
            for (int i = 0; i < frames; i++) {
                film.frame(picture(i));
            }
            film.finish();
        }
        return out;
    }

    @Test
    void anAviNamesItsPicturesInHeadersAndIndex() throws Exception {
        byte[] bytes = Files.readAllBytes(film("a.avi", 7));
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(four(b, 0)).isEqualTo("RIFF");
        assertThat(b.getInt(4)).isEqualTo(bytes.length - 8);
        assertThat(four(b, 24)).isEqualTo("avih");
        assertThat(b.getInt(32)).as("microseconds a picture").isEqualTo(100_000);
        assertThat(b.getInt(48)).as("pictures").isEqualTo(7);
        assertThat(b.getInt(64)).isEqualTo(65);
        assertThat(b.getInt(68)).isEqualTo(33);
        assertThat(four(b, 212) + four(b, 220)).isEqualTo("LISTmovi");
        int index = 216 + 4 + b.getInt(216);
        assertThat(four(b, index)).isEqualTo("idx1");
        assertThat(b.getInt(index + 4)).isEqualTo(7 * 16);
        assertThat(index + 8 + 7 * 16).isEqualTo(bytes.length);
        for (int i = 0; i < 7; i++) {
            int entry = index + 8 + 16 * i;
            int at = 220 + b.getInt(entry + 8);
            int size = b.getInt(entry + 12);
            assertThat(four(b, at)).isEqualTo("00dc");
            assertThat(b.getInt(at + 4)).isEqualTo(size);
            BufferedImage back = ImageIO.read(new ByteArrayInputStream(bytes, at + 8, size));
            Color there = new Color(back.getRGB(30, 15));
            assertThat(Math.abs(there.getRed() - 20 * i)).isLessThan(6);
            assertThat(Math.abs(there.getGreen() - (200 - 20 * i))).isLessThan(6);
        }
    }

    private static String four(ByteBuffer b, int at) {
        return new String(b.array(), at, 4, StandardCharsets.US_ASCII);
    }

    @Test
    void aGifRunsThroughItsPictures() throws Exception {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(film("a.gif", 4).toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(4);
            Color last = new Color(reader.read(3).getRGB(10, 10));
            assertThat(Math.abs(last.getRed() - 60)).isLessThan(8);
            assertThat(Math.abs(last.getGreen() - 140)).isLessThan(8);
        }
        reader.dispose();
    }

    @Test
    void aFolderHoldsNumberedPicturesAndAnythingElseIsRefused() throws Exception {
        Path folder = film("frames", 3);
        assertThat(folder.resolve("frame_00002.png")).exists();
        assertThatThrownBy(() -> FilmWriter.to(temp.resolve("a.mov"), 25)).hasMessageContaining(".avi");
    }

    @Test
    void aFilmThatIsNotFinishedLeavesNothing() throws Exception {
        Path out = temp.resolve("half.avi");
        try (FilmWriter film = FilmWriter.to(out, 10)) {
            film.frame(picture(1));
        }
        try (var left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aPathReachesItsStopsAtTheirTimes() throws Exception {
        Path file = temp.resolve("way.txt");
        Files.writeString(file, "# a flight\n0 0 0 10 0 0 0 0 1 0\n4 10 0 20 10 0 0 0 1 0\n");
        CameraPath path = CameraPath.read(file, 1);
        assertThat(path.seconds()).isEqualTo(4);
        assertThat(path.at(0).eye().x()).isEqualTo(0);
        assertThat(path.at(4).eye().x()).isEqualTo(10);
        assertThat(path.at(2).eye().x()).isBetween(1.0, 9.0);
        Files.writeString(file, "0 0 0 10 0 0 0 0 1 0\n0 1 0 10 0 0 0 0 1 0\n");
        assertThatThrownBy(() -> CameraPath.read(file, 1)).hasMessageContaining("line 2");
    }
}
