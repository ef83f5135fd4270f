package plumbline.viewer3d.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Palette;

/**
 * Draws a line, an outline or key points: each click sets a vertex where {@link VertexSnap} says, Enter or a click on the
 * last (of an outline also the first) vertex ends it, Backspace takes the last vertex away, Esc drops it. Ctrl ignores
 * points. Without anything begun, the selected shape's vertices can be dragged as in {@link ShapeEdit}.
 */
public final class ShapeTool implements Tool {
    private static final double CLOSE_PIXELS = 10;

    private final EditTarget target;
    private final Form form;
    private final ShapeEdit edit;
    private final List<Vec3> vertices = new ArrayList<>();
    private Optional<VertexSnap.Place> hover = Optional.empty();
    private boolean ending;

    public ShapeTool(EditTarget target, Form form) {
        this.target = target;
        this.form = form;
        this.edit = new ShapeEdit(target);
    }

    @Override
    public String name() {
        return switch (form) {
            case POLYLINE -> "Line";
            case POLYGON -> "Outline";
            case POINTS -> "Key points";
        };
    }

    public Form form() {
        return form;
    }

    /** Whether something is begun, so that Enter and Backspace are this tool's. */
    public boolean drawing() {
        return !vertices.isEmpty();
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        if (!drawing()) {
            return edit.pressed(at, view);
        }
        ending = onEnd(at, view);
        return ending;
    }

    private boolean onEnd(Pointer at, ViewPort view) {
        boolean last = VertexSnap.pixels(view, vertices.getLast(), at.x(), at.y()) <= CLOSE_PIXELS;
        boolean first = form == Form.POLYGON && vertices.size() >= form.fewest()
                && VertexSnap.pixels(view, vertices.getFirst(), at.x(), at.y()) <= CLOSE_PIXELS;
        return first || last && vertices.size() >= form.fewest();
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        if (!ending) {
            edit.dragged(at, view);
        }
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (ending) {
            ending = false;
            finish(view);
        } else {
            edit.released(at, view);
        }
    }

    @Override
    public void clicked(Pointer at, ViewPort view) {
        Optional<VertexSnap.Place> place = place(at, view);
        if (place.isEmpty()) {
            target.say("No point and no ground there. Click closer to the sensor.");
            return;
        }
        vertices.add(place.get().at());
        moved(at, view);
    }

    private Optional<VertexSnap.Place> place(Pointer at, ViewPort view) {
        return VertexSnap.at(at.x(), at.y(), at.ctrl(), view, target.shapes().stream(), Optional.empty());
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        if (!drawing()) {
            edit.moved(at, view);
            hover = Optional.empty();
            if (!edit.near()) {
                hover = place(at, view);
            }
            return;
        }
        hover = place(at, view);
        if (onEnd(at, view)) {
            view.note("Click: end the " + name().toLowerCase(Locale.ROOT));
        } else {
            view.note(hover.map(h -> h.words() + lengths(h.at())).orElse(""));
        }
    }

    private String lengths(Vec3 to) {
        return form == Form.POINTS ? "" : String.format(
                Locale.ROOT, ", %.2f m", to.distance(vertices.getLast()));
    }

    @Override
    public boolean key(KeyEvent event, ViewPort view) {
        boolean plain = !event.isControlDown() && !event.isAltDown() && !event.isMetaDown();
        if (!plain || !drawing()) {
            return plain && event.getCode() == KeyCode.DELETE && edit.delete(view);
        }
        return switch (event.getCode()) {
            case ENTER -> {
                finish(view);
                yield true;
            }
            case BACK_SPACE -> {
                vertices.removeLast();
                view.note("");
                yield true;
            }
            default -> false;
        };
    }

    private void finish(ViewPort view) {
        if (vertices.size() < form.fewest()) {
            target.say("The " + name().toLowerCase(Locale.ROOT) + " needs " + form.fewest() + " vertices; "
                    + vertices.size() + (vertices.size() == 1 ? " is" : " are") + " set.");
            return;
        }
        LabelHead head = LabelHead.byHand(
                LabelId.random(), target.nextTrack(), target.currentClass().name(), target.frame());
        Label.Shape made = new Label.Shape(head, form, vertices);
        Optional<String> refused = target.apply(ChangeSet.of("Draw " + Edits.name(made), Change.create(made)));
        if (refused.isPresent()) {
            target.say(refused.get());
            return;
        }
        clear(view);
        target.select(Optional.of(made.id()));
        target.say(Edits.name(made) + ": " + form.text() + " of " + made.vertices().size() + " vertices");
    }

    private void clear(ViewPort view) {
        vertices.clear();
        hover = Optional.empty();
        ending = false;
        view.note("");
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean any = drawing() || edit.cancel(view);
        clear(view);
        return any;
    }

    @Override
    public Guides guides(ViewPort view) {
        if (!drawing()) {
            Guides selected = edit.guides(view);
            return hover.isEmpty() || edit.near() ? selected : plus(selected, new Guides.Handle(hover.get().at(), true, false));
        }
        int rgb = Palette.label(target.currentClass().colour());
        List<Guides.Handle> handles = new ArrayList<>();
        for (int i = 0; i < vertices.size(); i++) {
            handles.add(new Guides.Handle(vertices.get(i), false, i == vertices.size() - 1));
        }
        List<Guides.Path> paths = new ArrayList<>();
        if (form != Form.POINTS) {
            paths.add(new Guides.Path(vertices, false, rgb));
            hover.ifPresent(h -> paths.add(new Guides.Path(List.of(vertices.getLast(), h.at()), true, rgb)));
            if (form == Form.POLYGON && vertices.size() > 1) {
                Vec3 end = hover.map(VertexSnap.Place::at).orElse(vertices.getLast());
                paths.add(new Guides.Path(List.of(end, vertices.getFirst()), true, rgb));
            }
        }
        hover.ifPresent(h -> handles.add(new Guides.Handle(h.at(), true, false)));
        return new Guides(handles, paths);
    }

    private static Guides plus(Guides g, Guides.Handle more) {
        List<Guides.Handle> handles = new ArrayList<>(g.handles());
        handles.add(more);
        return new Guides(handles, g.paths());
    }
}
