package plumbline.storage.format.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.format.FormatException;

/**
 * KITTI's GPS/IMU packets as poses: Mercator at the first packet's latitude, origin at the first packet, rotation
 * {@code Rz(yaw) Ry(pitch) Rx(roll)}, as in the raw data's development kit. {@code worldFromImu} by packet number.
 */
record KittiOxts(TreeMap<Integer, Pose> worldFromImu, List<Problem> problems) {
    private static final double EARTH_RADIUS = 6378137.0;

    static KittiOxts read(Path folder, int frames) throws IOException {
        TreeMap<Integer, Pose> poses = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        double scale = Double.NaN;
        double[] origin = new double[3];
        for (int i = 0; i < frames; i++) {
            Path file = folder.resolve("data/%010d.txt".formatted(i));
            if (!Files.isRegularFile(file)) {
                continue;
            }
            double[] v;
            try {
                v = packet(file);
            } catch (FormatException e) {
                problems.add(new Problem(file.toString(), e.getMessage()));
                continue;
            }
            boolean first = Double.isNaN(scale);
            if (first) {
                scale = Math.cos(v[0] * Math.PI / 180);
            }
            double east = scale * v[1] * Math.PI * EARTH_RADIUS / 180;
            double north = scale * EARTH_RADIUS * Math.log(Math.tan((90 + v[0]) * Math.PI / 360));
            if (first) {
                origin = new double[] {east, north, v[2]};
            }
            poses.put(i, Pose.ofEuler(east - origin[0], north - origin[1], v[2] - origin[2], v[3], v[4], v[5]));
        }
        return new KittiOxts(poses, problems);
    }

    private static double[] packet(Path file) throws IOException {
        List<String> lines = KittiText.lines(file);
        double[] v = lines.isEmpty() ? new double[0] : KittiText.numbers(file, 1, lines.getFirst());
        if (v.length < 6) {
            throw new FormatException(
                    file.toString(), "line 1", "a packet has at least 6 numbers, not " + v.length + "; it is left out");
        }
        if (Math.abs(v[0]) >= 90) {
            throw new FormatException(file.toString(), "line 1", "a latitude of " + v[0] + "; the packet is left out");
        }
        return v;
    }

    /** The pose of a frame: its packet's, or that of the nearest packet by number; empty without any. */
    Optional<Pose> at(int frame) {
        Integer before = worldFromImu.floorKey(frame);
        Integer after = worldFromImu.ceilingKey(frame);
        if (before == null && after == null) {
            return Optional.empty();
        }
        boolean useBefore = after == null || (before != null && frame - before <= after - frame);
        return Optional.of(worldFromImu.get(useBefore ? before : after));
    }

    /** The packets with a time of their own, later than the one before; others are named in {@code problems}. */
    Trajectory trajectory(long[] timesNanos, List<Problem> found) {
        long[] times = new long[worldFromImu.size()];
        List<Pose> poses = new ArrayList<>();
        for (int i : worldFromImu.keySet()) {
            int n = poses.size();
            if (i >= timesNanos.length) {
                found.add(new Problem("oxts packet " + i, "has no time and is not part of the trajectory"));
            } else if (n > 0 && timesNanos[i] <= times[n - 1]) {
                found.add(new Problem("oxts packet " + i, "is not later than the one before; left out"));
            } else {
                times[n] = timesNanos[i];
                poses.add(worldFromImu.get(i));
            }
        }
        return new Trajectory(Arrays.copyOf(times, poses.size()), poses);
    }
}
