package plumbline.storage.project;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Scenarios and events as canonical JSON, as table, audit log and side records have them. */
final class PassNoteJson {
    private PassNoteJson() {}

    static String write(PassNote n) {
        return Json.write(map(n));
    }

    static Map<String, Object> map(PassNote n) {
        TreeMap<String, Object> m = new TreeMap<>(Map.of(
                "id", n.id(), "capture", n.capture().hex(), "from", n.fromNanos(), "to", n.toNanos(), "tags", n.tags(),
                "note", n.note(), "user", n.user(), "at", Times.nanos(n.at())));
        switch (n) {
            case Scenario s -> {
                m.put("kind", "scenario");
                m.put("name", s.name());
                m.put("version", s.version().hex());
            }
            case PassEvent e -> m.put("kind", "event");
        }
        return m;
    }

    static PassNote read(String where, String json) {
        JsonNode n = Json.parse(where, json);
        String kind = Json.text(where, n, "kind");
        Hash capture = Versions.hash(where, Json.text(where, n, "capture"));
        return switch (kind) {
            case "scenario" -> new Scenario(
                    Json.text(where, n, "id"), Json.text(where, n, "name"), capture, Json.integer(where, n, "from"),
                    Json.integer(where, n, "to"), Json.texts(where, n, "tags"), Json.text(where, n, "note"),
                    Versions.hash(where, Json.text(where, n, "version")), Json.text(where, n, "user"),
                    Times.instant(Json.integer(where, n, "at")));
            case "event" -> new PassEvent(
                    Json.text(where, n, "id"), capture, Json.integer(where, n, "from"), Json.integer(where, n, "to"),
                    Json.texts(where, n, "tags"), Json.text(where, n, "note"), Json.text(where, n, "user"),
                    Times.instant(Json.integer(where, n, "at")));
            default -> throw new StorageException(where + ": a note of kind \"" + kind + "\" is not known");
        };
    }

    /** For the audit log: what stood and what stands. */
    static Map<String, Object> change(Optional<PassNote> before, Optional<PassNote> after) {
        TreeMap<String, Object> m = new TreeMap<>();
        before.ifPresent(b -> m.put("before", map(b)));
        after.ifPresent(a -> m.put("after", map(a)));
        return m;
    }
}
