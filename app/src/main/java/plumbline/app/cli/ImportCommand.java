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
import plumbline.app.service.Imports;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;

@Command(name = "import", description = "Brings a capture in with its labels, calibration and poses.")
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "PATH")
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

    @Option(
            names = "--minimise", paramLabel = "RULES.yaml",
            description = "What is never stored: geofences, fields of view, sensors; see docs/formats/minimisation.md.")
    private Path minimise;

    @Override
    public Integer call() throws IOException {
        Governance governance = new Governance(common.purpose, classification, region, owner, site, retention);
        try (Project project = common.openProject()) {
            Imports.Brought brought = minimise == null
                    ? Imports.bring(project, path, governance, common.progress())
                    : Imports.bringMinimised(project, path, minimise, governance, common.progress());
            Project.Imported done = brought.imported();
            StoredCapture capture = done.capture();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("capture", capture.hash().hex());
            json.put("name", capture.name());
            json.put("format", capture.format());
            json.put("frames", capture.frames());
            json.put("points", capture.points());
            json.put("labels", done.labels());
            json.put("quarantined", brought.problems());
            json.put("reused", done.reused());
            common.answer(json, List.of(
                    (done.reused() ? "Already here: " : "Imported ") + capture.name() + " as " + capture.hash().shortHex(),
                    capture.frames() + " frames, " + capture.points() + " points, " + done.labels() + " labels"));
            brought.leftOut().ifPresent(common::say);
            brought.problems().forEach(p -> common.say("Not read: " + p.where() + ": " + p.what()));
        }
        return Exit.DONE;
    }
}
