package plumbline.annotation.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs of points against a plain set of bits. */
class PointRunsTest {
    private static BitSet bits(Random r) {
        BitSet out = new BitSet();
        for (int at = r.nextInt(4); at < 60; at += 1 + r.nextInt(9)) {
            int to = at + r.nextInt(6);
            out.set(at, to);
            at = to;
        }
        return out;
    }

    @Test
    void setsAreThoseOfAPlainSet() {
        Random r = new Random(11);
        for (int i = 0; i < 3000; i++) {
            BitSet a = bits(r);
            BitSet b = bits(r);
            PointRuns x = PointRuns.of(a);
            PointRuns y = PointRuns.of(b);
            BitSet or = (BitSet) a.clone();
            or.or(b);
            BitSet and = (BitSet) a.clone();
            and.and(b);
            BitSet not = (BitSet) a.clone();
            not.andNot(b);
            BitSet xor = (BitSet) a.clone();
            xor.xor(b);
            assertThat(x.union(y)).isEqualTo(PointRuns.of(or));
            assertThat(x.intersect(y)).isEqualTo(PointRuns.of(and));
            assertThat(x.minus(y)).isEqualTo(PointRuns.of(not));
            assertThat(x.difference(y)).isEqualTo(PointRuns.of(xor));
            assertThat(x.count()).isEqualTo(a.cardinality());
            assertThat(x.end()).isEqualTo(a.length());
            assertThat(PointRuns.ofSorted(a.stream().toArray())).isEqualTo(x).hasSameHashCodeAs(x);
            for (int p = 0; p < 70; p++) {
                assertThat(x.contains(p)).isEqualTo(a.get(p));
            }
        }
    }

    @Test
    void tenMillionPointsInTwoMillionRunsAreCombined() {
        int[] even = new int[4_000_000];
        int[] odd = new int[4_000_000];
        for (int i = 0; i < even.length; i += 2) {
            even[i] = i / 2 * 5;
            even[i + 1] = even[i] + 3;
            odd[i] = even[i] + 2;
            odd[i + 1] = odd[i] + 2;
        }
        PointRuns a = PointRuns.ofBounds(even);
        PointRuns b = PointRuns.ofBounds(odd);
        assertThat(a.count()).isEqualTo(6_000_000);
        assertThat(a.union(b).count()).isEqualTo(8_000_000);
        assertThat(a.intersect(b).runs()).isEqualTo(2_000_000);
        assertThat(a.minus(b).union(b)).isEqualTo(a.union(b));
    }

    @Test
    void whatAreNoRunsIsRefused() {
        for (int[] bad : new int[][] {{1}, {3, 3}, {4, 2}, {0, 2, 2, 3}, {-1, 4}}) {
            assertThatThrownBy(() -> PointRuns.ofBounds(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PointRuns.ofSorted(5, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThat(PointRuns.ofSorted(3, 3, 4)).isEqualTo(PointRuns.ofBounds(3, 5)).hasToString("3–4");
    }
}
