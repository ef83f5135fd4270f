package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.AuditTrail;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Project;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "unseal", description = "Puts a payload back that audit seal --keep took out.")
final class AuditUnsealCommand implements Callable<Integer> {
    private static final int LARGEST = 256 << 20;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--reason", required = true, paramLabel = "WORDS", description = "Recorded.")
    private String reason;

    @Override
    public Integer call() throws IOException {
        AuditTrail.SealedPayload payload = read();
        try (Project project = common.openProject()) {
            project.auditTrail().unseal(payload, reason);
            AuditReport r = project.auditTrail().verify();
            Map<String, Object> json = new LinkedHashMap<>(AuditCommand.json(r.entries(), r));
            json.put("unsealed", payload.entry());
            common.answer(json, List.of("The payload of entry " + payload.entry() + " is back."));
        }
        return Exit.DONE;
    }

    private AuditTrail.SealedPayload read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new FormatException(file.toString(), "", "larger than any payload");
        }
        try {
            AuditTrail.SealedPayload p =
                    JsonMapper.shared().readValue(Files.readAllBytes(file), AuditTrail.SealedPayload.class);
            if (p != null && p.entry() != null && p.salt() != null && p.payload() != null) {
                return p;
            }
        } catch (JacksonException e) {
            throw new FormatException(file.toString(), "", "no sealed payload: " + e.getOriginalMessage(), e);
        }
        throw new FormatException(file.toString(), "", "no sealed payload: entry, salt and payload expected");
    }
}
