package plumbline.app.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.LineItem;

/** Lines, outlines, key points and relations of a frame as lines of the 3D scene, in the reference lidar's frame. */
public final class ShapeScenes {
    private static final int SELECTED = 0xFFFFFF;
    private static final int RELATION = 0xB6BDC8;
    private static final double CROSS_METRES = 0.15;

    private ShapeScenes() {}

    /** {@code relations} are those that hold in the frame; one is drawn where both of its objects are in it. */
    public static List<LineItem> lines(
            List<Label> inFrame, List<Label.Relation> relations, Ontology ontology, Optional<LabelId> selected) {
        List<LineItem> out = new ArrayList<>();
        Map<TrackId, Vec3> places = new HashMap<>();
        for (Label l : inFrame) {
            place(l).ifPresent(p -> places.putIfAbsent(l.track(), p));
            if (l instanceof Label.Shape s) {
                shape(out, s, ontology, selected.equals(Optional.of(s.id())));
            }
        }
        for (Label.Relation r : relations) {
            Vec3 from = places.get(r.track());
            Vec3 to = places.get(r.to());
            if (from != null && to != null) {
                boolean chosen = selected.equals(Optional.of(r.id()));
                out.addAll(arrow(from, to, chosen ? SELECTED : RELATION, chosen ? 1.75 : 1.25, r.className()));
            }
        }
        return out;
    }

    /** Where an object stands for its relations; empty for what is on images alone. */
    static Optional<Vec3> place(Label l) {
        return switch (l) {
            case Label.Cuboid c -> Optional.of(c.box().centre());
            case Label.Shape s -> Optional.of(middle(s.vertices()));
            case Label.ImageBox b -> Optional.empty();
            case Label.PointMask m -> Optional.empty();
            case Label.ImageShape s -> Optional.empty();
            case Label.ImageMask m -> Optional.empty();
            case Label.Relation r -> Optional.empty();
            case Label.SceneTag t -> Optional.empty();
        };
    }

    private static Vec3 middle(List<Vec3> vertices) {
        return vertices.stream().reduce(Vec3.ZERO, Vec3::plus).times(1.0 / vertices.size());
    }

    private static void shape(List<LineItem> out, Label.Shape s, Ontology ontology, boolean chosen) {
        int rgb = chosen ? SELECTED : Views.rgb(ontology, s.className());
        double width = chosen ? 2.25 : 1.75;
        String tag = Views.tag(ontology, s);
        if (s.form() == Form.POINTS) {
            for (int i = 0; i < s.vertices().size(); i++) {
                Vec3 v = s.vertices().get(i);
                for (Vec3 arm : new Vec3[] {new Vec3(CROSS_METRES, 0, 0), new Vec3(0, CROSS_METRES, 0), new Vec3(0, 0, CROSS_METRES)}) {
                    out.add(new LineItem(
                            List.of(v.minus(arm), v.plus(arm)), rgb, width, false, arm.z() > 0 ? tag + " " + (i + 1) : ""));
                }
            }
            return;
        }
        List<Vec3> course = new ArrayList<>(s.vertices());
        if (s.form() == Form.POLYGON) {
            course.add(course.getFirst());
        }
        out.add(new LineItem(course, rgb, width, false, tag));
    }

    private static List<LineItem> arrow(Vec3 from, Vec3 to, int rgb, double width, String tag) {
        Vec3 back = from.minus(to);
        double length = back.length();
        if (length < 1e-3) {
            return List.of(new LineItem(List.of(from, to), rgb, width, true, tag));
        }
        Vec3 unit = back.times(1 / length);
        Vec3 side = Math.abs(unit.z()) > 0.9 ? new Vec3(1, 0, 0) : unit.cross(new Vec3(0, 0, 1)).normalized();
        double head = Math.min(0.6, length / 4);
        Vec3 neck = to.plus(unit.times(head));
        return List.of(
                new LineItem(List.of(from, to), rgb, width, true, tag),
                new LineItem(
                        List.of(neck.plus(side.times(head / 2)), to, neck.minus(side.times(head / 2))), rgb, width, false));
    }
}
