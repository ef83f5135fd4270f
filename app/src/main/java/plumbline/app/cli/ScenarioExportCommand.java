package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Scenarios;
import plumbline.storage.project.Project;
import plumbline.storage.project.Scenario;
import plumbline.storage.scenario.ScenarioPackage;

@Command(name = "export", description = "A package that replays elsewhere: recording, labels, calibration, hashes.")
final class ScenarioExportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "SCENARIO", description = "Its id, or its name.")
    private String scenario;

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "A new folder, or a file that ends in .zip.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            Scenario s = project.passNotes().scenario(scenario);
            ScenarioPackage.Written w = Scenarios.export(project, s, out, common.progress());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("scenarios", List.of(ScenarioCommand.json(s)));
            json.put("files", w.files().stream().map(Path::toString).toList());
            json.put("losses", w.losses());
            json.put("root", w.root());
            List<String> lines = new ArrayList<>();
            w.losses().forEach(l -> lines.add("Loss: " + l));
            w.files().forEach(f -> lines.add("Wrote " + f));
            lines.add("Root " + w.root());
            common.answer(json, lines);
        }
        return Exit.DONE;
    }
}
