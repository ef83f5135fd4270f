package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import plumbline.storage.project.Examination;
import plumbline.storage.project.Projects;

@Command(
        name = "repair",
        description = "Makes again what a project can derive, moves damaged objects to its quarantine folder, says what is lost.")
final class RepairCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Override
    public Integer call() throws IOException {
        Examination done = Projects.repair(common.projectFolder(), common.actor());
        List<String> lines = new ArrayList<>();
        done.repaired().forEach(r -> lines.add("Repaired: " + r));
        done.lost().forEach(l -> lines.add("Lost: " + l));
        if (done.repaired().isEmpty() && done.sound()) {
            lines.add("Nothing is wrong; nothing was changed.");
        }
        common.answer(json(done), lines);
        return done.sound() ? Exit.DONE : Exit.CHECK_FAILED;
    }

    static Map<String, Object> json(Examination e) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("objects", e.objects());
        m.put("versions", e.versions());
        m.put("labels", e.labels());
        m.put("faults", e.faults().stream().map(f -> Map.of("where", f.where(), "what", f.what())).toList());
        m.put("repaired", e.repaired());
        m.put("lost", e.lost());
        return m;
    }
}
