package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Actor;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Provenance;
import tools.jackson.databind.json.JsonMapper;

/** A lineage of many nodes, made from a seed, walked both ways from nodes anywhere in it. */
final class LineageBenchmark implements Benchmark {
    private static final int PAGE = 50_000;
    private static final int QUERIES = 500;
    private static final int DEPTH = 1000;
    private static final int LIMIT = 500;
    /** Of ten nodes, in the order in which a pass makes them; a version gathers, all else is made from what is near. */
    private static final String[] KINDS = {
        "import", "calibration", "capture", "labels", "check", "labels", "check", "labels", "version", "export"
    };

    @Override
    public String name() {
        return "lineage";
    }

    @Override
    public String what() {
        return "lineage both ways, the nearest " + LIMIT + " nodes, and the count of orphans; --size is nodes";
    }

    @Override
    public int defaultSize() {
        return 1_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        List<Result> out = new ArrayList<>();
        Random random = new Random(1);
        try (Project p = Projects.init(folder.resolve("project"), "bench", new Actor("bench", "bench", "benchmark"))) {
            List<String> lines = new ArrayList<>();
            long edges = 0;
            for (int i = 0; i < size; i++) {
                lines.add(node(i));
                for (int from : madeFrom(i, random)) {
                    lines.add(JsonMapper.shared().writeValueAsString(new TreeMap<>(Map.of(
                            "record", "edge", "from", id(from), "to", id(i), "activity", KINDS[i % 10]))));
                    edges++;
                }
                if (lines.size() >= PAGE || i == size - 1) {
                    p.replica().mergeSideRecords(lines);
                    lines.clear();
                    progress.update("Making lineage", i, size);
                }
            }
            out.add(Result.of("edges", edges, ""));
            Provenance lineage = p.provenance();
            double[] times = new double[QUERIES];
            long seen = 0;
            for (int i = 0; i < QUERIES; i++) {
                String id = id(random.nextInt(size));
                long start = System.nanoTime();
                LineageGraph.Part part = lineage.around(id, Provenance.Direction.BOTH, DEPTH, LIMIT);
                times[i] = (System.nanoTime() - start) / 1e6;
                seen += part.nodes().size();
            }
            Arrays.sort(times);
            out.add(Result.of("nodes answered, on average", (double) seen / QUERIES, ""));
            out.add(Result.of("both ways, median", times[QUERIES / 2], "ms"));
            out.add(Result.atMost("both ways, 99 in 100", times[QUERIES * 99 / 100], "ms", 50));
            out.add(Result.of("both ways, worst", times[QUERIES - 1], "ms"));
            long start = System.nanoTime();
            int orphans = lineage.orphans().size();
            out.add(Result.of("counting orphans in the whole", (System.nanoTime() - start) / 1e6, "ms"));
            out.add(Result.atMost("orphans", orphans, "", 0));
        }
        return out;
    }

    private static String id(int i) {
        return String.format("%08x", Integer.reverse(i)) + String.format("%056x", i);
    }

    private static String node(int i) {
        return JsonMapper.shared().writeValueAsString(new TreeMap<>(Map.of(
                "record", "node", "id", id(i), "kind", KINDS[i % 10], "name", "Node " + i, "at", 1_700_000_000_000_000_000L + i,
                "actor", "bench", "facts", Map.of("code", "Plumbline 0.1.0"))));
    }

    /** The pass's own steps; a version also from the version before it and from labels of passes before it. */
    private static List<Integer> madeFrom(int i, Random random) {
        int pass = i - i % 10;
        return switch (i % 10) {
            case 0 -> List.of();
            case 1, 2 -> List.of(i - 1);
            case 3 -> List.of(pass + 2);
            case 4, 5, 6, 7 -> List.of(pass + 3 + (i % 10 - 3) / 2 * 2 - (i % 2 == 1 ? 2 : 0));
            case 8 -> {
                List<Integer> from = new ArrayList<>(List.of(pass + 7));
                if (pass > 0) {
                    from.add(pass - 2);
                    from.add(10 * random.nextInt(pass / 10) + 3);
                }
                yield from;
            }
            default -> List.of(pass + 8);
        };
    }
}
