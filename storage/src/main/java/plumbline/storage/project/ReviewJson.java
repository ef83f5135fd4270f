package plumbline.storage.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/** Tasks and comments as canonical JSON, as table, audit log and side records have them. */
final class ReviewJson {
    private ReviewJson() {}

    static String write(ReviewNote n) {
        return Json.write(map(n));
    }

    static Map<String, Object> map(ReviewNote n) {
        TreeMap<String, Object> m = new TreeMap<>(Map.of(
                "id", n.id(), "capture", n.capture().hex(), "user", n.user(), "at", Times.nanos(n.at())));
        switch (n) {
            case ReviewTask t -> task(t, m);
            case ReviewComment c -> comment(c, m);
        }
        return m;
    }

    private static void task(ReviewTask t, Map<String, Object> m) {
        m.putAll(Map.of(
                "kind", "task", "name", t.name(), "first", t.scope().firstFrame(), "last", t.scope().lastFrame(), "classes",
                t.scope().classes(), "tracks", t.scope().tracks(), "assignee", t.assignee(), "state", t.state().word(),
                "submitter", t.submitter(), "reason", t.reason()));
        t.lease().ifPresent(l -> m.put("lease", Map.of("holder", l.holder(), "until", Times.nanos(l.until()))));
    }

    private static void comment(ReviewComment c, Map<String, Object> m) {
        m.putAll(Map.of(
                "kind", "comment", "thread", c.thread(), "text", c.text(), "author", c.author(), "written",
                Times.nanos(c.written()), "resolved", c.resolved(), "frame", c.pin().frame()));
        switch (c.pin()) {
            case ReviewComment.OnLabel l -> m.put("label", l.label().value());
            case ReviewComment.AtPoint p ->
                m.put("point", List.of(p.pointLidar().x(), p.pointLidar().y(), p.pointLidar().z()));
            case ReviewComment.OnFrame f -> { }
        }
    }

    static ReviewNote read(String where, String json) {
        JsonNode n = Json.parse(where, json);
        String kind = Json.text(where, n, "kind");
        return switch (kind) {
            case "task" -> task(where, n);
            case "comment" -> comment(where, n);
            default -> throw new StorageException(where + ": a note of kind \"" + kind + "\" is not known");
        };
    }

    private static ReviewTask task(String where, JsonNode n) {
        Optional<ReviewTask.Lease> lease = Optional.ofNullable(n.get("lease"))
                .map(l -> new ReviewTask.Lease(
                        Json.text(where, l, "holder"), Times.instant(Json.integer(where, l, "until"))));
        return new ReviewTask(
                Json.text(where, n, "id"), Json.text(where, n, "name"), Versions.hash(where, Json.text(where, n, "capture")),
                new ReviewTask.Scope(
                        Json.small(where, n, "first"), Json.small(where, n, "last"), Json.texts(where, n, "classes"),
                        Json.texts(where, n, "tracks")),
                Json.text(where, n, "assignee"), state(where, Json.text(where, n, "state")),
                Json.text(where, n, "submitter"), Json.text(where, n, "reason"), lease, Json.text(where, n, "user"),
                Times.instant(Json.integer(where, n, "at")));
    }

    private static ReviewTask.State state(String where, String word) {
        for (ReviewTask.State s : ReviewTask.State.values()) {
            if (s.word().equals(word)) {
                return s;
            }
        }
        throw new StorageException(where + ": a task is not \"" + word + "\"");
    }

    private static ReviewComment comment(String where, JsonNode n) {
        return new ReviewComment(
                Json.text(where, n, "id"), Json.text(where, n, "thread"),
                Versions.hash(where, Json.text(where, n, "capture")), pin(where, n), Json.text(where, n, "text"),
                Json.text(where, n, "author"), Times.instant(Json.integer(where, n, "written")),
                Json.truth(where, n, "resolved"), Json.text(where, n, "user"),
                Times.instant(Json.integer(where, n, "at")));
    }

    private static ReviewComment.Pin pin(String where, JsonNode n) {
        int frame = Json.small(where, n, "frame");
        if (n.has("label")) {
            return new ReviewComment.OnLabel(new LabelId(Json.text(where, n, "label")), frame);
        }
        if (n.has("point")) {
            double[] p = Json.numbers(where, n, "point", 3);
            return new ReviewComment.AtPoint(frame, new Vec3(p[0], p[1], p[2]));
        }
        return new ReviewComment.OnFrame(frame);
    }

    /** For the audit log: what stood and what stands. */
    static Map<String, Object> change(Optional<? extends ReviewNote> before, ReviewNote after) {
        TreeMap<String, Object> m = new TreeMap<>(Map.of("after", map(after)));
        before.ifPresent(b -> m.put("before", map(b)));
        return m;
    }
}
