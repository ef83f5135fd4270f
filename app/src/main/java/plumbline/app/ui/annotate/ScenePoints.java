package plumbline.app.ui.annotate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Session;
import plumbline.app.service.Views;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** The points that the 3D view shows, coloured, in the frame of the reference lidar at one frame; with their legend. */
record ScenePoints(int frame, PointBlock points, List<PointLayer> layers, Optional<Legend> legend) {
    /**
     * What to show: {@code colour} as {@link Views#colours} names it, {@code sweeps} more on each side, ground or
     * not.
     */
    record Wish(String colour, int sweeps, boolean ground) {}

    /** Reads and colours; run it off the FX thread. */
    static ScenePoints read(Session session, int frame, Wish wish, List<Cuboid> boxes,
            Ontology ontology) throws IOException {
        PointBlock points = session.points(frame);
        String colour = available(points, wish.colour()) ? wish.colour() : Views.LABELS;
        Pose lidarFromWorld = session.capture().worldFromLidar(session.frame(frame)).inverse();
        List<PointLayer> layers = new ArrayList<>();
        int frames = session.capture().frames().size();
        for (int f = Math.max(0, frame - wish.sweeps()); f <= Math.min(frames - 1, frame + wish.sweeps()); f++) {
            PointBlock block = f == frame ? points : session.points(f);
            Pose viewFromBlock = f == frame
                    ? Pose.IDENTITY
                    : lidarFromWorld.times(session.capture().worldFromLidar(session.frame(f)));
            int[] argb = Views.colours(block, f == frame ? boxes : List.of(), ontology, available(block, colour)
                    ? colour : Views.LABELS);
            if (!wish.ground()) {
                hideGround(block, argb);
            }
            layers.add(new PointLayer("frame " + f, block, viewFromBlock, argb));
        }
        return new ScenePoints(frame, points, layers, legend(points, colour));
    }

    /** What points can be coloured by: labels, height and distance always, colours and fields where they carry them. */
    static List<String> choices(PointBlock points) {
        List<String> out = new ArrayList<>(List.of(Views.LABELS, "height", "distance"));
        List<String> names = points.columns().stream().map(Column::name).toList();
        if (names.containsAll(List.of("red", "green", "blue"))) {
            out.add("rgb");
        }
        out.addAll(names.stream().filter(n -> !List.of("red", "green", "blue").contains(n)).toList());
        return out;
    }

    static String words(String colour) {
        return switch (colour) {
            case "labels" -> "Labels over intensity";
            case "height" -> "Height";
            case "distance" -> "Distance";
            case "rgb" -> "Recorded colour";
            default -> "Field " + colour;
        };
    }

    private static boolean available(PointBlock points, String colour) {
        return choices(points).contains(colour);
    }

    private static void hideGround(PointBlock points, int[] argb) {
        Ground ground = Ground.estimate(points);
        for (int i = 0; i < argb.length; i++) {
            if (ground.isGround(points.px(i), points.py(i), points.pz(i))) {
                argb[i] &= 0xFFFFFF;
            }
        }
    }

    private static Optional<Legend> legend(PointBlock points, String colour) {
        return switch (colour) {
            case "labels" -> points.column("intensity")
                    .map(c -> Legend.of("Intensity", Colouring.range(c), "", ColourMap.SLATE));
            case "height" -> Optional.of(Legend.of("Height", Colouring.heightRange(points), "m", ColourMap.LAGOON));
            case "distance" -> Optional.of(Legend.of(
                    "Distance",
                    Colouring.range(points.size(), i -> points.point(i).distance(Vec3.ZERO), 0.02, 0.98),
                    "m",
                    ColourMap.VIRIDIS));
            case "rgb" -> Optional.empty();
            default -> points.column(colour).map(c -> Legend.of(colour, Colouring.range(c), "", ColourMap.CIVIDIS));
        };
    }
}
