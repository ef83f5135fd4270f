package plumbline.viewer3d.tool;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.Ray;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.view.Projection;

/** Picks boxes, moves the selected one over the ground, resizes it by its faces and turns it by ring or ball. */
public final class SelectTool implements Tool {
    private static final double EDGE_PIXELS = 8;

    private record Gesture(Label.Cuboid label, BoxDrag drag, Optional<BoxHandles.Grip> grip, BoxDrag.Step now) {}

    private final EditTarget target;
    private final BoxKeys keys;
    private final ShapeEdit shapes;
    private boolean onShape;
    private Optional<Gesture> gesture = Optional.empty();
    private Optional<BoxHandles.Grip> near = Optional.empty();

    public SelectTool(EditTarget target) {
        this.target = target;
        this.keys = new BoxKeys(target);
        this.shapes = new ShapeEdit(target);
    }

    @Override
    public String name() {
        return "Select";
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        onShape = shapes.pressed(at, view);
        if (onShape) {
            return true;
        }
        Optional<Label.Cuboid> selected = Edits.selected(target);
        if (selected.isEmpty()) {
            return false;
        }
        Label.Cuboid label = selected.get();
        Box box = label.box();
        Ray ray = view.ray(at.x(), at.y());
        Optional<BoxHandles.Grip> grip = new BoxHandles(box).hit(view.projection(), at.x(), at.y());
        OptionalDouble hit = ray.hit(box);
        if (grip.isEmpty() && hit.isEmpty()) {
            return false;
        }
        Optional<String> refusal = Edits.refusal(label);
        if (refusal.isPresent()) {
            target.say(refusal.get());
            return false;
        }
        Optional<BoxDrag> drag = grip.isPresent()
                ? taken(grip.get(), box, ray)
                : Optional.of(new BoxDrag.Move(box, ray.at(hit.getAsDouble())));
        gesture = drag.map(d -> new Gesture(label, d, grip, new BoxDrag.Step(box, "", false)));
        return gesture.isPresent();
    }

    private Optional<BoxDrag> taken(BoxHandles.Grip grip, Box box, Ray ray) {
        return switch (grip) {
            case BoxHandles.Grip.Face f ->
                Optional.of(BoxDrag.Face.of(box, f.axis(), f.sign(), ray, target.points()));
            case BoxHandles.Grip.Ball b -> BoxDrag.Turn.of(box, ray);
            case BoxHandles.Grip.Ring r -> BoxDrag.Turn.of(box, ray);
        };
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        if (onShape) {
            shapes.dragged(at, view);
        }
        gesture = gesture.map(g -> {
            BoxDrag.Step step = g.drag().to(view.ray(at.x(), at.y()), at.alt(), at.ctrl());
            view.setPreview(Optional.of(item(view, g.label(), step.box())));
            view.note(step.note());
            return new Gesture(g.label(), g.drag(), g.grip(), step);
        });
    }

    private static BoxItem item(ViewPort view, Label.Cuboid label, Box box) {
        Optional<BoxItem> there = view.scene().box(label.id());
        return new BoxItem(
                label.id(), box, there.map(BoxItem::rgb).orElse(0xFFFFFF), BoxStyle.SELECTED,
                there.map(BoxItem::tag).orElse(""));
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (onShape) {
            onShape = false;
            shapes.released(at, view);
        }
        gesture.ifPresent(g -> Edits.replace(target, g.drag().verb(), g.label(), g.now().box()));
        finish(view);
    }

    private void finish(ViewPort view) {
        gesture = Optional.empty();
        view.setPreview(Optional.empty());
        view.note("");
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean any = gesture.isPresent();
        if (any) {
            finish(view);
        }
        onShape = false;
        return shapes.cancel(view) || any;
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        shapes.moved(at, view);
        near = Edits.selected(target)
                .filter(c -> !c.finalised())
                .flatMap(c -> new BoxHandles(c.box()).hit(view.projection(), at.x(), at.y()));
    }

    @Override
    public void clicked(Pointer at, ViewPort view) {
        target.select(under(at, view));
    }

    /** By the box that holds the point under the pointer, else by the nearest face, else by an edge close by. */
    private Optional<LabelId> under(Pointer at, ViewPort view) {
        Optional<LabelId> line = shapes.under(at, view);
        if (line.isPresent()) {
            return line;
        }
        Optional<LabelId> byPoint = view.pick(at.x(), at.y())
                .flatMap(p -> target.cuboids().stream()
                        .filter(c -> c.box().containsWithin(
                                p.positionView().x(), p.positionView().y(), p.positionView().z(), 0.02))
                        .min(Comparator.comparingDouble(c -> c.box().volume()))
                        .map(Label.Cuboid::id));
        if (byPoint.isPresent()) {
            return byPoint;
        }
        Ray ray = view.ray(at.x(), at.y());
        Optional<LabelId> byFace = target.cuboids().stream()
                .filter(c -> ray.hit(c.box()).isPresent())
                .min(Comparator.comparingDouble(c -> ray.hit(c.box()).getAsDouble()))
                .map(Label.Cuboid::id);
        Projection p = view.projection();
        return byFace.or(() -> target.cuboids().stream()
                .filter(c -> edgeDistance(c.box(), p, at) <= EDGE_PIXELS)
                .min(Comparator.comparingDouble(c -> edgeDistance(c.box(), p, at)))
                .map(Label.Cuboid::id));
    }

    private static double edgeDistance(Box box, Projection p, Pointer at) {
        Vec3[] corners = box.corners();
        double least = Double.MAX_VALUE;
        for (int[] e : Box.EDGES) {
            Optional<Vec3> a = p.visible(corners[e[0]]);
            Optional<Vec3> b = p.visible(corners[e[1]]);
            if (a.isPresent() && b.isPresent()) {
                least = Math.min(least, BoxHandles.distance(
                        at.x(), at.y(), a.get().x(), a.get().y(), b.get().x(), b.get().y()));
            }
        }
        return least;
    }

    @Override
    public boolean key(KeyEvent event, ViewPort view) {
        return event.getCode() == KeyCode.DELETE && shapes.delete(view) || keys.key(event, view);
    }

    @Override
    public Guides guides(ViewPort view) {
        if (gesture.isPresent()) {
            Gesture g = gesture.get();
            return new BoxHandles(g.now().box()).guides(g.grip(), g.now().snapped());
        }
        return Edits.selected(target)
                .filter(c -> !c.finalised())
                .map(c -> new BoxHandles(c.box()).guides(near, false))
                .orElseGet(() -> shapes.guides(view));
    }
}
