package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;

class TagEditsTest {
    private static final int FRAMES = 20;
    private final History history = new History(Labels.EMPTY, Journal.none());
    private final LinkIndex links = new LinkIndex(history);

    private void set(String question, String value, int first, int last) {
        history.apply(TagEdits.set(links.tags(), question, value, first, last));
    }

    private List<String> answers() {
        return links.tags().stream()
                .sorted(java.util.Comparator.comparingInt(Label.SceneTag::frame))
                .map(t -> t.value() + " " + t.frame() + (t.lastFrame() == Label.TO_THE_END ? "+" : "-" + t.lastFrame()))
                .toList();
    }

    @Test
    void anAnswerCutsSplitsAndJoinsTheOthers() {
        set("weather", "rain", 0, Label.TO_THE_END);
        set("weather", "fog", 5, 7);
        assertThat(answers()).containsExactly("rain 0-4", "fog 5-7", "rain 8+");
        set("weather", "rain", 5, 7);
        assertThat(answers()).containsExactly("rain 0+");
        set("weather", "snow", 10, Label.TO_THE_END);
        set("weather", "snow", 9, 9);
        assertThat(answers()).containsExactly("rain 0-8", "snow 9+");
        history.apply(TagEdits.clear(links.tags(), "weather", 3, 12));
        assertThat(answers()).containsExactly("rain 0-2", "snow 13+");
        while (history.undo().isPresent()) {
            assertThat(links.tags()).hasSameSizeAs(history.labels().all());
        }
        assertThat(links.tags()).isEmpty();
    }

    /** Against one answer a frame, kept plainly. */
    @Test
    void eachFrameHasTheAnswerThatWasGivenItLast() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            History h = new History(Labels.EMPTY, Journal.none());
            LinkIndex index = new LinkIndex(h);
            String[] plain = new String[FRAMES];
            for (int edit = 0; edit < 25; edit++) {
                int first = random.nextInt(FRAMES);
                int last = random.nextBoolean() ? Label.TO_THE_END : first + random.nextInt(4);
                String value = random.nextInt(4) == 0 ? null : "v" + random.nextInt(2);
                h.apply(value == null
                        ? TagEdits.clear(index.tags(), "q", first, last)
                        : TagEdits.set(index.tags(), "q", value, first, last));
                for (int f = first; f < Math.min(FRAMES, last == Label.TO_THE_END ? FRAMES : last + 1); f++) {
                    plain[f] = value;
                }
                for (int f = 0; f < FRAMES; f++) {
                    List<String> held = index.tagsIn(f).stream().map(Label.SceneTag::value).toList();
                    assertThat(held).as("seed %d, edit %d, frame %d", seed, edit, f)
                            .isEqualTo(plain[f] == null ? List.of() : List.of(plain[f]));
                }
            }
        }
    }
}
