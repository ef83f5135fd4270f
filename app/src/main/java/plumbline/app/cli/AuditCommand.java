package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.project.Project;

@Command(name = "audit", description = "The audit log.", subcommands = {AuditCommand.Verify.class, AuditCommand.Log.class})
final class AuditCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: audit verify, or audit log.");
    }

    @Command(name = "verify", description = "Recomputes every hash; names the first entry that does not hold.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                AuditReport r = project.verifyAudit();
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("entries", r.entries());
                json.put("root", r.root());
                json.put("valid", r.valid());
                json.put("anchored", r.anchored());
                json.put("firstBroken", r.firstBroken().orElse(null));
                common.answer(json, List.of(
                        r.valid()
                                ? "Valid: " + r.entries() + " entries, root " + r.root()
                                : "Broken: " + r.firstBroken().orElse("unknown place"),
                        r.anchored() ? "Anchored outside." : "Unanchored: nobody outside holds this root yet."));
                return r.valid() ? Exit.DONE : Exit.CHECK_FAILED;
            }
        }
    }

    @Command(name = "log", description = "The newest entries.")
    static final class Log implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--limit", defaultValue = "50")
        private int limit;

        @Override
        public Integer call() throws IOException {
            if (limit < 1) {
                throw new IllegalArgumentException("--limit is how many entries to show, from 1.");
            }
            try (Project project = common.readProject()) {
                List<AuditEntry> entries = project.auditLog(limit);
                AuditReport r = project.verifyAudit();
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("entries", entries);
                json.put("root", r.root());
                json.put("valid", r.valid());
                json.put("anchored", r.anchored());
                json.put("firstBroken", r.firstBroken().orElse(null));
                common.answer(json, entries.stream()
                        .map(e -> String.format(
                                "%6d  %s  %-12s %-14s %s", e.sequence(), e.at(), e.user(), e.action(), e.object()))
                        .toList());
            }
            return Exit.DONE;
        }
    }
}
