package plumbline.viewer3d.tool;

import java.util.Optional;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Proposal;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.Vec3;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;

/**
 * Draws a rectangle over the ground, along the way the camera looks, and on release fits a box to what stands in it;
 * Alt and a click fits one to the points that hang together under the pointer. The selected box's handles and a plain
 * click work as in {@link SelectTool}.
 */
public final class CuboidTool implements Tool {
    private static final LabelId DRAFT = new LabelId("draft");
    private static final double CLICK_PIXELS = 4;
    /** The camera's way down, of 1, from which on a rectangle on the screen looks like one on the ground. */
    private static final double STEEP = -0.85;

    private record Draft(Pointer from, Vec3 corner, double headingRad, Optional<Vec3> opposite) {}

    private final EditTarget target;
    private final SelectTool select;
    private Optional<Draft> draft = Optional.empty();
    private boolean selecting;
    private Optional<Vec3> glowing = Optional.empty();

    public CuboidTool(EditTarget target) {
        this.target = target;
        this.select = new SelectTool(target);
    }

    @Override
    public String name() {
        return "Cuboid";
    }

    @Override
    public boolean pressed(Pointer at, ViewPort view) {
        view.note("");
        if (at.alt()) {
            fitAtPoint(at, view);
            return true;
        }
        selecting = select.pressed(at, view);
        if (selecting) {
            return true;
        }
        Vec3 ahead = view.projection().forward();
        Vec3 level = Math.hypot(ahead.x(), ahead.y()) < 1e-3 ? view.projection().up() : ahead;
        double heading = Math.atan2(level.y(), level.x());
        draft = view.groundAt(at.x(), at.y()).map(g -> new Draft(at, g, heading, Optional.empty()));
        return draft.isPresent();
    }

    @Override
    public void dragged(Pointer at, ViewPort view) {
        if (selecting) {
            select.dragged(at, view);
            return;
        }
        draft = draft.map(d -> {
            Optional<Vec3> corner = view.groundAt(at.x(), at.y());
            corner.ifPresent(c -> view.setPreview(Optional.of(item(rectangle(d, c), BoxStyle.HOVERED))));
            return new Draft(d.from(), d.corner(), d.headingRad(), corner.or(d::opposite));
        });
    }

    private Box rectangle(Draft d, Vec3 to) {
        double height = target.currentClass().typicalHeight();
        double floor = Math.min(d.corner().z(), to.z());
        return BoxMoves.over(d.corner(), to, d.headingRad(), floor, height > 0 ? height : 1.5);
    }

    private BoxItem item(Box box, BoxStyle style) {
        LabelClass cls = target.currentClass();
        return new BoxItem(DRAFT, box, Palette.label(cls.colour()), style, cls.code());
    }

    @Override
    public void released(Pointer at, ViewPort view) {
        if (selecting) {
            selecting = false;
            select.released(at, view);
            return;
        }
        Optional<Draft> done = draft;
        draft = Optional.empty();
        if (done.isPresent()) {
            Draft d = done.get();
            boolean still = Math.hypot(at.x() - d.from().x(), at.y() - d.from().y()) < CLICK_PIXELS;
            if (still || d.opposite().isEmpty()) {
                select.clicked(at, view);
            } else {
                fitInRectangle(d, view);
            }
        }
        view.setPreview(Optional.empty());
    }

    private void fitInRectangle(Draft d, ViewPort view) {
        Vec3 to = d.opposite().orElseThrow();
        Optional<Proposal> found = BoxFit.inRectangle(
                target.points(), view.ground(), d.corner(), to, d.headingRad(),
                view.projection().forward().z() < STEEP, target.currentClass());
        if (found.isPresent()) {
            Edits.create(target, found.get().box(), found.get().inside());
            return;
        }
        int there = Edits.above(target.points(), view.ground(), rectangle(d, to));
        String why = there < BoxFit.MIN_POINTS
                ? "No box found: " + there + " points, " + BoxFit.MIN_POINTS + " needed."
                : "No box found: the " + there + " points here do not hang together.";
        target.say(why);
        view.note(why);
    }

    private void fitAtPoint(Pointer at, ViewPort view) {
        view.setPreview(Optional.empty());
        glowing = Optional.empty();
        Optional<Proposal> found = proposalAt(at, view);
        if (found.isPresent()) {
            Edits.create(target, found.get().box(), found.get().inside());
        } else {
            String why = "No box found: fewer than " + BoxFit.MIN_POINTS + " points hang together here.";
            target.say(why);
            view.note(why);
        }
    }

    private Optional<Proposal> proposalAt(Pointer at, ViewPort view) {
        return view.pick(at.x(), at.y())
                .flatMap(p -> BoxFit.atPoint(target.points(), view.ground(), p.positionView(), target.currentClass()));
    }

    @Override
    public void clicked(Pointer at, ViewPort view) {
        select.clicked(at, view);
    }

    @Override
    public void moved(Pointer at, ViewPort view) {
        select.moved(at, view);
        if (!at.alt()) {
            if (glowing.isPresent()) {
                glowing = Optional.empty();
                view.setPreview(Optional.empty());
                view.note("");
            }
            return;
        }
        Optional<Vec3> here = view.pick(at.x(), at.y()).map(p -> p.positionView());
        boolean same = here.isPresent() && glowing.isPresent() && here.get().distance(glowing.get()) < 0.2;
        if (here.isPresent() && !same) {
            glowing = here;
            Optional<Proposal> found = proposalAt(at, view);
            view.setPreview(found.map(f -> item(f.box(), BoxStyle.HOVERED)));
            String name = target.currentClass().name();
            view.note(found.map(f -> "Click: " + name + ", " + Edits.spaced(f.inside()) + " points").orElse(""));
        }
    }

    @Override
    public boolean key(KeyEvent event, ViewPort view) {
        return select.key(event, view);
    }

    @Override
    public boolean cancel(ViewPort view) {
        boolean any = draft.isPresent() || selecting || glowing.isPresent();
        draft = Optional.empty();
        glowing = Optional.empty();
        selecting = false;
        select.cancel(view);
        if (any) {
            view.setPreview(Optional.empty());
            view.note("");
        }
        return any;
    }

    @Override
    public Guides guides(ViewPort view) {
        return draft.isPresent() ? Guides.NONE : select.guides(view);
    }
}
