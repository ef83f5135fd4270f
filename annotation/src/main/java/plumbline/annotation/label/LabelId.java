package plumbline.annotation.label;

import java.util.UUID;

/** One label: one object's state in one frame. Stable through edits, versions and sync. */
public record LabelId(String value) implements Comparable<LabelId> {
    public LabelId {
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("a label id has 1 to 200 characters");
        }
    }

    public static LabelId random() {
        return new LabelId(UUID.randomUUID().toString());
    }

    @Override
    public int compareTo(LabelId o) {
        return value.compareTo(o.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
