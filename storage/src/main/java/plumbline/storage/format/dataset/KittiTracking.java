package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.LabelFormat;

/**
 * KITTI's tracking labels: one text per sequence ({@code label_02/0000.txt}), each line a frame, a track's number (-1
 * for DontCare) and an object as in {@link KittiLabel2} (docs/formats/kitti.md).
 */
public final class KittiTracking implements LabelFormat {
    private static final int MAX_FRAME = 100_000_000;

    @Override
    public String name() {
        return "kitti-tracking";
    }

    /** A sequence's text, or a folder with {@code label_02/0000.txt}. */
    private static Path text(Path path) {
        return path.getFileName().toString().endsWith(".txt") ? path : path.resolve("label_02").resolve("0000.txt");
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        Path text = text(path);
        if (!Files.isRegularFile(text)) {
            return false;
        }
        try (var in = Files.newInputStream(text)) {
            String first = new String(in.readNBytes(1000), StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
            String[] fields = first.trim().split("\\s+");
            return (fields.length == 17 || fields.length == 18) && isWhole(fields[0]) && isWhole(fields[1])
                    && !fields[2].matches("[-+0-9.eE]+");
        }
    }

    private static boolean isWhole(String text) {
        return text.matches("-?[0-9]{1,9}");
    }

    @Override
    public Read read(Path fileOrFolder, Capture capture) throws IOException {
        Path path = text(fileOrFolder);
        KittiLabels kitti = new KittiLabels(capture);
        List<Label> labels = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        TreeSet<String> classes = new TreeSet<>();
        Optional<Pose> rect = KittiRig.calibration(path);
        if (rect.isEmpty()) {
            problems.add(KittiLabel2.uncalibrated(path, "has", kitti.rig(0)));
        }
        Map<Integer, KittiRig> rigs = new HashMap<>();
        TreeSet<Integer> unknown = new TreeSet<>();
        List<String> lines = KittiText.lines(path);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] fields = lines.get(i).trim().split("\\s+");
            if (fields.length < 3 || !isWhole(fields[0]) || !isWhole(fields[1]) || fields[0].startsWith("-")) {
                throw new FormatException(
                        path.toString(), "line " + (i + 1), "a line begins with the numbers of its frame and track");
            }
            KittiLine line = KittiLine.parse(path, i + 1, fields, 2);
            int frame = Integer.parseInt(fields[0]);
            if (frame > MAX_FRAME || !kitti.has(frame)) {
                unknown.add(frame);
                continue;
            }
            KittiRig rig = rigs.computeIfAbsent(
                    frame, f -> rect.map(kitti.rig(f)::withRect).orElse(kitti.rig(f)));
            // All DontCare regions share the number -1 and are no object together.
            TrackId track = new TrackId(fields[1].equals("-1") ? "none-" + i : fields[1]);
            labels.addAll(kitti.read(line, rig, frame, "kitti-%06d-%06d".formatted(frame, i), track));
            classes.add(line.type());
        }
        if (!unknown.isEmpty()) {
            problems.add(new Problem(
                    path.toString(), "the capture lacks " + unknown.size() + " frames from " + unknown.first() + " to "
                            + unknown.last() + "; not read"));
        }
        return new Read(Labels.of(labels), Ontology.STREET.including(classes), problems);
    }

    @Override
    public List<Loss> losses(Labels labels, Capture capture) {
        return new KittiLabels(capture).losses(labels, true);
    }

    /**
     * Writes one text (into {@code label_02} where {@code out} is no text), and in {@code calib} beside it one of the
     * same name: the calibration of the first frame with labels, through which reading gives the lidar's boxes back.
     */
    @Override
    public List<Path> write(Path out, Labels labels, Ontology ontology, Capture capture) throws IOException {
        KittiLabels kitti = new KittiLabels(capture);
        if (kitti.rig(0).camera().isEmpty()) {
            throw new FormatException(out.toString(), "", "KITTI labels need a camera, which the capture lacks");
        }
        TreeSet<Integer> frames = new TreeSet<>();
        labels.forEach(l -> frames.add(l.frame()));
        Map<TrackId, Integer> numbers = numbers(labels);
        // One calibration serves all frames, so all boxes go through it, also where sweep and image were not
        // simultaneous.
        KittiRig first = kitti.rig(frames.isEmpty() ? 0 : frames.first());
        StringBuilder text = new StringBuilder();
        for (int f : frames) {
            for (KittiLabels.Written w : kitti.write(labels, f, first.rectFromLidar())) {
                int number = w.line().type().equals("DontCare") ? -1 : numbers.get(w.track());
                text.append(f).append(' ').append(number).append(' ').append(w.line().text()).append('\n');
            }
        }
        Path file = text(out);
        // In a folder, calib stands beside label_02 as in the benchmark; beside a text that stands alone otherwise.
        Path beside = file.equals(out) ? file.toAbsolutePath().getParent() : out;
        Path calib = beside.resolve("calib").resolve(file.getFileName().toString());
        Pose lidarFromEgo = capture.sensor(capture.referenceLidar()).orElseThrow().egoFromSensor().inverse();
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(calib, first.calibrationText(lidarFromEgo).getBytes(StandardCharsets.UTF_8));
        return List.of(file, calib);
    }

    /** Tracks that are numbers keep them where they can; the others follow after the largest. */
    private static Map<TrackId, Integer> numbers(Labels labels) {
        TreeSet<TrackId> tracks = new TreeSet<>();
        labels.forEach(l -> tracks.add(l.track()));
        Map<TrackId, Integer> out = new HashMap<>();
        int next = 0;
        for (TrackId t : tracks) {
            if (t.value().matches("0|[1-9][0-9]{0,8}")) {
                int n = Integer.parseInt(t.value());
                out.put(t, n);
                next = Math.max(next, n + 1);
            }
        }
        for (TrackId t : tracks) {
            if (!out.containsKey(t)) {
                out.put(t, next++);
            }
        }
        return out;
    }
}
