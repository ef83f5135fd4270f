package plumbline.annotation.label;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.SensorId;

/** A label: what somebody says is at one place in one frame. Immutable; an edit makes a new one with the same id. */
public sealed interface Label {
    LabelId id();

    TrackId track();

    /** The name of a class of the ontology. */
    String className();

    /** Index of the frame in the capture. */
    int frame();

    /** Attribute name to value, sorted by name. */
    SortedMap<String, String> attributes();

    Origin origin();

    /** Finalised: automation never touches it. */
    boolean finalised();

    /** A box in the frame of the reference lidar. {@code confidence} is 1 for a person's own label. */
    record Cuboid(
            LabelId id, TrackId track, String className, int frame, Box box,
            SortedMap<String, String> attributes, Origin origin, boolean finalised, double confidence)
            implements Label {
        public Cuboid {
            attributes = copy(attributes);
        }

        public Cuboid withBox(Box b) {
            return new Cuboid(id, track, className, frame, b, attributes, origin, finalised, confidence);
        }

        public Cuboid withClass(String c) {
            return new Cuboid(id, track, c, frame, box, attributes, origin, finalised, confidence);
        }

        public Cuboid withTrack(TrackId t) {
            return new Cuboid(id, t, className, frame, box, attributes, origin, finalised, confidence);
        }

        public Cuboid withOrigin(Origin o) {
            return new Cuboid(id, track, className, frame, box, attributes, o, finalised, confidence);
        }

        public Cuboid withFinalised(boolean f) {
            return new Cuboid(id, track, className, frame, box, attributes, origin, f, confidence);
        }

        /** Sets an attribute, or removes it where the value is empty. */
        public Cuboid withAttribute(String name, String value) {
            TreeMap<String, String> a = new TreeMap<>(attributes);
            if (value.isEmpty()) {
                a.remove(name);
            } else {
                a.put(name, value);
            }
            return new Cuboid(id, track, className, frame, box, a, origin, finalised, confidence);
        }
    }

    /** An upright rectangle on the image of one camera, pixels: left, top, right, bottom. */
    record ImageBox(
            LabelId id, TrackId track, String className, int frame, SensorId camera,
            double left, double top, double right, double bottom,
            SortedMap<String, String> attributes, Origin origin, boolean finalised)
            implements Label {
        public ImageBox {
            attributes = copy(attributes);
            if (!(left <= right && top <= bottom)) {
                throw new IllegalArgumentException("an image box needs left <= right and top <= bottom");
            }
        }
    }

    private static SortedMap<String, String> copy(Map<String, String> attributes) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
}
