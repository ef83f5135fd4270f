package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(name = "show", description = "One version: who, when, and what it changed against its parent.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "VERSION")
    private String name;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            Version v = project.resolve(name);
            List<LabelDiff> changes =
                    v.parents().isEmpty() ? List.of() : project.diff(v.parents().getFirst(), v.hash());
            Map<String, Object> json = CommitCommand.json(project, v);
            json.put("changes", DiffCommand.json(changes));
            List<String> lines = new ArrayList<>();
            lines.add("Version " + v.hash());
            lines.add(v.author() + ", " + v.at());
            lines.add(project.history().signature(v.hash()).words()
                    + v.seal().map(s -> " with key " + s.keyId()).orElse(": made without a key"));
            lines.add(v.message());
            lines.addAll(DiffCommand.lines(changes));
            common.answer(json, lines);
        }
        return Exit.DONE;
    }
}
