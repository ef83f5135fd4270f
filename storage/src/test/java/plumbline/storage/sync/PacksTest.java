package plumbline.storage.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Hash;

class PacksTest {
    private final List<byte[]> objects = List.of(bytes("first"), new byte[0], bytes("third, a little longer"));

    @Test
    void whatGoesInComesOut() throws IOException {
        List<byte[]> got = new ArrayList<>();
        int count = Packs.read(new ByteArrayInputStream(pack()), (hash, bytes) -> {
            assertThat(Hash.of(bytes)).isEqualTo(hash);
            got.add(bytes);
        });
        assertThat(count).isEqualTo(3);
        assertThat(got).usingElementComparator(Arrays::compare).containsExactlyElementsOf(objects);
    }

    @Test
    void aPackCutAnywhereKeepsWhatCameWholeAndSaysSo() throws IOException {
        byte[] pack = pack();
        int boundary1 = 36 + 5;
        int boundary2 = boundary1 + 36;
        for (int cut = 1; cut < pack.length; cut++) {
            List<byte[]> got = new ArrayList<>();
            byte[] part = Arrays.copyOf(pack, cut);
            if (cut == boundary1 || cut == boundary2) {
                assertThat(Packs.read(new ByteArrayInputStream(part), (h, b) -> got.add(b))).isEqualTo(cut == boundary1 ? 1 : 2);
            } else {
                assertThatThrownBy(() -> Packs.read(new ByteArrayInputStream(part), (h, b) -> got.add(b)))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining("cut off");
                assertThat(got).hasSize(cut < boundary1 ? 0 : cut < boundary2 ? 1 : 2);
            }
        }
    }

    @Test
    void anAlteredObjectIsRefused() throws IOException {
        byte[] pack = pack();
        pack[36] ^= 1;
        assertThatThrownBy(() -> Packs.read(new ByteArrayInputStream(pack), (h, b) -> {}))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("object 0");
    }

    @Test
    void anAnnouncedGigabyteAllocatesNothing() {
        byte[] head = new byte[36];
        head[32] = 0x3f;
        head[33] = (byte) 0xff;
        assertThatThrownBy(() -> Packs.read(new ByteArrayInputStream(head), (h, b) -> {}))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("cut off");
        head[32] = (byte) 0x80;
        assertThatThrownBy(() -> Packs.read(new ByteArrayInputStream(head), (h, b) -> {}))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("not possible");
    }

    private byte[] pack() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] o : objects) {
            Packs.write(new DataOutputStream(out), Hash.of(o), o);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }
}
