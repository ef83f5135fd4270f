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
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;

@Command(name = "lineage", description = "What a capture, version, export or label came from, and what came of it.")
final class LineageCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "ID")
    private String id;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            LineageGraph graph = find(project);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("nodes", graph.nodes());
            json.put("edges", graph.edges());
            json.put("orphans", graph.orphans());
            List<String> lines = new java.util.ArrayList<>();
            graph.nodes().forEach(n -> lines.add(String.format("%-12s %-40s %s", n.kind(), n.name(), n.id())));
            graph.edges().forEach(e -> lines.add(e.from() + " → " + e.to() + "  (" + e.activity() + ")"));
            common.answer(json, lines);
        }
        return Exit.DONE;
    }

    private LineageGraph find(Project project) {
        LabelId label = new LabelId(id);
        for (StoredCapture c : project.captures()) {
            if (project.labels(c.hash()).find(label).isPresent()) {
                return project.lineage(c.hash(), label);
            }
        }
        return project.lineage(id);
    }
}
