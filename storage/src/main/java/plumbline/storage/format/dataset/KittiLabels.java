package plumbline.storage.format.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.storage.format.LabelFormat.Loss;

/** Labels to lines of KITTI's formats and back, for one capture. */
final class KittiLabels {
    static final String OCCLUDED = "occluded";
    static final String TRUNCATED = "truncated";

    private static final List<String> OCCLUSION = List.of("none", "partly", "mostly", "unknown");
    private static final double SAME_PIXELS = 1e-3;
    private static final double UPRIGHT_RAD = 1e-6;

    /** A line to be written, with the track it belongs to. */
    record Written(KittiLine line, TrackId track) {}

    private final Capture capture;
    private final Map<Integer, Frame> frames = new HashMap<>();

    KittiLabels(Capture capture) {
        this.capture = capture;
        capture.frames().forEach(f -> frames.put(f.index(), f));
    }

    boolean has(int frame) {
        return frames.isEmpty() || frames.containsKey(frame);
    }

    KittiRig rig(int frame) {
        return KittiRig.of(capture, Optional.ofNullable(frames.get(frame)));
    }

    /**
     * The labels of one line. A rectangle or truncation that is only the cuboid's own outline on the image says
     * nothing new and is not kept; {@code id} begins both labels' ids.
     */
    List<Label> read(KittiLine line, KittiRig rig, int frame, String id, TrackId track) {
        TreeMap<String, String> attributes = new TreeMap<>();
        if (line.occluded() >= 0) {
            attributes.put(
                    OCCLUDED,
                    line.occluded() < OCCLUSION.size()
                            ? OCCLUSION.get(line.occluded())
                            : Integer.toString(line.occluded()));
        }
        List<Label> out = new ArrayList<>();
        Optional<Box> box =
                line.hasBox() ? Optional.of(line.box().in(rig.rectFromLidar().inverse())) : Optional.empty();
        Optional<KittiRig.View> outline = box.flatMap(rig::view);
        if (line.truncated() >= 0 && !outline.map(v -> same(v.cut(), line.truncated())).orElse(false)) {
            attributes.put(TRUNCATED, Double.toString(line.truncated()));
        }
        if (box.isPresent()) {
            out.add(new Label.Cuboid(
                    new LabelId(id), track, line.type(), frame, box.get(), attributes, Origin.IMPORTED, false,
                    line.score().orElse(1.0)));
        }
        if (line.hasImageBox() && rig.camera().isPresent() && !outline.map(v -> same(v, line)).orElse(false)) {
            out.add(new Label.ImageBox(
                    new LabelId(id + "-image"), track, line.type(), frame, rig.camera().get(), line.left(), line.top(),
                    line.right(), line.bottom(), attributes, Origin.IMPORTED, false));
        }
        return out;
    }

    private static boolean same(double cut, double truncated) {
        return Math.abs(cut - truncated) < 1e-9;
    }

    private static boolean same(KittiRig.View v, KittiLine l) {
        double[] r = v.rectangle();
        return Math.abs(r[0] - l.left()) < SAME_PIXELS
                && Math.abs(r[1] - l.top()) < SAME_PIXELS
                && Math.abs(r[2] - l.right()) < SAME_PIXELS
                && Math.abs(r[3] - l.bottom()) < SAME_PIXELS;
    }

    /** The lines of one frame in order of label id: cuboids the camera sees, then image boxes without a cuboid. */
    List<Written> write(Labels labels, int frame, Pose rectFromLidar) {
        KittiRig rig = rig(frame).withRect(rectFromLidar);
        List<Label.ImageBox> images = imageBoxes(labels, frame, rig);
        Set<LabelId> paired = new HashSet<>();
        List<Written> out = new ArrayList<>();
        for (Label.Cuboid c : labels.cuboids(frame)) {
            Optional<KittiRig.View> view = rig.view(c.box());
            if (view.isEmpty()) {
                continue;
            }
            Optional<Label.ImageBox> image = images.stream()
                    .filter(b -> b.track().equals(c.track()) && b.className().equals(c.className()))
                    .filter(b -> !paired.contains(b.id()))
                    .findFirst();
            image.ifPresent(b -> paired.add(b.id()));
            double[] rectangle = image.map(KittiLabels::rectangle).orElse(view.get().rectangle());
            out.add(new Written(
                    KittiLine.of(
                            type(c), truncated(c, view.get().cut()), occluded(c), c.box().in(rig.rectFromLidar()),
                            rectangle, c.confidence() == 1 ? Optional.empty() : Optional.of(c.confidence())),
                    c.track()));
        }
        for (Label.ImageBox b : images) {
            if (!paired.contains(b.id())) {
                double[] r = rectangle(b);
                out.add(new Written(
                        KittiLine.flat(type(b), truncated(b, -1), occluded(b), r[0], r[1], r[2], r[3]), b.track()));
            }
        }
        return out;
    }

    private static List<Label.ImageBox> imageBoxes(Labels labels, int frame, KittiRig rig) {
        List<Label.ImageBox> out = new ArrayList<>();
        for (Label l : labels.inFrame(frame)) {
            if (l instanceof Label.ImageBox b && rig.camera().filter(b.camera()::equals).isPresent()) {
                out.add(b);
            }
        }
        return out;
    }

    private static double[] rectangle(Label.ImageBox b) {
        return new double[] {b.left(), b.top(), b.right(), b.bottom()};
    }

    private static String type(Label l) {
        return l.className().isBlank() ? "unclassified" : l.className().replaceAll("\\s+", "_");
    }

    private static int occluded(Label l) {
        String value = l.attributes().getOrDefault(OCCLUDED, "");
        int known = OCCLUSION.indexOf(value);
        return known >= 0 ? known : value.matches("[0-9]{1,2}") ? Integer.parseInt(value) : -1;
    }

    private static double truncated(Label l, double otherwise) {
        String value = l.attributes().getOrDefault(TRUNCATED, "");
        return value.matches("[0-9]{1,3}(\\.[0-9]{1,20})?") ? Double.parseDouble(value) : otherwise;
    }

    /** What {@link #write} leaves out or changes; {@code tracks} where the format has numbers for tracks. */
    List<Loss> losses(Labels labels, boolean tracks) {
        TreeMap<String, Long> counts = new TreeMap<>();
        TreeSet<Integer> used = new TreeSet<>();
        labels.forEach(l -> used.add(l.frame()));
        for (int f : used) {
            KittiRig rig = rig(f);
            for (Label l : labels.inFrame(f)) {
                count(l, rig, counts);
            }
        }
        if (!labels.isEmpty()) {
            counts.put("ids, origin, review and whether a label is finalised are not kept", (long) labels.size());
            counts.put(
                    tracks
                            ? "track names become numbers"
                            : "which labels of different frames are one object is not kept",
                    (long) labels.size());
        }
        List<Loss> out = new ArrayList<>();
        counts.forEach((what, n) -> out.add(new Loss(what, n)));
        return out;
    }

    private static void count(Label l, KittiRig rig, TreeMap<String, Long> counts) {
        String camera = rig.camera().map(c -> "camera " + c).orElse("a camera, which the capture lacks,");
        switch (l) {
            case Label.Cuboid c -> {
                if (rig.view(c.box()).isEmpty()) {
                    counts.merge("cuboids that " + camera + " does not see are not written", 1L, Long::sum);
                    return;
                }
                if (KittiLine.leanRad(c.box().in(rig.rectFromLidar())) > UPRIGHT_RAD) {
                    counts.merge("roll and pitch against " + camera + " are set to level", 1L, Long::sum);
                }
            }
            case Label.ImageBox b -> {
                if (rig.camera().filter(b.camera()::equals).isEmpty()) {
                    counts.merge("image boxes of other cameras are not written", 1L, Long::sum);
                    return;
                }
            }
            case Label.PointMask m -> {
                counts.merge("labels of single points are not written", 1L, Long::sum);
                return;
            }
            case Headed h -> {
                counts.merge(notWritten(h), 1L, Long::sum);
                return;
            }
        }
        if (l.attributes().keySet().stream().anyMatch(a -> !a.equals(OCCLUDED) && !a.equals(TRUNCATED))) {
            counts.merge("attributes other than occluded and truncated are not kept", 1L, Long::sum);
        }
        if (!type(l).equals(l.className())) {
            counts.merge("class names of several words get underscores", 1L, Long::sum);
        }
    }

    private static String notWritten(Headed label) {
        return switch (label) {
            case Label.Shape s -> "lines, polygons and key points in 3D are not written";
            case Label.ImageShape s -> "lines, polygons and key points on images are not written";
            case Label.ImageMask m -> "masks on images are not written";
            case Label.Relation r -> "relations between objects are not written";
            case Label.SceneTag t -> "tags of the scene are not written";
        };
    }
}
