package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.CaptureFormat;
import plumbline.storage.format.FormatException;

/**
 * A synchronised and rectified drive of the KITTI raw data: its own folder ({@code .._drive_0005_sync}) or that of its
 * day with a single drive. Ego is the IMU, the world its ENU frame at the first packet; frames are numbered as in the
 * file names, so a frame without a sweep keeps its pose, images and labels (docs/formats/kitti.md).
 */
public final class KittiRaw implements CaptureFormat {
    private static final SensorId VELODYNE = new SensorId("velodyne");
    private static final SensorId OXTS = new SensorId("oxts");
    private static final int MAX_FRAMES = 10_000_000;

    @Override
    public String name() {
        return "kitti-raw";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return isDrive(path) || (Files.isRegularFile(path.resolve("calib_velo_to_cam.txt")) && !drives(path).isEmpty());
    }

    @Override
    public CaptureSource open(Path path) throws IOException {
        if (isDrive(path)) {
            return new Drive(path.toAbsolutePath().normalize()).open();
        }
        List<Path> drives = drives(path);
        if (drives.size() != 1) {
            throw new FormatException(
                    path.toString(), "", "holds " + drives.size() + " drives; open one of them: "
                            + String.join(", ", drives.stream().map(d -> d.getFileName().toString()).toList()));
        }
        return new Drive(drives.getFirst().toAbsolutePath().normalize()).open();
    }

    private static boolean isDrive(Path p) {
        return Files.isDirectory(p.resolve("velodyne_points/data"))
                || (Files.isDirectory(p.resolve("oxts/data")) && Files.isDirectory(p.resolve("image_02/data")));
    }

    private static List<Path> drives(Path day) throws IOException {
        if (!Files.isDirectory(day)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(day)) {
            return list.filter(KittiRaw::isDrive).sorted().toList();
        }
    }

    /** One kind of file per frame: folder, times, and the files that are there by frame number. */
    private record Stem(SensorId sensor, String encoding, long[] timesNanos, TreeMap<Integer, String> files) {}

    private static final class Drive {
        private final Path folder;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<SensorId, Sensor> sensors = new java.util.LinkedHashMap<>();

        private Drive(Path folder) {
            this.folder = folder;
        }

        CaptureSource open() throws IOException {
            calibrate();
            List<Stem> stems = new ArrayList<>();
            stems.add(stem(VELODYNE, "velodyne_points", "kitti-bin", ".bin"));
            for (SensorId id : List.copyOf(sensors.keySet())) {
                if (sensors.get(id).kind() == SensorKind.CAMERA) {
                    stems.add(stem(id, id.value(), "png", ".png"));
                }
            }
            Stem oxtsStem = stem(OXTS, "oxts", "kitti-oxts", ".txt");
            stems.add(oxtsStem);
            int frames = 0;
            for (Stem s : stems) {
                frames = Math.max(frames, s.timesNanos().length);
                frames = Math.max(frames, s.files().isEmpty() ? 0 : s.files().lastKey() + 1);
            }
            KittiOxts oxts = KittiOxts.read(folder.resolve("oxts"), frames);
            problems.addAll(oxts.problems());
            if (oxts.worldFromImu().isEmpty()) {
                problems.add(new Problem(
                        folder.resolve("oxts").toString(), "no positions; every frame stands at the origin"));
            }
            Trajectory trajectory = oxts.trajectory(oxtsStem.timesNanos(), problems);
            List<Sample> samples = new ArrayList<>();
            List<Frame> list = frames(stems, oxts, frames, samples);
            samples.sort(Comparator.comparingLong(Sample::timeNanos).thenComparing(Sample::sensor));
            Path tracklets = folder.resolve("tracklet_labels.xml");
            List<Label> labels = new ArrayList<>();
            if (Files.isRegularFile(tracklets)) {
                KittiTracklets.Read read = KittiTracklets.read(tracklets, frames);
                labels.addAll(read.labels());
                problems.addAll(read.problems());
            }
            TreeSet<String> classes = new TreeSet<>(labels.stream().map(Label::className).toList());
            Capture capture = new Capture(
                    folder.getFileName().toString(), "kitti-raw", "ENU at first fix (Mercator)",
                    List.copyOf(sensors.values()), VELODYNE, list, samples, trajectory, problems);
            return new FileCapture(folder, capture, Labels.of(labels), Ontology.STREET.including(classes));
        }

        /** The rig's sensors; a camera is one that has a folder. Without calibration files the lidar stands alone. */
        private void calibrate() throws IOException {
            Path day = Files.isRegularFile(folder.resolve("calib_cam_to_cam.txt")) ? folder : folder.getParent();
            List<String> missing = KittiCalibration.missing(day);
            for (String m : missing) {
                problems.add(new Problem(
                        day.resolve(m).toString(),
                        "is missing: what hangs on it is left out; fetch the day's calibration"));
            }
            Pose veloFromImu = missing.contains("calib_imu_to_velo.txt")
                    ? Pose.IDENTITY
                    : KittiCalibration.read(day.resolve("calib_imu_to_velo.txt")).rigid();
            Pose imuFromVelo = veloFromImu.inverse();
            sensors.put(VELODYNE, new Sensor(VELODYNE, SensorKind.LIDAR, imuFromVelo, Optional.empty()));
            if (!missing.contains("calib_cam_to_cam.txt") && !missing.contains("calib_velo_to_cam.txt")) {
                KittiCalibration calibration = KittiCalibration.read(day.resolve("calib_cam_to_cam.txt"));
                Pose rect0FromVelo = KittiCalibration.rawRect0FromVelodyne(day);
                for (int n = 0; n < 4; n++) {
                    SensorId id = new SensorId("image_0" + n);
                    if (Files.isDirectory(folder.resolve(id.value()).resolve("data"))) {
                        KittiCalibration.Camera c =
                                calibration.camera("P_rect_0" + n, Optional.of("S_rect_0" + n));
                        Pose veloFromCamera = c.cameraFromRect0().times(rect0FromVelo).inverse();
                        sensors.put(id, camera(id, imuFromVelo.times(veloFromCamera), c.lens()));
                    }
                }
            }
            sensors.put(OXTS, new Sensor(OXTS, SensorKind.GNSS, Pose.IDENTITY, Optional.empty()));
        }

        private static Sensor camera(SensorId id, Pose egoFromCamera, LensModel lens) {
            return new Sensor(id, SensorKind.CAMERA, egoFromCamera, Optional.of(lens));
        }

        private Stem stem(SensorId id, String sub, String encoding, String ending) throws IOException {
            TreeMap<Integer, String> files = new TreeMap<>();
            Path data = folder.resolve(sub).resolve("data");
            if (Files.isDirectory(data)) {
                try (Stream<Path> list = Files.list(data)) {
                    for (Path p : (Iterable<Path>) list::iterator) {
                        String n = p.getFileName().toString();
                        if (n.endsWith(ending) && n.matches("[0-9]{1,10}\\..*")) {
                            long number = Long.parseLong(n.substring(0, n.indexOf('.')));
                            if (number < MAX_FRAMES) {
                                files.put((int) number, sub + "/data/" + n);
                            }
                        }
                    }
                }
            }
            Path times = folder.resolve(sub).resolve("timestamps.txt");
            long[] nanos = Files.isRegularFile(times) ? KittiText.times(times) : new long[0];
            long untimed = files.tailMap(nanos.length).size();
            if (untimed > 0) {
                problems.add(
                        new Problem(times.toString(), untimed + " files of " + sub + " have no time; left out"));
                files.tailMap(nanos.length).clear();
            }
            return new Stem(id, encoding, nanos, files);
        }

        private List<Frame> frames(List<Stem> stems, KittiOxts oxts, int count, List<Sample> samples) {
            List<Frame> out = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Pose worldFromEgo = oxts.at(i).orElse(Pose.IDENTITY);
                Map<SensorId, Sample> of = new HashMap<>();
                Long time = null;
                for (Stem s : stems) {
                    if (i < s.timesNanos().length && time == null) {
                        // The sweep's own time leads, also where its file was not kept; then the cameras', then the
                        // packet's.
                        time = s.timesNanos()[i];
                    }
                    String file = s.files().get(i);
                    if (file != null) {
                        Pose worldFromSensor = worldFromEgo.times(sensors.get(s.sensor()).egoFromSensor());
                        Sample sample = new Sample(s.sensor(), s.timesNanos()[i], worldFromSensor, s.encoding(), file);
                        of.put(s.sensor(), sample);
                        samples.add(sample);
                    }
                }
                out.add(new Frame(i, time == null ? 0 : time, worldFromEgo, of));
            }
            return out;
        }
    }
}
