package plumbline.app.cli;

import java.io.IOException;
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
import plumbline.app.service.Audits;
import plumbline.storage.audit.AuditProof;
import plumbline.storage.audit.Checkpoint;
import plumbline.storage.audit.SignedNote;
import plumbline.storage.project.Project;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "proof", description = "That an entry is in its log, as JSON that anybody can check with RFC 9162 in hand.")
final class AuditProofCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "ENTRY", description = "LOG/NUMBER, or a number of this copy's own log.")
    private String entry;

    @Option(names = "--since", paramLabel = "FILE", description = "A checkpoint seen earlier: also that nothing before it changed.")
    private Optional<Path> since = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            Optional<SignedNote> old = Optional.empty();
            if (since.isPresent()) {
                String log = entry.contains("/")
                        ? entry.substring(0, entry.lastIndexOf('/'))
                        : project.auditTrail().ownLog().orElse("");
                for (SignedNote n : Audits.read(since.get())) {
                    if (Checkpoint.require(since.get().toString(), n).log().equals(log)) {
                        old = Optional.of(n);
                    }
                }
                if (old.isEmpty()) {
                    throw new IllegalArgumentException(since.get() + " has no checkpoint of log " + log + ".");
                }
            }
            AuditProof p = project.auditTrail().proof(entry, old);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("format", "plumbline-audit-proof-1");
            json.put("log", p.entry().log());
            json.put("leafIndex", p.entry().sequence());
            json.put("leafData", p.leafData());
            json.put("leafHash", p.leafHash());
            json.put("treeSize", p.treeSize());
            json.put("root", p.root());
            json.put("inclusionPath", p.path());
            json.put("consistency", p.since().orElse(null));
            json.put("checkpoint", p.checkpoint().orElse(null));
            json.put("key", p.key().orElse(null));
            json.put("entry", p.entry());
            json.put("holds", p.holds());
            common.answer(json, List.of(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(json)));
            return p.holds() ? Exit.DONE : Exit.CHECK_FAILED;
        }
    }
}
