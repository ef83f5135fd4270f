package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.cli.bench.Benchmark;
import plumbline.app.cli.bench.Benchmarks;

@Command(name = "bench", description = "Runs a benchmark, or lists them.")
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "NAME")
    private Optional<String> name = Optional.empty();

    @Option(names = "--size", paramLabel = "N", description = "How much to measure with; each benchmark has its own.")
    private Optional<Integer> size = Optional.empty();

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to work. Default: the system's temporary folder.")
    private Optional<Path> place = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "Published captures with labels, to measure on as well.")
    private Optional<Path> data = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (name.isEmpty()) {
            common.answer(
                    Map.of("benchmarks", Benchmarks.ALL.stream().map(Benchmark::name).toList()),
                    Benchmarks.ALL.stream().map(b -> String.format("%-12s %s", b.name(), b.what())).toList());
            return Exit.DONE;
        }
        Benchmark chosen = Benchmarks.ALL.stream()
                .filter(b -> b.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no benchmark \"" + name.get() + "\"; there are "
                        + String.join(", ", Benchmarks.ALL.stream().map(Benchmark::name).toList()) + "."));
        int n = size.orElse(chosen.defaultSize());
        if (n < 1) {
            throw new IllegalArgumentException("--size is at least 1.");
        }
        Path folder = place.isPresent()
                ? Files.createTempDirectory(place.get(), "bench")
                : Files.createTempDirectory("plumbline-bench");
        try {
            List<Benchmark.Result> results = chosen.run(folder, data, n, common.progress());
            common.answer(json(chosen, n, results), results.stream().map(BenchCommand::line).toList());
            return results.stream().allMatch(Benchmark.Result::pass) ? Exit.DONE : Exit.CHECK_FAILED;
        } finally {
            delete(folder);
        }
    }

    private static Map<String, Object> json(Benchmark b, int size, List<Benchmark.Result> results) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("benchmark", b.name());
        m.put("size", size);
        m.putAll(json(results.getFirst()));
        m.put("results", results.stream().map(BenchCommand::json).toList());
        return m;
    }

    private static Map<String, Object> json(Benchmark.Result r) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("metric", r.metric());
        m.put("value", r.value());
        m.put("unit", r.unit());
        r.limit().ifPresent(l -> {
            m.put(l.least() ? "atLeast" : "atMost", l.value());
            m.put("pass", r.pass());
        });
        return m;
    }

    private static String line(Benchmark.Result r) {
        String goal = r.limit()
                .map(l -> (r.pass() ? "ok, " : "MISSED, ") + (l.least() ? "at least " : "at most ") + Common.number(l.value(), l.value() < 1 ? 2 : 0))
                .orElse("");
        return String.format("%-56s %14s %-10s %s", r.metric(), Common.number(r.value(), r.unit().isEmpty() ? 3 : 2), r.unit(), goal);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
