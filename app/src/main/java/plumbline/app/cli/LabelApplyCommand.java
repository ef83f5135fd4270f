package plumbline.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.LabelView;
import plumbline.app.service.Session;
import plumbline.storage.format.FormatException;
import plumbline.storage.project.Project;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes {@code {"what": "…", "changes": [{"id": "…", "after": {object} or null}]}}: an object as {@code label list} shows
 * it is created or replaced, null deletes. With {@code "before"} given, the change is refused where the label is no longer
 * so: exit 5. All or nothing, one step of undo.
 */
@Command(name = "apply", description = "Applies a change set from a JSON file: all of it or nothing.")
final class LabelApplyCommand implements Callable<Integer> {
    private static final long MAX_BYTES = 256L << 20;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--world", description = "Boxes are in the world frame.")
    private boolean world;

    @Option(names = "--add-classes", description = "Classes that the ontology lacks are added to it.")
    private boolean addClasses;

    @Override
    public Integer call() throws IOException {
        if (Files.isDirectory(file)) {
            throw new FormatException(file.toString(), "", "a folder; label apply takes a JSON file with a change set");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(file.toString(), "", "larger than 256 MiB; split the change set");
        }
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new FormatException(file.toString(), "byte " + e.getLocation().getByteOffset(), "not JSON", e);
        }
        try (Project project = common.openProject();
                Session session = common.session(project)) {
            List<Change> changes = new ArrayList<>();
            JsonNode list = root.path("changes");
            if (!list.isArray()) {
                throw new FormatException(file.toString(), "", "\"changes\" is missing; see \"plumbline label apply --help\"");
            }
            for (int i = 0; i < list.size(); i++) {
                change(session, i, list.get(i)).ifPresent(changes::add);
            }
            ChangeSet set = set(root, changes);
            Optional<Change> stale = set.mismatch(session.labels());
            if (stale.isPresent()) {
                common.refuse("Label " + stale.get().id()
                        + " is no longer as the change set expects. Nothing was applied; list the labels again.");
                return Exit.CONFLICT;
            }
            admitClasses(session, changes);
            session.apply(set);
            common.answer(
                    Map.of("applied", changes.size(), "objects", changes.stream()
                            .flatMap(c -> c.after().stream())
                            .map(l -> LabelView.of(l, pose(session, l.frame())))
                            .toList()),
                    List.of("Applied " + changes.size() + " changes."));
        }
        return Exit.DONE;
    }

    /** A class that nobody knows is most often a slip of the pen, so it is refused unless it is asked for. */
    private void admitClasses(Session session, List<Change> changes) throws FormatException {
        List<Label> after = changes.stream().flatMap(c -> c.after().stream()).toList();
        Ontology extended = session.ontology().including(after);
        if (extended.equals(session.ontology())) {
            return;
        }
        if (!addClasses) {
            Set<String> names = new TreeSet<>();
            after.stream().map(Label::className).filter(n -> session.ontology().find(n).isEmpty()).forEach(names::add);
            throw new FormatException(
                    file.toString(), "", "the ontology has no class " + String.join(", ", names) + ". It has "
                            + String.join(", ", session.ontology().classes().stream().map(LabelClass::name).toList())
                            + ". Nothing was applied; --add-classes adds what is missing");
        }
        session.project().setOntology(extended);
    }

    private ChangeSet set(JsonNode root, List<Change> changes) throws FormatException {
        try {
            return new ChangeSet(root.path("what").asString("Apply " + file.getFileName()), changes);
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), "", e.getMessage() + ". Nothing was applied", e);
        }
    }

    private Optional<Change> change(Session session, int number, JsonNode node) throws FormatException {
        String place = "change " + number;
        try {
            Optional<Label> after = label(session, node, "after");
            LabelId id = after.map(Label::id).orElseGet(() -> new LabelId(node.path("id").asString("")));
            Optional<Label> now = session.labels().find(id);
            Optional<Label> before = node.has("before") ? expected(session, node, now) : now;
            if (before.isEmpty() && after.isEmpty()) {
                throw new FormatException(
                        file.toString(), place, "there is no label " + id + " to delete. Nothing was applied");
            }
            return before.equals(after) ? Optional.empty() : Optional.of(new Change(id, before, after));
        } catch (IllegalArgumentException e) {
            throw new FormatException(file.toString(), place, e.getMessage() + ". Nothing was applied", e);
        }
    }

    /** Compared as {@code label list} would show it, since a box that went to world and back has other last digits. */
    private Optional<Label> expected(Session session, JsonNode change, Optional<Label> now) {
        Optional<Label> given = label(session, change, "before");
        Optional<Label> shown = now.map(l -> JsonMapper.shared()
                        .<JsonNode>valueToTree(LabelView.of(l, pose(session, l.frame()))))
                .map(view -> LabelView.parse("the label", view, pose(session, view.path("frame").asInt())));
        return given.equals(shown) ? now : given;
    }

    /** The label under a key; it takes the change's own id where it has none. */
    private Optional<Label> label(Session session, JsonNode change, String key) {
        JsonNode node = change.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException("\"" + key + "\" is not an object");
        }
        int frames = session.capture().frames().size();
        int frame = node.path("frame").asInt(-1);
        if (frame < 0 || frame >= frames) {
            throw new IllegalArgumentException("frame " + frame + " is not one of the capture's 0 to " + (frames - 1));
        }
        ObjectNode named = object.deepCopy();
        if (!named.hasNonNull("id") && change.hasNonNull("id")) {
            named.set("id", change.path("id"));
        }
        return Optional.of(LabelView.parse("\"" + key + "\"", named, pose(session, frame)));
    }

    private Pose pose(Session session, int frame) {
        return world ? session.capture().worldFromLidar(session.frame(frame)) : Pose.IDENTITY;
    }
}
