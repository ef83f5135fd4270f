package plumbline.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.project.Project;

@Command(name = "log", description = "Entries, the newest first.")
final class AuditLogCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--limit", defaultValue = "50")
    private int limit;

    @Option(names = "--user", paramLabel = "NAME")
    private Optional<String> user = Optional.empty();

    @Option(names = "--action", paramLabel = "NAME", description = "As the log has it, or a beginning and a star: label.*")
    private Optional<String> action = Optional.empty();

    @Option(names = "--object", paramLabel = "ID", description = "What it was done to, or a beginning and a star.")
    private Optional<String> object = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "A day (2026-03-01) or an instant (2026-03-01T12:00:00Z), UTC.")
    private Optional<String> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Before this day or instant.")
    private Optional<String> until = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit is how many entries to show, from 1.");
        }
        AuditFilter filter = new AuditFilter(
                user, action, object, since.map(AuditLogCommand::time), until.map(AuditLogCommand::time), limit);
        try (Project project = common.readProject()) {
            List<AuditEntry> entries = project.auditTrail().entries(filter);
            common.answer(
                    AuditCommand.json(entries, project.auditTrail().verify()),
                    entries.stream().map(AuditLogCommand::line).toList());
        }
        return Exit.DONE;
    }

    private static String line(AuditEntry e) {
        return String.format("%s/%d  %s  %-12s %-14s %s%s", e.log().substring(0, Math.min(8, e.log().length())),
                e.sequence(), e.at(), e.user(), e.action(), e.object(), e.removed() ? "  (sealed)" : "");
    }

    private static Instant time(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no time: give a day as 2026-03-01 or an instant as 2026-03-01T12:00:00Z.", e);
        }
    }
}
