package plumbline.annotation.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

class MaskEditsTest {
    private static final int POINTS = 60;
    private static final Sweep SWEEP = new Sweep(3, new SensorId("top"));
    private static final String[] CLASSES = {"Car", "Road", "Tree"};

    /** A point's owner in the plain model: class and instance, or none. */
    private record Owner(String className, int instance) {}

    private static Paint paint(Owner o) {
        return new Paint(o.className(), new TrackId(o.className() + o.instance()), o.instance());
    }

    private static PointRuns runs(BitSet set) {
        return PointRuns.of(set);
    }

    private static Labels apply(Labels labels, List<Change> changes) {
        return changes.isEmpty() ? labels : new ChangeSet("stroke", changes).apply(labels);
    }

    private static Owner[] owners(Labels labels) {
        Owner[] out = new Owner[POINTS];
        for (Label.PointMask m : MaskEdits.masks(labels, SWEEP)) {
            assertThat(m.points().isEmpty()).as("an empty mask stays").isFalse();
            for (int i = 0; i < POINTS; i++) {
                if (m.points().contains(i)) {
                    assertThat(out[i]).as("point %d is in two masks", i).isNull();
                    out[i] = new Owner(m.className(), m.instance());
                }
            }
        }
        return out;
    }

    private static boolean takes(Overwrite rule, Owner of, Set<Owner> finalised) {
        return of == null || !finalised.contains(of) && (rule.all() || rule.classes().contains(of.className()));
    }

    @Test
    void strokesFinalisingAndUndoAgreeWithAPlainArrayOfOwners() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            History history = new History(Labels.EMPTY, Journal.none());
            List<Owner[]> past = new ArrayList<>();
            Owner[] model = new Owner[POINTS];
            Set<Owner> finalised = new java.util.HashSet<>();
            for (int step = 0; step < 40; step++) {
                BitSet set = new BitSet();
                int from = random.nextInt(POINTS);
                set.set(from, Math.min(POINTS, from + 1 + random.nextInt(20)));
                set.clear(random.nextInt(POINTS));
                Overwrite rule = switch (random.nextInt(3)) {
                    case 0 -> Overwrite.ALL;
                    case 1 -> Overwrite.UNLABELLED;
                    default -> Overwrite.of(CLASSES[random.nextInt(3)]);
                };
                Owner brush = new Owner(CLASSES[random.nextInt(3)], random.nextInt(3));
                boolean erase = random.nextInt(4) == 0;
                List<Change> changes = erase
                        ? MaskEdits.erase(history.labels(), SWEEP, runs(set), rule)
                        : MaskEdits.paint(history.labels(), SWEEP, runs(set), paint(brush), rule);
                Owner[] before = model.clone();
                for (int i = 0; i < POINTS; i++) {
                    if (set.get(i) && takes(rule, model[i], finalised) && (erase || !finalised.contains(brush))) {
                        model[i] = erase ? null : brush;
                    }
                }
                if (!changes.isEmpty()) {
                    past.add(before);
                    history.apply(new ChangeSet("stroke", changes));
                }
                assertThat(owners(history.labels())).as("seed %d step %d", seed, step).isEqualTo(model);
                if (random.nextInt(25) == 0 && !history.labels().isEmpty()) {
                    Label.PointMask lock = MaskEdits.masks(history.labels(), SWEEP).getFirst();
                    history.apply(new ChangeSet("finalise", List.of(Change.replace(lock, lock.withFinalised(true)))));
                    finalised.add(new Owner(lock.className(), lock.instance()));
                }
                if (random.nextInt(8) == 0 && !past.isEmpty() && finalised.isEmpty()) {
                    history.undo();
                    model = past.removeLast();
                    assertThat(owners(history.labels())).as("undone, seed %d step %d", seed, step).isEqualTo(model);
                }
            }
        }
    }

    @Test
    void aFinalisedMaskGivesAndTakesNothing() {
        Labels labels = apply(
                Labels.EMPTY,
                MaskEdits.paint(Labels.EMPTY, SWEEP, PointRuns.ofBounds(0, 10), paint(new Owner("Car", 1)), Overwrite.ALL));
        Label.PointMask car = MaskEdits.masks(labels, SWEEP).getFirst();
        Labels locked = labels.with(List.of(car.withFinalised(true)), Set.of());
        assertThat(MaskEdits.paint(locked, SWEEP, PointRuns.ofBounds(20, 30), Paint.of(car), Overwrite.ALL)).isEmpty();
        assertThat(MaskEdits.erase(locked, SWEEP, PointRuns.ofBounds(0, 30), Overwrite.ALL)).isEmpty();
        Labels road = apply(
                locked,
                MaskEdits.paint(locked, SWEEP, PointRuns.ofBounds(5, 15), paint(new Owner("Road", 0)), Overwrite.ALL));
        assertThat(MaskEdits.masks(road, SWEEP)).extracting(Label.PointMask::points)
                .containsExactlyInAnyOrder(PointRuns.ofBounds(0, 10), PointRuns.ofBounds(10, 15));
    }

    @Test
    void whatIsSplitAndJoinedAgainHasItsPointsAgain() {
        Labels labels = apply(
                Labels.EMPTY,
                MaskEdits.paint(Labels.EMPTY, SWEEP, PointRuns.ofBounds(0, 40), paint(new Owner("Car", 1)), Overwrite.ALL));
        Label.PointMask car = MaskEdits.masks(labels, SWEEP).getFirst();
        int next = MaskEdits.nextInstance(labels, SWEEP, "Car");
        assertThat(next).isEqualTo(2);
        Labels two = apply(labels, MaskEdits.split(car, PointRuns.ofBounds(30, 60), new TrackId("2"), next));
        assertThat(MaskEdits.masks(two, SWEEP)).extracting(Label.PointMask::points)
                .containsExactlyInAnyOrder(PointRuns.ofBounds(0, 30), PointRuns.ofBounds(30, 40));
        List<Label.PointMask> masks = MaskEdits.masks(two, SWEEP);
        Labels one = apply(two, MaskEdits.join(masks));
        assertThat(MaskEdits.masks(one, SWEEP)).singleElement()
                .extracting(Label.PointMask::points).isEqualTo(PointRuns.ofBounds(0, 40));
        assertThat(MaskEdits.split(car, PointRuns.ofBounds(0, 60), new TrackId("2"), next)).isEmpty();
    }
}
