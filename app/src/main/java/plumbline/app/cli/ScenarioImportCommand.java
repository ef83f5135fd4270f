package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Scenarios;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;

@Command(name = "import", description = "Brings a scenario package in, once its files are what its manifest says.")
final class ScenarioImportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PACKAGE", description = "A folder or a zip that scenario export made.")
    private Path path;

    @Option(names = "--classification", defaultValue = "internal")
    private String classification;

    @Option(names = "--region", defaultValue = "unspecified")
    private String region;

    @Option(names = "--owner", defaultValue = "unassigned")
    private String owner;

    @Option(names = "--site", defaultValue = "unspecified")
    private String site;

    @Option(names = "--retention", defaultValue = "until reviewed")
    private String retention;

    @Override
    public Integer call() throws IOException {
        Governance governance = new Governance(common.purpose, classification, region, owner, site, retention);
        try (Project project = common.openProject()) {
            Scenarios.Brought b = Scenarios.bring(project, path, governance, common.progress());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("scenarios", List.of(ScenarioCommand.json(b.scenario())));
            json.put("capture", b.capture().hash().hex());
            json.put("frames", b.capture().frames());
            json.put("points", b.capture().points());
            json.put("labels", b.labels());
            json.put("reused", b.reused());
            common.answer(json, List.of(
                    (b.reused() ? "Already here: " : "Imported ") + b.capture().name() + " as "
                            + b.capture().hash().shortHex(),
                    b.capture().frames() + " frames, " + b.capture().points() + " points, " + b.labels() + " labels",
                    "Saved " + ScenarioCommand.line(b.scenario())));
        }
        return Exit.DONE;
    }
}
