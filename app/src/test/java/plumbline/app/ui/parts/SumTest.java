package plumbline.app.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SumTest {
    @Test
    void readsNumbersAndSums() {
        assertThat(Sum.value("1.8+0.06").orElseThrow()).isCloseTo(1.86, within(1e-12));
        assertThat(Sum.value("\u22120,74").orElseThrow()).isEqualTo(-0.74);
        assertThat(Sum.value("2*(1+3)/4 - 1").orElseThrow()).isEqualTo(1);
        assertThat(Sum.value("1\u00A0284").orElseThrow()).isEqualTo(1284);
        assertThat(Sum.value(".5").orElseThrow()).isEqualTo(0.5);
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String bad : new String[] {"", "1+", "a", "1/0", "(1", "1..2", "1 + + x", "1e999", "--", "9".repeat(101)}) {
            assertThat(Sum.value(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void numbersAreWrittenAsTheDesignAsks() {
        assertThat(Numbers.count(48213)).isEqualTo("48\u00A0213");
        assertThat(Numbers.fixed(-0.004, 2)).isEqualTo("0.00");
        assertThat(Numbers.fixed(-1.5, 1)).isEqualTo("\u22121.5");
        assertThat(Numbers.brief(1_940_000)).isEqualTo("1.94\u00A0M");
        assertThat(Numbers.plural(1, "edit", "edits")).isEqualTo("1\u00A0edit");
        assertThat(Numbers.utc(1_500_000_000L)).isEqualTo("00:00:01.500");
    }
}
