package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
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
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.OntologyStep;
import plumbline.annotation.label.RelabelQueue;
import plumbline.app.service.OntologyChanges;
import plumbline.app.service.OntologyText;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "ontology", description = "The classes of labels: shown, changed with the labels, and what is to be relabelled.",
        subcommands = {
            OntologyCommand.Show.class, OntologyCommand.Propose.class, OntologyCommand.Apply.class, OntologyCommand.Withdraw.class,
            OntologyCommand.Queue.class
        })
final class OntologyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: ontology show, propose, apply, withdraw or queue.");
    }

    private static Map<String, Object> preview(OntologyChanges.Preview p) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("labels", p.labels());
        m.put("steps", p.reach().stream()
                .map(r -> Map.of("what", r.step().words(), "labels", r.labels(), "objects", r.objects()))
                .toList());
        m.put("queueNow", p.queueNow());
        m.put("queueAfter", p.queueAfter());
        m.put("version", p.migration().after().version());
        return m;
    }

    private static List<String> people(OntologyChanges.Preview p) {
        List<String> out = new ArrayList<>();
        p.reach().forEach(r -> out.add(
                "  " + r.step().words() + ": " + r.labels() + " labels of " + r.objects() + " objects change"));
        out.add("  To be relabelled: " + p.queueNow() + " now, " + p.queueAfter() + " afterwards.");
        return out;
    }

    private static List<OntologyStep> steps(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "", "no such file");
        }
        try {
            return OntologyText.steps(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw new FormatException(file.toString(), "byte " + e.getLocation().getByteOffset(), "not JSON", e);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), "", e.getMessage() + ". Nothing was changed", e);
        }
    }

    /** What cannot be done is a fault of the file that asks for it. */
    private static OntologyChanges.Preview preview(OntologyChanges changes, List<OntologyStep> steps, String where)
            throws FormatException {
        try {
            return changes.preview(steps);
        } catch (IllegalArgumentException e) {
            throw new FormatException(where, "", e.getMessage() + " Nothing was changed", e);
        }
    }

    @Command(name = "show", description = "The ontology as it stands, and open proposals.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                Ontology o = project.ontology();
                List<OntologyChanges.Proposal> open = new OntologyChanges(project).proposals();
                Map<String, Object> m = new LinkedHashMap<>(OntologyText.of(o));
                m.put("proposals", open.stream().map(Show::proposal).toList());
                List<String> lines = new ArrayList<>(List.of(o.name() + ", version " + o.version()));
                for (LabelClass c : o.classes()) {
                    lines.add(String.format("  %-3s %-16s %-22s %s", c.code(), c.name(), c.group(), String.join(", ", c.attributes()
                            .stream()
                            .map(a -> a.name() + (a.required() ? "!" : "") + " (" + String.join(" ", a.values()) + ")")
                            .toList())));
                }
                open.forEach(p -> lines.add(p.id() + " proposed by " + p.by() + ": " + p.what()));
                common.answer(m, lines);
            }
            return Exit.DONE;
        }

        private static Map<String, Object> proposal(OntologyChanges.Proposal p) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("id", p.id());
            m.put("what", p.what());
            m.put("by", p.by());
            m.put("at", p.at().toString());
            m.put("on", p.on());
            m.put("steps", p.steps().stream().map(OntologyText::of).toList());
            return m;
        }
    }

    @Command(name = "propose", description = "Keeps a change for somebody to apply, and says what it would do to the labels.")
    static final class Propose implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "FILE", description = "JSON with the steps: {\"steps\": [{\"do\": \"renameClass\", ...}]}.")
        private Path file;

        @Option(names = {"-m", "--message"}, description = "Why, in a sentence.")
        private String message = "";

        @Option(names = "--dry-run", description = "Only says what it would do.")
        private boolean dry;

        @Override
        public Integer call() throws IOException {
            List<OntologyStep> steps = steps(file);
            try (Project project = dry ? common.readProject() : common.openProject()) {
                OntologyChanges changes = new OntologyChanges(project);
                OntologyChanges.Preview p = OntologyCommand.preview(changes, steps, file.toString());
                Map<String, Object> m = preview(p);
                List<String> lines = new ArrayList<>();
                if (dry) {
                    lines.add("It would change " + p.labels() + " labels.");
                } else {
                    OntologyChanges.Proposal made = changes.propose(message, steps);
                    m.put("id", made.id());
                    lines.add("Proposed as " + made.id() + "; it would change " + p.labels() + " labels.");
                }
                lines.addAll(people(p));
                common.answer(m, lines);
            }
            return Exit.DONE;
        }
    }

    @Command(name = "apply", description = "Changes the ontology and the labels of all captures with it, as one edit.")
    static final class Apply implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "PROPOSAL", description = "P1 as propose named it, or a file with steps.")
        private String which;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.openProject()) {
                OntologyChanges changes = new OntologyChanges(project);
                Optional<OntologyChanges.Proposal> proposal = changes.find(which);
                List<OntologyStep> steps = proposal.isPresent() ? proposal.get().steps() : steps(Path.of(which));
                OntologyChanges.Preview p = OntologyCommand.preview(changes, steps, which);
                int labels = changes.apply(steps, proposal);
                Map<String, Object> m = preview(p);
                m.put("labels", labels);
                List<String> lines = new ArrayList<>(List.of(
                        project.ontology().name() + " is version " + project.ontology().version() + "; " + labels
                                + " labels changed."));
                lines.addAll(people(p));
                common.answer(m, lines);
            }
            return Exit.DONE;
        }
    }

    @Command(name = "withdraw", description = "Takes a proposal away without doing it.")
    static final class Withdraw implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "PROPOSAL")
        private String id;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.openProject()) {
                OntologyChanges changes = new OntologyChanges(project);
                OntologyChanges.Proposal p = changes.find(id)
                        .orElseThrow(() -> new IllegalArgumentException("There is no proposal " + id + "."));
                changes.withdraw(p);
                common.answer(Map.of("withdrawn", p.id()), List.of("Withdrew " + p.id() + ": " + p.what()));
            }
            return Exit.DONE;
        }
    }

    @Command(name = "queue", description = "Exactly the labels that the ontology asks somebody to look at again.")
    static final class Queue implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() throws IOException {
            try (Project project = common.readProject()) {
                List<Map<String, Object>> rows = new ArrayList<>();
                List<String> lines = new ArrayList<>();
                List<StoredCapture> captures = project.captures();
                for (StoredCapture c : captures) {
                    for (RelabelQueue.Entry e : new OntologyChanges(project).queue(c)) {
                        Map<String, Object> m = new LinkedHashMap<>();
                        m.put("capture", c.hash().hex());
                        m.put("id", e.label().id().value());
                        m.put("class", e.label().className());
                        m.put("track", e.label().track().value());
                        m.put("frame", e.label().frame());
                        m.put("reasons", e.reasons());
                        rows.add(m);
                        lines.add((captures.size() > 1 ? c.name() + ", " : "") + OntologyChanges.words(e));
                    }
                }
                common.answer(
                        Map.of("queue", rows, "labels", rows.size()),
                        lines.isEmpty() ? List.of("No label has to be looked at again.") : lines);
            }
            return Exit.DONE;
        }
    }
}
