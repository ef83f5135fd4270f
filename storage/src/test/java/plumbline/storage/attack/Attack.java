package plumbline.storage.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Attacks one workflow: prepares it, runs it undisturbed for its result, then harms copies of it. */
final class Attack implements AutoCloseable {
    private static final int JUDGES = 2;

    private final Preload preload;
    private final Path work;
    private final Workflow workflow;
    private final long seed;
    private final Report report;
    private final Path template;
    private final String expected;
    private final ExecutorService judges = Executors.newFixedThreadPool(JUDGES, Thread.ofPlatform().daemon().factory());
    private final Semaphore room = new Semaphore(3 * JUDGES);
    private final AtomicLong copies = new AtomicLong();

    Attack(Preload preload, Path work, Workflow workflow, long seed, Report report) throws IOException {
        this.preload = preload;
        this.work = Files.createDirectories(work);
        this.workflow = workflow;
        this.seed = seed;
        this.report = report;
        this.template = Files.createDirectories(work.resolve("template"));
        try (Desk desk = new Desk(template)) {
            workflow.prepare().on(desk);
        }
        Path whole = Trees.copy(template, work.resolve("whole"));
        try (Desk desk = new Desk(whole)) {
            workflow.run(desk, step -> {});
        }
        this.expected = Judge.result(whole);
        Trees.remove(whole);
    }

    private record Run(Path root, Path ask, Path acknowledged) {
        List<String> steps() throws IOException {
            return Files.exists(acknowledged) ? Files.readAllLines(acknowledged) : List.of();
        }
    }

    private Run fresh() throws IOException {
        Path folder = Files.createDirectories(work.resolve("run-" + copies.incrementAndGet()));
        Trees.copy(template, folder.resolve("root"));
        Files.createFile(folder.resolve("ask"));
        Files.createFile(folder.resolve("answer"));
        return new Run(folder.resolve("root"), folder.resolve("ask"), folder.resolve("acknowledged"));
    }

    private Process start(Harm harm, long n, Run run) throws IOException {
        return preload.start(harm, n, run.root(), run.ask(), List.of(
                Child.class.getName(), workflow.name(), run.root().toString(), run.acknowledged().toString()));
    }

    /** How many calls an undisturbed run makes; each may be attacked. */
    long count() throws IOException, InterruptedException {
        Run run = fresh();
        Process p = start(Harm.COUNT, -1, run);
        String said = Preload.end(p);
        if (p.exitValue() != 0) {
            throw new IOException(workflow.name() + " does not come to its end: " + said);
        }
        long calls = Files.readAllLines(run.ask()).size();
        submit(new Point(workflow.name(), Point.Kind.STOPPED, calls + 1, "end", "", Optional.empty()), run.root(), run.steps());
        return calls;
    }

    /** One process, which is harmed at the n-th call. */
    void harm(Harm harm, Point.Kind kind, long n) throws IOException, InterruptedException {
        Run run = fresh();
        Process p = start(harm, n, run);
        String said = Preload.end(p);
        // The n-th call may not have come: threads of a project share out their work differently each time.
        List<String> asked = Files.readAllLines(run.ask());
        String[] call = asked.isEmpty() ? new String[] {"", "end", "/", ""} : asked.getFirst().split("\t", -1);
        Point point = new Point(workflow.name(), kind, n, call[1], call[2], Optional.empty());
        Optional<String> wrong = ended(harm, asked.isEmpty(), p.exitValue(), said);
        if (wrong.isPresent()) {
            report.add(with(point, wrong));
            Trees.remove(run.root().getParent());
        } else {
            submit(point, run.root(), run.steps());
        }
    }

    private static Optional<String> ended(Harm harm, boolean untouched, int exit, String said) {
        boolean right = switch (harm) {
            case KILL, TORN -> exit == 137 || untouched && exit == 0;
            case FULL, EIO -> exit == 0 || exit == 3 && said.lines().count() == 1 && !said.contains("Exception");
            case SHORT, COUNT, FREEZE -> exit == 0;
        };
        return right ? Optional.empty() : Optional.of("the process ended with " + exit + ": " + said);
    }

    /**
     * One process, which is stopped before calls and half-way through writes, evenly chosen so that about {@code points}
     * states are judged; {@code cuts} of them once more as a power cut leaves them.
     */
    void freeze(long calls, long points, long cuts) throws IOException, InterruptedException {
        Run run = fresh();
        for (Path fifo : List.of(run.ask(), run.ask().resolveSibling("answer"))) {
            Files.delete(fifo);
            if (new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() != 0) {
                throw new IOException("mkfifo failed");
            }
        }
        PowerCut power = new PowerCut(run.root());
        Random random = new Random(seed);
        // Writes stop twice, so there are more stops than calls.
        double every = Math.max(1, 1.6 * calls / points);
        double everyCut = cuts == 0 ? Double.MAX_VALUE : Math.max(1, 1.6 * calls / cuts);
        double next = random.nextDouble() * Math.min(every, calls);
        double nextCut = cuts == 0 ? Double.MAX_VALUE : random.nextDouble() * Math.min(everyCut, calls);
        Process p = start(Harm.FREEZE, -1, run);
        long stops = 0;
        String[] last = null;
        try (BufferedReader ask = Files.newBufferedReader(run.ask());
                OutputStream answer = Files.newOutputStream(run.ask().resolveSibling("answer"))) {
            for (String line = ask.readLine(); line != null; line = ask.readLine()) {
                String[] call = line.split("\t", -1);
                if (last != null && !call[1].equals("torn")) {
                    power.made(last[1], relative(last[2]), relative(last[3]));
                }
                if (stops >= next) {
                    next += every;
                    Point.Kind kind = call[1].equals("torn") ? Point.Kind.STOPPED_TORN : Point.Kind.STOPPED;
                    Path copy = copy(run);
                    submit(new Point(workflow.name(), kind, Long.parseLong(call[0]), call[1], call[2], Optional.empty()), copy,
                            run.steps());
                }
                if (stops >= nextCut) {
                    nextCut += everyCut;
                    Path copy = copy(run);
                    power.cut(copy, random);
                    submit(new Point(workflow.name(), Point.Kind.POWER, Long.parseLong(call[0]), call[1], call[2],
                            Optional.empty()), copy, run.steps());
                }
                stops++;
                last = call[1].equals("torn") ? last : call;
                answer.write('.');
                answer.flush();
            }
        }
        String said = Preload.end(p);
        if (p.exitValue() != 0) {
            throw new IOException(workflow.name() + " does not come to its end: " + said);
        }
        Trees.remove(run.root().getParent());
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private Path copy(Run run) throws IOException {
        return Trees.copy(run.root(), work.resolve("copy-" + copies.incrementAndGet()).resolve("root"));
    }

    private void submit(Point point, Path root, List<String> acknowledged) {
        room.acquireUninterruptibly();
        judges.submit(() -> {
            try {
                report.add(with(point, Judge.judge(workflow, root, acknowledged, expected)));
                Trees.remove(root.getParent());
            } catch (IOException e) {
                report.add(with(point, Optional.of(e.toString())));
            } finally {
                room.release();
            }
        });
    }

    private static Point with(Point p, Optional<String> wrong) {
        return new Point(p.workflow(), p.kind(), p.number(), p.call(), p.path(), wrong);
    }

    /** Waits for the judges. */
    @Override
    public void close() throws IOException {
        judges.close();
        Trees.remove(work);
    }

    /** Evenly over the calls, the same for the same seed. */
    List<Long> numbers(long calls, long count) {
        Random random = new Random(seed);
        List<Long> out = new ArrayList<>();
        for (long i = 0; i < Math.min(count, calls); i++) {
            out.add(1 + (long) ((i + random.nextDouble()) * calls / Math.min(count, calls)));
        }
        return out;
    }
}
