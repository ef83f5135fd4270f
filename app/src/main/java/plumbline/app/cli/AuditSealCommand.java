package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.project.Project;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "seal", description = "Takes an entry's payload out of the log, which still verifies and says that it was.")
final class AuditSealCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "ENTRY", description = "LOG/NUMBER, or a number of this copy's own log.")
    private String entry;

    @Option(names = "--reason", required = true, paramLabel = "WORDS", description = "Recorded.")
    private String reason;

    @Option(names = "--keep", paramLabel = "FILE", description = "The payload goes into this file; audit unseal puts it back.")
    private Optional<Path> keep = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (keep.isPresent() && Files.exists(keep.get())) {
            throw new IllegalArgumentException(keep.get() + " is there already; nothing was sealed. Name a new file.");
        }
        try (Project project = common.openProject()) {
            AuditTrail.SealedPayload p = keep.isPresent()
                    ? kept(project, keep.get())
                    : project.auditTrail().seal(entry, reason);
            AuditReport r = project.auditTrail().verify();
            Map<String, Object> json = new LinkedHashMap<>(AuditCommand.json(r.entries(), r));
            json.put("sealed", p.entry());
            json.put("file", keep.map(Path::toString).orElse(null));
            common.answer(json, List.of("Sealed the payload of entry " + p.entry() + "."
                    + keep.map(k -> " It is in " + k + ".").orElse(" It is gone.")));
        }
        return Exit.DONE;
    }

    /** The file is on disk before the payload leaves the log. */
    private AuditTrail.SealedPayload kept(Project project, Path file) throws IOException {
        AuditTrail.SealedPayload now = project.auditTrail().payload(entry);
        AtomicFile.write(file, JsonMapper.shared().writeValueAsBytes(now));
        return project.auditTrail().seal(now.entry(), reason);
    }
}
