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
import plumbline.storage.project.Hash;
import plumbline.storage.project.Project;

@Command(
        name = "branch",
        description = "Lists branches; with a name makes one, at a version or where the labels stand; switches; deletes.")
final class BranchCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME")
    private Optional<String> name = Optional.empty();

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION")
    private Optional<String> at = Optional.empty();

    @Option(names = "--switch", description = "Makes the labels those of the branch and goes on there.")
    private boolean go;

    @Option(names = "--delete", description = "Deletes the name; its versions stay and reflog has them.")
    private boolean delete;

    @Option(names = "--discard", description = "Gives up edits that are not committed.")
    private boolean discard;

    @Override
    public Integer call() throws IOException {
        if (name.isEmpty()) {
            if (go || delete) {
                throw new IllegalArgumentException("Which branch? Give its name.");
            }
            try (Project project = common.readProject()) {
                list(project);
            }
            return Exit.DONE;
        }
        if (go && delete) {
            throw new IllegalArgumentException("Either --switch or --delete.");
        }
        try (Project project = common.openProject()) {
            if (go && project.uncommittedEdits() > 0 && !discard) {
                common.refuse("There are edits not committed yet (" + project.uncommittedEdits()
                        + "). Commit them, or give them up with --discard. Nothing was changed.");
                return Exit.CONFLICT;
            }
            if (delete) {
                project.history().deleteBranch(name.get());
            } else if (!go || at.isPresent() || !project.history().branches().containsKey(name.get())) {
                project.history().createBranch(name.get(), version(project));
            }
            if (go) {
                project.history().switchTo(name.get(), discard);
            }
            list(project);
        }
        return Exit.DONE;
    }

    private Hash version(Project project) {
        return at.map(project::resolve)
                .or(project::head)
                .orElseThrow(() -> new IllegalArgumentException("There is no version yet. Import a capture or commit first."))
                .hash();
    }

    private void list(Project project) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        project.history().branches().forEach((branch, version) -> {
            boolean here = branch.equals(project.branch());
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("name", branch);
            m.put("version", version.hex());
            m.put("current", here);
            rows.add(m);
            lines.add((here ? "* " : "  ") + version.shortHex() + "  " + branch);
        });
        common.answer(
                Map.of("branch", project.branch(), "branches", rows),
                lines.isEmpty() ? List.of("No branch yet: there is no version.") : lines);
    }
}
