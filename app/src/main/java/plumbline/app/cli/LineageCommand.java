package plumbline.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.label.LabelId;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.LineageOpenLineage;
import plumbline.storage.project.LineageProv;
import plumbline.storage.project.Project;
import plumbline.storage.project.Provenance;
import plumbline.storage.project.StoredCapture;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "lineage", description = "What a capture, version, export or label came from, and what came of it.")
final class LineageCommand implements Callable<Integer> {
    private enum Format {
        plain,
        prov,
        openlineage
    }

    @Mixin
    private Common common;

    @Parameters(paramLabel = "ID")
    private String id;

    @Option(names = "--up", description = "Only what it came from.")
    private boolean up;

    @Option(names = "--down", description = "Only what came of it.")
    private boolean down;

    @Option(names = "--depth", paramLabel = "N", defaultValue = "1000", description = "How many steps away. Default: ${DEFAULT-VALUE}.")
    private int depth;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "500", description = "The nearest so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--format", paramLabel = "F", defaultValue = "plain",
            description = "plain, prov (W3C PROV-JSON) or openlineage (a list of run events).")
    private Format format;

    @Override
    public Integer call() throws IOException {
        if (depth < 0 || limit < 1) {
            throw new IllegalArgumentException("--depth counts steps from 0, --limit nodes from 1.");
        }
        try (Project project = common.readProject()) {
            LineageGraph.Part part = find(project);
            switch (format) {
                case plain -> plain(part, project.provenance().orphans());
                case prov -> document(LineageProv.write(part.nodes(), part.edges()));
                case openlineage -> document(LineageOpenLineage.write(part.nodes(), part.edges()));
            }
            if (part.more()) {
                common.say("There is more than is shown; --limit and --depth say how much.");
            }
        }
        return Exit.DONE;
    }

    private void document(String text) {
        common.answer(JsonMapper.shared().readTree(text), List.of(text));
    }

    private void plain(LineageGraph.Part part, List<String> orphans) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nodes", part.nodes());
        json.put("edges", part.edges());
        json.put("orphans", orphans);
        json.put("more", part.more());
        List<String> lines = new ArrayList<>();
        part.nodes().forEach(n -> lines.add(String.format("%-12s %-40s %s", n.kind(), n.name(), n.id())));
        part.edges().forEach(e -> lines.add(e.from() + " → " + e.to() + "  (" + e.activity() + ")"));
        orphans.forEach(o -> lines.add("Orphan: " + o + " came from nothing that is known."));
        common.answer(json, lines);
    }

    private LineageGraph.Part find(Project project) {
        Optional<LineageGraph> label = ofLabel(project);
        if (label.isPresent()) {
            return new LineageGraph.Part(label.get().nodes(), label.get().edges(), false);
        }
        Provenance.Direction direction =
                up == down ? Provenance.Direction.BOTH : up ? Provenance.Direction.UP : Provenance.Direction.DOWN;
        return project.provenance().around(id, direction, depth, limit);
    }

    private Optional<LineageGraph> ofLabel(Project project) {
        LabelId label = new LabelId(id);
        for (StoredCapture c : project.captures()) {
            if (project.labels(c.hash()).find(label).isPresent()) {
                return Optional.of(project.lineage(c.hash(), label));
            }
        }
        return Optional.empty();
    }
}
