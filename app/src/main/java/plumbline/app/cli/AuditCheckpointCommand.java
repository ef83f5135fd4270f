package plumbline.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.app.service.Audits;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.audit.SignedNote;
import plumbline.storage.project.Project;

@Command(name = "checkpoint", description = "Signs size and root of every log. Keep the text elsewhere: it anchors the log.")
final class AuditCheckpointCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--out", paramLabel = "FILE", description = "Also into a file.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--tsa", paramLabel = "URL", description = "Has it time-stamped by this authority (RFC 3161).")
    private Optional<URI> authority = Optional.empty();

    @Option(names = "--tsa-cert", paramLabel = "FILE", description = "The authority's certificate, or its issuer's.")
    private Optional<Path> certificate = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            Audits.Made made = Audits.checkpoint(project, out, authority, certificate);
            AuditReport r = project.auditTrail().verify();
            AuditTrail.Checkpoints c = made.checkpoints();
            Map<String, Object> json = new LinkedHashMap<>(AuditCommand.json(r.entries(), r));
            json.put("checkpoints", c.notes().stream().map(SignedNote::write).toList());
            json.put("keys", c.keys().stream().map(NoteKey::text).toList());
            json.put("entry", c.entry().name());
            json.put("stamped", made.stamped().orElse(null));
            json.put("files", made.files().stream().map(Path::toString).toList());
            List<String> lines = new ArrayList<>();
            c.notes().forEach(n -> lines.add(n.write()));
            c.keys().forEach(k -> lines.add("Key: " + k.text()));
            made.stamped().ifPresent(t -> lines.add("Time-stamped at " + t + "."));
            made.files().forEach(f -> lines.add("Wrote " + f));
            common.answer(json, lines);
        }
        return Exit.DONE;
    }
}
