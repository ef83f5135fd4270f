package plumbline.qa.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;

/**
 * The sensors as their calibration records them, and where they truly sit when a fault has moved one. A camera fault
 * turns about the optical axes (yaw +y, pitch +x, roll +z), a lidar fault about its own (yaw +z, pitch +y, roll +x);
 * shifts are along the ego frame's axes. The recorded calibration stays the nominal one: {@code true = shift *
 * recorded * turn}.
 */
final class Rig {
    static final String LIDAR = "lidar_top";
    static final List<String> CAMERAS =
            List.of("cam_front", "cam_front_left", "cam_front_right", "cam_left", "cam_right", "cam_rear");
    private static final double[] YAW_DEGREES = {0, 55, -55, 110, -110, 180};
    private static final double[][] MOUNT = {
        {0.75, 0, 1.72}, {0.65, 0.4, 1.71}, {0.65, -0.4, 1.71}, {0.1, 0.5, 1.7}, {0.1, -0.5, 1.7}, {-0.6, 0, 1.73}
    };

    private final List<Sensor> sensors = new ArrayList<>();
    private final SimulationOptions options;

    Rig(SimulationOptions options) {
        this.options = options;
        sensors.add(new Sensor(
                new SensorId(LIDAR), SensorKind.LIDAR, Pose.ofEuler(0.1, 0.01, 2.02, 0.004, -0.006, 0.009),
                Optional.empty()));
        for (int i = 0; i < CAMERAS.size(); i++) {
            if (!options.cameras().contains(CAMERAS.get(i))) {
                continue;
            }
            // Optical axes in a camera that looks along +x of the ego frame.
            Pose looking = new Pose(0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0);
            double jitter = 0.006 * Math.sin(3.1 * i + 1);
            Pose mount = Pose.ofEuler(
                    MOUNT[i][0], MOUNT[i][1], MOUNT[i][2], jitter, 0.02 + 0.5 * jitter,
                    Math.toRadians(YAW_DEGREES[i]) - jitter);
            sensors.add(new Sensor(
                    new SensorId(CAMERAS.get(i)), SensorKind.CAMERA, mount.times(looking), Optional.of(lens(i == 5))));
        }
        sensors.add(new Sensor(new SensorId("imu"), SensorKind.IMU, Pose.IDENTITY, Optional.empty()));
        sensors.add(new Sensor(new SensorId("gnss"), SensorKind.GNSS, Pose.IDENTITY, Optional.empty()));
    }

    private LensModel lens(boolean fisheye) {
        int w = options.imageWidth();
        int h = options.imageHeight();
        double cx = (w - 1) / 2.0;
        double cy = (h - 1) / 2.0;
        if (fisheye) {
            double f = 0.305 * w;
            return new LensModel.KannalaBrandt(w, h, f, f, cx, cy, -0.012, 0.004, -0.0015, 0.0002, Math.toRadians(97));
        }
        double f = 0.714 * w;
        return new LensModel.Pinhole(w, h, f, f, cx, cy, 0);
    }

    List<Sensor> sensors() {
        return sensors;
    }

    Sensor sensor(String name) {
        return sensors.stream()
                .filter(s -> s.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the rig has no sensor " + name));
    }

    /** Where a sensor truly sits at a time of the pass; seconds from the first sweep. */
    Pose trueEgoFromSensor(String name, double seconds) {
        Pose pose = sensor(name).egoFromSensor();
        boolean camera = CAMERAS.contains(name);
        for (Fault f : options.faults()) {
            if (!f.target().equals(name)) {
                continue;
            }
            double part = f.kind() == Fault.Kind.DRIFT
                    ? Math.clamp(seconds / Math.max(0.1, 0.1 * (options.frames() - 1)), 0, 1)
                    : f.kind() == Fault.Kind.CALIBRATION ? 1 : 0;
            if (part > 0) {
                double yaw = Math.toRadians(f.amount("yaw", 0)) * part;
                double pitch = Math.toRadians(f.amount("pitch", 0));
                double roll = Math.toRadians(f.amount("roll", 0));
                Pose turn = camera ? Pose.ofEuler(0, 0, 0, pitch, yaw, roll) : Pose.ofEuler(0, 0, 0, roll, pitch, yaw);
                Pose shift = Pose.translation(f.amount("x", 0), f.amount("y", 0), f.amount("z", 0));
                pose = shift.times(pose).times(turn);
            }
        }
        return pose;
    }

    /**
     * When a camera is triggered, in seconds from the sweep's reference time: as the beam passes its axis, and one to
     * four milliseconds later.
     */
    static double triggerSeconds(int camera) {
        double pass = YAW_DEGREES[camera] == 180 ? 0.044 : YAW_DEGREES[camera] / 360 * Lidar.TURN_SECONDS;
        return pass + 0.001 + 0.0006 * camera;
    }

    /** Seconds that a sensor's recorded times are late. */
    double lateSeconds(String name) {
        double ms = 0;
        for (Fault f : options.faults()) {
            ms += f.kind() == Fault.Kind.TIME && f.target().equals(name) ? f.amount("ms", 0) : 0;
        }
        return ms / 1000;
    }

    /** True where a fault takes away the sensor's sample of this sweep. */
    boolean dropped(String name, int sweep) {
        for (Fault f : options.faults()) {
            if (f.kind() == Fault.Kind.DROPPED && f.target().equals(name)) {
                int first = firstDropped(f);
                if (sweep >= first && sweep < first + (int) f.amount("n", 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    int firstDropped(Fault f) {
        int n = (int) f.amount("n", 1);
        return (int) Math.min(options.frames() - n, f.amount("frame", Math.max(1, options.frames() / 3)));
    }

    int jumpFrame(Fault f) {
        return (int) f.amount("frame", options.frames() / 2);
    }
}
