package plumbline.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.storage.access.Access;
import plumbline.storage.access.Action;
import plumbline.storage.access.Decision;
import plumbline.storage.access.Role;
import plumbline.storage.access.StoredPolicy;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;

@Command(name = "policy", description = "Who may do what, and why.", subcommands = {
    PolicyCommand.Show.class, PolicyCommand.Explain.class, PolicyCommand.Put.class
})
final class PolicyCommand implements Callable<Integer> {
    private static final int LARGEST = 1 << 20;

    @Override
    public Integer call() {
        throw new IllegalArgumentException(
                "Say what to do: policy show, policy explain --user U --action A --capture C, or policy set FILE.");
    }

    static String word(Access.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Object> json(StoredPolicy p) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("number", p.number());
        m.put("hash", p.hash());
        m.put("name", p.policy().name());
        m.put("purposeRequired", p.policy().purposeRequired());
        m.put("purposes", p.policy().purposes());
        m.put("rules", p.policy().rules().stream().map(r -> Map.of(
                "id", r.id(), "effect", r.allows() ? "allow" : "deny", "roles",
                r.roles().stream().sorted().map(Role::word).toList(), "actions",
                r.actions().stream().sorted().map(Action::id).toList(), "sites", r.sites(), "regions", r.regions(),
                "classifications", r.classifications(), "purposes", r.purposes(), "why", r.why())).toList());
        m.put("text", p.text());
        return m;
    }

    @Command(name = "show", description = "The policy in force, as it was written.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                Access access = project.access();
                StoredPolicy p = access.policy();
                List<String> lines = new ArrayList<>(List.of(
                        "# " + p.policy().name() + ", number " + p.number() + ", " + p.hash(),
                        "# You are " + project.actor().user() + ": " + word(access.standing())
                                + (access.users().isEmpty() ? "; nobody has set up users, so the rules wait for the first one" : "")));
                lines.addAll(p.text().lines().toList());
                Map<String, Object> json = json(p);
                json.put("standing", word(access.standing()));
                common.answer(json, lines);
            }
            return Exit.DONE;
        }
    }

    @Command(name = "explain", description = "Whether --user may do --action on --capture for --purpose, and the rule that says so."
            + " Exit 0 allowed, 4 denied.")
    static final class Explain implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--user", paramLabel = "U", description = "Default: who you are.")
        private Optional<String> asks = Optional.empty();

        @Option(names = "--action", required = true, paramLabel = "A", description = "Such as capture.read, label.write, export.")
        private String action;

        @Override
        public Integer call() throws IOException {
            Action asked = Action.of(action);
            try (Project project = common.readProject()) {
                Optional<Hash> about =
                        common.capture.isPresent() ? Optional.of(common.chosen(project).hash()) : Optional.empty();
                String user = asks.orElse(project.actor().user());
                Decision d = project.access().explain(user, asked, about, common.purpose);
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("user", user);
                json.put("action", asked.id());
                json.put("capture", about.map(Hash::hex).orElse(null));
                json.put("purpose", common.purpose);
                json.put("allowed", d.allowed());
                json.put("rule", d.rule());
                json.put("why", d.why());
                json.put("mayDo", d.mayDo().stream().map(Role::word).toList());
                json.put("grantors", d.grantors().stream().map(Role::word).toList());
                common.answer(json, List.of(d.sentence()));
                return d.allowed() ? Exit.DONE : Exit.DENIED;
            }
        }
    }

    @Command(name = "set", description = "Puts a policy (YAML or JSON) in force, once it is valid; admins alone.")
    static final class Put implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws IOException {
            String text;
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw new FormatException(file.toString(), "", "is larger than any policy");
                }
                text = new String(bytes, StandardCharsets.UTF_8);
            }
            try (Project project = common.openProject()) {
                StoredPolicy p = project.access().setPolicy(file.toString(), text);
                common.answer(json(p), List.of("In force: " + p.policy().name() + ", number " + p.number() + ", " + p.hash()));
            }
            return Exit.DONE;
        }
    }
}
