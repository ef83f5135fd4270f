package plumbline.storage.project;

import plumbline.annotation.label.PointRuns;
import tools.jackson.databind.JsonNode;

/**
 * Runs of points as a list of whole numbers: how many points are skipped, how many are taken, how many are skipped, ... The
 * numbers stay small where runs are dense, and nothing but ascending runs can be said.
 */
final class RunsJson {
    private RunsJson() {}

    static int[] write(PointRuns runs) {
        int[] out = new int[2 * runs.runs()];
        int at = 0;
        for (int i = 0; i < runs.runs(); i++) {
            out[2 * i] = runs.from(i) - at;
            out[2 * i + 1] = runs.to(i) - runs.from(i);
            at = runs.to(i);
        }
        return out;
    }

    static PointRuns read(String where, JsonNode list) {
        int[] bounds = new int[list.size()];
        long at = 0;
        for (int i = 0; i < bounds.length; i++) {
            JsonNode n = list.get(i);
            if (!n.isInt() || n.intValue() < (i == 0 ? 0 : 1)) {
                throw new StorageException(where + ": the points hold " + n + ", which is no length of a run");
            }
            at += n.intValue();
            if (at > Integer.MAX_VALUE) {
                throw new StorageException(where + ": the points end beyond " + Integer.MAX_VALUE);
            }
            bounds[i] = (int) at;
        }
        return PointRuns.ofBounds(bounds);
    }
}
