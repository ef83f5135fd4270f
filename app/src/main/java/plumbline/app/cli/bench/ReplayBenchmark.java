package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Imports;
import plumbline.app.service.Settings;
import plumbline.app.service.Simulations;
import plumbline.app.ui.ReplayDrive;
import plumbline.qa.simulate.SimulationOptions;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** A window at 1600x1000 that plays and scrubs a simulated pass with six cameras, and paints a timeline of 100,000 messages. */
final class ReplayBenchmark implements Benchmark {
    private static final int MESSAGES = 100_000;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String what() {
        return "plays N sweeps at 10 Hz with six cameras: pictures that never came, scrub steps, the timeline's paint";
    }

    @Override
    public int defaultSize() {
        return 60;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        Path capture = folder.resolve("street.mcap");
        Path project = folder.resolve("project");
        SimulationOptions d = SimulationOptions.defaults();
        Simulations.write(
                new SimulationOptions(size, d.pointsPerFrame(), d.seed(), d.imageWidth(), d.imageHeight(), d.faults()), capture,
                progress);
        Settings settings = new Settings(folder.resolve("home"), "bench", "bench");
        try (Project p = Projects.init(project, "Replay", settings.actor("benchmark"))) {
            Imports.importPath(p, capture, Governance.DEFAULT, progress);
        }
        ReplayDrive.Result r = ReplayDrive.run(project, settings, MESSAGES);
        return List.of(
                Result.of("played: sweeps shown", r.played(), "sweeps"),
                Result.atMost("played: pictures that never came", r.dropped(), "of " + r.pictures(), 0),
                Result.of("played: sweeps passed over", r.skipped(), "sweeps"),
                Result.atMost("scrub: window busy, median", r.busyMedian(), "ms", 50),
                Result.atMost("scrub: window busy, 95th of 100", r.busy95(), "ms", 50),
                Result.of("scrub: to all six pictures, median", r.sharpMedian(), "ms"),
                Result.of("scrub: to all six pictures, 95th", r.sharp95(), "ms"),
                Result.atMost("timeline of 100,000 messages: paint", r.paintMedian(), "ms", 16),
                Result.of("the same, 95th of 100", r.paint95(), "ms"),
                Result.of("the same, all threads, in software", r.paintAll(), "ms"));
    }
}
