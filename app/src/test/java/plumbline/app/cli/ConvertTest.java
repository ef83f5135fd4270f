package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConvertTest {
    @TempDir
    Path folder;

    private Path points() throws IOException {
        Path in = folder.resolve("a.xyz");
        // Zone 32 of UTM: on its middle meridian easting is 500 km; the northing is that of 49 degrees north by Krueger's series.
        Files.writeString(in, "x y z intensity\n500000 5427455.7812 310.5 7\n500010 5427455.7812 311 8\n");
        return in;
    }

    @Test
    void coordinatesGoIntoAnotherSystem() throws IOException {
        Path out = folder.resolve("b.ply");
        JsonNode done = Run.json("convert", points(), out, "--from-crs", "EPSG:32632", "--crs", "EPSG:4326").document();
        assertThat(done.path("points").asInt()).isEqualTo(2);
        assertThat(done.path("losses").toString()).contains("no geoid").contains("EPSG:4326");
        JsonNode bounds = Run.json("info", out).document().path("bounds");
        assertThat(bounds.path("min").get(0).asDouble()).isEqualTo(9, within(1e-7));
        assertThat(bounds.path("min").get(1).asDouble()).isEqualTo(49, within(1e-7));
        assertThat(bounds.path("min").get(2).asDouble()).isEqualTo(310.5);
    }

    @Test
    void whatIsMissingIsAskedFor() throws IOException {
        Path in = points();
        Path out = folder.resolve("c.ply");
        Run.json("convert", in, out, "--crs", "EPSG:4326").refused(Exit.BAD_INPUT, "a.xyz", "--from-crs");
        Run.json("convert", in, out, "--from-crs", "EPSG:4326").refused(Exit.USAGE, "--crs");
        Run.json("convert", in, out, "--from-crs", "UTM 32", "--crs", "EPSG:4326").refused(Exit.USAGE, "EPSG:25832 is one");
        assertThat(out).doesNotExist();
    }
}
