package plumbline.annotation.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlumblinePointsTest {
    private static PointBlock everyType() {
        return new PointBlock(
                new Vec3(10, 20, 30),
                new float[] {1, -2},
                new float[] {0.5f, Float.NaN},
                new float[] {3, 4},
                Optional.empty(),
                List.of(
                        new Column.Shorts("intensity", "u1", new short[] {0, 255}),
                        new Column.Ints("ring", "u2", new int[] {65535, 1}),
                        new Column.Longs("label", "u4", new long[] {4294967295L, 0}),
                        new Column.Longs("bits", "u8", new long[] {-1, 5}),
                        new Column.Bytes("a", "i1", new byte[] {-128, 127}),
                        new Column.Shorts("b", "i2", new short[] {-32768, 7}),
                        new Column.Ints("c", "i4", new int[] {Integer.MIN_VALUE, 7}),
                        new Column.Longs("d", "i8", new long[] {Long.MIN_VALUE, 7}),
                        new Column.Floats("time", "f4", new float[] {0.1f, -0.1f}),
                        new Column.Doubles("stamp", "f8", new double[] {1e-300, 1e300})));
    }

    @Test
    void whatIsEncodedDecodesToTheSame() throws IOException {
        PointBlock block = everyType();
        byte[] bytes = PlumblinePoints.encode(block);
        PointBlock back = PlumblinePoints.decode("memory", bytes);

        assertThat(back.origin()).isEqualTo(block.origin());
        assertThat(back.x()).containsExactly(block.x());
        assertThat(back.y()).containsExactly(block.y());
        assertThat(back.columns()).usingRecursiveComparison().isEqualTo(block.columns());
        assertThat(PlumblinePoints.encode(back)).isEqualTo(bytes);
    }

    @Test
    void doublesAreKept() throws IOException {
        PointBlock block = PointBlock.ofExact(
                new double[] {500000.123456789}, new double[] {5e6 + 1e-9}, new double[] {-1}, List.of());
        PointBlock back = PlumblinePoints.decode("memory", PlumblinePoints.encode(block));
        assertThat(back.point(0)).isEqualTo(block.point(0));
        assertThat(back.x()).containsExactly(block.x());
        assertThat(back.origin()).isEqualTo(block.origin());
    }

    @Test
    void everyCutIsRefusedAndSoIsATail() {
        byte[] bytes = PlumblinePoints.encode(everyType());
        for (int n = 0; n < bytes.length; n++) {
            byte[] cut = Arrays.copyOf(bytes, n);
            assertThatThrownBy(() -> PlumblinePoints.decode("cut.plpt", cut))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut.plpt");
        }
        assertThatThrownBy(() -> PlumblinePoints.decode("long.plpt", Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void sizesThatLieAreRefusedBeforeAnythingIsAllocated() {
        byte[] bytes = PlumblinePoints.encode(everyType());
        for (long lie : new long[] {-1, Long.MAX_VALUE, 1L << 40, 3}) {
            byte[] changed = bytes.clone();
            for (int i = 0; i < 8; i++) {
                changed[8 + i] = (byte) (lie >> (8 * i));
            }
            assertThatThrownBy(() -> PlumblinePoints.decode("lie", changed)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void valuesThatDoNotFitTheirTypeAreNotWritten() {
        Column tooBig = new Column.Shorts("intensity", "u1", new short[] {256});
        PointBlock block = PointBlock.of(new float[1], new float[1], new float[1], List.of(tooBig));
        assertThatThrownBy(() -> PlumblinePoints.encode(block)).hasMessageContaining("256");
    }
}
