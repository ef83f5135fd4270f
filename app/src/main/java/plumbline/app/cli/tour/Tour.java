package plumbline.app.cli.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Settings;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.StorageException;

/**
 * The main job from end to end on a capture, each step as a person would take it and each proved by its own result. Works
 * in a folder of its own; a folder of an earlier tour is replaced, any other that is not empty is refused.
 */
public final class Tour {
    private static final Logger LOG = LoggerFactory.getLogger(Tour.class);
    private static final String MARK = "plumbline-tour.txt";

    /** {@code what} says in one line what happened, with the numbers. */
    public record Step(String name, boolean ok, double seconds, String what) {}

    public record Result(List<Step> steps, List<Path> pictures, Path report, Path project) {}

    /** One step: returns what happened; throws {@link StepFailed} with the reason where its own check does not hold. */
    interface Work {
        String run() throws IOException;
    }

    /** A step's own check does not hold. */
    static final class StepFailed extends IOException {
        private static final long serialVersionUID = 1L;

        StepFailed(String reason) {
            super(reason);
        }
    }

    private final Path out;
    private final int frames;
    private final Settings settings;
    private final Progress progress;
    private final Consumer<String> say;
    private final List<Step> steps = new ArrayList<>();

    public Tour(Path out, int frames, Settings settings, Progress progress, Consumer<String> say) {
        this.out = out.toAbsolutePath().normalize();
        this.frames = frames;
        this.settings = settings;
        this.progress = progress;
        this.say = say;
    }

    /** Without a path the built-in simulated street is driven. */
    public Result run(Optional<Path> capture) throws IOException {
        prepare();
        List<Path> pictures;
        Path project = out.resolve("project");
        try (TourSteps work = new TourSteps(out, frames, settings, progress)) {
            boolean sound = step("import", () -> work.bringIn(capture));
            if (sound) {
                step("see", work::see);
                step("label", work::label);
                step("check", work::check);
                step("calibrate", work::calibrate);
                step("version", work::version);
                step("sync", work::sync);
                step("export", work::export);
                step("read back", work::readBack);
                step("window", work::window);
            }
            pictures = work.pictures();
        }
        Path report = out.resolve("report.html");
        TourReport.write(report, steps, pictures, capture);
        return new Result(List.copyOf(steps), pictures, report, project);
    }

    private boolean step(String name, Work work) {
        say.accept(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " ...");
        long start = System.nanoTime();
        boolean ok = true;
        String what;
        try {
            what = work.run();
        } catch (IOException | StorageException | IllegalArgumentException | IllegalStateException e) {
            LOG.warn("step {} failed", name, e);
            ok = false;
            what = String.valueOf(e.getMessage());
        }
        steps.add(new Step(name, ok, (System.nanoTime() - start) / 1e9, what));
        return ok;
    }

    private void prepare() throws IOException {
        if (Files.exists(out)) {
            boolean ours = Files.exists(out.resolve(MARK));
            try (Stream<Path> entries = Files.list(out)) {
                if (!ours && entries.findAny().isPresent()) {
                    throw new FormatException(
                            out.toString(), "", "the folder is not empty and not of an earlier tour. Choose another with --out");
                }
            }
            clear();
        }
        Files.createDirectories(out);
        Files.writeString(out.resolve(MARK), "Made by \"plumbline tour\"; the next tour into this folder replaces it.\n");
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }
}
