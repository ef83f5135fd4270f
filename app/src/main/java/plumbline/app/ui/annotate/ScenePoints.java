package plumbline.app.ui.annotate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.PointLooks;
import plumbline.app.service.Session;
import plumbline.app.service.SweepColours;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/**
 * The points that the 3D view shows, in the frame of the reference lidar at one frame, coloured but for point masks, which
 * {@link SegmentLayers} puts on top; with their legend.
 */
record ScenePoints(int frame, PointBlock points, List<PointLayer> layers, Optional<Legend> legend) {
    /** Names of layers, as {@link Looks#LAYERS} has them. */
    static final String SWEEP = "sweep";
    static final String AROUND = "sweeps around";

    /** What to show: how points look, and {@code sweeps} more on each side. */
    record Wish(Looks looks, int sweeps) {}

    /** Reads and colours; run it off the FX thread. A colour that these points cannot have gives way to the usual one. */
    static ScenePoints read(Session session, int frame, Wish wish, List<Cuboid> boxes,
            Ontology ontology) throws IOException {
        PointBlock points = session.points(frame);
        Pose lidarFromWorld = session.capture().worldFromLidar(session.frame(frame)).inverse();
        List<PointLayer> layers = new ArrayList<>();
        Optional<Legend> legend = Optional.empty();
        int frames = session.capture().frames().size();
        for (int f = Math.max(0, frame - wish.sweeps()); f <= Math.min(frames - 1, frame + wish.sweeps()); f++) {
            PointBlock block = f == frame ? points : session.points(f);
            Pose viewFromBlock = f == frame
                    ? Pose.IDENTITY
                    : lidarFromWorld.times(session.capture().worldFromLidar(session.frame(f)));
            PointLooks.Coloured c = SweepColours.withoutMasks(session, f, block, f == frame ? boxes : List.of(), ontology, wish.looks());
            legend = f == frame ? c.legend() : legend;
            String kind = f == frame ? SWEEP : AROUND;
            layers.add(new PointLayer(kind, block, viewFromBlock, c.argb()));
        }
        return new ScenePoints(frame, points, layers, legend);
    }
}
