package plumbline.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

@Command(name = "commit", description = "Makes a version of labels, captures and ontology as they stand.")
final class CommitCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = {"-m", "--message"}, required = true, paramLabel = "TEXT")
    private String message;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            Version v = project.commit(message);
            common.answer(
                    json(project, v),
                    List.of("Version " + v.hash().shortHex() + " on " + project.branch() + ", "
                            + project.history().signature(v.hash()).words() + ": " + v.message()));
        }
        return Exit.DONE;
    }

    static Map<String, Object> json(Project project, Version v) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("version", v.hash().hex());
        m.put("parents", v.parents().stream().map(Hash::hex).toList());
        m.put("message", v.message());
        m.put("author", v.author());
        m.put("at", v.at().toString());
        m.put("signature", project.history().signature(v.hash()).words());
        v.seal().ifPresent(s -> m.put("key", s.keyId()));
        m.put("ontology", v.ontology().hex());
        v.contract().ifPresent(h -> m.put("contract", h.hex()));
        Map<String, String> roots = new LinkedHashMap<>();
        v.labelRoots().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> roots.put(e.getKey().hex(), e.getValue().hex()));
        m.put("labelRoots", roots);
        Map<String, String> calibrations = new LinkedHashMap<>();
        v.calibrations().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> calibrations.put(e.getKey().hex(), e.getValue().hex()));
        m.put("calibrations", calibrations);
        return m;
    }
}
