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
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.edit.Side;
import plumbline.annotation.label.Label;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.LabelView;
import plumbline.app.service.Merges;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredConflict;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One conflict by its id, or with {@code --all} every open one that the filters leave. */
@Command(name = "resolve", description = {
    "Decides conflicts: one by its id, or with --all every open one that --group, --kind and --class leave.",
    "Exit 5 while others are open."})
final class ConflictsResolveCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "ID", arity = "0..*")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "Every open conflict that the filters leave.")
    private boolean all;

    @Option(names = "--take", paramLabel = "SIDE", description = "ours, theirs, base, both, or with --all newest.")
    private Optional<String> take = Optional.empty();

    @Option(names = "--author", paramLabel = "USER", description = "With --all: the side that this person changed last.")
    private Optional<String> author = Optional.empty();

    @Option(names = "--value", paramLabel = "VALUE",
            description = "A value of its own: class, track, attribute or review as a word; a box as JSON with centre, size, rotation.")
    private Optional<String> value = Optional.empty();

    @Option(names = "--group", paramLabel = "GROUP", description = "geometry, class, track, review, points, object, attribute:NAME.")
    private Optional<String> group = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "field, deleted, sameObject, overlap, definition, missing.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--class", paramLabel = "CLASS", description = "Only labels of this class.")
    private Optional<String> className = Optional.empty();

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason; recorded.")
    private String why = "";

    @Override
    public Integer call() throws IOException {
        if (all == !ids.isEmpty()) {
            throw new IllegalArgumentException("Name the conflicts, or give --all.");
        }
        if (take.isPresent() == value.isPresent() && author.isEmpty()) {
            throw new IllegalArgumentException("Say what to take: --take ours, theirs, base or both, or --value VALUE.");
        }
        try (Project project = common.openProject()) {
            List<StoredConflict> decided = all ? byRule(project) : one(project);
            List<StoredConflict> open = project.merging().conflicts(false);
            List<StoredConflict> now = decided.stream().map(c -> project.merging().conflict(c.id())).toList();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("decided", now.stream().map(ConflictsCommand::json).toList());
            json.put("conflicts", open.stream().map(ConflictsCommand::json).toList());
            List<String> lines = new ArrayList<>(ConflictsCommand.lines(now));
            lines.add(decided.size() + " decided, " + open.size() + " open.");
            common.answer(json, lines);
            return open.isEmpty() ? Exit.DONE : Exit.CONFLICT;
        }
    }

    private List<StoredConflict> byRule(Project project) {
        Optional<FieldGroup> about = group.map(g -> FieldGroup.parse(g)
                .orElseThrow(() -> new IllegalArgumentException("\"" + g + "\" is no group of fields.")));
        Merges.Rule rule = author.<Merges.Rule>map(Merges.Rule.Author::new).orElseGet(() -> rule(
                take.orElseThrow(() -> new IllegalArgumentException("--value decides one conflict; with --all give --take."))));
        return Merges.decide(project, new Merges.Which(about, kind, className, Optional.empty()), rule, why);
    }

    private static Merges.Rule rule(String take) {
        return switch (take) {
            case "both" -> new Merges.Rule.Both();
            case "newest" -> new Merges.Rule.Newest();
            default -> new Merges.Rule.Take(side(take));
        };
    }

    private static Side side(String take) {
        for (Side s : Side.values()) {
            if (s.name().toLowerCase(Locale.ROOT).equals(take)) {
                return s;
            }
        }
        throw new IllegalArgumentException("\"" + take + "\" is not ours, theirs, base, both or (with --all) newest.");
    }

    private List<StoredConflict> one(Project project) {
        List<StoredConflict> chosen = ids.stream().map(project.merging()::conflict).toList();
        Map<String, Decision> decisions = new LinkedHashMap<>();
        chosen.forEach(c -> decisions.put(c.id(), decision(c.conflict())));
        project.merging().decide(decisions, why);
        return chosen;
    }

    private Decision decision(Conflict c) {
        if (value.isEmpty()) {
            return take.orElse("").equals("both") ? new Decision.Both() : new Decision.Take(side(take.orElse("")));
        }
        return switch (c) {
            case Conflict.Missing m -> new Decision.Rename(value.get());
            case Conflict.Field f -> new Decision.Value(withValue(f.ours(), f.group(), value.get()));
            case Conflict.Deleted d -> throw none();
            case Conflict.SameObject s -> throw none();
            case Conflict.Overlap o -> throw none();
            case Conflict.Definition d -> throw none();
        };
    }

    private static IllegalArgumentException none() {
        return new IllegalArgumentException("This conflict takes no value of its own: --take ours, theirs, base or both.");
    }

    /** By way of the label as JSON shows it, so that a value is read as {@code label apply} reads it. */
    private static Label withValue(Label label, FieldGroup group, String value) {
        Map<String, Object> view = new LinkedHashMap<>(LabelView.of(label, Pose.IDENTITY));
        switch (group.kind()) {
            case CLASS -> view.put("class", value);
            case TRACK -> view.put("track", value);
            case REVIEW -> view.put("review", value);
            case ATTRIBUTE -> {
                Map<String, String> a = new LinkedHashMap<>(label.attributes());
                a.put(group.name(), value);
                view.put("attributes", a);
            }
            case GEOMETRY -> {
                try {
                    JsonMapper.shared().readTree(value).properties().stream()
                            .filter(e -> List.of("centre", "size", "rotation", "rectangle").contains(e.getKey()))
                            .forEach(e -> view.put(e.getKey(), e.getValue()));
                } catch (JacksonException e) {
                    throw new IllegalArgumentException("--value: a box is JSON with centre, size and rotation.", e);
                }
            }
            case OBJECT, POINTS -> throw none();
        }
        return LabelView.parse("--value", JsonMapper.shared().<JsonNode>valueToTree(view), Pose.IDENTITY);
    }
}
