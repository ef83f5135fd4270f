package plumbline.annotation.review;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/**
 * What a rule found: where it is seen, how bad, in one sentence with the amount, and the numbers behind it. The id is a
 * hash of rule and place, so the same run gives the same findings and verdicts stay attached.
 */
public record Finding(
        String id, String rule, Severity severity, Place place, String message,
        SortedMap<String, String> evidence, Optional<ChangeSet> fix) {
    /** Where it is seen. {@code pointLidar} is in the frame's reference lidar; a capture finding may have none of them. */
    public record Place(int frame, Optional<LabelId> label, Optional<SensorId> sensor, Optional<Vec3> pointLidar) {}

    public Finding {
        evidence = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    }

    public static Finding of(String rule, Severity severity, Place place, String message, Map<String, String> evidence) {
        String key = rule + '|' + place.frame() + '|' + place.label().map(LabelId::value).orElse("") + '|'
                + place.sensor().map(SensorId::value).orElse("") + '|' + evidence.getOrDefault("with", "");
        String id = java.util.UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString();
        return new Finding(id, rule, severity, place, message, new TreeMap<>(evidence), Optional.empty());
    }

    public Finding withFix(ChangeSet f) {
        return new Finding(id, rule, severity, place, message, evidence, Optional.of(f));
    }
}
