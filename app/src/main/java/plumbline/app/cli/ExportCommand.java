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
import plumbline.app.service.Exports;
import plumbline.app.service.Session;
import plumbline.storage.format.LabelFormat;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(name = "export", description = "Labels out; every loss is listed. --dry-run lists them and writes nothing.")
class ExportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--format", required = true, paramLabel = "F", description = "openlabel, kitti-label2 (or kitti), kitti-tracking.")
    private String format;

    @Option(names = "--out", required = true, paramLabel = "PATH")
    private Path out;

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        try (Project project = dryRun ? common.readProject() : common.openProject();
                Session session = common.session(project)) {
            List<LabelFormat.Loss> losses = Exports.losses(session, format);
            List<Path> files = dryRun ? List.of() : Exports.export(session, format, out);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("files", files.stream().map(Path::toString).toList());
            json.put("losses", losses);
            json.put("root", project.head().map(Version::hash).map(h -> h.hex()).orElse(null));
            List<String> lines = new ArrayList<>();
            losses.forEach(l -> lines.add("Loss: " + l.what() + " (" + l.labels() + " labels)"));
            files.stream().limit(10).forEach(f -> lines.add("Wrote " + f));
            if (files.size() > 10) {
                lines.add("… and " + (files.size() - 10) + " more files");
            }
            common.answer(json, lines);
        }
        return Exit.DONE;
    }
}
