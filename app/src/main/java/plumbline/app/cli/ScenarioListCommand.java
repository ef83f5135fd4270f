package plumbline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Scenarios;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;

@Command(name = "list", description = "The project's scenarios; with TEXT those that have every word of it, #word for a tag.")
final class ScenarioListCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..*", paramLabel = "TEXT")
    private List<String> text = List.of();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            List<Scenario> found = Scenarios.find(project, String.join(" ", text));
            common.answer(
                    Map.of("scenarios", found.stream().map(ScenarioCommand::json).toList()),
                    found.isEmpty()
                            ? List.of(text.isEmpty() ? "No scenario yet." : "No scenario has all of these words.")
                            : found.stream().map(ScenarioCommand::line).toList());
        }
        return Exit.DONE;
    }
}
