package plumbline.annotation.label;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/**
 * A label: what somebody says is at one place in one frame, or holds for a run of frames (relations, tags; {@link #frame} is
 * then the first). Immutable; an edit makes a new one with the same id.
 */
public sealed interface Label permits Label.Cuboid, Label.ImageBox, Label.PointMask, Headed {
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

    /** A line, outline or points in space: vertices in metres in the frame of the reference lidar. */
    record Shape(LabelHead head, Form form, List<Vec3> vertices) implements Headed {
        public Shape {
            vertices = List.copyOf(vertices);
            fewest(form, vertices.size());
            for (Vec3 v : vertices) {
                finite(v.x() + v.y() + v.z());
            }
        }

        @Override
        public Shape with(LabelHead h) {
            return new Shape(h, form, vertices);
        }

        public Shape withVertices(List<Vec3> v) {
            return new Shape(head, form, v);
        }
    }

    /** A line, outline or points on the image of one camera, in pixels. */
    record ImageShape(LabelHead head, SensorId camera, Form form, List<Pixel> vertices) implements Headed {
        public ImageShape {
            vertices = List.copyOf(vertices);
            fewest(form, vertices.size());
            for (Pixel v : vertices) {
                finite(v.x() + v.y());
            }
        }

        @Override
        public ImageShape with(LabelHead h) {
            return new ImageShape(h, camera, form, vertices);
        }

        public ImageShape withVertices(List<Pixel> v) {
            return new ImageShape(head, camera, form, v);
        }
    }

    /** Pixels of one camera's image of {@code width} by {@code height}, numbered row by row from the upper left corner. */
    record ImageMask(LabelHead head, SensorId camera, int width, int height, PointRuns pixels) implements Headed {
        public ImageMask {
            if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a mask of " + width + " by " + height + " pixels cannot be");
            }
            if (pixels.end() > width * height) {
                throw new IllegalArgumentException("the mask has pixel " + (pixels.end() - 1) + ", the image has "
                        + width * height);
            }
        }

        @Override
        public ImageMask with(LabelHead h) {
            return new ImageMask(h, camera, width, height, pixels);
        }

        public ImageMask withPixels(PointRuns p) {
            return new ImageMask(head, camera, width, height, p);
        }

        public boolean sameSize(ImageMask o) {
            return width == o.width && height == o.height;
        }
    }

    /**
     * How one object stands to another: {@code track} is {@code className} {@code to} ("trailer 7 attached to truck 3"), from
     * {@code frame} to {@code lastFrame}, both included; {@link #TO_THE_END} where it has no end.
     */
    record Relation(LabelHead head, TrackId to, int lastFrame) implements Headed {
        public Relation {
            frames(head, lastFrame);
        }

        @Override
        public Relation with(LabelHead h) {
            return new Relation(h, to, lastFrame);
        }

        public Relation withTo(TrackId t) {
            return new Relation(head, t, lastFrame);
        }

        public boolean holdsIn(int frame) {
            return frame >= frame() && frame <= lastFrame;
        }

        /** Whether it holds for all of the capture. */
        public boolean whole() {
            return frame() == 0 && lastFrame == TO_THE_END;
        }
    }

    /**
     * What is true of the scene from {@code frame} to {@code lastFrame}, both included: the class is the question
     * ("weather"), {@code value} the answer ("rain"; empty where the class says all). Its track is {@link #SCENE}.
     */
    record SceneTag(LabelHead head, String value, int lastFrame) implements Headed {
        public static final TrackId SCENE = new TrackId("scene");

        public SceneTag {
            frames(head, lastFrame);
        }

        @Override
        public SceneTag with(LabelHead h) {
            return new SceneTag(h, value, lastFrame);
        }

        public SceneTag withValue(String v) {
            return new SceneTag(head, v, lastFrame);
        }

        public boolean holdsIn(int frame) {
            return frame >= frame() && frame <= lastFrame;
        }

        /** Whether it holds for all of the capture. */
        public boolean whole() {
            return frame() == 0 && lastFrame == TO_THE_END;
        }
    }

    /** As last frame: until the capture ends, however long it is. */
    int TO_THE_END = Integer.MAX_VALUE;

    private static void frames(LabelHead head, int lastFrame) {
        if (lastFrame < head.frame()) {
            throw new IllegalArgumentException("it ends with frame " + lastFrame + " and begins with " + head.frame());
        }
    }

    private static void fewest(Form form, int vertices) {
        if (vertices < form.fewest()) {
            throw new IllegalArgumentException(
                    "a " + form.text() + " has " + form.fewest() + " vertices or more, not " + vertices);
        }
    }

    private static void finite(double sum) {
        if (!Double.isFinite(sum)) {
            throw new IllegalArgumentException("a vertex is not at a finite place");
        }
    }

    private static SortedMap<String, String> copy(Map<String, String> attributes) {
        return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
}
