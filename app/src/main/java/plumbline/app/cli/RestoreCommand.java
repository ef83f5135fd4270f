package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(
        name = "restore",
        description = "Brings labels of a version forward as one edit: those that are named, or all where none is.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "VERSION")
    private String name;

    @Parameters(index = "1..*", paramLabel = "OBJECT")
    private List<String> objects = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Set<LabelId> labels = new TreeSet<>();
        objects.forEach(o -> labels.add(new LabelId(o)));
        try (Project project = common.openProject()) {
            Version v = project.resolve(name);
            List<String> restored = new ArrayList<>();
            project.history()
                    .restore(v.hash(), labels)
                    .values()
                    .forEach(set -> set.changes().forEach(c -> restored.add(c.id().value())));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("version", v.hash().hex());
            json.put("restored", restored);
            common.answer(
                    json,
                    List.of(restored.isEmpty()
                            ? "Nothing differs from " + v.hash().shortHex() + "."
                            : restored.size() + (restored.size() == 1 ? " label is" : " labels are") + " as in "
                                    + v.hash().shortHex() + ": " + v.message() + ". Commit to keep it as a version."));
        }
        return Exit.DONE;
    }
}
