package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.app.service.Checks;
import plumbline.app.service.Session;
import plumbline.qa.rules.Rule;
import plumbline.qa.rules.Rules;
import plumbline.storage.project.Project;

@Command(name = "qa", description = "Checks labels and captures.", subcommands = {QaCommand.Run.class, QaCommand.ListRules.class})
final class QaCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("Say what to do: qa run, or qa rules.");
    }

    @Command(name = "rules", description = "Lists the rules.")
    static final class ListRules implements Callable<Integer> {
        @Mixin
        private Common common;

        @Override
        public Integer call() {
            common.answer(
                    Map.of("rules", Rules.ALL.stream()
                            .map(r -> Map.of("rule", r.id(), "title", r.title()))
                            .toList()),
                    Rules.ALL.stream().map(r -> String.format("%-22s %s", r.id(), r.title())).toList());
            return Exit.DONE;
        }
    }

    @Command(name = "run", description = "Runs the rules on the labels as they stand and keeps the findings.")
    static final class Run implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(names = "--rule", description = "Only these rules.")
        private Set<String> only = Set.of();

        @Override
        public Integer call() throws IOException {
            List<Rule> rules = only.isEmpty()
                    ? Rules.ALL
                    : Rules.ALL.stream().filter(r -> only.contains(r.id())).toList();
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("No rule is called " + only + "; \"plumbline qa rules\" lists them.");
            }
            try (Project project = common.openProject();
                    Session session = common.session(project)) {
                List<Finding> found = Checks.run(session, rules, common.progress());
                common.answer(
                        Map.of("findings", found.stream().map(Run::json).toList()),
                        found.isEmpty() ? List.of("No findings.") : found.stream().map(Run::line).toList());
                return found.stream().anyMatch(f -> f.severity() != Severity.INFO) ? Exit.CHECK_FAILED : Exit.DONE;
            }
        }

        private static Map<String, Object> json(Finding f) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("id", f.id());
            m.put("rule", f.rule());
            m.put("severity", f.severity().name().toLowerCase(Locale.ROOT));
            m.put("object", f.place().label().map(LabelId::value).orElse(null));
            m.put("frame", f.place().frame());
            m.put("message", f.message());
            m.put("evidence", f.evidence());
            return m;
        }

        private static String line(Finding f) {
            return String.format(
                    "%-8s frame %-5d %-20s %s",
                    f.severity().name().toLowerCase(Locale.ROOT), f.place().frame(), f.rule(), f.message());
        }
    }
}
