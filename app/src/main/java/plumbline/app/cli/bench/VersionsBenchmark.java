package plumbline.app.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Version;

/** A project of many labels made from a seed: import, opening, durable edits, commits, differences, and what they take. */
final class VersionsBenchmark implements Benchmark {
    private static final int EDITS = 2000;
    /** About what SQLite appends to its WAL for one edit. */
    private static final int FORCED_BYTES = 32_768;
    private static final int EDITS_OF_A_VERSION = 250;
    private static final int EDITS_OF_A_COMMIT = 100;
    private static final int CHANGES = 10_000;
    private static final int ROUNDS = 5;
    private static final Actor ACTOR = new Actor("bench", "bench", "benchmark");

    @Override
    public String name() {
        return "versions";
    }

    @Override
    public String what() {
        return "the project's store: bulk import, opening, one edit, a commit, a difference, bytes; --size is labels";
    }

    @Override
    public int defaultSize() {
        return 1_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        Random random = new Random(1);
        ManyLabels source = new ManyLabels(random, size);
        Path home = folder.resolve("project");
        List<Result> out = new ArrayList<>();
        Hash capture;
        try (Project p = Projects.init(home, "bench", ACTOR)) {
            progress.update("Importing " + size + " labels", 0, 4);
            double used = processor();
            long start = System.nanoTime();
            capture = p.importCapture(source, Governance.DEFAULT, Progress.NONE).capture().hash();
            out.add(Result.atLeast("bulk import", size / seconds(start), "labels/s", 150_000));
            out.add(Result.of("bulk import, processor time of all threads", (processor() - used) * 1e3, "ms"));
        }
        out.add(Result.atMost("database per label revision", (double) database(home) / size, "bytes", 400));
        out.add(Result.of("objects per label revision", (double) bytes(home.resolve("objects")) / size, "bytes"));
        double[] opening = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Projects.open(home, ACTOR).close();
            opening[i] = seconds(start) * 1e3;
        }
        out.add(Result.atMost("opening, worst of 5", max(opening), "ms", 1000));
        progress.update("Editing", 1, 4);
        List<Label> labels = new ArrayList<>(source.labels().all());
        long before = database(home);
        try (Project p = Projects.open(home, ACTOR)) {
            edits(p, capture, labels, random, out);
        }
        forced(folder.resolve("forced"), out);
        out.add(Result.atMost(
                "database per single edit with its audit", (double) (database(home) - before) / EDITS, "bytes", 400));
        try (Project p = Projects.open(home, ACTOR)) {
            progress.update("Committing", 2, 4);
            commits(p, capture, labels, random, out, home);
            progress.update("Comparing", 3, 4);
            difference(p, capture, labels, random, out);
        }
        return out;
    }

    private static void edits(
            Project p, Hash capture, List<Label> labels, Random random, List<Result> out) {
        Journal journal = p.journal(capture);
        double[] times = new double[EDITS];
        for (int i = 0; i < EDITS; i++) {
            ChangeSet edit = turn(labels, random.nextInt(labels.size()));
            long start = System.nanoTime();
            journal.append(Journal.Step.APPLY, edit);
            times[i] = seconds(start) * 1e3;
            if ((i + 1) % EDITS_OF_A_VERSION == 0) {
                p.commit("Edits");
            }
        }
        Arrays.sort(times);
        out.add(Result.of("one durable edit, median", times[EDITS / 2], "ms"));
        out.add(Result.atMost("one durable edit, 99 in 100", times[EDITS * 99 / 100], "ms", 10));
    }

    /** What the disk itself takes: as many small writes at the end of a file, each forced, as there were edits. */
    private static void forced(Path file, List<Result> out) throws IOException {
        double[] times = new double[EDITS];
        try (FileChannel f = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < EDITS; i++) {
                ByteBuffer bytes = ByteBuffer.allocate(FORCED_BYTES);
                long start = System.nanoTime();
                f.write(bytes);
                f.force(false);
                times[i] = seconds(start) * 1e3;
            }
        }
        Arrays.sort(times);
        out.add(Result.of("the same disk, a write of " + FORCED_BYTES + " bytes forced, median", times[EDITS / 2], "ms"));
        out.add(Result.of("the same disk, 99 in 100", times[EDITS * 99 / 100], "ms"));
    }

    private static void commits(
            Project p, Hash capture, List<Label> labels, Random random, List<Result> out, Path home) throws IOException {
        double[] times = new double[ROUNDS];
        double used = 0;
        long before = bytes(home.resolve("objects"));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < EDITS_OF_A_COMMIT; i++) {
                p.journal(capture).append(Journal.Step.APPLY, turn(labels, random.nextInt(labels.size())));
            }
            used -= processor();
            long start = System.nanoTime();
            p.commit("Round " + round);
            times[round] = seconds(start) * 1e3;
            used += processor();
        }
        out.add(Result.of("commit after 100 edits, processor time", used * 1e3 / ROUNDS, "ms"));
        out.add(Result.atMost("commit after 100 edits, worst of 5", max(times), "ms", 200));
        out.add(Result.of(
                "objects per version of 100 edits", (double) (bytes(home.resolve("objects")) - before) / ROUNDS, "bytes"));
    }

    private static void difference(Project p, Hash capture, List<Label> labels, Random random, List<Result> out) {
        Version first = p.head().orElseThrow();
        List<Change> changes = new ArrayList<>();
        int step = Math.max(1, labels.size() / CHANGES);
        for (int i = random.nextInt(step); i < labels.size() && changes.size() < CHANGES; i += step) {
            changes.addAll(turn(labels, i).changes());
        }
        long start = System.nanoTime();
        p.journal(capture).append(Journal.Step.APPLY, new ChangeSet("Turn many", changes));
        out.add(Result.of("one edit of " + changes.size() + " labels", seconds(start) * 1e3, "ms"));
        start = System.nanoTime();
        Version second = p.commit("Many");
        out.add(Result.of("commit of " + changes.size() + " changes", seconds(start) * 1e3, "ms"));
        double[] times = new double[ROUNDS];
        double used = processor();
        for (int i = 0; i < ROUNDS; i++) {
            start = System.nanoTime();
            List<LabelDiff> found = p.diff(first.hash(), second.hash());
            times[i] = seconds(start) * 1e3;
            if (found.size() != changes.size()) {
                throw new IllegalStateException(found.size() + " differences found, " + changes.size() + " made");
            }
        }
        out.add(Result.of("difference, processor time", (processor() - used) * 1e3 / ROUNDS, "ms"));
        out.add(Result.atMost("difference of " + changes.size() + ", worst of 5", max(times), "ms", 1000));
    }

    private static ChangeSet turn(List<Label> labels, int index) {
        Label.Cuboid before = (Label.Cuboid) labels.get(index);
        Label.Cuboid after = before.withBox(before.box().turned(0.1));
        labels.set(index, after);
        return ChangeSet.of("Turn " + before.track(), Change.replace(before, after));
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    /** Seconds that all threads have computed, which other programs on the machine do not lengthen. */
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static long database(Path home) throws IOException {
        long out = 0;
        for (String name : List.of("plumbline.db", "plumbline.db-wal")) {
            out += Files.exists(home.resolve(name)) ? Files.size(home.resolve(name)) : 0;
        }
        return out;
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }
}
