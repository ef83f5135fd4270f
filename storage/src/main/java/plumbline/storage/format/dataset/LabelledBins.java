package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.CaptureFormat;

/**
 * Sweeps with a class for each point and nothing else: numbered {@code .bin} and {@code .label} in one folder, or in
 * the two folders that RELLIS-3D has for them. They carry no times and no poses.
 */
public final class LabelledBins implements CaptureFormat {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final long PERIOD = 100_000_000L;

    private record Folders(String points, String labels) {}

    private static final List<Folders> KNOWN = List.of(
            new Folders("", ""), new Folders("os1_cloud_node_kitti_bin", "os1_cloud_node_semantickitti_label_id"),
            new Folders("vel_cloud_node_kitti_bin", "vel_cloud_node_semantickitti_label_id"),
            new Folders("velodyne", "labels"));

    @Override
    public String name() {
        return "labelled-bins";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return folders(path).isPresent();
    }

    private static Optional<Folders> folders(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            for (Folders f : KNOWN) {
                if (!BinSweeps.numbered(path, f.labels(), ".label").isEmpty()
                        && !BinSweeps.numbered(path, f.points(), ".bin").isEmpty()) {
                    return Optional.of(f);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        Folders f = folders(root).orElseThrow();
        Map<Integer, String> sweeps = BinSweeps.numbered(root, f.points(), ".bin");
        Map<Integer, String> labels = BinSweeps.numbered(root, f.labels(), ".label");
        List<Problem> problems = new ArrayList<>();
        problems.add(new Problem(root.toString(), "sweeps without times or poses: put 0.1 s apart, all at the origin"));
        List<Sample> samples = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        for (Map.Entry<Integer, String> e : sweeps.entrySet()) {
            String label = labels.get(e.getKey());
            Sample s = new Sample(
                    LIDAR, e.getKey() * PERIOD, Pose.IDENTITY, label == null ? "kitti-bin" : SemanticBin.ENCODING,
                    label == null ? e.getValue() : e.getValue() + "|" + label);
            samples.add(s);
            frames.add(new Frame(frames.size(), s.timeNanos(), Pose.IDENTITY, Map.of(LIDAR, s)));
        }
        Capture capture = new Capture(
                root.getFileName().toString(), name(), "the lidar's own frame",
                List.of(new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())), LIDAR, frames, samples,
                Trajectory.EMPTY, problems);
        return new BinSweeps(root, capture, Labels.EMPTY, Ontology.STREET);
    }
}
