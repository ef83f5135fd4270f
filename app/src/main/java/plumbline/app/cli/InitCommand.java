package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.Project;
import plumbline.storage.project.Projects;

@Command(name = "init", description = "Makes a project, governed from the start.")
final class InitCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "DIR")
    private Path folder;

    @Option(names = "--name", description = "Default: the folder's name.")
    private Optional<String> name = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Path full = folder.toAbsolutePath().normalize();
        String called = name.orElse(String.valueOf(full.getFileName()));
        try (Project project = Projects.init(full, called, common.actor())) {
            common.answer(
                    Map.of("project", project.folder().toString(), "name", project.name()),
                    List.of("Project \"" + project.name() + "\" at " + project.folder()));
        }
        return Exit.DONE;
    }
}
