package plumbline.storage.format.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.FormatException;

class RosMessagesTest {
    private static final RosHeader HEADER = new RosHeader(1_700_000_000_123_456_789L, "lidar");

    @Test
    void bothByteOrdersAndTheirAlignmentAreRead() throws IOException {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            CdrWriter out = new CdrWriter(order, 64);
            out.u8(7).f64(1.5).u8(8).u16(65_000).u8(9).u32(4_000_000_000L).text("grün");
            out.doubleSequence(new double[] {2, 3});
            byte[] raw = out.toBytes();
            // The first double starts at a multiple of eight behind the four encapsulation bytes.
            assertThat(ByteBuffer.wrap(raw).order(order).getDouble(4 + 8)).isEqualTo(1.5);
            CdrReader in = new CdrReader("message", ByteBuffer.wrap(raw));
            assertThat(in.u8()).isEqualTo(7);
            assertThat(in.f64()).isEqualTo(1.5);
            assertThat(in.u8()).isEqualTo(8);
            assertThat(in.u16()).isEqualTo(65_000);
            assertThat(in.u8()).isEqualTo(9);
            assertThat(in.u32()).isEqualTo(4_000_000_000L);
            assertThat(in.text()).isEqualTo("grün");
            assertThat(in.doubleSequence()).containsExactly(2, 3);
        }
    }

    @Test
    void everyMessageComesBack() throws IOException {
        Imu imu = new Imu(
                HEADER, new double[] {0, 0, 0, 1}, new double[9], new double[] {1, 2, 3}, new double[9],
                new double[] {4, 5, 9.81}, new double[9]);
        assertThat(Imu.read("imu", ByteBuffer.wrap(imu.write()))).usingRecursiveComparison().isEqualTo(imu);
        NavSatFix fix = new NavSatFix(HEADER, -1, 3, 49.01, 8.43, 112.5, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 4}, 2);
        assertThat(NavSatFix.read("fix", ByteBuffer.wrap(fix.write()))).usingRecursiveComparison().isEqualTo(fix);
        Pose pose = Pose.ofEuler(1, 2, 3, 0.1, -0.2, 2.5);
        RosPose stamped = new RosPose(HEADER, "", pose);
        RosPose back = RosPose.readStamped("pose", ByteBuffer.wrap(stamped.writeStamped()));
        assertThat(back.header()).isEqualTo(HEADER);
        assertClose(back.parentFromChild(), pose);
        RosPose odometry = new RosPose(HEADER, "base_link", pose);
        byte[] raw = odometry.writeOdometry(new double[] {1, 0, 0}, new double[3]);
        RosPose way = RosPose.readOdometry("odometry", ByteBuffer.wrap(raw));
        assertThat(way.child()).isEqualTo("base_link");
        assertClose(way.parentFromChild(), pose);
        TfMessage tf = new TfMessage(List.of(odometry, odometry), List.of());
        TfMessage heard = TfMessage.read("tf", ByteBuffer.wrap(tf.write()));
        assertThat(heard.transforms()).hasSize(2);
        assertClose(heard.transforms().get(1).parentFromChild(), pose);
    }

    private static void assertClose(Pose a, Pose b) {
        double[] x = a.toRowMajor();
        double[] y = b.toRowMajor();
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(x[i] - y[i])).isLessThan(1e-12);
        }
    }

    @Test
    void aMessageCutAnywhereSaysWhere() {
        PointBlock points = PointBlock.of(
                new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6},
                List.of(new Column.Shorts("ring", "u1", new short[] {7, 8})));
        byte[] cloud = PointCloud2Codec.encode(points, "lidar", HEADER.stampNanos());
        for (int length = 0; length < cloud.length - 1; length++) {
            byte[] cut = Arrays.copyOf(cloud, length);
            assertThatThrownBy(() -> new PointCloud2Codec().decode("the cloud", cut))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("the cloud");
        }
        byte[] tf = new TfMessage(List.of(new RosPose(HEADER, "a", Pose.IDENTITY)), List.of()).write();
        for (int length = 0; length < tf.length; length++) {
            byte[] cut = Arrays.copyOf(tf, length);
            assertThatThrownBy(() -> TfMessage.read("the transforms", ByteBuffer.wrap(cut)))
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void aCloudWithoutPositionsIsRefusedAndNamesWhatItHas() {
        byte[] cloud = PointCloud2Codec.encode(
                PointBlock.of(new float[1], new float[1], new float[1], List.of()), "lidar", 0);
        for (int i = 0; i < cloud.length - 1; i++) {
            if (cloud[i] == 'z' && cloud[i + 1] == 0) {
                cloud[i] = 'w';
            }
        }
        assertThatThrownBy(() -> new PointCloud2Codec().decode("the cloud", cloud))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no field \"z\"")
                .hasMessageContaining("x, y, w");
    }

    @Test
    void fieldsOfSeveralValuesRowsWithPaddingAndBigEndianAreRead() throws IOException {
        CdrWriter out = new CdrWriter();
        HEADER.write(out);
        out.u32(2).u32(1).u32(4);
        out.text("x").u32(0).u8(8).u32(1).text("y").u32(8).u8(8).u32(1).text("z").u32(16).u8(8).u32(1);
        out.text("pair").u32(24).u8(4).u32(2);
        ByteBuffer data = ByteBuffer.allocate(2 * 32).order(ByteOrder.BIG_ENDIAN);
        data.putDouble(500_000.125).putDouble(2).putDouble(3).putShort((short) 65_000).putShort((short) 5);
        data.position(32).putDouble(-1).putDouble(-2).putDouble(-3).putShort((short) 6).putShort((short) 7);
        out.u8(1).u32(28).u32(32).bytes(data.array()).u8(1);
        PointBlock points = new PointCloud2Codec().decode("cloud", out.toBytes());
        assertThat(points.size()).isEqualTo(2);
        assertThat(points.px(0)).isEqualTo(500_000.125);
        assertThat(points.pz(1)).isEqualTo(-3);
        assertThat(points.column("pair_0").orElseThrow().get(0)).isEqualTo(65_000);
        assertThat(points.column("pair_1").orElseThrow().get(1)).isEqualTo(7);
    }

    @Test
    void rawImagesBecomePngsOfTheSamePixels() throws IOException {
        byte[] bgr = {1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0};
        RawImage image = new RawImage(HEADER, 2, 2, "bgr8", false, 8, ByteBuffer.wrap(bgr));
        var read = ImageIO.read(new ByteArrayInputStream(image.png("image")));
        assertThat(read.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x030201);
        assertThat(read.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0x0C0B0A);
        byte[] mosaic = {10, 20, 40, 50};
        RawImage bayer = new RawImage(HEADER, 2, 2, "bayer_rggb8", false, 2, ByteBuffer.wrap(mosaic));
        assertThat(ImageIO.read(new ByteArrayInputStream(bayer.png("image"))).getRGB(1, 0) & 0xFFFFFF)
                .isEqualTo(10 << 16 | 30 << 8 | 50);
        byte[] grey16 = {0x34, 0x12};
        RawImage deep = new RawImage(HEADER, 1, 1, "mono16", false, 2, ByteBuffer.wrap(grey16));
        assertThat(ImageIO.read(new ByteArrayInputStream(deep.png("image"))).getRaster().getSample(0, 0, 0))
                .isEqualTo(0x1234);
        RawImage odd = new RawImage(HEADER, 1, 1, "32FC1", false, 4, ByteBuffer.wrap(new byte[4]));
        assertThatThrownBy(() -> odd.png("image")).isInstanceOf(FormatException.class).hasMessageContaining("32FC1");
    }

    @Test
    void everyLensComesBackThroughCameraInfo() throws IOException {
        List<LensModel> lenses = List.of(
                new LensModel.Pinhole(640, 480, 500, 501, 320, 240, 0.5),
                new LensModel.RadialTangential(640, 480, 500, 501, 320, 240, 0.1, 0.2, 0.3, 0.4, 0.5, 0, 0, 0),
                new LensModel.RadialTangential(640, 480, 500, 501, 320, 240, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
                new LensModel.KannalaBrandt(640, 480, 500, 501, 320, 240, 0.1, 0.2, 0.3, 0.4, Math.toRadians(100)),
                new LensModel.Mei(640, 480, 500, 501, 320, 240, 0.9, 0.1, 0.2, 0.3, 0.4));
        for (LensModel lens : lenses) {
            byte[] raw = Lenses.info(HEADER, lens).write();
            Optional<Lenses.Lens> back = Lenses.of(CameraInfo.read("info", ByteBuffer.wrap(raw)), false);
            assertThat(back.orElseThrow().model()).isEqualTo(lens);
        }
    }

    @Test
    void aRectifiedSecondEyeStandsBesideTheFirst() {
        // A stereo pair's right camera: P's fourth number is minus focal length times baseline.
        CameraInfo right = new CameraInfo(
                HEADER, 480, 640, "plumb_bob", new double[5], new double[] {500, 0, 320, 0, 500, 240, 0, 0, 1},
                new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
                new double[] {500, 0, 320, -500 * 0.12, 0, 500, 240, 0, 0, 0, 1, 0});
        Lenses.Lens lens = Lenses.of(right, true).orElseThrow();
        assertThat(lens.rectifiedFromCamera().m03()).isCloseTo(-0.12, org.assertj.core.api.Assertions.within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "{\"altitude\":1}", "{\"altitude\":1,\"latitude\":\"north\",\"longitude\":2}",
        "{\"acceleration\":[1,2],\"angularVelocity\":[1,2,3]}"
    })
    void aDamagedMeasurementIsSaid(String json) {
        for (String encoding : new String[] {Measurements.IMU_JSON, Measurements.FIX_JSON}) {
            Sample s = new Sample(new SensorId("unit"), 5, Pose.IDENTITY, encoding, "unit/000001.raw");
            byte[] raw = json.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Measurements.message(s, new RosHeader(5, "unit"), raw))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("unit/000001.raw");
        }
    }
}
