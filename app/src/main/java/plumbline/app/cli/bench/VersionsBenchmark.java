package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;
import plumbline.storage.project.Version;

/** A project of many labels made from a seed: import, opening, durable edits, commits, differences, and what they take. */
final class VersionsBenchmark implements Benchmark {
    private static final int LABELS_PER_FRAME = 10;
    private static final int EDITS = 500;
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
        Many source = new Many(random, size);
        Path home = folder.resolve("project");
        List<Result> out = new ArrayList<>();
        Hash capture;
        try (Project p = Projects.init(home, "bench", ACTOR)) {
            progress.update("Importing " + size + " labels", 0, 4);
            long start = System.nanoTime();
            capture = p.importCapture(source, Governance.DEFAULT, Progress.NONE).capture().hash();
            out.add(Result.atLeast("bulk import", size / seconds(start), "labels/s", 150_000));
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
        try (Project p = Projects.open(home, ACTOR)) {
            List<Label> labels = new ArrayList<>(source.labels().all());
            edits(p, capture, labels, random, out, home);
            progress.update("Committing", 2, 4);
            commits(p, capture, labels, random, out, home);
            progress.update("Comparing", 3, 4);
            difference(p, capture, labels, random, out);
        }
        return out;
    }

    private static void edits(
            Project p, Hash capture, List<Label> labels, Random random, List<Result> out, Path home) throws IOException {
        Journal journal = p.journal(capture);
        long before = database(home);
        double[] times = new double[EDITS];
        for (int i = 0; i < EDITS; i++) {
            ChangeSet edit = turn(labels, random.nextInt(labels.size()));
            long start = System.nanoTime();
            journal.append(Journal.Step.APPLY, edit);
            times[i] = seconds(start) * 1e3;
        }
        Arrays.sort(times);
        out.add(Result.of("one durable edit, median", times[EDITS / 2], "ms"));
        out.add(Result.atMost("one durable edit, 99 in 100", times[EDITS * 99 / 100], "ms", 10));
        out.add(Result.of("database and WAL per single edit", (double) (database(home) - before) / EDITS, "bytes"));
        p.commit("Edits");
    }

    private static void commits(
            Project p, Hash capture, List<Label> labels, Random random, List<Result> out, Path home) throws IOException {
        double[] times = new double[ROUNDS];
        long before = bytes(home.resolve("objects"));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < EDITS_OF_A_COMMIT; i++) {
                p.journal(capture).append(Journal.Step.APPLY, turn(labels, random.nextInt(labels.size())));
            }
            long start = System.nanoTime();
            p.commit("Round " + round);
            times[round] = seconds(start) * 1e3;
        }
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
        for (int i = 0; i < ROUNDS; i++) {
            start = System.nanoTime();
            List<LabelDiff> found = p.diff(first.hash(), second.hash());
            times[i] = seconds(start) * 1e3;
            if (found.size() != changes.size()) {
                throw new IllegalStateException(found.size() + " differences found, " + changes.size() + " made");
            }
        }
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

    /** A capture without recordings and with many labels. */
    private static final class Many implements CaptureSource {
        private static final SensorId LIDAR = new SensorId("lidar");

        private final Labels labels;
        private final int frames;

        Many(Random r, int count) {
            frames = Math.max(1, count / LABELS_PER_FRAME);
            List<Label> out = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                out.add(cuboid(r, i / LABELS_PER_FRAME % frames));
            }
            labels = Labels.of(out);
        }

        /** Ids as new labels have them; numbers as fits give them, with all their digits. */
        private static Label cuboid(Random r, int frame) {
            Box box = Box.upright(
                    new Vec3(r.nextGaussian() * 30, r.nextGaussian() * 30, r.nextGaussian()), 3 + r.nextDouble() * 2,
                    1.6 + r.nextDouble() / 2, 1.5 + r.nextDouble() / 2, r.nextDouble() * 6);
            return new Label.Cuboid(
                    new LabelId(new java.util.UUID(r.nextLong(), r.nextLong()).toString()), new TrackId("t" + r.nextInt(20_000)),
                    r.nextInt(4) == 0 ? "Pedestrian" : "Car", frame, box,
                    new TreeMap<>(Map.of("occluded", r.nextBoolean() ? "none" : "partly")), Origin.IMPORTED, false, 1);
        }

        @Override
        public Capture capture() {
            List<Frame> all = new ArrayList<>();
            for (int i = 0; i < frames; i++) {
                all.add(new Frame(i, i * 100_000_000L, Pose.IDENTITY, Map.of()));
            }
            return new Capture(
                    "bench", "made", "local", List.of(new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())),
                    LIDAR, all, List.of(), Trajectory.EMPTY, List.of());
        }

        @Override
        public byte[] raw(Sample sample) {
            throw new IllegalArgumentException("this capture has no samples");
        }

        @Override
        public PointBlock points(Sample sample) {
            throw new IllegalArgumentException("this capture has no samples");
        }

        @Override
        public byte[] image(Sample sample) {
            throw new IllegalArgumentException("this capture has no samples");
        }

        @Override
        public Labels labels() {
            return labels;
        }

        @Override
        public void close() {}
    }
}
