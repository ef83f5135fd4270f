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
import plumbline.app.service.Sync;
import plumbline.storage.audit.AuditReport;
import plumbline.storage.audit.NoteKey;
import plumbline.storage.project.Project;

@Command(name = "audit", description = "The audit log and its proofs.", subcommands = {
    AuditCommand.Verify.class, AuditLogCommand.class, AuditCheckpointCommand.class, AuditProofCommand.class,
    AuditSealCommand.class, AuditUnsealCommand.class
})
final class AuditCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException(
                "Say what to do: audit verify, log, checkpoint, proof ENTRY, seal ENTRY, or unseal FILE.");
    }

    /** The keys that every audit answer has. */
    static Map<String, Object> json(Object entries, AuditReport r) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("entries", entries);
        json.put("root", r.root());
        json.put("valid", r.valid());
        json.put("anchored", r.anchored());
        json.put("firstBroken", r.firstBroken().orElse(null));
        json.put("broken", r.broken().orElse(null));
        json.put("logs", r.logs());
        return json;
    }

    static List<NoteKey> keys(List<String> texts) {
        return texts.stream()
                .map(k -> NoteKey.parse(k).orElseThrow(() -> new IllegalArgumentException(
                        "\"" + k + "\" is no key of a signed note: NAME+HASH+BASE64, as audit checkpoint prints it.")))
                .toList();
    }

    @Command(name = "verify", description = "Recomputes every hash; names the first entry that does not hold.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--checkpoint", paramLabel = "FILE", description = "A checkpoint that was kept elsewhere, or typed in from paper.")
        private Optional<Path> checkpoint = Optional.empty();

        @Option(names = "--key", paramLabel = "KEY", description = "The key that signed it, where the log's word is not enough.")
        private List<String> keys = List.of();

        @Option(names = "--against", paramLabel = "URL", description = "A server that has seen the log; \"remote\" is the one last pushed to.")
        private Optional<String> against = Optional.empty();

        @Option(names = "--token", description = "The server's token, if it asks for one.")
        private Optional<String> token = Optional.empty();

        @Option(names = "--tsa-cert", paramLabel = "FILE", description = "Certificate of the authority whose time stamps are in the log.")
        private Optional<Path> authority = Optional.empty();

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                Audits.Verified v = Audits.verify(
                        project, new Audits.Outside(checkpoint, keys(keys), server(project), token, authority));
                AuditReport r = v.report();
                Map<String, Object> json = json(r.entries(), r);
                json.put("notes", v.notes());
                List<String> lines = new ArrayList<>();
                lines.add(r.valid()
                        ? "Valid: " + r.entries() + " entries, root " + r.root()
                        : "Broken: " + r.firstBroken().orElse("unknown place"));
                r.logs().forEach(l -> lines.add(reach(l)));
                lines.addAll(v.notes());
                common.answer(json, lines);
                return r.valid() ? Exit.DONE : Exit.CHECK_FAILED;
            }
        }

        private Optional<URI> server(Project project) {
            if (against.equals(Optional.of("remote"))) {
                return Optional.of(Sync.remote(project).orElseThrow(() -> new IllegalArgumentException(
                        "This project was never pushed, so there is no remote. Give the server's address.")));
            }
            return against.map(URI::create);
        }

        private static String reach(AuditReport.Reach l) {
            if (l.anchoredSize() == 0) {
                return "Log " + l.log() + ", " + l.size() + " entries: unanchored, nobody outside was asked that knows it.";
            }
            return "Log " + l.log() + ", " + l.size() + " entries: anchored by " + l.by()
                    + (l.anchoredSize() == l.size()
                            ? "."
                            : " up to entry " + (l.anchoredSize() - 1) + ", unanchored since entry " + l.anchoredSize() + ".");
        }
    }
}
