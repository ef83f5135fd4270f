package plumbline.annotation.label;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every label has whatever its shape; the shapes, relations and tags hold it as their first part. Immutable. */
public record LabelHead(
        LabelId id, TrackId track, String className, int frame, SortedMap<String, String> attributes, Origin origin,
        boolean finalised, ReviewState review) {
    public LabelHead {
        attributes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** By hand, without attributes, open. */
    public static LabelHead byHand(LabelId id, TrackId track, String className, int frame) {
        return new LabelHead(id, track, className, frame, new TreeMap<>(), Origin.HAND, false, ReviewState.OPEN);
    }

    /** The head that a label of any kind has. */
    public static LabelHead of(Label l) {
        return new LabelHead(
                l.id(), l.track(), l.className(), l.frame(), l.attributes(), l.origin(), l.finalised(), l.review());
    }

    public LabelHead withClass(String c) {
        return new LabelHead(id, track, c, frame, attributes, origin, finalised, review);
    }

    public LabelHead withTrack(TrackId t) {
        return new LabelHead(id, t, className, frame, attributes, origin, finalised, review);
    }

    public LabelHead withFrame(int f) {
        return new LabelHead(id, track, className, f, attributes, origin, finalised, review);
    }

    public LabelHead withOrigin(Origin o) {
        return new LabelHead(id, track, className, frame, attributes, o, finalised, review);
    }

    public LabelHead withFinalised(boolean f) {
        return new LabelHead(id, track, className, frame, attributes, origin, f, review);
    }

    public LabelHead withReview(ReviewState r) {
        return new LabelHead(id, track, className, frame, attributes, origin, finalised, r);
    }

    public LabelHead withAttributes(Map<String, String> a) {
        return new LabelHead(id, track, className, frame, new TreeMap<>(a), origin, finalised, review);
    }
}
