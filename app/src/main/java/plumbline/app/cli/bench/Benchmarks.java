package plumbline.app.cli.bench;

import java.util.List;

/** All benchmarks. A new one is one class and one line here. */
public final class Benchmarks {
    public static final List<Benchmark> ALL = List.of(
            new PointFilesBenchmark(),
            new McapBenchmark(),
            new TilesBenchmark(),
            new ViewerBenchmark(),
            new ReplayBenchmark(),
            new VersionsBenchmark(),
            new MergeBenchmark(),
            new AuditBenchmark(),
            new LineageBenchmark(),
            new AnnotateBenchmark(),
            new SegmentBenchmark());

    private Benchmarks() {}
}
