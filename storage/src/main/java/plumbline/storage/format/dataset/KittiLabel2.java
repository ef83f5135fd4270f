package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sensor;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;

/**
 * KITTI's object labels: a folder {@code label_2} with a text per frame, its number the name, and {@code calib} beside
 * it. Written labels are in the first camera's frame, and the written calibration says so (docs/formats/kitti.md).
 */
public final class KittiLabel2 implements LabelFormat {
    private static final String NAME = "[0-9]{1,9}\\.txt";

    @Override
    public String name() {
        return "kitti-label2";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        for (Path p : files(path)) {
            Optional<String> line = KittiText.lines(p).stream().filter(l -> !l.isBlank()).findFirst();
            if (line.isPresent()) {
                String[] fields = line.get().trim().split("\\s+");
                return (fields.length == 15 || fields.length == 16) && !fields[0].matches("[-+0-9.eE]+");
            }
        }
        return false;
    }

    /** The label files of a dataset's folder, a folder of labels, or the one file itself, by frame. */
    private static List<Path> files(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return path.getFileName().toString().matches(NAME) ? List.of(path) : List.of();
        }
        Path folder = Files.isDirectory(path.resolve("label_2")) ? path.resolve("label_2") : path;
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(p -> p.getFileName().toString().matches(NAME)).sorted().toList();
        }
    }

    @Override
    public Read read(Path path, Capture capture) throws IOException {
        return read(path, capture, n -> n);
    }

    /** {@code frameOf} gives the frame for a file's number, negative where there is none. */
    Read read(Path path, Capture capture, IntUnaryOperator frameOf) throws IOException {
        List<Path> files = files(path);
        if (files.isEmpty()) {
            throw new FormatException(path.toString(), "", "holds no label texts such as label_2/000000.txt");
        }
        KittiLabels kitti = new KittiLabels(capture);
        List<Label> labels = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        TreeSet<String> classes = new TreeSet<>();
        int uncalibrated = 0;
        for (Path file : files) {
            int number = Integer.parseInt(file.getFileName().toString().replace(".txt", ""));
            int frame = frameOf.applyAsInt(number);
            if (frame < 0 || !kitti.has(frame)) {
                problems.add(new Problem(file.toString(), "the capture has no frame " + number + "; not read"));
                continue;
            }
            Optional<Pose> rect = KittiRig.calibration(file);
            uncalibrated += rect.isEmpty() ? 1 : 0;
            KittiRig rig = rect.map(kitti.rig(frame)::withRect).orElse(kitti.rig(frame));
            List<String> lines = KittiText.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    KittiLine line = KittiLine.parse(file, i + 1, lines.get(i).trim().split("\\s+"), 0);
                    String id = "%06d-%03d".formatted(frame, i);
                    labels.addAll(kitti.read(line, rig, frame, "kitti-" + id, new TrackId(id)));
                    classes.add(line.type());
                }
            }
        }
        if (uncalibrated > 0) {
            problems.add(uncalibrated(path, uncalibrated + " texts have", kitti.rig(0)));
        }
        return new Read(Labels.of(labels), Ontology.STREET.including(classes), problems);
    }

    static Problem uncalibrated(Path path, String which, KittiRig rig) {
        return new Problem(
                path.toString(), which + " no calibration beside; their boxes are taken to be in the frame of "
                        + rig.camera().map(c -> "camera " + c).orElse("the lidar"));
    }

    @Override
    public List<Loss> losses(Labels labels, Capture capture) {
        return new KittiLabels(capture).losses(labels, false);
    }

    /** Writes {@code label_2} and {@code calib} into the folder {@code out}, a text each per frame of the capture. */
    @Override
    public List<Path> write(Path out, Labels labels, Ontology ontology, Capture capture) throws IOException {
        KittiLabels kitti = new KittiLabels(capture);
        if (kitti.rig(0).camera().isEmpty()) {
            throw new FormatException(out.toString(), "", "KITTI labels need a camera, which the capture lacks");
        }
        Pose lidarFromEgo = capture.sensor(capture.referenceLidar())
                .map(Sensor::egoFromSensor)
                .orElse(Pose.IDENTITY)
                .inverse();
        TreeSet<Integer> frames = new TreeSet<>();
        capture.frames().forEach(f -> frames.add(f.index()));
        labels.forEach(l -> frames.add(l.frame()));
        List<Path> written = new ArrayList<>();
        for (int f : frames) {
            StringBuilder text = new StringBuilder();
            kitti.write(labels, f, kitti.rig(f).rectFromLidar())
                    .forEach(w -> text.append(w.line().text()).append('\n'));
            Path label = out.resolve("label_2/%06d.txt".formatted(f));
            Path calib = out.resolve("calib/%06d.txt".formatted(f));
            AtomicFile.write(label, text.toString().getBytes(StandardCharsets.UTF_8));
            AtomicFile.write(calib, kitti.rig(f).calibrationText(lidarFromEgo).getBytes(StandardCharsets.UTF_8));
            written.add(label);
            written.add(calib);
        }
        return written;
    }
}
