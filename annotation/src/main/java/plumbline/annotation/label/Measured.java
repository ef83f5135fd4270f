package plumbline.annotation.label;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.scene.Vec3;

/**
 * A measure kept as a label: a shape of the class {@code measure} with the attribute {@code measure}, which names what was
 * measured ({@code distance}, {@code height}...). Its vertices are the places; the value follows from them. No ontology
 * has to know that class.
 */
public final class Measured {
    public static final String CLASS = "measure";
    public static final String KIND = "measure";

    private Measured() {}

    public static Label.Shape of(LabelId id, TrackId track, int frame, String kind, Form form, List<Vec3> places) {
        return new Label.Shape(
                LabelHead.byHand(id, track, CLASS, frame).withAttributes(Map.of(KIND, kind)), form, places);
    }

    /** What was measured; empty for any other label. */
    public static Optional<String> kind(Label l) {
        return l instanceof Label.Shape && l.className().equals(CLASS)
                ? Optional.ofNullable(l.attributes().get(KIND))
                : Optional.empty();
    }
}
