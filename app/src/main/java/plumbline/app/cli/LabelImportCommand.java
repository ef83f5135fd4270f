package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.LabelImports;
import plumbline.app.service.Session;
import plumbline.storage.project.Project;

@Command(name = "import", description = "Labels from a file into the capture, as one step that can be undone.")
final class LabelImportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PATH")
    private Path path;

    @Option(names = "--format", paramLabel = "F", description = "Default: the format that recognises the file.")
    private Optional<String> format = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject();
                Session session = common.session(project)) {
            LabelImports.Result result = LabelImports.run(session, path, format);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("labels", result.labels());
            json.put("replaced", result.replaced());
            json.put("problems", result.problems());
            common.answer(json, List.of(
                    "Imported " + result.labels() + " labels, " + result.replaced() + " of them in place of older ones; "
                            + result.problems().size() + " problems"));
            result.problems().forEach(p -> common.say(p.where() + ": " + p.what()));
        }
        return Exit.DONE;
    }
}
