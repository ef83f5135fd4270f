package plumbline.storage.format.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointFormat;

/** PLY in layouts that meshes have, PTS, PTX. */
class PlainPointFormatsTest {
    @TempDir
    Path folder;

    private static final String HEAD = "element face 2\nproperty list uchar int vertex_indices\nproperty uchar flags\n"
            + "element vertex 3\nproperty short label\nproperty double x\nproperty float y\nproperty list ushort float weights\n"
            + "property float z\nproperty uchar red\nend_header\n";

    private static PointBlock read(PointFormat format, Path path, List<Problem> problems) throws IOException {
        PointCollector all = new PointCollector();
        problems.addAll(format.read(path, all));
        return all.block();
    }

    private static byte[] binary(ByteOrder order) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String name = order == ByteOrder.BIG_ENDIAN ? "big" : "little";
        out.writeBytes(("ply\nformat binary_" + name + "_endian 1.0\n" + HEAD).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer b = ByteBuffer.allocate(1000).order(order);
        b.put((byte) 3).putInt(0).putInt(1).putInt(2).put((byte) 9);
        b.put((byte) 0).put((byte) 8);
        for (int i = 0; i < 3; i++) {
            b.putShort((short) (-7 * i)).putDouble(500_000.001 + i).putFloat(i).putShort((short) i);
            for (int k = 0; k < i; k++) {
                b.putFloat(k);
            }
            b.putFloat(10 + i).put((byte) (200 + i));
        }
        out.write(b.array(), 0, b.position());
        return out.toByteArray();
    }

    private static void check(PointBlock p, List<Problem> problems) {
        assertThat(p.size()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(p.px(i)).isEqualTo(500_000.001 + i);
            assertThat(p.py(i)).isEqualTo(i);
            assertThat(p.pz(i)).isEqualTo(10 + i);
            assertThat(p.column("label").orElseThrow().get(i)).isEqualTo(-7 * i);
            assertThat(p.column("red").orElseThrow().get(i)).isEqualTo(200 + i);
        }
        assertThat(problems).singleElement().extracting(Problem::where).asString().contains("weights");
    }

    @Test
    void plyWithListsBeforeAndWithinThePointsIsRead() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] bytes = binary(order);
            Path file = Files.write(folder.resolve("m.ply"), bytes);
            List<Problem> problems = new ArrayList<>();
            check(read(new Ply(), file, problems), problems);
            assertThat(new Ply().inspect(file).points()).isEqualTo(3);
            for (int cut = 0; cut < bytes.length; cut++) {
                Path part = Files.write(folder.resolve("cut.ply"), Arrays.copyOf(bytes, cut));
                List<Problem> said = new ArrayList<>();
                try {
                    int n = read(new Ply(), part, said).size();
                    assertThat(said.getLast().what()).contains("those " + n + " are kept");
                } catch (FormatException e) {
                    assertThat(e).hasMessageContaining("cut.ply");
                }
            }
        }
        Path text = Files.writeString(folder.resolve("t.ply"), "ply\nformat ascii 1.0\ncomment x\n" + HEAD
                + "3 0 1 2 9\n0 8\n0 500000.001 0 0 10 200\n-7 500001.001 1 1 0.5 11 201\n-14 500002.001 2 2 0.5 1 12 202\n");
        List<Problem> problems = new ArrayList<>();
        check(read(new Ply(), text, problems), problems);
    }

    @Test
    void listsThatAnnounceTooMuchEndTheReading() throws IOException {
        byte[] bytes = binary(ByteOrder.LITTLE_ENDIAN);
        int list = bytes.length - (2 + 8 + 4 + 2 + 8 + 4 + 1) + 14;
        bytes[list] = -1;
        bytes[list + 1] = -1;
        Path file = Files.write(folder.resolve("l.ply"), bytes);
        List<Problem> problems = new ArrayList<>();
        assertThat(read(new Ply(), file, problems).size()).isEqualTo(2);
        assertThat(problems.getLast().what()).contains("those 2 are kept");
    }

    @Test
    void gridsAndListsOfLeicaAreRead() throws IOException {
        List<Problem> problems = new ArrayList<>();
        PointBlock grid = read(new Ptx(), Shared.data("pointclouds/pdal/ptx/1.2-with-color.ptx"), problems);
        assertThat(grid.size()).isEqualTo(1065);
        assertThat(List.of("red", "green", "blue").stream().map(c -> grid.column(c).orElseThrow().get(0)).toList())
                .containsExactly(68.0, 77.0, 88.0);
        assertThat(List.of("red", "green", "blue").stream().map(c -> grid.column(c).orElseThrow().get(489)).toList())
                .containsExactly(105.0, 85.0, 114.0);
        assertThat(grid.px(0)).isEqualTo(637012.24);
        assertThat(read(new Ptx(), Shared.data("pointclouds/pdal/ptx/no-color.ptx"), problems).size()).isEqualTo(15);
        assertThat(read(new Pts(), Shared.data("pointclouds/pdal/pts/bunny_8.pts"), problems).size()).isEqualTo(8);
        assertThat(problems).singleElement().extracting(Problem::what).asString().contains("8 points are announced");
        problems.clear();
        PointBlock coloured = read(new Pts(), Shared.data("pointclouds/pdal/pts/autzen.pts"), problems);
        assertThat(coloured.size()).isEqualTo(10);
        assertThat(coloured.column("intensity").orElseThrow().get(0)).isEqualTo(-1613);
        assertThat(problems).isEmpty();
    }

    @Test
    void severalGridsAreMovedByTheirOwnMatrix() throws IOException {
        String head = "1\n2\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n";
        String points = "1 2 3 0.5\n0 0 0 0.5\n";
        String text = head + "1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 1\n" + points
                + head + "0 1 0 0\n-1 0 0 0\n0 0 1 0\n100 200 300 1\n" + points;
        Path file = Files.writeString(folder.resolve("two.ptx"), text);
        List<Problem> problems = new ArrayList<>();
        PointBlock p = read(new Ptx(), file, problems);
        assertThat(problems).isEmpty();
        assertThat(p.size()).isEqualTo(4);
        assertThat(p.point(0).y()).isEqualTo(2);
        assertThat(p.px(1)).isNaN();
        assertThat(p.px(2)).isEqualTo(98);
        assertThat(p.py(2)).isEqualTo(201);
        for (int cut = 0; cut < text.length(); cut++) {
            Path part = Files.writeString(folder.resolve("cut.ptx"), text.substring(0, cut));
            List<Problem> said = new ArrayList<>();
            try {
                int n = read(new Ptx(), part, said).size();
                assertThat(n == 2 || n == 4 || !said.isEmpty()).as("%d", cut).isTrue();
            } catch (FormatException e) {
                assertThat(e).hasMessageContaining("cut.ptx");
            }
        }
        assertThatThrownBy(() -> read(new Pts(), Files.writeString(folder.resolve("x.pts"), "a\nb\n"), problems))
                .isInstanceOf(FormatException.class);
    }
}
