package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.Journal;
import plumbline.annotation.edit.Merge;
import plumbline.annotation.edit.MergeResult;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Progress;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Merging;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/**
 * Two branches with five thousand changes each, in stretches of frames as people work, a few of the same labels: merged in
 * memory, and in a project up to labels, conflicts and audit on disk.
 */
final class MergeBenchmark implements Benchmark {
    private static final int CHANGES_A_SIDE = 5000;
    private static final int STRETCH = 50;
    private static final int ROUNDS = 5;
    private static final Actor ACTOR = new Actor("bench", "bench", "benchmark");

    @Override
    public String name() {
        return "merge";
    }

    @Override
    public String what() {
        return "two branches of many labels with ten thousand changes are merged; --size is labels";
    }

    @Override
    public int defaultSize() {
        return 1_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        List<Result> out = new ArrayList<>();
        Labels base = new ManyLabels(new Random(1), size).labels();
        List<Label> all = base.all();
        List<Change> here = turns(all, new Random(2), 0.1);
        List<Change> there = turns(all, new Random(3), 0.2);
        progress.update("Merging in memory", 0, 3);
        memory(base, here, there, out);
        progress.update("Importing " + size + " labels", 1, 3);
        try (Project p = Projects.init(folder.resolve("project"), "bench", ACTOR)) {
            Hash capture = p.importCapture(new ManyLabels(new Random(1), size), Governance.DEFAULT, Progress.NONE)
                    .capture()
                    .hash();
            progress.update("Merging", 2, 3);
            p.history().createBranch("other", p.head().orElseThrow().hash());
            p.history().switchTo("other", false);
            p.journal(capture).append(Journal.Step.APPLY, new ChangeSet("There", there));
            p.commit("There");
            p.history().switchTo("main", false);
            p.journal(capture).append(Journal.Step.APPLY, new ChangeSet("Here", here));
            p.commit("Here");
            double[] begins = new double[ROUNDS];
            double[] aborts = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                Merging.Begun begun = p.merging().begin("other");
                begins[i] = milliseconds(start);
                if (!(begun instanceof Merging.Begun.Open)) {
                    throw new IllegalStateException("the sides changed the same labels, yet there is no conflict");
                }
                start = System.nanoTime();
                p.merging().abort();
                aborts[i] = milliseconds(start);
            }
            p.merging().begin("other");
            long start = System.nanoTime();
            p.merging().finish("Merge other");
            out.add(Result.atMost("merge in a project, worst of 5", max(begins), "ms", 1000));
            out.add(Result.of("merge in a project, median", median(begins), "ms"));
            out.add(Result.of("abort, worst of 5", max(aborts), "ms"));
            out.add(Result.of("finish: the version", milliseconds(start), "ms"));
        }
        return out;
    }

    private static void memory(Labels base, List<Change> here, List<Change> there, List<Result> out) {
        Labels ours = after(base, here);
        Labels theirs = after(base, there);
        double[] times = new double[ROUNDS];
        MergeResult merged = Merge.of(base, ours, theirs);
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            merged = Merge.of(base, ours, theirs);
            times[i] = milliseconds(start);
        }
        out.add(Result.of("labels", base.size(), "labels"));
        out.add(Result.of("changes on both sides", here.size() + there.size(), "labels"));
        out.add(Result.of("conflicts", merged.conflicts().size(), "conflicts"));
        out.add(Result.atMost("merge in memory, worst of 5", max(times), "ms", 1000));
    }

    private static Labels after(Labels base, List<Change> changes) {
        return base.with(changes.stream().map(c -> c.after().orElseThrow()).toList(), Set.of());
    }

    /** Turned boxes, in stretches of neighbouring labels; the first stretch is of the same labels on both sides. */
    private static List<Change> turns(List<Label> all, Random random, double yawRad) {
        int changes = Math.min(CHANGES_A_SIDE, all.size() / 4);
        java.util.TreeSet<Integer> chosen = new java.util.TreeSet<>();
        for (int i = 0; i < Math.min(STRETCH, changes); i++) {
            chosen.add(i);
        }
        while (chosen.size() < changes) {
            int from = random.nextInt(all.size());
            for (int i = from; i < Math.min(all.size(), from + STRETCH) && chosen.size() < changes; i++) {
                chosen.add(i);
            }
        }
        List<Change> out = new ArrayList<>();
        for (int i : chosen) {
            Label.Cuboid c = (Label.Cuboid) all.get(i);
            out.add(Change.replace(c, c.withBox(c.box().turned(yawRad))));
        }
        return out;
    }

    private static double milliseconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e6;
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
