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
import plumbline.app.service.Merges;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.MergeState;
import plumbline.storage.project.Merging;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredConflict;
import plumbline.storage.project.Version;

@Command(name = "merge", description = {
    "Merges a branch, a fetched branch (origin/main) or a version into what stands.",
    "Exit 5 while conflicts are open: decide them with \"conflicts resolve\", then merge --continue."})
final class MergeCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "BRANCH|VERSION")
    private Optional<String> name = Optional.empty();

    @Option(names = "--continue", description = "Makes the version of the open merge.")
    private boolean goOn;

    @Option(names = "--abort", description = "Gives the open merge up: everything as before it.")
    private boolean abort;

    @Option(names = {"-m", "--message"}, paramLabel = "TEXT", description = "The version's message, with --continue.")
    private Optional<String> message = Optional.empty();

    @Option(names = "--strict", arity = "1", paramLabel = "true|false",
            description = "Sets whether this project refuses versions with open conflicts.")
    private Optional<Boolean> strict = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if ((name.isPresent() ? 1 : 0) + (goOn ? 1 : 0) + (abort ? 1 : 0) > 1) {
            throw new IllegalArgumentException("Name what to merge, or give --continue, or --abort: one of them.");
        }
        try (Project project = common.openProject()) {
            strict.ifPresent(s -> project.merging().setStrict(s));
            if (name.isPresent()) {
                return answer(common, project, Merges.merge(project, name.get()), new LinkedHashMap<>());
            }
            if (abort) {
                String what = project.merging().current().map(MergeState::name).orElse("");
                project.merging().abort();
                common.answer(json(project, List.of()), List.of("Gave up the merge of " + what + "; all is as before it."));
                return Exit.DONE;
            }
            if (goOn) {
                return finish(project);
            }
            return state(project);
        }
    }

    private Integer finish(Project project) {
        String text = message.or(() -> project.merging().current().map(m -> "Merge " + m.name())).orElse("Merge");
        Version v = project.merging().finish(text);
        List<StoredConflict> open =
                project.merging().conflictsOf(v.hash()).stream().filter(StoredConflict::open).toList();
        Map<String, Object> json = json(project, open);
        json.put("changes", DiffCommand.json(project.diff(v.parents().getFirst(), v.hash())));
        List<String> lines = new ArrayList<>(List.of("Version " + v.hash().shortHex() + ": " + v.message()));
        lines.addAll(ConflictsCommand.lines(open));
        common.answer(json, lines);
        return open.isEmpty() ? Exit.DONE : Exit.CONFLICT;
    }

    private Integer state(Project project) {
        List<StoredConflict> open = project.merging().conflicts(false);
        List<String> lines = new ArrayList<>();
        lines.add(project.merging().current()
                .map(m -> "A merge of " + m.name() + " is open.")
                .orElse("No merge is open."));
        lines.add(project.merging().strict() ? "Versions with open conflicts are refused." : "Conflicts may stay open.");
        lines.addAll(ConflictsCommand.lines(open));
        common.answer(json(project, open), lines);
        return Exit.DONE;
    }

    static int answer(Common common, Project project, Merging.Begun begun, Map<String, Object> more) {
        List<LabelDiff> changes = switch (begun) {
            case Merging.Begun.UpToDate none -> List.of();
            case Merging.Begun.Forward f -> List.of();
            case Merging.Begun.Finished(Version v, List<LabelDiff> c) -> c;
            case Merging.Begun.Open(MergeState m, List<LabelDiff> c, int n) -> c;
        };
        List<StoredConflict> open = begun instanceof Merging.Begun.Open ? project.merging().conflicts(false) : List.of();
        List<String> lines = new ArrayList<>();
        lines.add(switch (begun) {
            case Merging.Begun.UpToDate none -> "Nothing to merge: this copy has all of it.";
            case Merging.Begun.Forward(Version v) -> "Moved forward to " + v.hash().shortHex() + ": " + v.message();
            case Merging.Begun.Finished(Version v, List<LabelDiff> c) ->
                "Version " + v.hash().shortHex() + ": " + v.message() + ", " + c.size() + " labels changed.";
            case Merging.Begun.Open(MergeState m, List<LabelDiff> c, int n) ->
                "Merged " + c.size() + " labels of " + m.name() + "; " + (n == 1 ? "1 conflict is" : n + " conflicts are")
                        + " open. Decide with \"plumbline conflicts resolve\", then \"plumbline merge --continue\".";
        });
        lines.addAll(ConflictsCommand.lines(open));
        Map<String, Object> json = new LinkedHashMap<>(more);
        json.putAll(json(project, open));
        json.put("changes", DiffCommand.json(changes));
        common.answer(json, lines);
        return open.isEmpty() ? Exit.DONE : Exit.CONFLICT;
    }

    /** {@code version} is what stands; during a merge {@code merging} has what is merged into it. */
    private static Map<String, Object> json(Project project, List<StoredConflict> open) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", project.head().map(v -> v.hash().hex()).orElse(null));
        json.put("parents", project.head().map(v -> v.parents().stream().map(h -> h.hex()).toList()).orElse(List.of()));
        json.put("merging", project.merging().current().map(m -> m.theirs().hex()).orElse(null));
        json.put("strict", project.merging().strict());
        json.put("changes", List.of());
        json.put("conflicts", open.stream().map(ConflictsCommand::json).toList());
        return json;
    }
}
