package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.cli.tour.Tour;

@Command(
        name = "tour",
        description = "The main job from end to end: import, see, label, check, version, sync, export, read back, with pictures and a report.")
final class TourCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "A capture; without one the built-in simulated street.")
    private Optional<Path> path = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "plumbline-tour", description = "Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--frames", defaultValue = "20", paramLabel = "N", description = "Sweeps of the built-in street. Default: ${DEFAULT-VALUE}.")
    private int frames;

    @Override
    public Integer call() throws IOException {
        Tour tour = new Tour(out, frames, common.settings(), common.progress(), common::say);
        Tour.Result result = tour.run(path);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("steps", result.steps());
        json.put("pictures", result.pictures().stream().map(Path::toString).toList());
        json.put("report", result.report().toString());
        json.put("project", result.project().toString());
        List<String> lines = new ArrayList<>();
        result.steps().forEach(s -> lines.add(String.format(
                Locale.ROOT, "%-6s %-10s %6.1f s  %s", s.ok() ? "ok" : "FAILED", s.name(), s.seconds(), s.what())));
        lines.add("Report: " + result.report());
        common.answer(json, lines);
        return result.steps().stream().allMatch(Tour.Step::ok) ? Exit.DONE : Exit.CHECK_FAILED;
    }
}
