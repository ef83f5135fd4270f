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

    ReviewState review();

    Label withClass(String className);

    Label withTrack(TrackId track);

    Label withOrigin(Origin origin);

    Label withFinalised(boolean finalised);

    Label withReview(ReviewState review);

    /** With these attributes in place of all that it has. */
    Label withAttributes(Map<String, String> attributes);

    /** A box in the frame of the reference lidar. {@code confidence} is 1 for a person's own label. */
    record Cuboid(
            LabelId id, TrackId track, String className, int frame, Box box, SortedMap<String, String> attributes,
            Origin origin, boolean finalised, double confidence, ReviewState review)
            implements Label {
        public Cuboid {
            attributes = copy(attributes);
        }

        /** Not yet reviewed. */
        public Cuboid(
                LabelId id, TrackId track, String className, int frame, Box box, SortedMap<String, String> attributes,
                Origin origin, boolean finalised, double confidence) {
            this(id, track, className, frame, box, attributes, origin, finalised, confidence, ReviewState.OPEN);
        }

        public Cuboid withBox(Box b) {
            return new Cuboid(id, track, className, frame, b, attributes, origin, finalised, confidence, review);
        }

        @Override
        public Cuboid withClass(String c) {
            return new Cuboid(id, track, c, frame, box, attributes, origin, finalised, confidence, review);
        }

        @Override
        public Cuboid withTrack(TrackId t) {
            return new Cuboid(id, t, className, frame, box, attributes, origin, finalised, confidence, review);
        }

        @Override
        public Cuboid withOrigin(Origin o) {
            return new Cuboid(id, track, className, frame, box, attributes, o, finalised, confidence, review);
        }

        @Override
        public Cuboid withFinalised(boolean f) {
            return new Cuboid(id, track, className, frame, box, attributes, origin, f, confidence, review);
        }

        @Override
        public Cuboid withReview(ReviewState r) {
            return new Cuboid(id, track, className, frame, box, attributes, origin, finalised, confidence, r);
        }

        @Override
        public Cuboid withAttributes(Map<String, String> a) {
            return new Cuboid(
                    id, track, className, frame, box, new TreeMap<>(a), origin, finalised, confidence, review);
        }

        /** Sets an attribute, or removes it where the value is empty. */
        public Cuboid withAttribute(String name, String value) {
            TreeMap<String, String> a = new TreeMap<>(attributes);
            if (value.isEmpty()) {
                a.remove(name);
            } else {
                a.put(name, value);
            }
            return withAttributes(a);
        }
    }

    /** An upright rectangle on the image of one camera, pixels: left, top, right, bottom. */
    record ImageBox(
            LabelId id, TrackId track, String className, int frame, SensorId camera,
            double left, double top, double right, double bottom,
            SortedMap<String, String> attributes, Origin origin, boolean finalised, ReviewState review)
            implements Label {
        public ImageBox {
            attributes = copy(attributes);
            if (!(left <= right && top <= bottom)) {
                throw new IllegalArgumentException("an image box needs left <= right and top <= bottom");
            }
        }

        /** Not yet reviewed. */
        public ImageBox(
                LabelId id, TrackId track, String className, int frame, SensorId camera,
                double left, double top, double right, double bottom,
                SortedMap<String, String> attributes, Origin origin, boolean finalised) {
            this(
                    id, track, className, frame, camera, left, top, right, bottom, attributes, origin, finalised,
                    ReviewState.OPEN);
        }

        private ImageBox with(
                TrackId t, String c, Map<String, String> a, Origin o, boolean f, ReviewState r) {
            return new ImageBox(id, t, c, frame, camera, left, top, right, bottom, new TreeMap<>(a), o, f, r);
        }

        @Override
        public ImageBox withClass(String c) {
            return with(track, c, attributes, origin, finalised, review);
        }

        @Override
        public ImageBox withTrack(TrackId t) {
            return with(t, className, attributes, origin, finalised, review);
        }

        @Override
        public ImageBox withOrigin(Origin o) {
            return with(track, className, attributes, o, finalised, review);
        }

        @Override
        public ImageBox withFinalised(boolean f) {
            return with(track, className, attributes, origin, f, review);
        }

        @Override
        public ImageBox withReview(ReviewState r) {
            return with(track, className, attributes, origin, finalised, r);
        }

        @Override
        public ImageBox withAttributes(Map<String, String> a) {
            return with(track, className, a, origin, finalised, review);
        }
    }

    /**
     * Points of one sweep that are of one class: {@code points} are numbers of points of {@code sensor}'s sample of the
     * frame, as the recording has them. {@code instance} tells objects of a class apart within the sweep, from 1; 0 where
     * they are not told apart (road, vegetation).
     */
    record PointMask(
            LabelId id, TrackId track, String className, int frame, SensorId sensor, PointRuns points, int instance,
            SortedMap<String, String> attributes, Origin origin, boolean finalised, ReviewState review)
            implements Label {
        public PointMask {
            attributes = copy(attributes);
            if (instance < 0) {
                throw new IllegalArgumentException("the instance of a point mask is 0 or above");
            }
        }

        private PointMask with(
                TrackId t, String c, Map<String, String> a, Origin o, boolean f, ReviewState r) {
            return new PointMask(id, t, c, frame, sensor, points, instance, new TreeMap<>(a), o, f, r);
        }

        public PointMask withPoints(PointRuns p) {
            return new PointMask(
                    id, track, className, frame, sensor, p, instance, attributes, origin, finalised, review);
        }

        public PointMask withInstance(int i) {
            return new PointMask(
                    id, track, className, frame, sensor, points, i, attributes, origin, finalised, review);
        }

        @Override
        public PointMask withClass(String c) {
            return with(track, c, attributes, origin, finalised, review);
        }

        @Override
        public PointMask withTrack(TrackId t) {
            return with(t, className, attributes, origin, finalised, review);
        }

        @Override
        public PointMask withOrigin(Origin o) {
            return with(track, className, attributes, o, finalised, review);
        }

        @Override
        public PointMask withFinalised(boolean f) {
            return with(track, className, attributes, origin, f, review);
        }

        @Override
        public PointMask withReview(ReviewState r) {
            return with(track, className, attributes, origin, finalised, r);
        }

        @Override
        public PointMask withAttributes(Map<String, String> a) {
            return with(track, className, a, origin, finalised, review);
        }
    }

    private static SortedMap<String, String> copy(Map<String, String> attributes) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
}
