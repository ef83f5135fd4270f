package plumbline.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingKeysTest {
    @Test
    void aHintNamesItsCaps() {
        assertThat(KeyHelp.names("W A S D", "S")).isTrue();
        assertThat(KeyHelp.names("1–9", "4")).isTrue();
        assertThat(KeyHelp.names("1–9", "0")).isFalse();
        assertThat(KeyHelp.names("Ctrl C", "C")).isFalse();
        assertThat(KeyHelp.names("Shift W S", "W")).isFalse();
    }

    @Test
    void thePaletteFindsByBeginningWordAndLetters() {
        var run = new PaletteEntries.Entry("command", "Run all checks", "Ctrl R", "", () -> {});
        var car = new PaletteEntries.Entry("object", "Car 014", "", "", () -> {});
        List<PaletteEntries.Entry> all = List.of(run, car);
        assertThat(PaletteEntries.matching(all, "checks", Optional.empty())).containsExactly(run);
        assertThat(PaletteEntries.matching(all, "c014", Optional.empty())).containsExactly(car);
        assertThat(PaletteEntries.matching(all, "> r", Optional.empty())).containsExactly(run);
        assertThat(PaletteEntries.matching(all, "zzz", Optional.empty())).isEmpty();
        assertThat(PaletteEntries.score("car 014", "car")).isLessThan(PaletteEntries.score("oscar", "car"));
    }
}
