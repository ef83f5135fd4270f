package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.app.service.Session;
import plumbline.app.service.Suspects;
import plumbline.app.service.Suspects.Suspect;
import plumbline.storage.project.Project;

@Command(
        name = "suspects",
        description = "Boxes most worth a second look, worst first: by confidence, open findings, size and class.")
final class LabelSuspectsCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--most", paramLabel = "N", defaultValue = "50", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject();
                Session session = common.session(project)) {
            List<Suspect> all = Suspects.of(session);
            List<Suspect> shown = all.subList(0, Math.clamp(most, 0, all.size()));
            common.answer(
                    Map.of("suspects", shown.stream().map(LabelSuspectsCommand::json).toList(), "all", all.size()),
                    shown.isEmpty() ? List.of("No box gives a reason to doubt it.") : shown.stream().map(s ->
                            Common.number(s.doubt(), 2) + "  frame " + s.box().frame() + "  " + s.box().className() + " "
                                    + s.box().track() + "  " + String.join("; ", s.reasons()) + "  " + s.box().id()).toList());
        }
        return Exit.DONE;
    }

    private static Map<String, Object> json(Suspect s) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("object", s.box().id().value());
        m.put("frame", s.box().frame());
        m.put("class", s.box().className());
        m.put("track", s.box().track().value());
        m.put("doubt", s.doubt());
        m.put("reasons", s.reasons());
        return m;
    }
}
