package plumbline.storage.format.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.joml.Quaterniond;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Vec3;
import plumbline.storage.format.FormatException;

/**
 * KITTI's {@code tracklet_labels.xml}: objects with one size and a pose per frame in the Velodyne's frame, the
 * position being the middle of the bottom face. Document types and entities are not resolved.
 */
final class KittiTracklets {
    private static final long MAX_BYTES = 1L << 28;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 1000;
    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "occlusion", Map.of("0", "visible", "1", "partly", "2", "fully"),
            "truncation", Map.of("0", "in image", "1", "truncated", "2", "out of image", "99", "behind image"),
            "state", Map.of("0", "unset", "1", "interpolated", "2", "labelled"));

    private final Path file;
    private final int frames;
    private final List<Label> labels = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> tracklet = new HashMap<>();
    private final List<Map<String, String>> poses = new ArrayList<>();
    private int number;

    private KittiTracklets(Path file, int frames) {
        this.file = file;
        this.frames = frames;
    }

    record Read(List<Label> labels, List<Problem> problems) {}

    /** Labels of frames from {@code frames} on are reported, not kept. */
    static Read read(Path file, int frames) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(file.toString(), "", "is too large for the tracklets of a drive");
        }
        KittiTracklets t = new KittiTracklets(file, frames);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            t.read(xml);
        } catch (XMLStreamException e) {
            String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber();
            throw new FormatException(file.toString(), line, "not sound XML: " + e.getMessage(), e);
        }
        return new Read(t.labels, t.problems);
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, FormatException {
        Deque<String> path = new ArrayDeque<>();
        StringBuilder text = new StringBuilder();
        Map<String, String> pose = new HashMap<>();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(xml.getLocalName());
                    text.setLength(0);
                    if (path.size() > MAX_DEPTH) {
                        throw bad(xml, "nested deeper than tracklets are");
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    if (text.length() + xml.getTextLength() <= MAX_TEXT) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    end(xml, String.join("/", path), text.toString().trim(), pose);
                    path.removeLast();
                    text.setLength(0);
                }
                default -> {}
            }
        }
    }

    private void end(XMLStreamReader xml, String path, String text, Map<String, String> pose) throws FormatException {
        String inTracklet = "boost_serialization/tracklets/item";
        String inPose = inTracklet + "/poses/item";
        if (path.equals(inPose)) {
            poses.add(Map.copyOf(pose));
            pose.clear();
        } else if (path.startsWith(inPose + "/")) {
            pose.put(path.substring(inPose.length() + 1), text);
        } else if (path.equals(inTracklet)) {
            finish(xml);
            tracklet.clear();
            poses.clear();
            number++;
        } else if (path.startsWith(inTracklet + "/")) {
            tracklet.put(path.substring(inTracklet.length() + 1), text);
        }
    }

    private void finish(XMLStreamReader xml) throws FormatException {
        String type = tracklet.getOrDefault("objectType", "");
        if (type.isBlank()) {
            throw bad(xml, "tracklet " + number + " has no objectType");
        }
        double l = number(xml, tracklet, "l");
        double w = number(xml, tracklet, "w");
        double h = number(xml, tracklet, "h");
        double first = number(xml, tracklet, "first_frame");
        if (!(l >= 0 && w >= 0 && h >= 0 && first >= 0 && first == Math.rint(first) && first < Integer.MAX_VALUE)) {
            throw bad(xml, "tracklet " + number + " has a negative size or first frame");
        }
        int outside = 0;
        for (int i = 0; i < poses.size(); i++) {
            int frame = (int) first + i;
            if (frame >= frames || frame < 0) {
                outside++;
                continue;
            }
            labels.add(label(xml, type, frame, l, w, h, poses.get(i)));
        }
        if (outside > 0) {
            problems.add(new Problem(
                    file.toString(),
                    outside + " labels of tracklet " + number + " lie after the last frame; not read"));
        }
    }

    private Label label(
            XMLStreamReader xml, String type, int frame, double l, double w, double h, Map<String, String> pose)
            throws FormatException {
        Quaterniond q = new Quaterniond().rotationZYX(
                number(xml, pose, "rz"), number(xml, pose, "ry"), number(xml, pose, "rx"));
        Vec3 bottom = new Vec3(number(xml, pose, "tx"), number(xml, pose, "ty"), number(xml, pose, "tz"));
        org.joml.Vector3d up = q.transform(new org.joml.Vector3d(0, 0, h / 2));
        Vec3 centre = bottom.plus(new Vec3(up.x, up.y, up.z));
        TreeMap<String, String> attributes = new TreeMap<>();
        WORDS.forEach((name, words) -> {
            String value = pose.getOrDefault(name, "-1");
            if (!value.equals("-1")) {
                attributes.put(name, words.getOrDefault(value, value));
            }
        });
        return new Label.Cuboid(
                new LabelId("tracklet-" + number + "-" + frame), new TrackId(Integer.toString(number)), type, frame,
                Box.of(centre, l, w, h, q), attributes, Origin.IMPORTED, false, 1);
    }

    private double number(XMLStreamReader xml, Map<String, String> of, String name) throws FormatException {
        String text = of.getOrDefault(name, "");
        try {
            double v = Double.parseDouble(text);
            if (Double.isFinite(v)) {
                return v;
            }
        } catch (NumberFormatException e) {
            throw new FormatException(
                    file.toString(), "line " + xml.getLocation().getLineNumber(),
                    "tracklet " + number + ": \"" + text + "\" for " + name + " is no number", e);
        }
        throw bad(xml, "tracklet " + number + ": " + name + " is not finite");
    }

    private FormatException bad(XMLStreamReader xml, String what) {
        return new FormatException(file.toString(), "line " + xml.getLocation().getLineNumber(), what);
    }
}
