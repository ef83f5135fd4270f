package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.view.Projection;

/**
 * The selected shape's vertices: dragged where {@link VertexSnap} says, put in by dragging the middle of an edge, taken away
 * by Del while the pointer is on one. Finds which shape is under the pointer. Collaborator of the tools.
 */
public final class ShapeEdit {
    private static final double GRAB_PIXELS = 8;
    private static final double LINE_PIXELS = 7;
    private static final int PREVIEW = 0x6CB1FF;

    /** A vertex by its number, or the place before it where {@code added}. */
    private record Grip(int vertex, boolean added) {}

    private record Gesture(Label.Shape shape, Grip grip, List<Vec3> now) {}

    private final EditTarget target;
    private Optional<Grip> near = Optional.empty();
    private Optional<Gesture> gesture = Optional.empty();

    public ShapeEdit(EditTarget target) {
        this.target = target;
    }

    public Optional<Label.Shape> selected() {
        return target.selected().flatMap(id -> target.shapes().stream().filter(s -> s.id().equals(id)).findFirst());
    }

    /** Whether the pointer is on a vertex or the middle of an edge. */
    public boolean near() {
        return near.isPresent();
    }

    public void moved(Pointer at, ViewPort view) {
        near = selected().filter(s -> !s.finalised()).flatMap(s -> grip(s, at, view));
    }

    private static Optional<Grip> grip(Label.Shape s, Pointer at, ViewPort view) {
        Optional<Grip> best = Optional.empty();
        double least = GRAB_PIXELS;
        for (int i = 0; i < s.vertices().size(); i++) {
            double d = VertexSnap.pixels(view, s.vertices().get(i), at.x(), at.y());
            if (d <= least) {
                least = d;
                best = Optional.of(new Grip(i, false));
            }
        }
        List<Vec3> middles = middles(s);
        for (int i = 0; i < middles.size() && best.isEmpty(); i++) {
            if (VertexSnap.pixels(view, middles.get(i), at.x(), at.y()) <= GRAB_PIXELS) {
                best = Optional.of(new Grip(i + 1, true));
            }
        }
        return best;
    }

    /** Of the edge from vertex i to the next; a polygon's last edge goes back to the first. */
    private static List<Vec3> middles(Label.Shape s) {
        List<Vec3> out = new ArrayList<>();
        int n = s.vertices().size();
        int edges = s.form() == Form.POINTS ? 0 : s.form() == Form.POLYGON ? n : n - 1;
        for (int i = 0; i < edges; i++) {
            out.add(s.vertices().get(i).plus(s.vertices().get((i + 1) % n)).times(0.5));
        }
        return out;
    }

    public boolean pressed(Pointer at, ViewPort view) {
        moved(at, view);
        if (near.isEmpty()) {
            return false;
        }
        Label.Shape s = selected().orElseThrow();
        gesture = Optional.of(new Gesture(s, near.get(), s.vertices()));
        return true;
    }

    public void dragged(Pointer at, ViewPort view) {
        gesture = gesture.map(g -> {
            Optional<VertexSnap.Place> place = VertexSnap.at(
                    at.x(), at.y(), at.ctrl(), view, target.shapes().stream(), Optional.of(g.shape().id()));
            view.note(place.map(VertexSnap.Place::words).orElse("No point and no ground there"));
            return place.map(p -> new Gesture(g.shape(), g.grip(), with(g, p.at()))).orElse(g);
        });
    }

    private static List<Vec3> with(Gesture g, Vec3 at) {
        List<Vec3> out = new ArrayList<>(g.shape().vertices());
        if (g.grip().added()) {
            out.add(g.grip().vertex(), at);
        } else {
            out.set(g.grip().vertex(), at);
        }
        return out;
    }

    public void released(Pointer at, ViewPort view) {
        gesture.filter(g -> !g.now().equals(g.shape().vertices())).ifPresent(g -> apply(
                (g.grip().added() ? "Add vertex to " : "Move vertex of ") + Edits.name(g.shape()), g.shape(), g.now()));
        cancel(view);
        moved(at, view);
    }

    /** Takes the vertex under the pointer away, without one there the whole shape; false where none is selected. */
    public boolean delete(ViewPort view) {
        Optional<Label.Shape> shape = selected();
        if (shape.isEmpty()) {
            return false;
        }
        Label.Shape s = shape.get();
        Optional<String> refusal = Edits.refusal(s);
        if (refusal.isPresent()) {
            target.say(refusal.get());
        } else if (near.filter(g -> !g.added()).isPresent() && s.vertices().size() > s.form().fewest()) {
            List<Vec3> fewer = new ArrayList<>(s.vertices());
            fewer.remove(near.get().vertex());
            near = Optional.empty();
            apply("Delete vertex of " + Edits.name(s), s, fewer);
        } else {
            target.apply(ChangeSet.of("Delete " + Edits.name(s), Change.delete(s))).ifPresentOrElse(
                    target::say, () -> target.select(Optional.empty()));
        }
        view.note("");
        return true;
    }

    private void apply(String what, Label.Shape before, List<Vec3> vertices) {
        target.apply(ChangeSet.of(what, Change.replace(before, before.withVertices(vertices).withOrigin(Origin.HAND))))
                .ifPresent(target::say);
    }

    /** True where there was a drag to drop. */
    public boolean cancel(ViewPort view) {
        boolean any = gesture.isPresent();
        gesture = Optional.empty();
        if (any) {
            view.note("");
        }
        return any;
    }

    /** The shape whose line or point is nearest to a pixel. */
    public Optional<LabelId> under(Pointer at, ViewPort view) {
        return target.shapes().stream()
                .filter(s -> distance(s, view.projection(), at) <= LINE_PIXELS)
                .min(Comparator.comparingDouble(s -> distance(s, view.projection(), at)))
                .map(Label.Shape::id);
    }

    private static double distance(Label.Shape s, Projection p, Pointer at) {
        double least = Double.MAX_VALUE;
        int n = s.vertices().size();
        for (int i = 0; i < n; i++) {
            Optional<Vec3> a = p.visible(s.vertices().get(i));
            Optional<Vec3> b = p.visible(s.vertices().get((i + 1) % n));
            if (a.isEmpty()) {
                continue;
            }
            boolean edge = b.isPresent() && s.form() != Form.POINTS && (i + 1 < n || s.form() == Form.POLYGON);
            double d = edge
                    ? BoxHandles.distance(at.x(), at.y(), a.get().x(), a.get().y(), b.get().x(), b.get().y())
                    : Math.hypot(a.get().x() - at.x(), a.get().y() - at.y());
            least = Math.min(least, d);
        }
        return least;
    }

    public Guides guides(ViewPort view) {
        if (gesture.isPresent()) {
            List<Vec3> now = gesture.get().now();
            List<Vec3> path = new ArrayList<>(now);
            if (gesture.get().shape().form() == Form.POLYGON) {
                path.add(now.getFirst());
            }
            List<Guides.Handle> handles = new ArrayList<>();
            for (int i = 0; i < now.size(); i++) {
                handles.add(new Guides.Handle(now.get(i), false, i == gesture.get().grip().vertex()));
            }
            boolean points = gesture.get().shape().form() == Form.POINTS;
            return new Guides(handles, points ? List.of() : List.of(new Guides.Path(path, true, PREVIEW)));
        }
        return selected().filter(s -> !s.finalised()).map(this::handles).orElse(Guides.NONE);
    }

    private Guides handles(Label.Shape s) {
        List<Guides.Handle> handles = new ArrayList<>();
        List<Vec3> middles = middles(s);
        for (int i = 0; i < middles.size(); i++) {
            handles.add(new Guides.Handle(middles.get(i), true, near.equals(Optional.of(new Grip(i + 1, true)))));
        }
        for (int i = 0; i < s.vertices().size(); i++) {
            handles.add(new Guides.Handle(s.vertices().get(i), false, near.equals(Optional.of(new Grip(i, false)))));
        }
        return new Guides(handles, List.of());
    }
}
