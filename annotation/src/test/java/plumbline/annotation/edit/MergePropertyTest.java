package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Random merges. {@code -Dplumbline.merges=100000} runs more of them, {@code -Dplumbline.seed=N} others; the line that it
 * prints says how many, from which seed, and how often which conflict came up.
 */
class MergePropertyTest {
    private static final int IN_THE_SUITE = 1500;

    @Test
    void everyMergeKeepsItsPromises() {
        int count = Integer.getInteger("plumbline.merges", IN_THE_SUITE);
        long first = Long.getLong("plumbline.seed", 1);
        MergeProperties properties = new MergeProperties();
        long began = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            properties.check(seed);
        }
        System.out.printf(
                "%d merges from seed %d in %.1f s: %s%n", count, first, (System.nanoTime() - began) / 1e9, properties.seen);
        assertThat(properties.seen.keySet()).contains(
                "associative", "Field GEOMETRY", "Field CLASS", "Field TRACK", "Field REVIEW", "Field ATTRIBUTE",
                "Deleted OBJECT", "SameObject OBJECT", "Overlap POINTS", "Field OBJECT");
    }
}
