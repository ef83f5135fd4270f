package plumbline.storage.format.rosbag2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plumbline.annotation.Shared;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.storage.format.Captures;
import plumbline.storage.format.ros.VelodyneScan;

class VelodynePacketsTest {
    private static final String VLP16 = "sensor_raw/nebula_velodyne/vlp16/";

    /** Channel, range in its steps of 2 mm, and intensity: what a packet says of an echo, without the azimuth. */
    private static String echo(double ring, double metres, double intensity) {
        return (int) ring + " " + Math.round(metres * 500) + " " + (int) intensity;
    }

    /**
     * The peer's decoded cloud spans the end of the third message and the fourth. Each of its points is found; its
     * azimuth too, but in the last two blocks of a packet, where the peer does not interpolate and stays up to two
     * blocks' turn behind.
     */
    @Test
    void aPeersDecodedSweepIsFoundInThePackets() throws IOException {
        try (CaptureSource bag = Captures.open(Shared.data(VLP16 + "1673400471837873222"));
                CaptureSource peer = Captures.open(Shared.data(VLP16 + "1673400472138016708.pcd"))) {
            Capture c = bag.capture();
            assertThat(c.frames()).hasSize(4);
            Map<String, double[]> azimuths = new HashMap<>();
            int ours = 0;
            for (Sample s : c.samples().subList(2, 4)) {
                PointBlock b = bag.points(s);
                ours += b.size();
                for (int i = 0; i < b.size(); i++) {
                    String key = echo(
                            b.column("ring").orElseThrow().get(i), b.point(i).length(),
                            b.column("intensity").orElseThrow().get(i));
                    double[] known = azimuths.getOrDefault(key, new double[0]);
                    double[] more = Arrays.copyOf(known, known.length + 1);
                    more[known.length] = Math.toDegrees(Math.atan2(-b.py(i), b.px(i)));
                    azimuths.put(key, more);
                }
            }
            PointBlock want = peer.points(peer.capture().samples().getFirst());
            assertThat(want.size()).isEqualTo(14831);
            assertThat(ours).isGreaterThan(want.size());
            int exact = 0;
            for (int i = 0; i < want.size(); i++) {
                double[] found = azimuths.get(echo(
                        want.column("channel").orElseThrow().get(i), want.column("distance").orElseThrow().get(i),
                        want.column("intensity").orElseThrow().get(i)));
                assertThat(found).as("point " + i).isNotNull();
                double azimuth = Math.toDegrees(want.column("azimuth").orElseThrow().get(i));
                double off = Arrays.stream(found)
                        .map(a -> Math.abs(Math.IEEEremainder(a - azimuth, 360)))
                        .min()
                        .orElseThrow();
                assertThat(off).as("point " + i).isLessThan(0.42);
                exact += off < 0.011 ? 1 : 0;
            }
            assertThat(exact).isGreaterThan(12_000);
        }
    }

    @Test
    void cutMessagesAndOtherModelsAreRefused() throws IOException {
        try (CaptureSource bag = Captures.open(Shared.data(VLP16 + "1673400471837873222"))) {
            byte[] raw = bag.raw(bag.capture().samples().getFirst());
            for (int percent = 0; percent < 100; percent += 4) {
                byte[] cut = Arrays.copyOf(raw, raw.length * percent / 100);
                assertThatThrownBy(() -> new VelodyneScan().decode("cut", cut)).hasMessageStartingWith("cut, byte ");
            }
            byte[] other = raw.clone();
            for (int i = 1205; i < other.length; i++) {
                other[i] = other[i] == 0x22 && other[i - 1] == 0x39 ? 0x28 : other[i];
            }
            assertThatThrownBy(() -> new VelodyneScan().decode("other", other))
                    .hasMessageContaining("0x28").hasMessageContaining("record");
        }
        assertThatThrownBy(() -> Captures.open(Shared.data("sensor_raw/ouster/OS-1-32-G_v2.1.1_1024x10.pcap")))
                .hasMessageContaining("ouster-cli");
    }
}
