package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.Label;
import plumbline.app.ui.audit.ChangeWords;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.Project;

@Command(name = "diff", description = "What differs: two versions, or (without any) the labels now against the last version.")
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", arity = "0..1", paramLabel = "A")
    private Optional<String> before = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "B")
    private Optional<String> after = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            List<LabelDiff> changes = changes(project);
            List<String> lines = lines(changes);
            common.answer(Map.of("changes", json(changes)), lines.isEmpty() ? List.of("No difference.") : lines);
        }
        return Exit.DONE;
    }

    private List<LabelDiff> changes(Project project) {
        if (before.isEmpty()) {
            return project.uncommitted();
        }
        return project.diff(
                project.resolve(before.get()).hash(),
                after.map(project::resolve)
                        .or(project::head)
                        .orElseThrow(() -> new IllegalArgumentException("There is no version to compare with yet."))
                        .hash());
    }

    /** One entry for each object and group of fields. */
    static List<Map<String, Object>> json(List<LabelDiff> changes) {
        List<Map<String, Object>> out = new ArrayList<>();
        for (LabelDiff d : changes) {
            List<String> groups = d.groups().isEmpty() ? List.of("object") : d.groups();
            for (String group : groups) {
                Map<String, Object> m = new LinkedHashMap<>();
                m.put("object", d.either().id().value());
                m.put("kind", d.kind().name().toLowerCase(Locale.ROOT));
                m.put("group", group);
                m.put("frame", d.either().frame());
                m.put("class", d.either().className());
                m.put("track", d.either().track().value());
                out.add(m);
            }
        }
        return out;
    }

    static List<String> lines(List<LabelDiff> changes) {
        return changes.stream()
                .map(d -> {
                    Label l = d.either();
                    return String.format(
                            "%-8s frame %-5d %s %s  %s",
                            d.kind().name().toLowerCase(Locale.ROOT), l.frame(), l.className(), l.track(), words(d));
                })
                .toList();
    }

    /** What changed as a person would say it, and the groups where there are no words for it. */
    private static String words(LabelDiff d) {
        return d.kind() == LabelDiff.Kind.CHANGED ? ChangeWords.row(d).what().substring(2) : d.either().id().value();
    }
}
