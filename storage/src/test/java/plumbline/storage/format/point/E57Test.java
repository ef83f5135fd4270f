package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.e57.E57File;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** E57 files of other programs, whole, cut and damaged. */
class E57Test {
    @TempDir
    Path folder;

    private static PointBlock read(Path path, List<Problem> problems) throws IOException {
        PointCollector all = new PointCollector();
        problems.addAll(new E57().read(path, all));
        return all.block();
    }

    @Test
    void everyFileHoldsWhatItsDescriptionSays() throws IOException {
        JsonNode expected = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build()
                .readTree(Files.readAllBytes(Shared.data("expected/pointclouds.json")));
        int files = 0;
        for (var e : expected.properties()) {
            if (!e.getKey().endsWith(".e57")) {
                continue;
            }
            files++;
            Path path = Shared.data(e.getKey());
            List<Problem> problems = new java.util.ArrayList<>();
            PointBlock points = read(path, problems);
            assertThat(problems).as(e.getKey()).isEmpty();
            int wanted = 0;
            for (JsonNode s : e.getValue().get("scans")) {
                wanted += s.get("points").asInt();
            }
            assertThat(points.size()).as(e.getKey()).isEqualTo(wanted);
            PointFormat.Info info = new E57().inspect(path);
            assertThat(info.points()).as(e.getKey()).isEqualTo(wanted);
            assertThat(info.problems()).isEmpty();
            JsonNode stated = e.getValue().get("cartesianBounds");
            if (stated.size() == e.getValue().get("scans").size() && stated.size() > 0) {
                Bounds own = new Bounds();
                own.accept(points);
                double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
                for (JsonNode b : stated) {
                    low[0] = Math.min(low[0], b.get("xMinimum").asDouble());
                    low[1] = Math.min(low[1], b.get("yMinimum").asDouble());
                    low[2] = Math.min(low[2], b.get("zMinimum").asDouble());
                }
                assertThat(own.min().x()).as(e.getKey()).isCloseTo(low[0], within(1e-6 * Math.abs(low[0]) + 1e-9));
                assertThat(own.min().y()).isCloseTo(low[1], within(1e-6 * Math.abs(low[1]) + 1e-9));
                assertThat(own.min().z()).isCloseTo(low[2], within(1e-6 * Math.abs(low[2]) + 1e-9));
                assertThat(info.min().x()).isCloseTo(own.min().x(), within(1e-6 * Math.abs(low[0]) + 1e-9));
                assertThat(info.max().z()).isCloseTo(own.max().z(), within(1e-4 * Math.abs(low[2]) + 1e-9));
            }
        }
        assertThat(files).isEqualTo(7);
    }

    @Test
    void coloursScansAndSpheresBecomeColumnsAndPositions() throws IOException {
        PointBlock two = read(Shared.data("pointclouds/pdal/e57/A_B.e57"), new java.util.ArrayList<>());
        assertThat(two.column("red").orElseThrow().type()).isEqualTo("u1");
        assertThat(two.column("scan").orElseThrow().get(5)).isEqualTo(1);
        PointBlock sphere = read(Shared.data("pointclouds/e57/tiny_spherical.e57"), new java.util.ArrayList<>());
        for (int i = 0; i < sphere.size(); i++) {
            double r = Math.sqrt(sphere.px(i) * sphere.px(i) + sphere.py(i) * sphere.py(i) + sphere.pz(i) * sphere.pz(i));
            assertThat(r).isCloseTo(r, within(1e-12)).isPositive();
        }
    }

    @Test
    void picturesComeOutWhole() throws IOException {
        int pictures = 0;
        for (String name : List.of("tiny_pc_and_images", "self_PinholeImageWithDistortionParameters")) {
            try (PointInput in = PointInput.of(Shared.data("pointclouds/e57/" + name + ".e57"))) {
                E57File file = E57File.open(in, name);
                for (E57File.Image image : file.images()) {
                    byte[] bytes = file.image(image);
                    int first = bytes[0] & 0xFF;
                    assertThat(bytes).hasSize((int) image.bytes());
                    // Two of them are nothing but zeros in the file itself.
                    boolean empty = image.name().equals("pinhole") || image.name().equals("cylindrical");
                    int wanted = empty ? 0 : image.kind().equals("pngImage") ? 0x89 : 0xFF;
                    assertThat(first).as(image.toString()).isEqualTo(wanted);
                    pictures++;
                }
            }
        }
        assertThat(pictures).isGreaterThanOrEqualTo(7);
    }

    @Test
    void damagedPagesStopTheScanAndAreNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(Shared.data("pointclouds/e57/reference_bunnyInt32.e57"));
        byte[] bad = bytes.clone();
        bad[bytes.length / 2] ^= 4;
        Path file = Files.write(folder.resolve("bad.e57"), bad);
        List<Problem> problems = new java.util.ArrayList<>();
        PointBlock some = read(file, problems);
        PointBlock all = read(Shared.data("pointclouds/e57/reference_bunnyInt32.e57"), new java.util.ArrayList<>());
        assertThat(some.size()).isBetween(1, all.size() - 1);
        assertThat(some.pz(some.size() - 1)).isEqualTo(all.pz(some.size() - 1));
        assertThat(problems).extracting(Problem::what).anyMatch(w -> w.contains("checksum"))
                .anyMatch(w -> w.contains("those " + some.size() + " are kept"));
    }

    @Test
    void cutFilesSayWhereTheyEnd() throws IOException {
        byte[] bytes = Files.readAllBytes(Shared.data("pointclouds/e57/tinyCartesianFloatRgb.e57"));
        for (int part = 0; part < 100; part++) {
            Path cut = Files.write(folder.resolve("cut.e57"), Arrays.copyOf(bytes, bytes.length * part / 100));
            assertThatThrownBy(() -> read(cut, new java.util.ArrayList<>()))
                    .isInstanceOf(FormatException.class).hasMessageContaining("cut.e57, byte");
        }
    }

    @Test
    void descriptionsCannotReachOutOfTheFile() throws IOException {
        byte[] bytes = Files.readAllBytes(Shared.data("pointclouds/e57/tiny_spherical.e57"));
        for (int i = 0; i < 400; i++) {
            byte[] bad = bytes.clone();
            bad[8 + i % 40] = (byte) (i * 37);
            bad[48 + i % 60] ^= (byte) (1 << i % 8);
            Path file = Files.write(folder.resolve("odd.e57"), bad);
            try {
                assertThat(read(file, new java.util.ArrayList<>()).size()).isLessThanOrEqualTo(360);
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("odd.e57");
            }
        }
    }

    private static final String POSE = "<pose type='Structure'><rotation type='Structure'><w type='Float'>1</w><z type='Float'>"
            + "1</z></rotation><translation type='Structure'><x type='Float'>100</x></translation></pose>";

    @Test
    void valuesRunOnFromPacketToPacketAndPosesAreApplied() throws IOException {
        int n = 1000;
        long[] raw = new long[n];
        double[] range = new double[n];
        long[] state = new long[n];
        for (int i = 0; i < n; i++) {
            raw[i] = (i * 7919L) & 0x7FF;
            range[i] = i;
            state[i] = i % 10 == 9 ? 2 : 0;
        }
        String prototype = "<sphericalRange type='Float'/><sphericalAzimuth type='ScaledInteger' minimum='0' maximum='0'/>"
                + "<sphericalElevation type='ScaledInteger' minimum='0' maximum='2047' scale='0.001' offset='-1'/>"
                + "<sphericalInvalidState type='Integer' minimum='0' maximum='2'/><label type='Integer' minimum='-1000' maximum='1047'/>";
        List<byte[]> streams = List.of(
                E57Samples.doubles(range), new byte[0], E57Samples.packed(11, raw), E57Samples.packed(2, state),
                E57Samples.packed(11, raw));
        for (int piece : new int[] {3, 17, 8001}) {
            Path file = E57Samples.write(folder.resolve("own.e57"), POSE, prototype, n, streams, piece);
            List<Problem> problems = new java.util.ArrayList<>();
            PointBlock p = read(file, problems);
            assertThat(problems).isEmpty();
            assertThat(p.size()).isEqualTo(n);
            for (int i = 0; i < n; i++) {
                double elevation = raw[i] * 0.001 - 1;
                assertThat(p.column("label").orElseThrow().get(i)).isEqualTo(raw[i] - 1000);
                if (state[i] != 0) {
                    assertThat(p.px(i)).isNaN();
                } else {
                    // A quarter turn about z takes x to y.
                    assertThat(p.px(i)).isCloseTo(100, within(1e-9));
                    assertThat(p.py(i)).isCloseTo(i * Math.cos(elevation), within(1e-9));
                    assertThat(p.pz(i)).isCloseTo(i * Math.sin(elevation), within(1e-9));
                }
            }
            assertThat(new E57().inspect(file).points()).isEqualTo(n);
        }
    }

    @Test
    void announcedCountsAreNotBelieved() throws IOException {
        String xyz = "<cartesianX type='Float'/><cartesianY type='Float'/><cartesianZ type='Float'/>";
        byte[] three = E57Samples.doubles(1, 2, 3);
        Path more = E57Samples.write(folder.resolve("more.e57"), "", xyz, 1_000_000_000_000L, List.of(three, three, three), 8);
        List<Problem> problems = new java.util.ArrayList<>();
        assertThat(read(more, problems).size()).isEqualTo(3);
        assertThat(problems.getLast().what()).contains("those 3 are kept");
        String constant = xyz.replace("'Float'", "'Integer' minimum='5' maximum='5'");
        Path none = E57Samples.write(folder.resolve("none.e57"), "", constant, 1_000_000_000_000L, List.of(), 8);
        assertThatThrownBy(() -> read(none, new java.util.ArrayList<>())).isInstanceOf(FormatException.class)
                .hasMessageContaining("without any bits");
        Path entity = folder.resolve("entity.e57");
        E57Samples.write(entity, "&outside;", xyz, 3, List.of(three, three, three), 8);
        assertThatThrownBy(() -> read(entity, new java.util.ArrayList<>())).isInstanceOf(FormatException.class)
                .hasMessageContaining("XML");
    }

    @Test
    void ownFilesCutAnywhereSayWhere() throws IOException {
        String xyz = "<cartesianX type='Float'/><cartesianY type='Float'/><cartesianZ type='Float'/>";
        double[] many = new double[2000];
        byte[] stream = E57Samples.doubles(many);
        byte[] bytes = Files.readAllBytes(
                E57Samples.write(folder.resolve("o.e57"), "", xyz, 2000, List.of(stream, stream, stream), 512));
        for (int part = 0; part < 100; part++) {
            Path cut = Files.write(folder.resolve("cut.e57"), Arrays.copyOf(bytes, bytes.length * part / 100));
            assertThatThrownBy(() -> read(cut, new java.util.ArrayList<>()))
                    .isInstanceOf(FormatException.class).hasMessageContaining("cut.e57, byte");
        }
    }
}
