package plumbline.storage.project;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import tools.jackson.databind.JsonNode;

/** A finding as canonical JSON; places and fixes that are not there are left out. */
final class FindingJson {
    private FindingJson() {}

    static String write(Finding f) {
        TreeMap<String, Object> place = new TreeMap<>(Map.of("frame", f.place().frame()));
        f.place().label().ifPresent(l -> place.put("label", l.value()));
        f.place().sensor().ifPresent(s -> place.put("sensor", s.value()));
        f.place().pointLidar().ifPresent(p -> place.put("point", java.util.List.of(p.x(), p.y(), p.z())));
        TreeMap<String, Object> m = new TreeMap<>();
        m.put("id", f.id());
        m.put("rule", f.rule());
        m.put("severity", f.severity().name());
        m.put("place", place);
        m.put("message", f.message());
        m.put("evidence", f.evidence());
        f.fix().ifPresent(c -> m.put("fix", LabelJson.map(c)));
        return Json.write(m);
    }

    static Finding read(String where, String json) {
        JsonNode n = Json.parse(where, json);
        JsonNode p = Json.field(where, n, "place");
        Optional<Vec3> point = Optional.empty();
        if (p.has("point")) {
            double[] xyz = Json.numbers(where, p, "point", 3);
            point = Optional.of(new Vec3(xyz[0], xyz[1], xyz[2]));
        }
        Finding.Place place = new Finding.Place(
                Json.small(where, p, "frame"),
                p.has("label") ? Optional.of(new LabelId(Json.text(where, p, "label"))) : Optional.empty(),
                p.has("sensor") ? Optional.of(new SensorId(Json.text(where, p, "sensor"))) : Optional.empty(),
                point);
        Optional<ChangeSet> fix =
                n.has("fix") ? Optional.of(LabelJson.changeSet(where, n.get("fix"))) : Optional.empty();
        return new Finding(
                Json.text(where, n, "id"), Json.text(where, n, "rule"), severity(where, n), place,
                Json.text(where, n, "message"), Json.textMap(where, n, "evidence"), fix);
    }

    private static Severity severity(String where, JsonNode n) {
        String text = Json.text(where, n, "severity");
        for (Severity s : Severity.values()) {
            if (s.name().equals(text)) {
                return s;
            }
        }
        throw new StorageException(where + ": severity \"" + text + "\" is not known");
    }
}
