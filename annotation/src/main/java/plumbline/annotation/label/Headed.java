package plumbline.annotation.label;

import java.util.Map;
import java.util.SortedMap;

/** The kinds that keep what all labels share as one part. */
public sealed interface Headed extends Label
        permits Label.Shape, Label.ImageShape, Label.ImageMask, Label.Relation, Label.SceneTag {
    LabelHead head();

    Headed with(LabelHead head);

    @Override
    default LabelId id() {
        return head().id();
    }

    @Override
    default TrackId track() {
        return head().track();
    }

    @Override
    default String className() {
        return head().className();
    }

    @Override
    default int frame() {
        return head().frame();
    }

    @Override
    default SortedMap<String, String> attributes() {
        return head().attributes();
    }

    @Override
    default Origin origin() {
        return head().origin();
    }

    @Override
    default boolean finalised() {
        return head().finalised();
    }

    @Override
    default ReviewState review() {
        return head().review();
    }

    @Override
    default Headed withClass(String className) {
        return with(head().withClass(className));
    }

    @Override
    default Headed withTrack(TrackId track) {
        return with(head().withTrack(track));
    }

    @Override
    default Headed withOrigin(Origin origin) {
        return with(head().withOrigin(origin));
    }

    @Override
    default Headed withFinalised(boolean finalised) {
        return with(head().withFinalised(finalised));
    }

    @Override
    default Headed withReview(ReviewState review) {
        return with(head().withReview(review));
    }

    @Override
    default Headed withAttributes(Map<String, String> attributes) {
        return with(head().withAttributes(attributes));
    }
}
