package plumbline.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(name = "log", description = "The versions, newest first.")
final class LogCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "VERSION")
    private Optional<String> from = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            Optional<Version> start = from.isPresent() ? Optional.of(project.resolve(from.get())) : project.head();
            List<Version> versions = start.map(v -> project.log(v.hash())).orElse(List.of());
            common.answer(
                    Map.of("versions", versions.stream().map(v -> CommitCommand.json(project, v)).toList()),
                    versions.isEmpty()
                            ? List.of("No version yet. Import a capture, or commit.")
                            : versions.stream()
                                    .map(v -> v.hash().shortHex() + "  " + v.at() + "  " + v.author() + "  "
                                            + project.history().signature(v.hash()).words() + "  " + v.message())
                                    .toList());
        }
        return Exit.DONE;
    }
}
