package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.Progress;

/** One measurement that the documents quote: a name, what is measured, and at which size. Listed in {@link Benchmarks}. */
public interface Benchmark {
    String name();

    /** One line for people. */
    String what();

    /** What {@code --size} says where it is not given; what it counts is the benchmark's own affair. */
    int defaultSize();

    /** In an empty folder, which the caller takes away again. */
    List<Result> run(Path folder, int size, Progress progress) throws IOException;

    /** With a folder of published data, for the benchmarks that measure on such. */
    default List<Result> run(Path folder, Optional<Path> data, int size, Progress progress) throws IOException {
        return run(folder, size, progress);
    }

    /** {@code limit} is the goal, below or above which the value should be. */
    record Result(String metric, double value, String unit, Optional<Limit> limit) {
        public static Result of(String metric, double value, String unit) {
            return new Result(metric, value, unit, Optional.empty());
        }

        public static Result atMost(String metric, double value, String unit, double limit) {
            return new Result(metric, value, unit, Optional.of(new Limit(limit, false)));
        }

        public static Result atLeast(String metric, double value, String unit, double limit) {
            return new Result(metric, value, unit, Optional.of(new Limit(limit, true)));
        }

        public boolean pass() {
            return limit.isEmpty() || (limit.get().least() ? value >= limit.get().value() : value <= limit.get().value());
        }
    }

    /** {@code least}: the value should be at least this; otherwise at most. */
    record Limit(double value, boolean least) {}
}
