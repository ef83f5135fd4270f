package plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.TileNode;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.Captures;
import plumbline.storage.tile.TileFolder;
import tools.jackson.databind.JsonNode;

class TilesTest {
    @TempDir
    private Path folder;

    @Test
    void aCloudIsTiledAndDrawnFromItsTiles() throws IOException {
        Path las = folder.resolve("cloud.las");
        assertThat(Run.of("simulate", "--static", 150_000, "--out", las, "--quiet").exit()).isEqualTo(Exit.DONE);
        Path tiles = folder.resolve("tiles");
        JsonNode made = Run.json("tiles", las, "--out", tiles).document();
        assertThat(made.get("points").asLong()).isEqualTo(150_000);
        assertThat(made.get("tiles").asLong()).isGreaterThan(5);
        assertThat(made.get("seconds").asDouble()).isPositive();
        assertThat(made.get("pointsPerSecond").asDouble()).isPositive();
        Path png = folder.resolve("p.png");
        JsonNode drawn = Run.json("render", tiles, "--out", png, "--view", "top", "--size", "320x240").document();
        assertThat(drawn.get("drawn").asLong()).isGreaterThan(20_000);
        BufferedImage image = ImageIO.read(png.toFile());
        int green = 0;
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                int rgb = image.getRGB(x, y);
                green += (rgb >> 8 & 255) > (rgb & 255) + 20 ? 1 : 0;
            }
        }
        assertThat(green).as("pixels of lawn").isGreaterThan(5000);
        Run.json("render", tiles, "--out", png, "--colour", "mood").refused(Exit.USAGE, "mood", "intensity");
        Run.json("tiles", las, "--out", folder).refused(Exit.BAD_INPUT, "other things");
    }

    @Test
    void theSweepsOfACaptureBecomeOneMap() throws IOException {
        Path street = Run.street(folder);
        Path tiles = folder.resolve("map");
        JsonNode made = Run.json("tiles", street, "--out", tiles).document();
        long points = 0;
        long sweeps = 0;
        try (CaptureSource source = Captures.open(street)) {
            Capture c = source.capture();
            for (Sample s : c.samples()) {
                if (c.sensor(s.sensor()).orElseThrow().kind() == SensorKind.LIDAR) {
                    points += source.points(s).size();
                    sweeps++;
                }
            }
        }
        assertThat(made.get("points").asLong() + made.get("unplaced").asLong()).isEqualTo(points);
        long last = 0;
        try (TileFolder map = TileFolder.open(tiles)) {
            assertThat(map.set().field("intensity")).isPresent();
            for (TileNode n : map.nodes()) {
                PointBlock block = map.exact(n.key());
                Column sweep = block.column("sweep").orElseThrow();
                for (int i = 0; i < block.size(); i++) {
                    last = Math.max(last, (long) sweep.get(i));
                }
            }
        }
        assertThat(last).isEqualTo(sweeps - 1);
        assertThat(Files.exists(tiles.resolve("building"))).isFalse();
    }

    @Test
    void whatMovesIsLeftOutWhereThatIsAsked() throws IOException {
        Path street = folder.resolve("drive");
        assertThat(Run.of(
                                "simulate", "--frames", 8, "--points", 4000, "--lidar-only", "--out", street, "--quiet")
                        .exit())
                .isEqualTo(Exit.DONE);
        JsonNode made = Run.json("tiles", street, "--out", folder.resolve("all")).document();
        Path still = folder.resolve("still");
        JsonNode without = Run.json("tiles", street, "--out", still, "--without-moving").document();
        long leftOut = without.get("leftOut").asLong();
        assertThat(leftOut).isPositive();
        assertThat(without.get("points").asLong() + leftOut).isEqualTo(made.get("points").asLong());
        assertNothingMoves(street, still);
        Run.json("tiles", Run.street(folder), "--out", folder.resolve("none"), "--without-moving")
                .refused(Exit.BAD_INPUT, "no labelled object");
    }

    /** Counted anew from labels and tiles: no point of the map is well within a box of a track that goes anywhere. */
    private static void assertNothingMoves(Path street, Path tiles) throws IOException {
        try (CaptureSource source = Captures.open(street); TileFolder map = TileFolder.open(tiles)) {
            Capture c = source.capture();
            Map<Object, List<Vec3>> places = new HashMap<>();
            Map<Long, List<Box>> boxes = new HashMap<>();
            for (int pass = 0; pass < 2; pass++) {
                for (Frame f : c.frames()) {
                    long sweep = f.index();
                    for (Label.Cuboid k : source.labels().cuboids(f.index())) {
                        Box world = k.box().in(c.worldFromLidar(f));
                        List<Vec3> of = places.computeIfAbsent(k.track(), t -> new ArrayList<>());
                        if (pass == 0) {
                            of.add(world.centre());
                        } else if (of.stream().anyMatch(p -> p.distance(of.getFirst()) > 1)) {
                            boxes.computeIfAbsent(sweep, s -> new ArrayList<>()).add(world);
                        }
                    }
                }
            }
            assertThat(boxes).isNotEmpty();
            for (TileNode n : map.nodes()) {
                PointBlock block = map.exact(n.key());
                Column sweep = block.column("sweep").orElseThrow();
                for (int i = 0; i < block.size(); i++) {
                    Vec3 p = new Vec3(block.px(i), block.py(i), block.pz(i));
                    assertThat(boxes.getOrDefault((long) sweep.get(i), List.of()))
                            .noneMatch(b -> b.contains(p.x(), p.y(), p.z()));
                }
            }
        }
    }
}
