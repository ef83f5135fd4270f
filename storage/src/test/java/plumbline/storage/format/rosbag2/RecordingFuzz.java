package plumbline.storage.format.rosbag2;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.storage.format.Captures;
import plumbline.storage.format.Lz4Frame;
import plumbline.storage.format.PointEncodings;
import plumbline.storage.format.mcap.McapCaptures;
import plumbline.storage.format.mcap.McapWriter;
import plumbline.storage.format.packet.Vlp16;
import plumbline.storage.format.ros.CameraInfo;
import plumbline.storage.format.ros.CdrWriter;
import plumbline.storage.format.ros.CompressedImage;
import plumbline.storage.format.ros.Imu;
import plumbline.storage.format.ros.Lenses;
import plumbline.storage.format.ros.NavSatFix;
import plumbline.storage.format.ros.PointCloud2Codec;
import plumbline.storage.format.ros.RawImage;
import plumbline.storage.format.ros.RecordingFormat;
import plumbline.storage.format.ros.RecordingReader;
import plumbline.storage.format.ros.RosHeader;
import plumbline.storage.format.ros.RosPose;
import plumbline.storage.format.ros.TfMessage;
import plumbline.storage.format.ros.VelodyneScan;
import plumbline.storage.fuzz.Digest;
import plumbline.storage.fuzz.FileTarget;
import plumbline.storage.fuzz.FolderTarget;
import plumbline.storage.fuzz.FuzzTarget;
import plumbline.storage.project.Streets;

/** The readers of recordings and of the messages in them. */
public final class RecordingFuzz {
    private static final RosHeader HEADER = new RosHeader(1_700_000_000_000_000_001L, "lidar");

    public static final List<FuzzTarget> ALL = List.of(
            FileTarget.of("mcap", "cut.mcap", RecordingFuzz::mcap, RecordingFuzz::read).cutsTold(),
            FileTarget.of("db3", "cut.db3", RecordingFuzz::db3, RecordingFuzz::read),
            FileTarget.of("db3-packed", "cut.db3.zstd", RecordingFuzz::packed, RecordingFuzz::read).cutsTold(),
            FolderTarget.of("rosbag2", RecordingFuzz::split, RecordingFuzz::read),
            FileTarget.ofBytes("lz4", f -> List.of(lz4()), (where, b, d) -> lz4(where, b, d)),
            encoding(PointCloud2Codec.ENCODING, cloud()).cutsTold(),
            encoding(VelodyneScan.ENCODING, packets()).cutsTold(),
            message("cdr-image", image(),
                    (w, b) -> RawImage.read(w, b).png(w).length).cutsTold(),
            message("cdr-compressed-image", new CompressedImage(HEADER, "png", new byte[] {(byte) 0x89, 'P', 'N', 'G'}).write(),
                    (w, b) -> CompressedImage.read(w, b).data().length).cutsTold(),
            message("cdr-camera-info",
                    Lenses.info(HEADER, new LensModel.RadialTangential(6, 4, 5, 5, 3, 2, .1, .2, .3, .4, .5, 0, 0, 0)).write(),
                    (w, b) -> Lenses.of(CameraInfo.read(w, b), false).hashCode() + Lenses.of(CameraInfo.read(w, b), true).hashCode()),
            message("cdr-tf", new TfMessage(List.of(pose("a"), pose("b")), List.of()).write(),
                    (w, b) -> TfMessage.read(w, b).transforms().size()).cutsTold(),
            message("cdr-odometry", pose("base_link").writeOdometry(new double[3], new double[3]),
                    (w, b) -> RosPose.readOdometry(w, b).hashCode()),
            message("cdr-imu",
                    new Imu(HEADER, new double[] {0, 0, 0, 1}, new double[9], new double[3], new double[9], new double[3],
                            new double[9]).write(),
                    (w, b) -> Imu.read(w, b).header().hashCode()).cutsTold(),
            message("cdr-navsat", new NavSatFix(HEADER, 0, 1, 49, 8, 112, new double[9], 2).write(),
                    (w, b) -> NavSatFix.read(w, b).header().hashCode()).cutsTold());

    private RecordingFuzz() {}

    private interface Message {
        int read(String where, ByteBuffer message) throws IOException;
    }

    private static FileTarget message(String name, byte[] seed, Message reader) {
        return FileTarget.ofBytes(name, f -> List.of(seed), (where, input, into) ->
                into.row(reader.read(where, ByteBuffer.wrap(input))));
    }

    private static FileTarget encoding(String name, byte[] seed) {
        return FileTarget.ofBytes(name, f -> List.of(seed), (where, input, into) ->
                into.points(PointEncodings.decode(name, where, input)));
    }

    private static RosPose pose(String child) {
        return new RosPose(HEADER, child, Pose.ofEuler(1, 2, 3, 0.1, 0.2, 0.3));
    }

    private static byte[] cloud() {
        return PointCloud2Codec.encode(
                PointBlock.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6},
                        List.of(new Column.Shorts("ring", "u1", new short[] {7, 8}))),
                "lidar", HEADER.stampNanos());
    }

    private static byte[] image() {
        CdrWriter out = new CdrWriter();
        out.u32(3).u32(4).text("camera").u32(2).u32(2).text("bgr8").u8(0).u32(8).bytes(new byte[16]);
        return out.toBytes();
    }

    private static byte[] packets() {
        CdrWriter out = new CdrWriter();
        out.u32(3).u32(4).text("lidar").u32(1).u32(3).u32(4);
        byte[] packet = new byte[Vlp16.PACKET_BYTES];
        for (int b = 0; b < 12; b++) {
            packet[100 * b] = (byte) 0xFF;
            packet[100 * b + 1] = (byte) 0xEE;
            packet[100 * b + 2] = (byte) b;
            packet[100 * b + 5] = 1;
        }
        packet[1204] = 0x37;
        packet[1205] = 0x22;
        for (byte b : packet) {
            out.u8(b & 0xFF);
        }
        return out.toBytes();
    }

    private static byte[] lz4() throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (var out = new net.jpountz.lz4.LZ4FrameOutputStream(bytes)) {
            out.write("a text, a text, a text and another text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void lz4(String where, byte[] input, Digest into) throws IOException {
        into.bytes(Lz4Frame.decodeSound(input, 1 << 20));
        try {
            into.row(java.util.Arrays.hashCode(Lz4Frame.decode(input, 1 << 20)));
        } catch (IOException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
    }

    /** As the import does: recognised, described, opened, samples decoded. */
    private static void read(Path path, Digest into) throws IOException {
        var found = RecordingFormat.find(path);
        if (found.isPresent()) {
            try (RecordingReader reader = found.get()) {
                into.problems(reader.contents().problems());
            }
        }
        try (CaptureSource source = Captures.open(path)) {
            into.capture(source);
        }
    }

    private static List<RecordingReader.Message> messages(Path mcap) throws IOException {
        List<RecordingReader.Message> out = new ArrayList<>();
        try (RecordingReader reader = RecordingFormat.find(mcap).orElseThrow()) {
            reader.scan(new RecordingReader.Visitor() {
                @Override
                public void channel(RecordingReader.Channel channel) {}

                @Override
                public void message(RecordingReader.Message m) {
                    byte[] copy = new byte[m.data().remaining()];
                    m.data().duplicate().get(copy);
                    out.add(new RecordingReader.Message(m.channel(), m.logTimeNanos(), ByteBuffer.wrap(copy), m.key()));
                }
            });
        }
        return out;
    }

    private static Path recorded(Path folder) throws IOException {
        Path file = folder.resolve("a.mcap");
        Files.deleteIfExists(file);
        try (CaptureSource street = Streets.small()) {
            McapCaptures.write(street, file, Progress.NONE);
        }
        return file;
    }

    private static List<byte[]> mcap(Path folder) throws IOException {
        Path other = folder.resolve("b.mcap");
        try (McapWriter out = new McapWriter(Files.newOutputStream(other), "ros2", "made", 300)) {
            int schema = out.schema("sensor_msgs/msg/PointCloud2", "ros2msg", "");
            int tf = out.channel("/tf", out.schema("tf2_msgs/msg/TFMessage", "ros2msg", ""), "cdr", new TreeMap<>());
            int lidar = out.channel("/points", schema, "cdr", new TreeMap<>());
            for (int i = 0; i < 4; i++) {
                out.message(lidar, HEADER.stampNanos() + i, HEADER.stampNanos() + i, cloud());
                out.message(tf, HEADER.stampNanos() + i, HEADER.stampNanos() + i,
                        new TfMessage(List.of(pose("lidar")), List.of()).write());
            }
        }
        return List.of(Files.readAllBytes(other), Files.readAllBytes(recorded(folder)));
    }

    private static List<byte[]> db3(Path folder) throws IOException {
        List<RecordingReader.Message> drive = messages(recorded(folder));
        Path plain = folder.resolve("a.db3");
        Files.deleteIfExists(plain);
        Bags.write(plain, drive.subList(0, Math.min(12, drive.size())), false);
        return List.of(Files.readAllBytes(plain));
    }

    private static List<byte[]> packed(Path folder) throws IOException {
        return List.of(Zstd.compress(db3(folder).getFirst()));
    }

    private static void split(Path folder) throws IOException {
        Path work = Files.createTempDirectory("fuzz-split-");
        List<RecordingReader.Message> drive = messages(recorded(work));
        Bags.write(folder.resolve("split_0.db3"), drive.subList(0, 6), false);
        Bags.write(folder.resolve("split_1.db3"), drive.subList(6, 12), true);
        Files.writeString(folder.resolve("metadata.yaml"), "rosbag2_bagfile_information:\n  version: 5\n"
                + "  storage_identifier: sqlite3\n  relative_file_paths:\n    - split_0.db3\n    - split_1.db3\n"
                + "  compression_format: zstd\n  compression_mode: MESSAGE\n");
    }
}
