package plumbline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(name = "checkout", description = "Makes labels and ontology those of a version.")
final class CheckoutCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "VERSION")
    private String name;

    @Option(names = "--discard", description = "Gives up edits that are not committed.")
    private boolean discard;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            if (project.uncommittedEdits() > 0 && !discard) {
                common.refuse("There are edits not committed yet (" + project.uncommittedEdits()
                        + "). Commit them, or give them up with --discard. Nothing was changed.");
                return Exit.CONFLICT;
            }
            Version v = project.resolve(name);
            project.checkout(v.hash(), discard);
            common.answer(CommitCommand.json(project, v), List.of("Labels are those of " + v.hash().shortHex() + ": " + v.message()));
        }
        return Exit.DONE;
    }
}
