package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(name = "tag", description = "Lists tags; with a name gives one to a version, or takes it away.")
final class TagCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME")
    private Optional<String> name = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION")
    private Optional<String> at = Optional.empty();

    @Option(names = "--delete", description = "Takes the tag away; its version stays and reflog has it.")
    private boolean delete;

    @Override
    public Integer call() throws IOException {
        if (name.isEmpty()) {
            if (delete) {
                throw new IllegalArgumentException("Which tag? Give its name.");
            }
            try (Project project = common.readProject()) {
                list(project);
            }
            return Exit.DONE;
        }
        try (Project project = common.openProject()) {
            if (delete) {
                project.history().deleteTag(name.get());
            } else {
                Version v = at.map(project::resolve)
                        .or(project::head)
                        .orElseThrow(() -> new IllegalArgumentException("There is no version to tag yet."));
                project.createTag(name.get(), v.hash());
            }
            list(project);
        }
        return Exit.DONE;
    }

    private void list(Project project) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        project.history().tags().forEach((tag, version) -> {
            rows.add(Map.of("name", tag, "version", version.hex()));
            lines.add(version.shortHex() + "  " + tag);
        });
        common.answer(Map.of("tags", rows), lines.isEmpty() ? List.of("No tag yet.") : lines);
    }
}
