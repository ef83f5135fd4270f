package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.assist.Clusters;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.edit.SweepMasks;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.viewer3d.tool.PointIndex;

/** Points of a sweep by what they hang together with: ground, parts that stand apart, nearest mask. Pure; may take a second. */
final class PointParts {
    /** Points that a mask may take in. */
    record Fill(LabelId mask, PointRuns points) {}

    private static final double FILL_METRES = 0.5;

    private PointParts() {}

    static PointRuns ground(PointBlock points) {
        Ground ground = Ground.estimate(points);
        BitSet out = new BitSet();
        for (int i = 0; i < points.size(); i++) {
            out.set(i, ground.isGround(points.px(i), points.py(i), points.pz(i)));
        }
        return PointRuns.of(out);
    }

    /** The parts of some points that are {@code metres} apart and have so many at least, the largest first. */
    static List<PointRuns> of(PointBlock points, PointRuns of, double metres, int fewest) {
        boolean[] wanted = new boolean[points.size()];
        for (int r = 0; r < of.runs(); r++) {
            Arrays.fill(wanted, Math.min(wanted.length, of.from(r)), Math.min(wanted.length, of.to(r)), true);
        }
        Clusters clusters = Clusters.of(points, wanted, metres);
        BitSet[] parts = new BitSet[clusters.count()];
        for (int i = 0; i < wanted.length; i++) {
            int c = clusters.of(i);
            if (c >= 0) {
                parts[c] = parts[c] == null ? new BitSet() : parts[c];
                parts[c].set(i);
            }
        }
        return Arrays.stream(parts)
                .filter(p -> p.cardinality() >= fewest)
                .map(PointRuns::of)
                .sorted(Comparator.comparingLong((PointRuns p) -> -p.count()).thenComparingInt(p -> p.from(0)))
                .toList();
    }

    /** For each open mask the unlabelled points whose nearest labelled neighbour, within half a metre, is its. */
    static List<Fill> nearest(PointBlock points, List<Label.PointMask> masks) {
        SweepMasks owners = SweepMasks.of(points.size(), masks);
        PointIndex index = PointIndex.of(points);
        PointRuns free = owners.unlabelled();
        Map<LabelId, BitSet> out = new LinkedHashMap<>();
        for (int r = 0; r < free.runs(); r++) {
            for (int i = free.from(r); i < free.to(r); i++) {
                int point = i;
                nearest(points, i, index.within(points.point(i), FILL_METRES), owners)
                        .filter(m -> !m.finalised())
                        .ifPresent(m -> out.computeIfAbsent(m.id(), k -> new BitSet()).set(point));
            }
        }
        List<Fill> fills = new ArrayList<>();
        out.forEach((id, set) -> fills.add(new Fill(id, PointRuns.of(set))));
        return fills;
    }

    private static Optional<Label.PointMask> nearest(PointBlock points, int to, PointRuns near, SweepMasks owners) {
        double best = Double.MAX_VALUE;
        Optional<Label.PointMask> found = Optional.empty();
        for (int r = 0; r < near.runs(); r++) {
            for (int i = near.from(r); i < near.to(r); i++) {
                Optional<Label.PointMask> m = owners.of(i);
                if (m.isPresent()) {
                    double d = points.point(i).distance(points.point(to));
                    if (d < best) {
                        best = d;
                        found = m;
                    }
                }
            }
        }
        return found;
    }
}
