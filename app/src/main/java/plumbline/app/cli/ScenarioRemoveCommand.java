package plumbline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;

@Command(name = "remove", description = "Takes a scenario away; the audit log keeps what it said.")
final class ScenarioRemoveCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "SCENARIO", description = "Its id, or its name.")
    private String scenario;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            Scenario s = project.passNotes().scenario(scenario);
            project.passNotes().remove(s.id());
            common.answer(Map.of("removed", List.of(ScenarioCommand.json(s))), List.of("Removed " + ScenarioCommand.line(s)));
        }
        return Exit.DONE;
    }
}
