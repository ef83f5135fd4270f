package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Vec3;

/**
 * What KITTI labels of one frame lean on: {@code rectFromLidar} for their boxes and, where the capture has a camera,
 * its own pose and lens for their rectangles.
 */
record KittiRig(Optional<SensorId> camera, Pose cameraFromLidar, Optional<LensModel> lens, Pose rectFromLidar) {
    private static final SensorId LABELLED = new SensorId("image_02");
    private static final double NEAR_METRES = 0.1;

    /** The rectangle that a box covers on the image, and which part of its whole rectangle the image cuts off. */
    record View(double[] rectangle, double cut) {}

    /**
     * KITTI's labelled camera, {@code image_02}, or else the first with a lens; its own frame is the labels' until a
     * calibration says otherwise.
     */
    static KittiRig of(Capture capture, Optional<Frame> frame) {
        Optional<Sensor> camera = capture.sensors(SensorKind.CAMERA).stream()
                .filter(s -> s.lens().isPresent())
                .min(Comparator.comparing(s -> !s.id().equals(LABELLED)));
        if (camera.isEmpty()) {
            return new KittiRig(Optional.empty(), Pose.IDENTITY, Optional.empty(), Pose.IDENTITY);
        }
        SensorId id = camera.get().id();
        Optional<Sample> image = frame.flatMap(f -> f.sample(id));
        Pose pose = image.isPresent()
                ? image.get().worldFromSensor().inverse().times(capture.worldFromLidar(frame.orElseThrow()))
                : camera.get().egoFromSensor().inverse().times(
                        capture.sensor(capture.referenceLidar()).map(Sensor::egoFromSensor).orElse(Pose.IDENTITY));
        return new KittiRig(Optional.of(id), pose, camera.get().lens(), pose);
    }

    KittiRig withRect(Pose rect) {
        return new KittiRig(camera, cameraFromLidar, lens, rect);
    }

    /**
     * {@code rectFromLidar} by the calibration that belongs to a label file: {@code calib/NAME.txt} beside its folder
     * as in the benchmarks, or the one folder with a raw day's calibration in or beside the file's own.
     */
    static Optional<Pose> calibration(Path labelFile) throws IOException {
        Path folder = labelFile.toAbsolutePath().normalize().getParent();
        Path above = folder.getParent();
        for (Path p : above == null ? List.of(folder) : List.of(above, folder)) {
            Path calib = p.resolve("calib").resolve(labelFile.getFileName().toString());
            if (Files.isRegularFile(calib)) {
                return Optional.of(KittiCalibration.read(calib).benchmarkRect0FromVelodyne());
            }
        }
        List<Path> days = new ArrayList<>(List.of(folder));
        if (above != null) {
            days.add(above);
            try (Stream<Path> list = Files.list(above)) {
                list.filter(p -> Files.isDirectory(p) && !p.equals(folder)).sorted().forEach(days::add);
            }
        }
        List<Path> found = days.stream()
                .filter(d -> Files.isRegularFile(d.resolve("calib_cam_to_cam.txt"))
                        && Files.isRegularFile(d.resolve("calib_velo_to_cam.txt")))
                .toList();
        return found.size() == 1
                ? Optional.of(KittiCalibration.rawRect0FromVelodyne(found.getFirst()))
                : Optional.empty();
    }

    /** Empty where the camera sees nothing of the box, or there is no camera. */
    Optional<View> view(Box boxLidar) {
        if (lens.isEmpty()) {
            return Optional.empty();
        }
        LensModel model = lens.get();
        Vec3[] corners = boxLidar.corners();
        double[] whole = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (int[] edge : Box.EDGES) {
            Vec3 a = cameraFromLidar.apply(corners[edge[0]]);
            Vec3 b = cameraFromLidar.apply(corners[edge[1]]);
            if (a.z() < NEAR_METRES && b.z() < NEAR_METRES) {
                continue;
            }
            include(model, whole, a.z() < NEAR_METRES ? cut(b, a) : a);
            include(model, whole, b.z() < NEAR_METRES ? cut(a, b) : b);
        }
        double[] seen = {
            Math.max(whole[0], 0), Math.max(whole[1], 0),
            Math.min(whole[2], model.width() - 1.0), Math.min(whole[3], model.height() - 1.0)
        };
        if (!(seen[0] < seen[2] && seen[1] < seen[3])) {
            return Optional.empty();
        }
        double area = (whole[2] - whole[0]) * (whole[3] - whole[1]);
        return Optional.of(new View(seen, 1 - (seen[2] - seen[0]) * (seen[3] - seen[1]) / area));
    }

    private static Vec3 cut(Vec3 front, Vec3 behind) {
        double t = (front.z() - NEAR_METRES) / (front.z() - behind.z());
        return front.plus(behind.minus(front).times(t));
    }

    private static void include(LensModel model, double[] rectangle, Vec3 p) {
        double[] uv = new double[2];
        if (model.project(p.x(), p.y(), p.z(), uv)) {
            rectangle[0] = Math.min(rectangle[0], uv[0]);
            rectangle[1] = Math.min(rectangle[1], uv[1]);
            rectangle[2] = Math.max(rectangle[2], uv[0]);
            rectangle[3] = Math.max(rectangle[3], uv[1]);
        }
    }

    /** A calibration text of the object benchmark that makes this rig's own camera frame the labels'. */
    String calibrationText(Pose lidarFromEgo) {
        StringBuilder s = new StringBuilder();
        LensModel k = lens.orElseThrow();
        double skew = k instanceof LensModel.Pinhole p ? p.skew() : 0;
        for (int n = 0; n < 4; n++) {
            line(s, "P" + n, k.fx(), skew, k.cx(), 0, 0, k.fy(), k.cy(), 0, 0, 0, 1, 0);
        }
        line(s, "R0_rect", 1, 0, 0, 0, 1, 0, 0, 0, 1);
        line(s, "Tr_velo_to_cam", java.util.Arrays.copyOf(cameraFromLidar.toRowMajor(), 12));
        line(s, "Tr_imu_to_velo", java.util.Arrays.copyOf(lidarFromEgo.toRowMajor(), 12));
        return s.toString();
    }

    private static void line(StringBuilder s, String name, double... values) {
        s.append(name).append(':');
        for (double v : values) {
            s.append(' ').append(v);
        }
        s.append('\n');
    }
}
