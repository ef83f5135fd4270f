package plumbline.qa.simulate;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something made wrong on purpose, written {@code kind:target:key=value,...}: {@code calibration:cam_front:yaw=1.0},
 * {@code drift:cam_left:yaw=0.8}, {@code time:cam_front:ms=40}, {@code dropped:cam_rear:n=3},
 * {@code pose:ego:metres=0.5,frame=8}, {@code label:box.floating}. Degrees, metres, milliseconds; what is not known is
 * refused with an {@link IllegalArgumentException} that lists what is.
 */
public record Fault(Kind kind, String target, SortedMap<String, Double> amounts) {
    /** What goes wrong, and the amounts it takes; the first one is meant where a number stands alone. */
    public enum Kind {
        /** A sensor is mounted other than its recorded calibration says. */
        CALIBRATION("yaw", "pitch", "roll", "x", "y", "z"),
        /** A camera turns slowly from its recorded mount to this angle at the end of the pass. */
        DRIFT("yaw"),
        /** A sensor's recorded times are later than the truth. */
        TIME("ms"),
        /** A sensor misses this number of frames in a row, from frame {@code frame} on where given. */
        DROPPED("n", "frame"),
        /** The recorded ego poses jump to the left at a frame and stay there. */
        POSE("metres", "frame"),
        /** A label error; the target is the id of the rule that looks for it. */
        LABEL("frame");

        private final List<String> keys;

        Kind(String... keys) {
            this.keys = List.of(keys);
        }
    }

    /** The label errors that can be made, by the rule that looks for each. */
    public static final List<String> LABEL_RULES = List.of(
            "box.empty", "box.floating", "size.class", "size.track", "yaw.jump", "motion.velocity",
                    "motion.acceleration",
            "box.overlap", "box.duplicate", "class.flip", "ontology.class", "attribute.missing", "box.range",
                    "track.gap",
            "points.unassigned", "box.underground");

    public Fault {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
        for (var e : amounts.entrySet()) {
            if (!kind.keys.contains(e.getKey()) || !Double.isFinite(e.getValue())) {
                throw new IllegalArgumentException("the fault " + kind.name().toLowerCase(Locale.ROOT) + " takes "
                        + kind.keys + ", not " + e.getKey() + "=" + e.getValue());
            }
        }
        boolean known = switch (kind) {
            case LABEL -> LABEL_RULES.contains(target);
            case POSE -> target.equals("ego");
            case DRIFT -> Rig.CAMERAS.contains(target);
            case CALIBRATION, TIME, DROPPED -> Rig.CAMERAS.contains(target) || target.equals(Rig.LIDAR);
        };
        if (!known) {
            throw new IllegalArgumentException("no " + kind.name().toLowerCase(Locale.ROOT) + " fault knows \"" + target
                    + "\"; there are " + (kind == Kind.LABEL ? LABEL_RULES : kind == Kind.POSE ? List.of("ego")
                    : kind == Kind.DRIFT ? Rig.CAMERAS : Rig.CAMERAS + " and " + Rig.LIDAR));
        }
        if (kind != Kind.LABEL && !amounts.keySet().stream().anyMatch(k -> !k.equals("frame"))) {
            throw new IllegalArgumentException("the fault " + kind.name().toLowerCase(Locale.ROOT) + ":" + target
                    + " needs an amount, one of " + kind.keys);
        }
    }

    public double amount(String key, double otherwise) {
        return amounts.getOrDefault(key, otherwise);
    }

    public static Fault parse(String text) {
        String[] parts = text.strip().split(":", 3);
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.name().equalsIgnoreCase(parts[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fault is called \"" + parts[0]
                        + "\"; write one of calibration, drift, time, dropped, pose, label as kind:target:key=value"));
        if (parts.length < 2) {
            throw new IllegalArgumentException("the fault \"" + text
                    + "\" lacks its target: write kind:target:key=value");
        }
        SortedMap<String, Double> amounts = new TreeMap<>();
        for (String pair : parts.length < 3 || parts[2].isBlank() ? new String[0] : parts[2].split(",")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? kind.keys.getFirst() : pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip();
            try {
                amounts.put(key, Double.parseDouble(value));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("\"" + value + "\" in the fault \"" + text + "\" is no number", e);
            }
        }
        return new Fault(kind, parts[1].strip(), amounts);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(kind.name().toLowerCase(Locale.ROOT)).append(':').append(target);
        String separator = ":";
        for (var e : amounts.entrySet()) {
            out.append(separator).append(e.getKey()).append('=').append(e.getValue());
            separator = ",";
        }
        return out.toString();
    }
}
