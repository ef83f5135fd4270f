package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;

/** What is written comes back; what is cut is read up to the cut. */
class PointWritersTest {
    private static final int N = StreamedPoints.BLOCK + 1000;

    @TempDir
    Path folder;

    /** A block of two files' worth of blocks with a column of every type; positions on a millimetre grid in UTM. */
    private static PointBlock utm() {
        Random random = new Random(11);
        double[][] xyz = new double[3][N];
        for (int i = 0; i < N; i++) {
            xyz[0][i] = (500_000_000L + random.nextInt(1_000_000)) * 0.001;
            xyz[1][i] = (4_000_000_000L + random.nextInt(1_000_000)) * 0.001;
            xyz[2][i] = random.nextInt(100_000) * 0.001;
        }
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], columns(random, N));
    }

    private static PointBlock near() {
        Random random = new Random(12);
        float[][] xyz = new float[3][N];
        for (float[] axis : xyz) {
            for (int i = 0; i < N; i++) {
                axis[i] = random.nextFloat() * 100;
            }
        }
        return PointBlock.of(xyz[0], xyz[1], xyz[2], columns(random, N));
    }

    private static List<Column> columns(Random random, int n) {
        List<Column> out = new ArrayList<>();
        for (String type : List.of("i1", "u1", "i2", "u2", "i4", "u4", "f4", "f8")) {
            int bytes = FieldLayout.bytes(type);
            ByteBuffer raw = ByteBuffer.allocate(n * bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (type.startsWith("f")) {
                for (int i = 0; i < n; i++) {
                    if (bytes == 4) {
                        raw.putFloat(random.nextFloat());
                    } else {
                        raw.putDouble(random.nextDouble());
                    }
                }
            } else {
                random.nextBytes(raw.array());
            }
            out.add(new FieldLayout("field_" + type, type, 0, bytes).column(raw, n));
        }
        return out;
    }

    private static PointBlock read(PointFormat format, Path path, List<Problem> problems) throws IOException {
        PointCollector all = new PointCollector();
        problems.addAll(format.read(path, all));
        return all.block();
    }

    @Test
    void pcdAndPlyComeBackExactly() throws IOException {
        for (PointBlock block : List.of(utm(), near())) {
            for (PointFormat format : List.of(new Pcd(), new Ply())) {
                Path file = folder.resolve("all." + format.name());
                assertThat(format.write(file, block)).isEmpty();
                List<Problem> problems = new ArrayList<>();
                PointBlock back = read(format, file, problems);
                assertThat(problems).isEmpty();
                SameBlock.assertSame(back, block);
            }
        }
    }

    @Test
    void lasComesBackOnItsGridWithEveryColumn() throws IOException {
        PointBlock block = utm();
        Path file = folder.resolve("all.las");
        assertThat(new Las().write(file, block)).isEmpty();
        List<Problem> problems = new ArrayList<>();
        PointBlock back = read(new Las(), file, problems);
        assertThat(problems).isEmpty();
        assertThat(back.size()).isEqualTo(N);
        double worst = 0;
        for (int i = 0; i < N; i++) {
            worst = Math.max(worst, Math.abs(back.px(i) - block.px(i)) + Math.abs(back.py(i) - block.py(i)));
        }
        assertThat(worst).isLessThan(2e-9);
        for (Column c : block.columns()) {
            SameBlock.assertSame(back.column(c.name()).orElseThrow(), c);
        }
        PointFormat.Info info = new Las().inspect(file);
        assertThat(info.points()).isEqualTo(N);
        assertThat(info.max().x()).isEqualTo(Arrays.stream(back.exact().orElseThrow().x()).max().orElseThrow());
    }

    @Test
    void standardColumnsGoToTheStandardFieldsOfLas() throws IOException {
        float[] x = {1, 2, Float.NaN, 4};
        List<Column> columns = List.of(
                new Column.Floats("intensity", "f4", new float[] {0, 17, 3, 65535}),
                new Column.Shorts("classification", "u1", new short[] {1, 2, 3, 255}),
                new Column.Shorts("red", "u1", new short[] {0, 1, 2, 255}),
                new Column.Shorts("green", "u1", new short[] {0, 1, 2, 255}),
                new Column.Shorts("blue", "u1", new short[] {0, 1, 2, 255}),
                new Column.Floats("gps_time", "f4", new float[] {0.5f, 1, 2, 3}));
        Path file = folder.resolve("some.las");
        List<String> losses = new Las().write(file, PointBlock.of(x, x, x, columns));
        assertThat(losses).containsExactly("1 points without coordinates; LAS cannot hold them");
        PointBlock back = read(new Las(), file, new ArrayList<>());
        assertThat(back.size()).isEqualTo(3);
        assertThat(back.column("intensity").orElseThrow().type()).isEqualTo("u2");
        assertThat(back.column("intensity").orElseThrow().get(2)).isEqualTo(65535);
        assertThat(back.column("classification").orElseThrow().get(2)).isEqualTo(255);
        assertThat(back.column("red").orElseThrow().get(2)).isEqualTo(65535);
        assertThat(back.column("gps_time").orElseThrow().type()).isEqualTo("f4");
        assertThat(back.column("gps_time").orElseThrow().get(0)).isEqualTo(0.5);
    }

    @Test
    void conversionGoesByTheEndingAndSaysWhatIsLost() throws IOException {
        Path xyz = folder.resolve("in.xyz");
        Files.writeString(xyz, "# x y z\n289814.15 4320978.61 170.76 7\n1 2 3\n289814.64 4320978.84 170.76 8\n");
        Path las = folder.resolve("out.las");
        assertThatThrownBy(() -> PointConversion.convert(xyz, folder.resolve("out.e99")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("cannot be written");
        Files.writeString(xyz, "289814.15 4320978.61 170.76 7\n1 2 3\n289814.64 4320978.84 170.76 8\n");
        PointConversion.Result result = PointConversion.convert(xyz, las);
        assertThat(result.points()).isEqualTo(2);
        assertThat(result.losses()).singleElement().asString().contains("line 2").contains("4 numbers are announced");
        PointBlock back = read(new Las(), las, new ArrayList<>());
        assertThat(back.px(1)).isEqualTo(289814.64);
        assertThat(back.column("intensity").orElseThrow().get(1)).isEqualTo(8);
    }

    @Test
    void textWithNamesIsReadByThem() throws IOException {
        Path csv = folder.resolve("named.csv");
        Files.writeString(csv, "time;X;Y;Z;label\n0.5;1;2;3;7\n1.5;-1e3;nan;3;8\n");
        List<Problem> problems = new ArrayList<>();
        PointBlock back = read(new Xyz(), csv, problems);
        assertThat(problems).isEmpty();
        assertThat(back.columns()).extracting(Column::name).containsExactly("time", "label");
        assertThat(back.px(1)).isEqualTo(-1000);
        assertThat(back.py(1)).isNaN();
    }

    @Test
    void filesCutAnywhereKeepTheirWholePoints() throws IOException {
        Random random = new Random(3);
        float[] x = new float[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
        PointBlock block = PointBlock.of(x, x, x, columns(random, x.length));
        for (PointFormat format : List.of(new Pcd(), new Ply(), new Las())) {
            Path whole = folder.resolve("whole." + format.name());
            format.write(whole, block);
            cutEverywhere(format, Files.readAllBytes(whole), format.name());
        }
        StringBuilder text = new StringBuilder("VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nWIDTH 1000\n"
                + "HEIGHT 1\nPOINTS 1000\nDATA ascii\n");
        for (float v : x) {
            text.append(v).append(" 1 2\n");
        }
        cutEverywhere(new Pcd(), text.toString().getBytes(StandardCharsets.US_ASCII), "pcd");
    }

    private void cutEverywhere(PointFormat format, byte[] bytes, String ending) throws IOException {
        int read = 0;
        for (int part = 0; part < 50; part++) {
            Path cut = folder.resolve("cut." + ending);
            Files.write(cut, Arrays.copyOf(bytes, bytes.length * part / 50));
            List<Problem> problems = new ArrayList<>();
            try {
                PointBlock back = read(format, cut, problems);
                assertThat(problems).isNotEmpty();
                assertThat(problems.getLast().what()).contains("those " + back.size() + " are kept");
                assertThat(back.size()).isBetween(read, 999);
                read = back.size();
                assertThat(format.inspect(cut).points()).isEqualTo(read);
            } catch (FormatException e) {
                assertThat(read).as("only a cut header stops reading").isZero();
                assertThat(e).hasMessageContaining("cut.").hasMessageContaining(":");
            }
        }
        assertThat(read).isGreaterThan(900);
    }

    @Test
    void announcedSizesAreNotBelieved() throws IOException {
        Path pcd = folder.resolve("huge.pcd");
        Files.writeString(pcd, "VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 4000000000000\n"
                + "HEIGHT 4000000000\nPOINTS 9000000000000000000\nDATA binary\n0123456789012345");
        List<Problem> problems = new ArrayList<>();
        assertThat(read(new Pcd(), pcd, problems).size()).isEqualTo(1);
        assertThat(problems).isNotEmpty();
        byte[] compressed =
                "VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nWIDTH 100000000\nHEIGHT 1\nDATA binary_compressed\n"
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bomb = ByteBuffer.allocate(compressed.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        bomb.put(compressed).putInt(4).putInt(1_200_000_000).putInt(0);
        Files.write(pcd, bomb.array());
        assertThatThrownBy(() -> read(new Pcd(), pcd, problems))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("4 compressed bytes cannot become 1200000000");
        Path ply = folder.resolve("huge.ply");
        Files.writeString(ply, "ply\nformat binary_big_endian 1.0\nelement vertex 9000000000000000000\n"
                + "property double x\nproperty double y\nproperty double z\nend_header\n012345678901234567890123");
        assertThat(read(new Ply(), ply, new ArrayList<>()).size()).isEqualTo(1);
    }
}
