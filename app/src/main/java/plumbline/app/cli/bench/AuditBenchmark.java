package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import plumbline.annotation.scene.Progress;
import plumbline.storage.access.KeyFile;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.audit.AuditLeaf;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

/** A long audit log that came from another copy, and what is done with it: verified, proved, signed, searched, added to. */
final class AuditBenchmark implements Benchmark {
    private static final int PAGE = 5000;
    private static final int ADDED = 300;
    private static final int ROUNDS = 5;
    private static final String LOG = "bench-log";

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String what() {
        return "the audit log: taking entries in, verifying, a proof, a checkpoint, a search, one entry; --size is entries";
    }

    @Override
    public int defaultSize() {
        return 1_000_000;
    }

    @Override
    public List<Result> run(Path folder, int size, Progress progress) throws IOException {
        List<Result> out = new ArrayList<>();
        Actor actor = new Actor("bench", "bench", "benchmark", () -> Optional.of(KeyFile.in(folder.resolve("keys"))));
        try (Project p = Projects.init(folder.resolve("project"), "bench", actor)) {
            double spent = 0;
            String last = "0".repeat(64);
            for (int at = 0; at < size; at += PAGE) {
                List<AuditEntry> page = new ArrayList<>();
                for (int i = at; i < Math.min(size, at + PAGE); i++) {
                    page.add(entry(i, last));
                    last = page.getLast().hash();
                }
                long start = System.nanoTime();
                p.replica().appendAudit(page);
                spent += milliseconds(start);
                progress.update("Taking entries in", at, size);
            }
            out.add(Result.of("entries taken in from another copy", size / spent * 1e3, "entries/s"));
            AuditTrail trail = p.auditTrail();
            long start = System.nanoTime();
            if (!trail.verify().valid()) {
                throw new IllegalStateException("the log that was made does not hold");
            }
            out.add(Result.of("verifying the whole log", milliseconds(start), "ms"));
            start = System.nanoTime();
            trail.checkpoint();
            out.add(Result.of("a signed checkpoint", milliseconds(start), "ms"));
            Random random = new Random(1);
            double[] proofs = new double[ROUNDS];
            double[] searches = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                start = System.nanoTime();
                trail.proof(LOG + "/" + random.nextInt(size), Optional.empty());
                proofs[i] = milliseconds(start);
                start = System.nanoTime();
                trail.entries(AuditFilter.newest(50));
                searches[i] = milliseconds(start);
            }
            Arrays.sort(proofs);
            Arrays.sort(searches);
            out.add(Result.of("an inclusion proof, median of 5", proofs[ROUNDS / 2], "ms"));
            out.add(Result.of("the newest 50 entries, median of 5", searches[ROUNDS / 2], "ms"));
            double[] added = new double[ADDED];
            for (int i = 0; i < ADDED; i++) {
                start = System.nanoTime();
                p.record("check", "bench-" + i, "{}");
                added[i] = milliseconds(start);
            }
            Arrays.sort(added);
            out.add(Result.of("one durable entry, median", added[ADDED / 2], "ms"));
            out.add(Result.atMost("one durable entry, 99 in 100", added[ADDED * 99 / 100], "ms", 10));
        }
        return out;
    }

    private static AuditEntry entry(int i, String last) {
        return new AuditEntry(
                LOG, i, Instant.ofEpochSecond(1_700_000_000L + i), "user" + i % 7, "device" + i % 3, "labelling", "check",
                "object-" + i % 1000, "{\"n\":" + i + ",\"what\":\"Move Car 014\"}", last, "", AuditLeaf.FORMAT,
                String.format("%032x", i), "").hashed();
    }

    private static double milliseconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e6;
    }
}
