package plumbline.app.ui.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Version;

/**
 * Versions laid out for a list, newest first: each row has its lane, and the lines that pass it. The first parent stays
 * in its child's lane; other parents take the next free one.
 */
public record VersionGraph(List<Row> rows, int lanes) {
    /** {@code from} and {@code to} are lanes at the row's middle and at the next row's middle. */
    public record Line(int from, int to) {}

    public record Row(Version version, int lane, List<Line> lines) {}

    /** {@code versions}: newest first, parents after their children; parents that are not among them end the line. */
    public static VersionGraph of(List<Version> versions) {
        Map<Hash, Integer> place = new HashMap<>();
        for (int i = 0; i < versions.size(); i++) {
            place.put(versions.get(i).hash(), i);
        }
        List<Row> rows = new ArrayList<>();
        // Which version each lane is on its way to; null is free.
        List<Hash> lanes = new ArrayList<>();
        int most = 1;
        for (Version v : versions) {
            int lane = lanes.indexOf(v.hash());
            if (lane < 0) {
                lane = free(lanes);
                lanes.set(lane, v.hash());
            }
            List<Hash> before = new ArrayList<>(lanes);
            for (int i = 0; i < lanes.size(); i++) {
                if (v.hash().equals(lanes.get(i))) {
                    lanes.set(i, null);
                }
            }
            List<Line> lines = new ArrayList<>();
            int joined = -1;
            for (int k = 0; k < v.parents().size(); k++) {
                Hash parent = v.parents().get(k);
                if (place.containsKey(parent)) {
                    int to = lanes.indexOf(parent);
                    if (to < 0) {
                        to = k == 0 ? lane : free(lanes);
                        lanes.set(to, parent);
                    } else if (k == 0 && to > lane) {
                        // The main line goes straight on; the other comes to it.
                        lanes.set(to, null);
                        lanes.set(lane, parent);
                        lines.add(new Line(to, lane));
                        joined = to;
                        to = lane;
                    }
                    lines.add(new Line(lane, to));
                }
            }
            for (int i = 0; i < before.size(); i++) {
                Hash through = before.get(i);
                if (through != null && !through.equals(v.hash()) && i != joined) {
                    lines.add(new Line(i, i));
                }
            }
            most = Math.max(most, lanes.size());
            rows.add(new Row(v, lane, List.copyOf(lines)));
        }
        return new VersionGraph(List.copyOf(rows), most);
    }

    private static int free(List<Hash> lanes) {
        int i = lanes.indexOf(null);
        if (i < 0) {
            lanes.add(null);
            i = lanes.size() - 1;
        }
        return i;
    }
}
