package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plumbline.annotation.edit.MaskEdits.Overwrite;
import plumbline.annotation.edit.MaskEdits.Paint;
import plumbline.annotation.edit.MaskEdits.Sweep;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.SensorId;

class SweepMasksTest {
    private static final int POINTS = 200;
    private static final Sweep SWEEP = new Sweep(0, new SensorId("top"));
    private static final List<String> CLASSES = List.of("Car", "Road", "Tree");

    private static PointRuns some(Random random) {
        BitSet out = new BitSet();
        int from = random.nextInt(POINTS);
        out.set(from, Math.min(POINTS, from + 1 + random.nextInt(40)));
        out.set(random.nextInt(POINTS));
        return PointRuns.of(out);
    }

    private static Optional<Label.PointMask> mask(Optional<Label> l) {
        return l.map(Label.PointMask.class::cast);
    }

    /** The array that follows strokes, undo and redo must be what one made from the labels afresh is. */
    @Test
    void followsStrokesAndUndoAsIfMadeAfresh() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            History history = new History(Labels.EMPTY, Journal.none());
            SweepMasks kept = SweepMasks.of(POINTS, List.of());
            String[] seen = new String[POINTS];
            history.listen(e -> {
                for (Change c : e.changes().changes()) {
                    PointRuns changed = kept.follow(mask(c.before()), mask(c.after()));
                    changed.runs();
                    for (int i = 0; i < POINTS; i++) {
                        if (changed.contains(i)) {
                            seen[i] = word(kept, i);
                        }
                    }
                }
            });
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(5)) {
                    case 0 -> history.undo();
                    case 1 -> history.redo();
                    case 2 -> history.apply(new ChangeSet(
                            "erase", MaskEdits.erase(history.labels(), SWEEP, some(random), Overwrite.ALL)));
                    default -> {
                        String cls = CLASSES.get(random.nextInt(3));
                        int instance = random.nextInt(3);
                        Paint paint = new Paint(cls, new TrackId(cls + instance), instance);
                        Overwrite rule = random.nextBoolean() ? Overwrite.ALL : Overwrite.UNLABELLED;
                        history.apply(new ChangeSet(
                                "paint", MaskEdits.paint(history.labels(), SWEEP, some(random), paint, rule)));
                    }
                }
                List<Label.PointMask> masks = MaskEdits.masks(history.labels(), SWEEP);
                SweepMasks fresh = SweepMasks.of(POINTS, masks);
                for (int i = 0; i < POINTS; i++) {
                    assertThat(word(kept, i)).as("point %d, seed %d", i, seed).isEqualTo(word(fresh, i));
                    assertThat(seen[i] == null ? "" : seen[i]).as("told of point %d, seed %d", i, seed)
                            .isEqualTo(word(fresh, i));
                }
                assertThat(Set.copyOf(kept.masks())).isEqualTo(Set.copyOf(masks));
                assertThat(kept.unlabelled())
                        .isEqualTo(PointRuns.ofBounds(0, POINTS).minus(MaskEdits.labelled(history.labels(), SWEEP)));
            }
        }
    }

    private static String word(SweepMasks masks, int point) {
        return masks.of(point).map(m -> m.className() + m.instance()).orElse("");
    }

    @Test
    void pointsBeyondTheSweepAreLeftOutAndRulesChooseByMask() {
        Label.PointMask car = (Label.PointMask) MaskEdits.paint(
                        Labels.EMPTY, SWEEP, PointRuns.ofBounds(2, 5, 8, 40), new Paint("Car", new TrackId("1"), 1), Overwrite.ALL)
                .getFirst()
                .after()
                .orElseThrow();
        SweepMasks masks = SweepMasks.of(10, List.of(car));
        assertThat(masks.unlabelled()).isEqualTo(PointRuns.ofBounds(0, 2, 5, 8));
        PointRuns all = PointRuns.ofBounds(0, 40);
        assertThat(masks.of(all, false, m -> m.className().equals("Car"))).isEqualTo(PointRuns.ofBounds(2, 5, 8, 10));
        assertThat(masks.of(all, true, m -> m.className().equals("Road"))).isEqualTo(PointRuns.ofBounds(0, 2, 5, 8));
    }
}
