package plumbline.app.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.app.service.SweepPoints;
import plumbline.storage.format.Captures;

/** Sweeps with boxes that are known to be right, or that people drew: what automation is measured on. */
final class TruthSweeps {
    /** Published captures with labels, by where they lie in a folder of data and by what they are called here. */
    private static final List<List<String>> REAL = List.of(
            List.of("DGP", "dgp_test_scene/scene_02"),
            List.of("KITTI", "kitti_raw_0005/2011_09_26/2011_09_26_drive_0005_sync"),
            List.of("Argoverse", "av2/adcf7d18-0510-35b0-a2fa-b4cea13a6d76"));

    /** A frame's points in the frame of the reference lidar, with the boxes there. */
    record Sweep(Capture capture, int frame, PointBlock points, List<Cuboid> boxes) {}

    private TruthSweeps() {}

    /** The labelled captures under a folder of data; those that are not there are left out. */
    static List<String> real(Path data) {
        return REAL.stream().filter(r -> Files.exists(data.resolve(r.get(1)))).map(List::getFirst).toList();
    }

    static CaptureSource open(Path data, String name) throws IOException {
        String path = REAL.stream().filter(r -> r.getFirst().equals(name)).findFirst().orElseThrow().get(1);
        return Captures.open(data.resolve(path));
    }

    /** Every frame that has points and boxes; motion within a sweep is taken out as the window does. */
    static List<Sweep> of(CaptureSource source, Labels labels) throws IOException {
        List<Sweep> out = new ArrayList<>();
        Capture capture = source.capture();
        for (int f = 0; f < capture.frames().size(); f++) {
            Optional<Sample> sample = capture.frames().get(f).sample(capture.referenceLidar());
            if (sample.isPresent() && !labels.cuboids(f).isEmpty()) {
                PointBlock points = SweepPoints.of(source, sample.get());
                if (points.size() > 0) {
                    out.add(new Sweep(capture, f, points, labels.cuboids(f)));
                }
            }
        }
        return out;
    }

    /** Boxes by track and frame. */
    static TreeMap<TrackId, TreeMap<Integer, Cuboid>> tracks(Labels labels) {
        TreeMap<TrackId, TreeMap<Integer, Cuboid>> out = new TreeMap<>(
                (a, b) -> a.value().compareTo(b.value()));
        labels.forEach((Label l) -> {
            if (l instanceof Cuboid c) {
                out.computeIfAbsent(c.track(), t -> new TreeMap<>()).put(c.frame(), c);
            }
        });
        return out;
    }

    /** The street class that a data set's word means; empty where it has none. */
    static Optional<LabelClass> street(String className) {
        String n = className.toLowerCase(Locale.ROOT);
        String name = n.contains("truck") ? "Truck"
                : n.contains("bus") ? "Bus"
                : n.contains("van") ? "Van"
                : n.contains("pedestrian") || n.contains("person") ? "Pedestrian"
                : n.contains("motorcycl") ? "Motorcycle"
                : n.contains("cycl") ? "Cyclist"
                : n.contains("car") || n.contains("vehicle") ? "Car" : className;
        return Ontology.STREET.find(name);
    }

    static boolean vehicle(LabelClass cls) {
        return cls.group().equals("Vehicles");
    }
}
