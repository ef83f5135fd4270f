package plumbline.storage.format.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.SensorId;
import plumbline.storage.format.AtomicFile;
import plumbline.storage.format.CaptureJson;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.label.OpenLabel;

/**
 * Writes any opened recording as a plain folder that {@link FolderCapture} reads back equal but for the samples' keys.
 */
public final class CaptureFolders {
    private static final Map<String, String> ENDINGS = Map.of(
            "jpeg", "jpg", "png", "png", "kitti-bin", "bin", "nuscenes-bin", "pcd.bin", "dgp-npz", "npz",
            "kitti-oxts", "txt", "av2-feather", "feather", "pcd", "pcd", "las", "las", "laz", "laz");

    private CaptureFolders() {}

    /**
     * Copies every sample's stored bytes, then the labels, and {@code capture.json} last: a folder without it is no
     * capture, so one that was interrupted cannot be taken for a whole one. A folder that holds a capture is refused.
     */
    public static void write(CaptureSource source, Path folder, Progress progress) throws IOException {
        if (Files.exists(folder.resolve(FolderCapture.CAPTURE))) {
            throw new FormatException(folder.toString(), "", "already holds a capture; choose an empty folder");
        }
        Capture capture = source.capture();
        Map<Sample, Sample> moved = names(capture);
        Files.createDirectories(folder);
        long done = 0;
        for (Map.Entry<Sample, Sample> e : moved.entrySet()) {
            if (progress.cancelled()) {
                throw new InterruptedIOException(
                        folder + ": stopped after " + done + " of " + moved.size() + " files; delete the folder");
            }
            AtomicFile.write(folder.resolve(e.getValue().key()), source.raw(e.getKey()));
            progress.update("Writing samples", ++done, moved.size());
        }
        Capture written = with(capture, moved);
        Labels labels = source.labels();
        if (!labels.isEmpty()) {
            new OpenLabel().write(folder.resolve(FolderCapture.LABELS), labels, source.ontology(), written);
        }
        AtomicFile.write(folder.resolve(FolderCapture.CAPTURE), CaptureJson.write(written));
    }

    /** Every sample with its new key: the sensor's name made safe, then the sample's number within the sensor. */
    private static Map<Sample, Sample> names(Capture capture) {
        Map<SensorId, String> folders = new TreeMap<>();
        Map<SensorId, Integer> count = new HashMap<>();
        Map<Sample, Sample> moved = new LinkedHashMap<>();
        List<Sample> all = new ArrayList<>(capture.samples());
        capture.frames().forEach(f -> all.addAll(new TreeMap<>(f.samples()).values()));
        for (Sample s : all) {
            if (!moved.containsKey(s)) {
                String folder = folders.computeIfAbsent(s.sensor(), id -> safe(id, folders));
                int number = count.merge(s.sensor(), 1, Integer::sum) - 1;
                String key = "%s/%06d.%s".formatted(folder, number, ENDINGS.getOrDefault(s.encoding(), "raw"));
                moved.put(s, new Sample(s.sensor(), s.timeNanos(), s.worldFromSensor(), s.encoding(), key));
            }
        }
        return moved;
    }

    private static String safe(SensorId id, Map<SensorId, String> taken) {
        String name = id.value().replaceAll("[^A-Za-z0-9_-]", "_");
        String folder = "sensor_" + name.substring(0, Math.min(name.length(), 60));
        // Some file systems do not tell capitals apart.
        String free = folder;
        for (int n = 2; holds(taken, free); n++) {
            free = folder + "-" + n;
        }
        return free;
    }

    private static boolean holds(Map<SensorId, String> taken, String folder) {
        return taken.values().stream().anyMatch(t -> t.equalsIgnoreCase(folder));
    }

    private static Capture with(Capture c, Map<Sample, Sample> moved) {
        List<Frame> frames = new ArrayList<>(c.frames().size());
        for (Frame f : c.frames()) {
            Map<SensorId, Sample> of = new HashMap<>();
            f.samples().forEach((id, s) -> of.put(id, moved.get(s)));
            frames.add(new Frame(f.index(), f.timeNanos(), f.worldFromEgo(), of));
        }
        return new Capture(
                c.name(), c.format(), c.world(), c.sensors(), c.referenceLidar(), frames,
                c.samples().stream().map(moved::get).toList(), c.trajectory(), c.problems());
    }
}
