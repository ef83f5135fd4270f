package plumbline.app.ui.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.Session;
import plumbline.storage.project.LabelDiff;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;

/** One frame with the labels that differ: A as a ghost, B solid, added and removed by their own looks, the rest faint. */
final class DiffScenes {
    /** Which side is shown. */
    enum Side {
        BOTH,
        A,
        B
    }

    private static final int SAME = 0x98A1AE;
    private static final int CHANGED = 0xF0B429;
    private static final int ADDED = 0x4CC38A;
    private static final int REMOVED = 0xFF7B72;
    private static final int GHOST = 0xD5DEE8;

    /** Ghosts carry the id of what they were before. */
    private static final String BEFORE = "before:";

    private DiffScenes() {}

    /** The label that a box of the scene is about. */
    static LabelId label(LabelId item) {
        return item.value().startsWith(BEFORE) ? new LabelId(item.value().substring(BEFORE.length())) : item;
    }

    static SceneSnapshot scene(Session session, int frame, Comparison c, Optional<LabelId> selected, Side side)
            throws IOException {
        PointBlock block = session.points(frame);
        List<SceneSnapshot.PointLayer> points = List.of(new SceneSnapshot.PointLayer(
                "points", block, Pose.IDENTITY, Colouring.labelsOverIntensity(block, List.of())));
        List<BoxItem> boxes = new ArrayList<>();
        for (LabelDiff d : c.in(frame)) {
            boxes.addAll(boxes(d, frame, selected.filter(d.either().id()::equals).isPresent(), side));
        }
        for (Label.Cuboid box : c.labelsB().cuboids(frame)) {
            if (!c.differing().contains(box.id())) {
                boxes.add(new BoxItem(box.id(), box.box(), SAME, BoxStyle.NORMAL, ""));
            }
        }
        return new SceneSnapshot(points, boxes, List.of());
    }

    private static List<BoxItem> boxes(LabelDiff d, int frame, boolean selected, Side side) {
        List<BoxItem> out = new ArrayList<>();
        String tag = ChangeWords.tag(d);
        Optional<Label.Cuboid> a = cuboid(d.before()).filter(x -> x.frame() == frame);
        Optional<Label.Cuboid> b = cuboid(d.after()).filter(x -> x.frame() == frame);
        switch (d.kind()) {
            case ADDED -> b.filter(c -> side != Side.A)
                    .ifPresent(c -> out.add(new BoxItem(c.id(), c.box(), ADDED, BoxStyle.ADDED, tag)));
            case REMOVED -> a.filter(c -> side != Side.B)
                    .ifPresent(c -> out.add(new BoxItem(c.id(), c.box(), REMOVED, BoxStyle.REMOVED, tag)));
            case CHANGED -> {
                a.filter(c -> side != Side.B)
                        .ifPresent(c -> out.add(new BoxItem(new LabelId(BEFORE + c.id()), c.box(), GHOST, BoxStyle.GHOST, "")));
                b.filter(c -> side != Side.A).ifPresent(c -> out.add(new BoxItem(
                        c.id(), c.box(), CHANGED, selected ? BoxStyle.SELECTED : BoxStyle.HOVERED, tag)));
            }
        }
        return out;
    }

    private static Optional<Label.Cuboid> cuboid(Optional<Label> l) {
        return l.filter(Label.Cuboid.class::isInstance).map(Label.Cuboid.class::cast);
    }
}
