package plumbline.storage.format.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;
import plumbline.storage.format.FormatException;

/** Numbers of messages by their definitions: against the readers that know the type, and types that nobody knows. */
class MessageFieldsTest {
    private static final String MADE_UP = """
            # A type of nobody's
            uint8 MODE_MANUAL=1
            Header header
            string<=20 name "quoted # text"
            bool on
            int16[3] steps
            wheel/Speed[<=4] speeds  # a sequence
            Pair pair
            float32 last
            ================================================================================
            MSG: rig/Pair
            int64 big
            uint16 small
            ================================================================================
            MSG: wheel/Speed
            float64 value
            ================================================================================
            MSG: std_msgs/Header
            builtin_interfaces/Time stamp
            string frame_id
            """;

    private static byte[] message() {
        ByteBuffer b = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        b.put(new byte[] {0, 1, 0, 0});
        b.putInt(7).putInt(500);
        text(b, "map");
        text(b, "wheels");
        b.put((byte) 1);
        align(b, 2);
        b.putShort((short) -1).putShort((short) 2).putShort((short) 3);
        align(b, 4);
        b.putInt(2);
        align(b, 8);
        b.putDouble(0.5).putDouble(0.25);
        b.putLong(1L << 40).putShort((short) -2);
        align(b, 4);
        b.putFloat(1.5f);
        byte[] out = new byte[b.position()];
        b.get(0, out);
        return out;
    }

    private static void align(ByteBuffer b, int to) {
        while ((b.position() - 4) % to != 0) {
            b.put((byte) 0);
        }
    }

    private static void text(ByteBuffer b, String s) {
        align(b, 4);
        b.putInt(s.length() + 1).put(s.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    }

    @Test
    void aTypeNobodyKnowsIsReadByItsDefinition() throws FormatException {
        MessageFields f = MessageFields.parse("test", "rig/msg/Wheels", MADE_UP);
        assertThat(f.names()).containsExactly(
                "header.stamp.sec", "header.stamp.nanosec", "on", "steps[0]", "steps[1]", "steps[2]", "pair.big", "pair.small",
                "last");
        assertThat(f.read(new CdrReader("test", ByteBuffer.wrap(message()))))
                .containsExactly(7, 500, 1, -1, 2, 3, 1L << 40, 65534, 1.5);
    }

    @Test
    void aCutMessageAndAnUnknownTypeAreSaid() throws FormatException {
        MessageFields f = MessageFields.parse("test", "rig/msg/Wheels", MADE_UP);
        byte[] whole = message();
        for (int n = 4; n < whole.length; n++) {
            ByteBuffer cut = ByteBuffer.wrap(whole, 0, n);
            assertThatThrownBy(() -> f.read(new CdrReader("test", cut))).isInstanceOf(FormatException.class);
        }
        MessageFields shorter = MessageFields.parse("test", "rig/msg/Wheels", "builtin_interfaces/Time stamp\n");
        assertThatThrownBy(() -> shorter.read(new CdrReader("test", ByteBuffer.wrap(whole))))
                .hasMessageContaining("not the definition of this message");
        assertThatThrownBy(() -> MessageFields.parse("test", "a/B", "c/D d\n")).hasMessageContaining("not defined");
        assertThatThrownBy(() -> MessageFields.parse("test", "a/B", "a/B again\n")).hasMessageContaining("nested");
        StringBuilder doubling = new StringBuilder("a/T1 x\na/T1 y\n");
        for (int i = 1; i < 11; i++) {
            doubling.append("===\nMSG: a/T").append(i).append('\n');
            for (char c = 'a'; c < 'm'; c++) {
                doubling.append("a/T").append(i + 1).append(' ').append(c).append('\n');
            }
        }
        doubling.append("===\nMSG: a/T11\nint8 z\n");
        assertThatThrownBy(() -> MessageFields.parse("test", "a/B", doubling.toString())).hasMessageContaining("nested");
    }

    @Test
    void recordedMeasurementsAreThoseOfTheReadersOfTheirTypes() throws IOException {
        Path file = Shared.data("ros2_bags/kitti_0005_f0-1_zstd.mcap");
        try (RecordingReader reader = RecordingFormat.find(file).orElseThrow()) {
            List<String> seen = new ArrayList<>();
            reader.scan(new RecordingReader.Visitor() {
                @Override
                public void channel(RecordingReader.Channel channel) {}

                @Override
                public void message(RecordingReader.Message m) throws IOException {
                    String type = m.channel().type();
                    if (!Set.of(RosSchemas.IMU, RosSchemas.NAV_SAT_FIX).contains(type)) {
                        return;
                    }
                    MessageFields f = MessageFields.parse(type, type, reader.definition(type).orElseThrow());
                    double[] v = f.read(new CdrReader("m", m.data().duplicate().order(m.data().order())));
                    seen.add(type);
                    if (type.equals(RosSchemas.IMU)) {
                        Imu imu = Imu.read("m", m.data());
                        assertThat(v[f.names().indexOf("linear_acceleration.z")]).isEqualTo(imu.acceleration()[2]);
                        assertThat(v[f.names().indexOf("angular_velocity.x")]).isEqualTo(imu.angularVelocity()[0]);
                    } else {
                        NavSatFix fix = NavSatFix.read("m", m.data());
                        assertThat(v[f.names().indexOf("latitude")]).isEqualTo(fix.latitudeDeg());
                        assertThat(v[f.names().indexOf("altitude")]).isEqualTo(fix.altitude());
                    }
                }
            });
            assertThat(seen).contains(RosSchemas.IMU, RosSchemas.NAV_SAT_FIX);
        }
    }
}
