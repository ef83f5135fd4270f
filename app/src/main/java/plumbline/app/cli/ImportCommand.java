package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.app.service.Admission;
import plumbline.app.service.Imports;
import plumbline.storage.contract.Breach;
import plumbline.storage.contract.ContractReader;
import plumbline.storage.contract.DataContract;
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
    private Optional<Path> minimise = Optional.empty();

    @Option(names = "--contract", paramLabel = "C",
            description = "A data contract (ODCS YAML), or a rig template's: simulated, kitti, nuscenes, generic."
                    + " What breaks it is refused or kept aside.")
    private Optional<String> contract = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Governance governance = new Governance(common.purpose, classification, region, owner, site, retention);
        Optional<Imports.Rules> rules = minimise.map(Imports.Rules::file);
        try (Project project = common.openProject()) {
            if (contract.isPresent()) {
                DataContract c = ContractReader.read(contract.get());
                return answer(Imports.bringUnder(c, project, path, rules, governance, common.progress()));
            }
            Imports.Brought brought = Imports.bring(project, path, rules, governance, common.progress());
            Map<String, Object> json = described(brought);
            json.put("quarantined", List.of());
            common.answer(json, lines(brought));
            brought.leftOut().ifPresent(common::say);
            brought.problems().forEach(p -> common.say("Not read: " + p.where() + ": " + p.what()));
        }
        return Exit.DONE;
    }

    private static Map<String, Object> described(Imports.Brought brought) {
        StoredCapture capture = brought.imported().capture();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("capture", capture.hash().hex());
        json.put("name", capture.name());
        json.put("format", capture.format());
        json.put("frames", capture.frames());
        json.put("points", capture.points());
        json.put("labels", brought.imported().labels());
        json.put("problems", brought.problems());
        json.put("reused", brought.imported().reused());
        return json;
    }

    private static List<String> lines(Imports.Brought brought) {
        Project.Imported done = brought.imported();
        StoredCapture capture = done.capture();
        return List.of(
                (done.reused() ? "Already here: " : "Imported ") + capture.name() + " as " + capture.hash().shortHex(),
                capture.frames() + " frames, " + capture.points() + " points, " + done.labels() + " labels");
    }

    private int answer(Imports.Judged judged) {
        Admission.Checked checked = judged.checked();
        Map<String, Object> json = new LinkedHashMap<>();
        judged.brought().ifPresent(b -> json.putAll(described(b)));
        json.put("name", judged.name());
        json.put("verdict", checked.verdict().name().toLowerCase(Locale.ROOT));
        json.put("contract", Map.of(
                "id", checked.contract().id(), "version", checked.contract().version(), "hash",
                checked.contract().hash().hex()));
        json.put("breaches", checked.breaches().stream().map(Admission::json).toList());
        json.put("quarantined", checked.aside().map(p -> List.of(Map.of(
                        "capture", judged.name(), "folder", p.toString(), "reason",
                        String.join("; ", checked.breaches().stream().map(Breach::message).toList()))))
                .orElse(List.of()));
        String by = checked.contract().name() + " " + checked.contract().version() + " ("
                + checked.contract().hash().shortHex() + ")";
        List<String> lines = new ArrayList<>();
        switch (checked.verdict()) {
            case ADMITTED -> {
                lines.addAll(lines(judged.brought().orElseThrow()));
                lines.add("Keeps the contract " + by);
            }
            case QUARANTINED -> lines.add(judged.name() + " is kept aside in " + checked.aside().orElseThrow()
                    + ": it does not keep the contract " + by);
            case BLOCKED -> lines.add(judged.name() + " is refused by the contract " + by + "; nothing was imported");
        }
        checked.breaches().forEach(b -> lines.add("  " + b.consequence().word() + "  " + b.message() + "; from "
                + Instant.ofEpochSecond(0, b.fromNanos()) + " to " + Instant.ofEpochSecond(0, b.toNanos())
                + "; for the " + b.role()));
        common.answer(json, lines);
        judged.brought().ifPresent(
                b -> b.problems().forEach(p -> common.say("Not read: " + p.where() + ": " + p.what())));
        return checked.verdict() == Admission.Verdict.ADMITTED ? Exit.DONE : Exit.CHECK_FAILED;
    }
}
