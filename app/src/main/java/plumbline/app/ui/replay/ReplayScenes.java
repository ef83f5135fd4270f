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
import plumbline.app.service.PointLooks;
import plumbline.app.service.Projection;
import plumbline.app.service.Session;
import plumbline.app.service.SweepColours;
import plumbline.app.service.Views;
import plumbline.app.ui.camera.LookThrough;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.view.Camera;

/** Scenes of the replay, in the frame of the reference lidar at a frame: points by height, labels, trajectory, cameras. */
final class ReplayScenes {
    /** What is to be seen. */
    record Layers(boolean points, boolean labels, boolean trajectory, boolean cameras, int sweeps) {}

    /** So many sweeps before and after are shown at most: the session keeps that many in memory. */
    static final int MOST_SWEEPS = 10;

    private static final int MOST_POSES = 1500;
    /** Speeds are told apart in so many steps. */
    private static final int SPEED_STEPS = 12;
    private static final int FRUSTUM = 0x98A1AE;
    private static final double FRUSTUM_METRES = 2.5;
    private final Session session;
    private final Series speed;

    ReplayScenes(Session session) {
        this.session = session;
        this.speed = Series.speed(session.capture().trajectory());
    }

    /** The first frame's points decide the scale where the person did not, so that colours stay while the pass runs. */
    Looks steady(Looks looks) throws IOException {
        PointBlock first = session.points(0);
        boolean scaled = looks.range().isEmpty() && PointLooks.ranged(looks.colour())
                && !looks.colour().equals(PointLooks.LABELS) && PointLooks.has(first, looks.colour());
        return scaled
                ? looks.withRange(Optional.of(PointLooks.usualRange(first, looks.colour())))
                : looks;
    }

    /** A scene with what its colours mean. */
    record Made(SceneSnapshot scene, PointBlock points, Optional<Legend> legend) {}

    /** {@code looks} as {@link #steady} made them. */
    Made scene(int frame, Labels labels, Ontology ontology, Layers layers, Looks looks, Optional<LabelId> selected)
            throws IOException {
        List<Label.Cuboid> cuboids = layers.labels() ? labels.cuboids(frame) : List.of();
        List<SceneSnapshot.PointLayer> points = new ArrayList<>();
        Optional<Legend> legend = Optional.empty();
        PointBlock own = session.points(frame);
        if (layers.points()) {
            PointLooks.Coloured c = SweepColours.of(session, frame, own, cuboids, ontology, looks);
            legend = c.legend();
            if (legend.map(l -> l.entries().isEmpty()).orElse(false)) {
                tinted(own, c.argb(), cuboids, ontology);
            }
            points.add(layer("sweep", own, Pose.IDENTITY, c.argb(), looks));
            around(frame, layers.sweeps(), looks, points);
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
        SceneSnapshot scene = new SceneSnapshot(points, boxes, lines(frame, layers));
        return new Made(scene.withBoxOpacity(looks.opacityOf("boxes")), own, legend);
    }

    private static SceneSnapshot.PointLayer layer(String kind, PointBlock block, Pose pose, int[] argb, Looks looks) {
        return new SceneSnapshot.PointLayer(kind, block, pose, argb).withOpacity(looks.opacityOf(kind));
    }

    /** Labelled points in their class colours over any scale; what is left out stays so. */
    private static void tinted(PointBlock block, int[] argb, List<Label.Cuboid> cuboids, Ontology ontology) {
        int[] alpha = argb.clone();
        Colouring.withLabels(block, argb, cuboids.stream()
                .map(c -> new Colouring.Tint(c.box(), LabelPalette.rgb(ontology, c.className())))
                .toList());
        Colouring.hide(argb, i -> alpha[i] >>> 24 == 0);
    }

    /** Sweeps before and after where the rig stood then: what stands still lies on itself. */
    private void around(int frame, int sweeps, Looks looks, List<SceneSnapshot.PointLayer> out) throws IOException {
        Capture capture = session.capture();
        Pose lidarFromWorld = capture.worldFromLidar(capture.frames().get(frame)).inverse();
        int last = Math.min(capture.frames().size() - 1, frame + sweeps);
        for (int i = Math.max(0, frame - sweeps); i <= last; i++) {
            if (i != frame) {
                PointBlock block = session.points(i);
                Pose lidarFromSweep = lidarFromWorld.times(capture.worldFromLidar(capture.frames().get(i)));
                int[] argb = SweepColours.of(session, i, block, List.of(), session.ontology(), looks).argb();
                out.add(layer("sweeps around", block, lidarFromSweep, argb, looks));
            }
        }
    }

    private List<SceneSnapshot.LineItem> lines(int index, Layers layers) {
        Capture capture = session.capture();
        Frame frame = capture.frames().get(index);
        List<SceneSnapshot.LineItem> lines = new ArrayList<>();
        if (layers.trajectory() && capture.trajectory().size() > 1) {
            lines.addAll(path(capture.trajectory(), capture.worldFromLidar(frame).inverse(), frame.timeNanos()));
        }
        if (layers.cameras()) {
            for (var sensor : capture.sensors()) {
                Projection.view(capture, frame, sensor.id()).ifPresent(v -> lines.addAll(frustum(v)));
            }
        }
        return lines.stream().filter(l -> l.points().size() > 1).toList();
    }

    /** Speeds of the pass from slowest to fastest, km/h: the ends of the path's colours. */
    Legend.Range speeds() {
        return new Legend.Range(0, Math.max(1, speed.max()));
    }

    /** In the colours of speed; driven so far solid, what comes dashed. Stretches of one colour are one line. */
    private List<SceneSnapshot.LineItem> path(Trajectory t, Pose lidarFromWorld, long nowNanos) {
        int step = Math.max(1, t.size() / MOST_POSES);
        int[] colours = ColourMap.VIRIDIS.samples(SPEED_STEPS);
        List<SceneSnapshot.LineItem> out = new ArrayList<>();
        List<Vec3> points = new ArrayList<>();
        int colour = -1;
        boolean ahead = false;
        for (int i = 0; i < t.size(); i += step) {
            Vec3 here = lidarFromWorld.apply(t.worldFromEgo(i).translation());
            int now = colours[(int) Math.clamp(speed.values()[i] / speeds().max() * SPEED_STEPS, 0, SPEED_STEPS - 1)];
            boolean later = t.timeNanos(i) > nowNanos;
            points.add(here);
            if (now != colour || later != ahead) {
                out.add(new SceneSnapshot.LineItem(points, colour & 0xFFFFFF, ahead ? 1.5 : 2.5, ahead));
                points = new ArrayList<>(List.of(here));
                colour = now;
                ahead = later;
            }
        }
        out.add(new SceneSnapshot.LineItem(points, colour & 0xFFFFFF, ahead ? 1.5 : 2.5, ahead));
        return out;
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
            double fov = LookThrough.fovYRad(v.lens());
            return new Camera(eye, eye.plus(ahead.times(20)), up, Math.clamp(fov, 0.2, 2.4), 0);
        });
    }
}
