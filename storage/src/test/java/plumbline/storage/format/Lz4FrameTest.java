package plumbline.storage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;

class Lz4FrameTest {
    private static byte[] text(int n) {
        Random random = new Random(4);
        byte[] out = new byte[n];
        for (int i = 0; i < n; i++) {
            out[i] = (byte) (random.nextInt(10) < 3 ? random.nextInt(256) : i % 50);
        }
        return out;
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(
                out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB, LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)) {
            lz4.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void whatTheLibraryPacksComesBack() throws IOException {
        for (int n : new int[] {0, 1, 5, 1000, 65536, 400_000}) {
            byte[] plain = text(n);
            assertThat(Lz4Frame.decode(packed(plain), n + 10)).isEqualTo(plain);
            assertThat(Lz4Frame.decode(packed(plain), n)).isEqualTo(plain);
        }
        byte[] zeros = new byte[1_000_000];
        assertThat(Lz4Frame.decode(packed(zeros), zeros.length)).isEqualTo(zeros);
        assertThat(Lz4Frame.decode(packed(zeros), 1000)).hasSize(1000);
    }

    @Test
    void aCutGivesABeginningAndAChangeFails() throws IOException {
        byte[] plain = text(200_000);
        byte[] packed = packed(plain);
        for (int percent = 2; percent < 100; percent += 5) {
            byte[] sound = Lz4Frame.decodeSound(Arrays.copyOf(packed, packed.length * percent / 100), plain.length);
            assertThat(Arrays.copyOf(plain, sound.length)).isEqualTo(sound);
            assertThat(sound.length).isGreaterThan(plain.length * (percent - 3) / 100);
        }
        packed[packed.length / 2] ^= 1;
        assertThatThrownBy(() -> Lz4Frame.decode(packed, plain.length)).isInstanceOf(IOException.class);
    }
}
