package plumbline.annotation.label;

/** A physical object followed over frames; labels of the same object share it. Short and readable, for example {@code 014}. */
public record TrackId(String value) implements Comparable<TrackId> {
    public TrackId {
        if (value.isBlank() || value.length() > 200) {
            throw new IllegalArgumentException("a track id has 1 to 200 characters");
        }
    }

    @Override
    public int compareTo(TrackId o) {
        return value.compareTo(o.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
