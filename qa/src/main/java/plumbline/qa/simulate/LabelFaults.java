package plumbline.qa.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Vec3;

/** Makes label errors, one for each that was asked for, each on a track of its own, and writes down where. */
final class LabelFaults {
    /** The points of a frame, for errors that need a place without any. */
    interface FramePoints {
        PointBlock of(int frame) throws IOException;
    }

    private record Pick(List<Label.Cuboid> track, int at) {
        Label.Cuboid label() {
            return track.get(at);
        }
    }

    private final Map<LabelId, Integer> points;
    private final FramePoints framePoints;
    private final Map<TrackId, List<Label.Cuboid>> tracks = new TreeMap<>();
    private final Set<TrackId> used = new HashSet<>();
    private final List<SimulationTruth.Entry> entries = new ArrayList<>();
    private Labels labels;

    LabelFaults(Labels truth, Map<LabelId, Integer> points, FramePoints framePoints) {
        this.labels = truth;
        this.points = points;
        this.framePoints = framePoints;
        truth.forEach(l -> {
            if (l instanceof Label.Cuboid c) {
                tracks.computeIfAbsent(c.track(), t -> new ArrayList<>()).add(c);
            }
        });
    }

    Labels labels() {
        return labels;
    }

    List<SimulationTruth.Entry> entries() {
        return entries;
    }

    /**
     * The unused track with most points about its middle (or at the frame asked for), with labels on both sides of
     * it.
     */
    private Pick pick(Fault fault, Set<String> classes, int margin) {
        int frame = (int) fault.amount("frame", -1);
        List<Pick> found = new ArrayList<>();
        for (List<Label.Cuboid> track : tracks.values()) {
            for (int i = margin; i < track.size() - margin; i++) {
                boolean there = frame >= 0 ? track.get(i).frame() == frame : i == track.size() / 2;
                if (there && classes.contains(track.get(i).className()) && !used.contains(track.get(i).track())) {
                    found.add(new Pick(track, i));
                }
            }
        }
        Pick best = found.stream()
                .max(Comparator.comparingInt(p -> points.getOrDefault(p.label().id(), 0)))
                .orElseThrow(() -> new IllegalArgumentException("no object of this pass suits the fault " + fault
                        + ": ask for more frames, more points or another frame"));
        used.add(best.label().track());
        return best;
    }

    private void record(Fault fault, List<? extends Label> where, String sentence) {
        entries.add(new SimulationTruth.Entry(
                fault, where.stream().map(Label::frame).distinct().toList(), where.stream().map(Label::id).toList(),
                fault.target(), Optional.empty(), Optional.empty(), sentence));
    }

    private void put(Fault fault, Label.Cuboid label, String sentence) {
        labels = labels.with(List.of(label), Set.of());
        record(fault, List.of(label), sentence);
    }

    private static Box moved(Box b, double along, double up) {
        Vec3 c = b.centre();
        return b.withCentre(new Vec3(c.x() + along * Math.cos(b.yaw()), c.y() + along * Math.sin(b.yaw()), c.z() + up));
    }

    void make(Fault fault) throws IOException {
        Set<String> vehicles = Set.of("Car", "Van");
        Set<String> cars = Set.of("Car");
        Set<String> all = Set.of("Car", "Van", "Truck", "Bus", "Pedestrian", "Cyclist");
        switch (fault.target()) {
            case "box.empty" -> addBox(fault, emptyPlace(frame(fault)), frame(fault),
                    "a box where nothing was measured");
            case "box.range" -> addBox(
                    fault, Box.upright(new Vec3(250, 4, -1.2), 4.5, 1.85, 1.55, 0), frame(fault),
                    "a box 250 m away, beyond the lidar's range");
            case "box.overlap" -> {
                Label.Cuboid c = pick(fault, cars, 0).label();
                addBox(fault, moved(c.box(), 0.5 * c.box().length(), 0), c.frame(),
                        "a box half inside that of " + c.track());
            }
            case "box.duplicate" -> {
                Label.Cuboid c = pick(fault, cars, 0).label();
                addBox(fault, moved(c.box(), 0.06, 0.02), c.frame(), "a second box on " + c.track());
            }
            case "box.floating" -> change(fault, vehicles, 1, b -> moved(b, 0, 1.0), "raised by 1 m");
            case "box.underground" -> change(fault, vehicles, 1, b -> moved(b, 0, -1.0), "lowered by 1 m");
            case "size.track" -> change(
                    fault, vehicles, 1, b -> b.withSize(1.35 * b.length(), b.width(), b.height()),
                    "35 % longer than the rest of its track");
            case "yaw.jump" -> change(fault, vehicles, 1, b -> b.turned(Math.PI), "turned by 180 degrees");
            case "motion.velocity" -> change(fault, vehicles, 1, b -> moved(b, 6, 0), "6 m ahead of its track");
            case "motion.acceleration" -> change(fault, vehicles, 1, b -> moved(b, 0.9, 0), "0.9 m ahead of its track");
            default -> makeOther(fault, cars, vehicles, all);
        }
    }

    private void makeOther(Fault fault, Set<String> cars, Set<String> vehicles, Set<String> all) {
        switch (fault.target()) {
            case "size.class" -> whole(fault, pick(fault, cars, 1).track(), c -> c.withBox(
                    c.box().withSize(2.3 * c.box().length(), c.box().width(), c.box().height())),
                    "a car 2.3 times as long as it is");
            case "ontology.class" -> whole(
                    fault, pick(fault, vehicles, 0).track(), c -> c.withClass("Automobile"),
                    "a class that the ontology does not have");
            case "class.flip" -> {
                Label.Cuboid c = pick(fault, cars, 1).label();
                put(fault, c.withClass("Van"), "a van in one frame, a car in the others");
            }
            case "attribute.missing" -> {
                Label.Cuboid c = pick(fault, all, 0).label();
                put(fault, c.withAttribute("occluded", ""), "nobody said how far it is occluded");
            }
            case "track.gap" -> {
                Pick p = pick(fault, all, 1);
                labels = labels.with(List.of(), Set.of(p.label().id()));
                entries.add(new SimulationTruth.Entry(
                        fault, List.of(p.label().frame()),
                        List.of(p.label().id(), p.track.get(p.at - 1).id(), p.track.get(p.at + 1).id()), fault.target(),
                        Optional.empty(), Optional.empty(),
                                "the label of one frame is missing between its neighbours"));
            }
            case "points.unassigned" -> {
                List<Label.Cuboid> track = pick(fault, all, 0).track();
                Set<LabelId> gone = new HashSet<>();
                track.forEach(c -> gone.add(c.id()));
                labels = labels.with(List.of(), gone);
                record(fault, track, "all labels of an object are missing");
            }
            default -> throw new IllegalArgumentException("the label error " + fault.target() + " cannot be made");
        }
    }

    private void change(
            Fault fault, Set<String> classes, int margin, java.util.function.UnaryOperator<Box> how, String sentence) {
        Label.Cuboid c = pick(fault, classes, margin).label();
        put(fault, c.withBox(how.apply(c.box())), sentence);
    }

    private void whole(
            Fault fault, List<Label.Cuboid> track, java.util.function.UnaryOperator<Label.Cuboid> how,
                    String sentence) {
        List<Label.Cuboid> changed = track.stream().map(how).toList();
        labels = labels.with(changed, Set.of());
        record(fault, changed, sentence);
    }

    private int frame(Fault fault) {
        int last = tracks.values().stream().mapToInt(t -> t.getLast().frame()).max().orElse(0);
        return (int) fault.amount("frame", last / 2);
    }

    private void addBox(Fault fault, Box box, int frame, String sentence) {
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("occluded", "none", "state", "parked"));
        String name = "extra-" + fault.target();
        put(fault, new Label.Cuboid(
                new LabelId(name + "-f" + frame), new TrackId(name), "Car", frame, box, attributes, Origin.HAND, false,
                        1),
                sentence);
    }

    /** A car's place on the ground, as near to 15 m as can be, with no point and no other box in it. */
    private Box emptyPlace(int frame) throws IOException {
        PointBlock p = framePoints.of(frame);
        Box best = null;
        double bestOff = Double.POSITIVE_INFINITY;
        for (int i = -30; i <= 30; i++) {
            for (int j = -20; j <= 20; j++) {
                Box b = Box.upright(new Vec3(1.2 * i, 1.2 * j, -1.2), 4.5, 1.85, 1.55, 0);
                double off = Math.abs(b.centre().length() - 15);
                if (off < bestOff && free(b, p, frame)) {
                    best = b;
                    bestOff = off;
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("frame " + frame
                    + " has no empty place for a car; ask for another frame");
        }
        return best;
    }

    private boolean free(Box b, PointBlock p, int frame) {
        for (Label.Cuboid c : labels.cuboids(frame)) {
            double gap = (c.box().length() + b.length()) / 2 + 0.5;
            if (c.box().centre().distance(b.centre()) < gap) {
                return false;
            }
        }
        for (int i = 0; i < p.size(); i++) {
            if (b.containsWithin(p.px(i), p.py(i), p.pz(i), 0.1)) {
                return false;
            }
        }
        return true;
    }
}
