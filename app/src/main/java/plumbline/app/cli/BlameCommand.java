package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.Blame;
import plumbline.storage.project.Project;

@Command(name = "blame", description = "Which version, who and when set each field of a label.")
final class BlameCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "OBJECT")
    private String object;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            List<Blame> fields = project.history().blame(common.chosen(project).hash(), new LabelId(object));
            common.answer(
                    Map.of("object", object, "fields", fields.stream().map(BlameCommand::json).toList()),
                    fields.stream()
                            .map(b -> String.format(
                                    "%-16s %-12s %-27s %-12s %s", b.group(),
                                    b.version().map(v -> v.shortHex()).orElse("not committed"), b.at(), b.user(), b.value()))
                            .toList());
        }
        return Exit.DONE;
    }

    private static Map<String, Object> json(Blame b) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("group", b.group());
        m.put("value", b.value());
        m.put("version", b.version().map(v -> v.hex()).orElse(null));
        m.put("user", b.user());
        m.put("at", b.at().toString());
        return m;
    }
}
