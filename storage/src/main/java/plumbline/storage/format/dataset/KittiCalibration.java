package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.storage.format.FormatException;

/**
 * KITTI's calibration texts, {@code key: numbers} per line (Geiger et al., "Vision meets Robotics", IJRR 2013): raw
 * drives have three files, the object and tracking benchmarks one. Lengths in metres, images rectified.
 */
public record KittiCalibration(String where, Map<String, double[]> values) {
    private static final long MAX_BYTES = 1 << 20;

    /** A camera as an optical frame of its own: its pose from the rectified camera 0, and its pinhole. */
    public record Camera(Pose cameraFromRect0, LensModel lens) {}

    /** All files together; a key that stands twice keeps its last value, so give R and T of different files apart. */
    public static KittiCalibration read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new FormatException(file.toString(), "", "is too large for a calibration text");
        }
        Map<String, double[]> values = new HashMap<>();
        List<String> lines = KittiText.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            int colon = lines.get(i).indexOf(':');
            String key = colon < 0 ? "" : lines.get(i).substring(0, colon).trim();
            // The one value that is no number is the day of calibration.
            if (colon > 0 && !key.equals("calib_time")) {
                values.put(key, KittiText.numbers(file, i + 1, lines.get(i).substring(colon + 1)));
            }
        }
        return new KittiCalibration(file.toString(), values);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public double[] get(String key, int count) throws FormatException {
        double[] v = values.get(key);
        if (v == null || v.length != count) {
            throw new FormatException(
                    where, key, v == null ? "is missing" : count + " numbers were expected, not " + v.length);
        }
        return v;
    }

    /** R and T of {@code calib_velo_to_cam.txt} and {@code calib_imu_to_velo.txt}. */
    Pose rigid() throws FormatException {
        double[] r = get("R", 9);
        double[] t = get("T", 3);
        return new Pose(r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2]);
    }

    /** {@code rect0FromCamera0} of a rotation with nine numbers, {@code R_rect_00} or {@code R0_rect}. */
    public Pose rectification(String key) throws FormatException {
        double[] r = get(key, 9);
        return new Pose(r[0], r[1], r[2], 0, r[3], r[4], r[5], 0, r[6], r[7], r[8], 0);
    }

    /**
     * A rectified camera by its 3x4 projection. The fourth column, K t, becomes a shift of the camera's frame, so that
     * a plain pinhole in that frame gives the same pixels.
     */
    public Camera camera(String projectionKey, Optional<String> sizeKey) throws FormatException {
        double[] p = get(projectionKey, 12);
        if (p[0] == 0 || p[5] == 0 || p[8] != 0 || p[9] != 0 || p[10] != 1 || p[4] != 0) {
            throw new FormatException(where, projectionKey, "is not the projection of a rectified pinhole camera");
        }
        double tz = p[11];
        double ty = (p[7] - p[6] * tz) / p[5];
        double tx = (p[3] - p[1] * ty - p[2] * tz) / p[0];
        int width = 0;
        int height = 0;
        if (sizeKey.isPresent()) {
            double[] s = get(sizeKey.get(), 2);
            width = (int) s[0];
            height = (int) s[1];
        }
        return new Camera(
                Pose.translation(tx, ty, tz), new LensModel.Pinhole(width, height, p[0], p[5], p[2], p[6], p[1]));
    }

    /** {@code rect0FromVelodyne} of a calibration of the object or tracking benchmark. */
    public Pose benchmarkRect0FromVelodyne() throws FormatException {
        String rect = has("R0_rect") ? "R0_rect" : "R_rect";
        String velo = has("Tr_velo_to_cam") ? "Tr_velo_to_cam" : "Tr_velo_cam";
        return rectification(rect).times(Pose.ofRowMajor(get(velo, 12)));
    }

    /** {@code rect0FromVelodyne} of a raw drive, from the folder of its day. */
    public static Pose rawRect0FromVelodyne(Path day) throws IOException {
        return read(day.resolve("calib_cam_to_cam.txt"))
                .rectification("R_rect_00")
                .times(read(day.resolve("calib_velo_to_cam.txt")).rigid());
    }

    /** The calibration files that a raw drive's day must hold but does not. */
    static List<String> missing(Path day) {
        List<String> missing = new ArrayList<>();
        for (String n : List.of("calib_cam_to_cam.txt", "calib_velo_to_cam.txt", "calib_imu_to_velo.txt")) {
            if (!Files.isRegularFile(day.resolve(n))) {
                missing.add(n);
            }
        }
        return missing;
    }
}
