package plumbline.storage.format.point;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PlumblinePoints;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.PointEncodings;
import plumbline.storage.format.PointFormat;
import plumbline.storage.format.PointParts;
import plumbline.storage.format.PointQuery;
import plumbline.storage.fuzz.Digest;
import plumbline.storage.fuzz.FileTarget;
import plumbline.storage.fuzz.FuzzTarget;

/** The readers of point files, with small files of every kind that each of them knows. */
public final class PointFuzz {
    private static final int N = 40;

    private static final String PTX = "2\n2\n0 0 0\n1 0 0\n0 1 0\n0 0 1\n1 0 0 0\n0 1 0 0\n0 0 1 0\n10 20 30 1\n"
            + "1 2 3 0.5\n0 0 0 0.5\n4 5 6 0.5\n7 8 9 0.5\n";

    public static final List<FuzzTarget> ALL = List.of(
            format(new Pcd(), "cut.pcd", PointFuzz::pcd).cutsTold(),
            format(new Ply(), "cut.ply", PointFuzz::ply).cutsTold(),
            format(new Las(), "cut.las", PointFuzz::las).cutsTold(),
            format(new Laz(), "cut.laz", PointFuzz::laz).cutsTold(),
            format(new Copc(), "cut.copc.laz", PointFuzz::copc).cutsTold(),
            format(new E57(), "cut.e57", PointFuzz::e57).cutsTold().withChecksums(),
            format(new Pts(), "cut.pts", f -> texts("3\n1 2 3 -7 10 20 30\n4 5 6 8 255 0 1\n-1e3 .5 0 0 0 0 0\n", "2\n1 2 3\n4 5 6\n")),
            format(new Ptx(), "cut.ptx", f -> texts(PTX, PTX.replace(" 0.5\n", "\n"))),
            format(new Xyz(), "cut.xyz", f -> texts("1 2 3\n4 5 6\n", "# a remark\n1.5;2;3;7\n-4;5e-3;6;8\n")),
            format(new Xyz(), "cut.csv", f -> texts("x,y,z,intensity,time\n1,2,3,4,0.25\n5,6,7,8,1e9\n", "X;Y;Z\n1;2;3\n")),
            format(FloatRecords.kitti(), "cut.bin", f -> List.of(floats())),
            format(FloatRecords.nuScenes(), "cut.pcd.bin", f -> List.of(floats())),
            encoding("kitti-bin", b -> b), encoding("nuscenes-bin", b -> b),
            encoding("semantic-bin", PointFuzz::semantic), encoding("plumbline-points", b -> PlumblinePoints.encode(block())));

    private PointFuzz() {}

    private interface Bytes {
        byte[] of(byte[] floats);
    }

    private static FileTarget format(PointFormat format, String file, FileTarget.Seeds seeds) {
        String ending = file.substring(file.indexOf('.') + 1);
        String name = ending.replace(".laz", "");
        return FileTarget.of(name, file, seeds, (path, into) -> read(format, path, into));
    }

    private static FileTarget encoding(String name, Bytes seed) {
        return FileTarget.ofBytes(name, f -> List.of(seed.of(floats())), (where, input, into) ->
                into.points(PointEncodings.decode(name, where, input)));
    }

    private static void read(PointFormat format, Path path, Digest into) throws IOException {
        if (!format.recognises(path)) {
            throw new FormatException(path.toString(), "", "is of another format");
        }
        PointFormat.Info info = format.inspect(path);
        into.problems(info.problems());
        into.problems(format.read(path, into::points));
        // The middle eighth of what the description says, coarse, with one column.
        Vec3 min = info.min();
        Vec3 max = info.max();
        Vec3 low = min.plus(max.minus(min).times(0.25));
        PointQuery part = new PointQuery(
                Optional.of(Set.of("intensity")), Optional.of(new PointQuery.Region(low, max)), 0.5);
        try (PointParts parts = format.open(path, part)) {
            into.problems(parts.problems());
            for (int i = 0; i < Math.min(parts.count(), 20); i++) {
                into.problems(parts.read(i, into::points));
            }
        }
    }

    private static byte[] floats() {
        ByteBuffer b = ByteBuffer.allocate(20 * N).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 5 * N; i++) {
            b.putFloat(i * 0.37f - 20);
        }
        return b.array();
    }

    private static byte[] semantic(byte[] floats) {
        ByteBuffer b = ByteBuffer.allocate(20 * N).order(ByteOrder.LITTLE_ENDIAN);
        b.put(floats, 0, 16 * N);
        while (b.hasRemaining()) {
            b.putShort((short) 10).putShort((short) b.position());
        }
        return b.array();
    }

    private static PointBlock block() {
        double[][] xyz = new double[3][N];
        float[] intensity = new float[N];
        short[] ring = new short[N];
        byte[] small = new byte[N];
        int[] red = new int[N];
        long[] wide = new long[N];
        for (int i = 0; i < N; i++) {
            xyz[0][i] = 500_000 + i * 0.125;
            xyz[1][i] = 4_000_000 - i * 0.5;
            xyz[2][i] = i % 7;
            intensity[i] = i / 40f;
            ring[i] = (short) (i % 16);
            small[i] = (byte) (i - 20);
            red[i] = i * 1000;
            wide[i] = i * 100_000_000L;
        }
        return PointBlock.ofExact(xyz[0], xyz[1], xyz[2], List.of(
                new Column.Floats("intensity", "f4", intensity), new Column.Shorts("ring", "u1", ring),
                new Column.Bytes("small", "i1", small), new Column.Ints("red", "u2", red), new Column.Longs("wide", "u4", wide)));
    }

    private static List<byte[]> texts(String... texts) {
        return java.util.Arrays.stream(texts).map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<byte[]> pcd(Path folder) throws IOException {
        Path file = folder.resolve("a.pcd");
        new Pcd().write(file, block());
        String head = "# .PCD v0.7\nVERSION 0.7\nFIELDS x y z rgb label\nSIZE 4 4 4 4 2\nTYPE F F F U U\nCOUNT 1 1 1 1 1\n"
                + "WIDTH 3\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 3\nDATA ";
        byte[] ascii = (head + "ascii\n1 2 3 255 7\n4 5 6 65280 8\nnan nan nan 0 9\n").getBytes(StandardCharsets.UTF_8);
        // 54 bytes in two runs of literals.
        ByteBuffer packed = ByteBuffer.allocate(8 + 56).order(ByteOrder.LITTLE_ENDIAN).putInt(56).putInt(54);
        packed.put((byte) 31).put(new byte[32]).put((byte) 21).put(new byte[22]);
        byte[] text = (head + "binary_compressed\n").getBytes(StandardCharsets.UTF_8);
        byte[] compressed = java.util.Arrays.copyOf(text, text.length + 64);
        System.arraycopy(packed.array(), 0, compressed, text.length, 64);
        return List.of(Files.readAllBytes(file), ascii, compressed);
    }

    private static List<byte[]> ply(Path folder) throws IOException {
        Path file = folder.resolve("a.ply");
        new Ply().write(file, block());
        List<byte[]> out = new ArrayList<>(List.of(Files.readAllBytes(file)));
        out.addAll(texts(
                "ply\nformat ascii 1.0\ncomment made\nelement camera 1\nproperty float view\nelement vertex 3\nproperty float x\n"
                        + "property float y\nproperty float z\nproperty uchar red\nelement face 1\n"
                        + "property list uchar int vertex_indices\nend_header\n0.5\n1 2 3 4\n5 6 7 8\n9 10 11 12\n3 0 1 2\n"));
        String head = "ply\nformat binary_big_endian 1.0\nelement strip 1\nproperty list uchar short at\nelement vertex 1\n"
                + "property double x\nproperty double y\nproperty double z\nproperty short w\nend_header\n";
        ByteBuffer b = ByteBuffer.allocate(head.length() + 5 + 26).put(head.getBytes(StandardCharsets.US_ASCII));
        b.put((byte) 2).putShort((short) 3).putShort((short) 4).putDouble(1).putDouble(2).putDouble(3).putShort((short) 9);
        out.add(b.array());
        return out;
    }

    private static List<byte[]> las(Path folder) throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (int format : new int[] {0, 1, 3, 5, 6, 8, 10}) {
            out.add(Files.readAllBytes(LasSamples.write(folder.resolve("a.las"), format, format == 1 ? 3 : 0, 25, 5 + format)));
        }
        Path file = folder.resolve("b.las");
        new Las().write(file, block());
        out.add(Files.readAllBytes(file));
        return out;
    }

    private static List<byte[]> laz(Path folder) throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (int format : new int[] {0, 1, 3, 5, 6, 8, 10}) {
            Path las = LasSamples.write(folder.resolve("a.las"), format, format % 2 == 1 ? 2 : 0, 60, 5 + format);
            PointConversion.convert(las, folder.resolve("a.laz"));
            out.add(Files.readAllBytes(folder.resolve("a.laz")));
        }
        return out;
    }

    private static List<byte[]> copc(Path folder) throws IOException {
        List<byte[]> out = new ArrayList<>();
        for (int format : new int[] {6, 7}) {
            Path las = LasSamples.write(folder.resolve("a.las"), format, 0, 60, 8);
            PointConversion.convert(las, folder.resolve("a.copc.laz"));
            out.add(Files.readAllBytes(folder.resolve("a.copc.laz")));
        }
        return out;
    }

    private static List<byte[]> e57(Path folder) throws IOException {
        String pose = "<pose type='Structure'><rotation type='Structure'><w type='Float'>1</w><x type='Float'>0</x>"
                + "<y type='Float'>0</y><z type='Float'>0</z></rotation><translation type='Structure'><x type='Float'>5</x>"
                + "<y type='Float'>6</y><z type='Float'>7</z></translation></pose>";
        String scaled = "<cartesianX type='ScaledInteger' minimum='0' maximum='2047' scale='0.001' offset='-1'/>"
                + "<cartesianY type='Float' precision='single'/><cartesianZ type='Integer' minimum='-3' maximum='1000'/>"
                + "<intensity type='Integer' minimum='0' maximum='255'/><colorRed type='Integer' minimum='5' maximum='5'/>";
        byte[] singles = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1).putFloat(2).putFloat(3).putFloat(4).array();
        String round = "<sphericalRange type='Float'/><sphericalAzimuth type='Float'/><sphericalElevation type='Float'/>"
                + "<sphericalInvalidState type='Integer' minimum='0' maximum='2'/>";
        byte[] doubles = E57Samples.doubles(1, 2, 3, 0.5);
        return List.of(
                Files.readAllBytes(E57Samples.write(folder.resolve("a.e57"), pose, scaled, 4, List.of(
                        E57Samples.packed(11, 1, 2, 3, 4), singles, E57Samples.packed(10, 1, 2, 3, 4),
                        E57Samples.packed(8, 1, 2, 3, 4), new byte[0]), 16)),
                Files.readAllBytes(E57Samples.write(folder.resolve("b.e57"), "", round, 4,
                        List.of(doubles, doubles, doubles, E57Samples.packed(2, 0, 0, 2, 0)), 9)));
    }
}
