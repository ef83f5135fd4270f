package plumbline.app.ui.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joml.AxisAngle4d;
import org.joml.Quaterniond;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Undistortion;
import plumbline.qa.calibration.CalibrationReport;
import plumbline.qa.calibration.CalibrationReport.PairCheck;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;

/**
 * The rig in 3D, in the ego frame in metres: where each sensor sits with its axes, what each camera sees, and the way it drove.
 * A camera with a correction is there twice: as recorded dashed, as found solid and turned farther, as the plan has it.
 */
record RigScene(SceneSnapshot scene, Map<SensorId, Vec3> places) {
    private static final int RECORDED = 0x98A1AE;
    private static final int GOOD = 0x4CC38A;
    private static final int LIMITS = 0xF0B429;
    private static final int BAD = 0xFF7B72;
    private static final int LIDAR = 0x6CB1FF;
    private static final int PATH = 0xE9ECF0;
    private static final int[] AXES = {0xFF7B72, 0x4CC38A, 0x6CB1FF};
    private static final double AXIS_METRES = 0.3;
    private static final double FRUSTUM_METRES = 0.7;
    private static final double RING_METRES = 0.22;
    private static final long AROUND_NANOS = 1_500_000_000L;

    static RigScene of(Capture capture, Optional<CalibrationReport> report, Optional<SensorId> chosen) {
        List<LineItem> lines = new ArrayList<>();
        Map<SensorId, Vec3> places = new TreeMap<>();
        for (Sensor s : capture.sensors()) {
            places.put(s.id(), s.egoFromSensor().translation());
            axes(s.egoFromSensor(), lines);
            if (s.kind() == SensorKind.LIDAR) {
                lines.add(new LineItem(ring(s.egoFromSensor()), LIDAR, 2, false));
            }
            s.lens().ifPresent(lens -> camera(s, lens, pair(report, s.id()), chosen.filter(s.id()::equals).isPresent(), lines));
        }
        path(capture.trajectory(), lines);
        return new RigScene(new SceneSnapshot(List.of(), List.of(), lines), places);
    }

    private static Optional<PairCheck> pair(Optional<CalibrationReport> report, SensorId camera) {
        return report.stream().flatMap(r -> r.pairs().stream()).filter(p -> p.camera().equals(camera)).findFirst();
    }

    private static void axes(Pose egoFromSensor, List<LineItem> out) {
        Vec3 from = egoFromSensor.translation();
        Vec3[] ends = {new Vec3(AXIS_METRES, 0, 0), new Vec3(0, AXIS_METRES, 0), new Vec3(0, 0, AXIS_METRES)};
        for (int i = 0; i < 3; i++) {
            out.add(new LineItem(List.of(from, egoFromSensor.apply(ends[i])), AXES[i], 1.5, false));
        }
    }

    private static List<Vec3> ring(Pose egoFromLidar) {
        List<Vec3> out = new ArrayList<>();
        for (int i = 0; i <= 32; i++) {
            double a = i * Math.PI / 16;
            out.add(egoFromLidar.apply(new Vec3(RING_METRES * Math.cos(a), RING_METRES * Math.sin(a), 0)));
        }
        return out;
    }

    private static void camera(Sensor s, LensModel lens, Optional<PairCheck> pair, boolean chosen, List<LineItem> out) {
        int rgb = pair.map(p -> switch (p.verdict()) {
            case GOOD -> GOOD;
            case GOOD_WITH_LIMITS -> LIMITS;
            case DRIVE_AGAIN -> BAD;
            case CANNOT_TELL -> RECORDED;
        }).orElse(RECORDED);
        double width = chosen ? 2.5 : 1.25;
        if (pair.isPresent() && pair.get().corrects() && (chosen || pair.get().verdict() == CalibrationReport.Verdict.DRIVE_AGAIN)) {
            out.addAll(frustum(s.egoFromSensor(), lens, RECORDED, 1.25, true));
            out.addAll(frustum(turned(s.egoFromSensor(), pair.get().correctedEgoFromCamera()), lens, rgb, width, false));
        } else {
            out.addAll(frustum(s.egoFromSensor(), lens, rgb, width, false));
        }
    }

    /** From the recorded mounting towards the found one and beyond it, {@link RigPlan#TURNED} times as far. */
    static Pose turned(Pose recorded, Pose found) {
        Quaterniond by = new Quaterniond(found.rotation()).mul(new Quaterniond(recorded.rotation()).conjugate());
        AxisAngle4d turn = new AxisAngle4d(by.w < 0 ? by.mul(-1) : by);
        Quaterniond far = new Quaterniond(new AxisAngle4d(turn.angle * RigPlan.TURNED, turn.x, turn.y, turn.z))
                .mul(recorded.rotation());
        Vec3 at = found.translation();
        return Pose.of(at.x(), at.y(), at.z(), far.x, far.y, far.z, far.w);
    }

    /** As far as the lens sees without its distortion. */
    private static List<LineItem> frustum(Pose egoFromCamera, LensModel lens, int rgb, double width, boolean dashed) {
        LensModel.Pinhole p = Undistortion.of(lens).pinhole();
        Vec3 eye = egoFromCamera.translation();
        List<Vec3> corners = new ArrayList<>();
        for (double[] uv : new double[][] {{0, 0}, {p.width(), 0}, {p.width(), p.height()}, {0, p.height()}}) {
            corners.add(egoFromCamera.apply(new Vec3(
                    (uv[0] - p.cx()) / p.fx() * FRUSTUM_METRES, (uv[1] - p.cy()) / p.fy() * FRUSTUM_METRES, FRUSTUM_METRES)));
        }
        List<LineItem> out = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            out.add(new LineItem(List.of(eye, corners.get(i)), rgb, width, dashed));
            out.add(new LineItem(List.of(corners.get(i), corners.get((i + 1) % 4)), rgb, width, dashed));
        }
        return out;
    }

    /** A second and a half either side of the middle of the pass: driven solid, to come dashed. */
    private static void path(Trajectory t, List<LineItem> out) {
        if (t.size() < 2) {
            return;
        }
        int middle = t.size() / 2;
        Pose egoFromWorld = t.worldFromEgo(middle).inverse();
        List<Vec3> driven = new ArrayList<>();
        List<Vec3> ahead = new ArrayList<>();
        for (int i = 0; i < t.size(); i++) {
            if (Math.abs(t.timeNanos(i) - t.timeNanos(middle)) <= AROUND_NANOS) {
                Vec3 at = egoFromWorld.apply(t.worldFromEgo(i).translation());
                if (i <= middle) {
                    driven.add(at);
                }
                if (i >= middle) {
                    ahead.add(at);
                }
            }
        }
        if (driven.size() > 1) {
            out.add(new LineItem(driven, PATH, 1.5, false));
        }
        if (ahead.size() > 1) {
            out.add(new LineItem(ahead, PATH, 1.5, true));
        }
    }
}
