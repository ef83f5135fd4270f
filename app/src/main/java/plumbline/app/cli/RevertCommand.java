package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;
import plumbline.storage.project.VersionHistory;

@Command(name = "revert", description = "Takes back what one version changed, as a new version.")
final class RevertCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "VERSION")
    private String name;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            if (project.uncommittedEdits() > 0) {
                common.refuse("There are edits not committed yet (" + project.uncommittedEdits()
                        + "). Commit them first. Nothing was changed.");
                return Exit.CONFLICT;
            }
            Version v = project.resolve(name);
            VersionHistory.Reverted done = project.history().revert(v.hash());
            if (done.version().isEmpty()) {
                List<String> lines = new ArrayList<>();
                lines.add("These fields have changed since " + v.hash().shortHex() + "; nothing was taken back:");
                lines.addAll(DiffCommand.lines(done.conflicts()));
                common.answer(Map.of("conflicts", DiffCommand.json(done.conflicts())), lines);
                return Exit.CONFLICT;
            }
            Version made = done.version().get();
            Map<String, Object> json = CommitCommand.json(project, made);
            json.put("conflicts", List.of());
            common.answer(json, List.of("Version " + made.hash().shortHex() + " on " + project.branch() + ": " + made.message()));
        }
        return Exit.DONE;
    }
}
