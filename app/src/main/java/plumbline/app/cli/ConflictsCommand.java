package plumbline.app.cli;

import java.io.IOException;
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
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Decision;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.LabelView;
import plumbline.app.service.Merges;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredConflict;

@Command(name = "conflicts", description = "What merges could not decide: list, show, resolve, reopen.",
        subcommands = {ConflictsResolveCommand.class, ConflictsReopenCommand.class, ConflictsShowCommand.class})
final class ConflictsCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--all", description = "Those that are decided too.")
    private boolean all;

    @Option(names = "--of", paramLabel = "VERSION", description = "Those of the merge that made a version.")
    private Optional<String> version = Optional.empty();

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            List<StoredConflict> found = version.isPresent()
                    ? project.merging().conflictsOf(project.resolve(version.get()).hash()).stream()
                            .filter(c -> all || c.open())
                            .toList()
                    : project.merging().conflicts(all);
            common.answer(
                    Map.of("conflicts", found.stream().map(ConflictsCommand::json).toList()),
                    found.isEmpty() ? List.of("No open conflict.") : lines(found));
        }
        return Exit.DONE;
    }

    static List<String> lines(List<StoredConflict> conflicts) {
        return conflicts.stream()
                .map(c -> String.format(
                        Locale.ROOT, "%s  %-8s %s%s", c.id(), c.conflict().frame() < 0 ? "" : "frame " + c.conflict().frame(),
                        Merges.words(c.conflict()), c.decided().map(d -> "  [" + words(d.decision()) + ", " + d.user() + "]")
                                .orElse("")))
                .toList();
    }

    static String words(Decision d) {
        return switch (d) {
            case Decision.Take(Side side) -> side.name().toLowerCase(Locale.ROOT);
            case Decision.Both both -> "both";
            case Decision.Value value -> "own value";
            case Decision.Rename(String name) -> "renamed " + name;
        };
    }

    static Map<String, Object> json(StoredConflict c) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("id", c.id());
        m.put("kind", c.conflict().kind());
        m.put("group", c.conflict().group().text());
        m.put("frame", c.conflict().frame() < 0 ? null : c.conflict().frame());
        m.put("objects", c.conflict().objects().stream().map(LabelId::value).toList());
        m.put("words", Merges.words(c.conflict()));
        m.put("open", c.open());
        m.put("capture", c.capture().map(h -> h.hex()).orElse(null));
        m.put("merge", c.merge().id());
        m.put("version", c.merge().version().map(h -> h.hex()).orElse(null));
        c.decided().ifPresent(d -> m.put("decision", Map.of(
                "take", words(d.decision()), "why", d.why(), "user", d.user(), "at", d.at().toString())));
        return m;
    }

    /** With the values of all sides. */
    static Map<String, Object> full(StoredConflict c) {
        Map<String, Object> m = json(c);
        switch (c.conflict()) {
            case Conflict.Field f -> {
                m.put("base", f.base().map(ConflictsCommand::label).orElse(null));
                m.put("ours", label(f.ours()));
                m.put("theirs", label(f.theirs()));
            }
            case Conflict.Deleted d -> {
                m.put("base", label(d.base()));
                m.put("ours", d.ours().map(ConflictsCommand::label).orElse(null));
                m.put("theirs", d.theirs().map(ConflictsCommand::label).orElse(null));
            }
            case Conflict.SameObject s -> {
                m.put("ours", label(s.ours()));
                m.put("theirs", label(s.theirs()));
                m.put("overlap", s.overlap());
            }
            case Conflict.Overlap o -> {
                m.put("sensor", o.sensor().value());
                m.put("points", o.range().count());
                List<Map<String, Object>> masks = new ArrayList<>();
                o.masks().forEach(x -> masks.add(Map.of(
                        "object", x.id().value(), "class", x.className(), "base", x.base().count(), "ours",
                        x.ours().count(), "theirs", x.theirs().count())));
                m.put("masks", masks);
            }
            case Conflict.Definition d -> {
                m.put("base", d.base().orElse(null));
                m.put("ours", d.ours().orElse(null));
                m.put("theirs", d.theirs().orElse(null));
            }
            case Conflict.Missing x -> {
                m.put("class", x.className());
                m.put("attribute", x.attribute());
                m.put("value", x.value());
                m.put("knownBy", x.knownBy().name().toLowerCase(Locale.ROOT));
            }
        }
        return m;
    }

    private static Map<String, Object> label(Label l) {
        return LabelView.of(l, Pose.IDENTITY);
    }
}

@Command(name = "show", description = "One conflict with the values of base, ours and theirs.")
final class ConflictsShowCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "ID")
    private String id;

    @Override
    public Integer call() throws IOException {
        try (Project project = common.readProject()) {
            StoredConflict c = project.merging().conflict(id);
            List<String> lines = new ArrayList<>(ConflictsCommand.lines(List.of(c)));
            ConflictsCommand.full(c).forEach((k, v) -> {
                if (List.of("base", "ours", "theirs", "masks").contains(k)) {
                    lines.add("  " + k + ": " + v);
                }
            });
            common.answer(ConflictsCommand.full(c), lines);
        }
        return Exit.DONE;
    }
}

@Command(name = "reopen", description = "Takes the decision of a conflict back.")
final class ConflictsReopenCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "ID", arity = "1..*")
    private List<String> ids;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason; recorded.")
    private String why = "";

    @Override
    public Integer call() throws IOException {
        try (Project project = common.openProject()) {
            project.merging().reopen(ids, why);
            List<StoredConflict> now = ids.stream().map(project.merging()::conflict).toList();
            common.answer(
                    Map.of("conflicts", now.stream().map(ConflictsCommand::json).toList()), ConflictsCommand.lines(now));
        }
        return Exit.DONE;
    }
}
