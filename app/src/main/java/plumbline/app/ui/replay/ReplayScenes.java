package plumbline.app.ui.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Trajectory;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Projection;
import plumbline.app.service.Session;
import plumbline.app.service.Views;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;

/** Scenes of the replay, in the frame of the reference lidar at a frame: points by height, labels, trajectory, cameras. */
final class ReplayScenes {
    /** What is to be seen. */
    record Layers(boolean points, boolean labels, boolean trajectory, boolean cameras) {}

    private static final int MOST_POSES = 1500;
    private static final int PATH = 0xFFFFFF;
    private static final int FRUSTUM = 0x98A1AE;
    private static final double FRUSTUM_METRES = 2.5;
    private final Session session;

    ReplayScenes(Session session) {
        this.session = session;
    }

    /** Heights of the first frame's points decide the scale, so that colours stay while the pass runs. */
    Legend.Range heights() throws IOException {
        return Colouring.heightRange(session.points(0));
    }

    SceneSnapshot scene(
            int frame, Labels labels, Ontology ontology, Layers layers, Legend.Range heights, Optional<LabelId> selected)
            throws IOException {
        List<Label.Cuboid> cuboids = layers.labels() ? labels.cuboids(frame) : List.of();
        List<SceneSnapshot.PointLayer> points = new ArrayList<>();
        if (layers.points()) {
            PointBlock block = session.points(frame);
            List<Colouring.Tint> tints = cuboids.stream()
                    .map(c -> new Colouring.Tint(c.box(), LabelPalette.rgb(ontology, c.className())))
                    .toList();
            int[] argb = Colouring.withLabels(block, Colouring.height(block, heights, ColourMap.LAGOON), tints);
            points.add(new SceneSnapshot.PointLayer("points", block, Pose.IDENTITY, argb));
        }
        List<SceneSnapshot.BoxItem> boxes = new ArrayList<>();
        for (Label.Cuboid c : cuboids) {
            boolean isSelected = selected.filter(c.id()::equals).isPresent();
            boxes.add(new SceneSnapshot.BoxItem(
                    c.id(),
                    c.box(),
                    LabelPalette.rgb(ontology, c.className()),
                    isSelected ? SceneSnapshot.BoxStyle.SELECTED : SceneSnapshot.BoxStyle.NORMAL,
                    isSelected ? Views.tag(ontology, c) : ""));
        }
        return new SceneSnapshot(points, boxes, lines(frame, layers));
    }

    private List<SceneSnapshot.LineItem> lines(int index, Layers layers) {
        Capture capture = session.capture();
        Frame frame = capture.frames().get(index);
        List<SceneSnapshot.LineItem> lines = new ArrayList<>();
        if (layers.trajectory() && capture.trajectory().size() > 1) {
            Pose lidarFromWorld = capture.worldFromLidar(frame).inverse();
            lines.add(path(capture.trajectory(), lidarFromWorld, Long.MIN_VALUE, frame.timeNanos(), false));
            lines.add(path(capture.trajectory(), lidarFromWorld, frame.timeNanos(), Long.MAX_VALUE, true));
        }
        if (layers.cameras()) {
            for (var sensor : capture.sensors()) {
                Projection.view(capture, frame, sensor.id()).ifPresent(v -> lines.addAll(frustum(v)));
            }
        }
        return lines.stream().filter(l -> l.points().size() > 1).toList();
    }

    /** Driven so far solid, what comes dashed. */
    private static SceneSnapshot.LineItem path(
            Trajectory t, Pose lidarFromWorld, long fromNanos, long toNanos, boolean dashed) {
        int step = Math.max(1, t.size() / MOST_POSES);
        List<Vec3> points = new ArrayList<>();
        for (int i = 0; i < t.size(); i += step) {
            if (t.timeNanos(i) >= fromNanos && t.timeNanos(i) <= toNanos) {
                points.add(lidarFromWorld.apply(t.worldFromEgo(i).translation()));
            }
        }
        return new SceneSnapshot.LineItem(points, PATH, dashed ? 1.5 : 2, dashed);
    }

    private static List<SceneSnapshot.LineItem> frustum(Projection.View v) {
        Pose lidarFromCamera = v.cameraFromLidar().inverse();
        LensModel lens = v.lens();
        double right = FRUSTUM_METRES * Math.min(2, lens.width() / 2.0 / lens.fx());
        double down = FRUSTUM_METRES * Math.min(2, lens.height() / 2.0 / lens.fy());
        Vec3 eye = lidarFromCamera.translation();
        Vec3 a = lidarFromCamera.apply(new Vec3(-right, -down, FRUSTUM_METRES));
        Vec3 b = lidarFromCamera.apply(new Vec3(right, -down, FRUSTUM_METRES));
        Vec3 c = lidarFromCamera.apply(new Vec3(right, down, FRUSTUM_METRES));
        Vec3 d = lidarFromCamera.apply(new Vec3(-right, down, FRUSTUM_METRES));
        return List.of(
                new SceneSnapshot.LineItem(List.of(eye, a, b, eye, c, d, eye), FRUSTUM, 1, false),
                new SceneSnapshot.LineItem(List.of(a, b, c, d, a), FRUSTUM, 1, false));
    }

    /** The view through a camera's lens at a frame, without its distortion. */
    Optional<Camera> through(int frame, SensorId camera) {
        return Projection.view(session.capture(), session.frame(frame), camera).map(v -> {
            Pose lidarFromCamera = v.cameraFromLidar().inverse();
            Vec3 eye = lidarFromCamera.translation();
            Vec3 ahead = lidarFromCamera.rotate(new Vec3(0, 0, 1));
            Vec3 up = lidarFromCamera.rotate(new Vec3(0, -1, 0));
            double fov = 2 * Math.atan(v.lens().height() / 2.0 / v.lens().fy());
            return new Camera(eye, eye.plus(ahead.times(20)), up, Math.clamp(fov, 0.2, 2.4), 0);
        });
    }
}
