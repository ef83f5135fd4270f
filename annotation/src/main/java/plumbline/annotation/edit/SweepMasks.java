package plumbline.annotation.edit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.PointRuns;

/**
 * Which mask each point of one sweep is in, as an array beside the labels, kept up with their changes: what a brush asks at
 * every step. A point of two masks belongs to the one that came last. Not for several threads at once.
 */
public final class SweepMasks {
    /** One more than the slot of the mask, 0 for none. */
    private final int[] owner;
    private final List<Optional<Label.PointMask>> slots = new ArrayList<>();
    private final Map<LabelId, Integer> slotOf = new HashMap<>();

    private SweepMasks(int size) {
        owner = new int[size];
    }

    /** Points of masks beyond the sweep's last are left out. */
    public static SweepMasks of(int points, List<Label.PointMask> masks) {
        SweepMasks out = new SweepMasks(points);
        masks.forEach(m -> out.put(m.points(), out.slot(m)));
        return out;
    }

    public int size() {
        return owner.length;
    }

    private int slot(Label.PointMask m) {
        int slot = slotOf.computeIfAbsent(m.id(), id -> {
            slots.add(Optional.empty());
            return slots.size() - 1;
        });
        slots.set(slot, Optional.of(m));
        return slot;
    }

    private void put(PointRuns points, int slot) {
        for (int r = 0; r < points.runs(); r++) {
            int to = Math.min(owner.length, points.to(r));
            for (int i = points.from(r); i < to; i++) {
                owner[i] = slot + 1;
            }
        }
    }

    /** Follows a change of one mask of this sweep; the points that look otherwise now. */
    public PointRuns follow(Optional<Label.PointMask> before, Optional<Label.PointMask> after) {
        PointRuns was = before.map(Label.PointMask::points).orElse(PointRuns.EMPTY);
        PointRuns is = after.map(Label.PointMask::points).orElse(PointRuns.EMPTY);
        before.ifPresent(b -> {
            int slot = slot(b);
            PointRuns lost = was.minus(is);
            for (int r = 0; r < lost.runs(); r++) {
                int to = Math.min(owner.length, lost.to(r));
                for (int i = lost.from(r); i < to; i++) {
                    owner[i] = owner[i] == slot + 1 ? 0 : owner[i];
                }
            }
            slots.set(slot, Optional.empty());
        });
        after.ifPresent(a -> put(is.minus(was), slot(a)));
        boolean looks = before.isPresent() && after.isPresent()
                && (!before.get().className().equals(after.get().className())
                        || !before.get().track().equals(after.get().track()));
        return looks ? was.union(is) : was.difference(is);
    }

    /** The mask of a point. */
    public Optional<Label.PointMask> of(int point) {
        return owner[point] == 0 ? Optional.empty() : slots.get(owner[point] - 1);
    }

    /** The masks that hold a point at least, in no order that means anything. */
    public List<Label.PointMask> masks() {
        return slots.stream().flatMap(Optional::stream).filter(m -> !m.points().isEmpty()).toList();
    }

    /** Of some points, those without a mask where {@code free}, and those of masks that pass. */
    public PointRuns of(PointRuns points, boolean free, Predicate<Label.PointMask> taken) {
        boolean[] passes = passes(free, taken);
        BitSet out = new BitSet();
        for (int r = 0; r < points.runs(); r++) {
            int to = Math.min(owner.length, points.to(r));
            for (int i = points.from(r); i < to; i++) {
                if (passes[owner[i]]) {
                    out.set(i);
                }
            }
        }
        return PointRuns.of(out);
    }

    private boolean[] passes(boolean free, Predicate<Label.PointMask> taken) {
        boolean[] passes = new boolean[slots.size() + 1];
        passes[0] = free;
        for (int s = 0; s < slots.size(); s++) {
            passes[s + 1] = slots.get(s).filter(taken).isPresent();
        }
        return passes;
    }

    /** All points of the sweep that no mask holds. */
    public PointRuns unlabelled() {
        return of(owner.length == 0 ? PointRuns.EMPTY : PointRuns.ofBounds(0, owner.length), true, m -> false);
    }
}
