package plumbline.app.ui.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plumbline.annotation.edit.Conflict;
import plumbline.annotation.edit.Side;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Headed;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.MergeDesk.Thing;
import plumbline.app.service.Merges;
import plumbline.app.ui.audit.ChangeWords;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.StoredConflict;
import plumbline.viewer3d.render.Colouring;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;

/**
 * One frame as yours, before and the server's: the object in question in the side's colour with its own points, what was
 * before dashed, everything else faint in its class's colour. Boxes in the frame of the reference lidar, as everywhere.
 */
final class MergeScenes {
    static final int YOURS = 0x6CB1FF;
    static final int SERVER = 0xF0B429;
    static final int BASE = 0x98A1AE;

    /** The scenes, where to look (a ball, empty without a place in 3D) and how many points each side's object has. */
    record Drawn(
            SceneSnapshot yours, SceneSnapshot base, SceneSnapshot theirs, SceneSnapshot result, Optional<Vec3> middle,
            double radius, Evidence evidence) {}

    /** Points in the object of each side; empty where it has none in 3D. */
    record Evidence(Optional<Integer> yours, Optional<Integer> theirs) {}

    /** What is read off the window's thread for one object. */
    record Read(PointBlock points, Optional<SensorId> sensor, List<Merges.Pane> panes, List<Label> result) {}

    private final Ontology ontology;
    private final Thing thing;
    private final Read read;
    private final Hash capture;
    private final Set<LabelId> about = new HashSet<>();

    MergeScenes(Ontology ontology, Thing thing, Read read) {
        this.ontology = ontology;
        this.thing = thing;
        this.read = read;
        this.capture = thing.capture().orElseThrow();
        thing.conflicts().forEach(c -> about.addAll(c.conflict().objects()));
    }

    Drawn draw() {
        List<Label> base = own(Side.BASE);
        List<Label> yours = own(Side.OURS);
        List<Label> theirs = own(Side.THEIRS);
        List<Label> result = read.result().stream().filter(l -> about.contains(l.id())).toList();
        List<Box> all = new ArrayList<>();
        for (List<Label> side : List.of(base, yours, theirs)) {
            side.forEach(l -> extent(l).ifPresent(all::add));
        }
        Optional<Vec3> middle = middle(all);
        double radius = middle.map(m -> all.stream()
                        .flatMap(b -> java.util.Arrays.stream(b.corners()))
                        .mapToDouble(c -> c.distance(m))
                        .max()
                        .orElse(2))
                .orElse(0.0);
        return new Drawn(
                scene(around(Side.OURS), yours, base, base, YOURS),
                scene(around(Side.BASE), List.of(), base, base, BASE),
                scene(around(Side.THEIRS), theirs, base, base, SERVER),
                scene(read.result().stream().filter(l -> !about.contains(l.id())).toList(), result, base, List.of(),
                        resultColour()),
                middle, radius, new Evidence(points(yours), points(theirs)));
    }

    /** The colour of the side that all decisions took, else white: it is neither's. */
    private int resultColour() {
        Set<Integer> sides = new HashSet<>();
        for (StoredConflict c : thing.conflicts()) {
            sides.add(switch (c.decided().map(StoredConflict.Decided::decision).orElse(c.conflict().undecided())) {
                case plumbline.annotation.edit.Decision.Take(Side side) -> switch (side) {
                    case OURS -> YOURS;
                    case THEIRS -> SERVER;
                    case BASE -> BASE;
                };
                case plumbline.annotation.edit.Decision.Both b -> 0xFFFFFF;
                case plumbline.annotation.edit.Decision.Value v -> 0xFFFFFF;
                case plumbline.annotation.edit.Decision.Rename r -> 0xFFFFFF;
            });
        }
        return sides.size() == 1 ? sides.iterator().next() : 0xFFFFFF;
    }

    private Optional<Integer> points(List<Label> labels) {
        return labels.stream()
                .map(l -> switch (l) {
                    case Label.Cuboid c -> Optional.of(PointsInBox.count(read.points(), c.box()));
                    case Label.PointMask m -> Optional.of((int) m.points().count());
                    case Label.ImageBox i -> Optional.<Integer>empty();
                    case Headed h -> Optional.<Integer>empty();
                })
                .flatMap(Optional::stream)
                .reduce(Integer::sum);
    }

    private List<Label> pane(Side side) {
        return read.panes().stream().filter(p -> p.side() == side).findFirst().map(Merges.Pane::labels).orElse(List.of());
    }

    private List<Label> around(Side side) {
        return pane(side).stream().filter(l -> !about.contains(l.id())).toList();
    }

    /** As the conflict has it where it says; a base that several versions were merged into is in no version. */
    private List<Label> own(Side side) {
        List<Label> out = new ArrayList<>(pane(side).stream().filter(l -> about.contains(l.id())).toList());
        for (StoredConflict c : thing.conflicts()) {
            Optional<Label> said = switch (c.conflict()) {
                case Conflict.Field f -> Values.label(f, side);
                case Conflict.Deleted d -> switch (side) {
                    case BASE -> Optional.of(d.base());
                    case OURS -> d.ours();
                    case THEIRS -> d.theirs();
                };
                case Conflict.SameObject s -> switch (side) {
                    case BASE -> Optional.empty();
                    case OURS -> Optional.of(s.ours());
                    case THEIRS -> Optional.of(s.theirs());
                };
                case Conflict.Overlap o -> Optional.empty();
                case Conflict.Definition d -> Optional.empty();
                case Conflict.Missing m -> Optional.empty();
            };
            said.filter(l -> out.stream().noneMatch(o -> o.id().equals(l.id()))).ifPresent(out::add);
        }
        return out;
    }

    /** Tags say what changed against {@code base}; {@code ghosts} are drawn as what was before. */
    private SceneSnapshot scene(List<Label> others, List<Label> own, List<Label> base, List<Label> ghosts, int rgb) {
        List<BoxItem> boxes = new ArrayList<>();
        List<Colouring.Tint> tints = new ArrayList<>();
        for (Label l : others) {
            if (l instanceof Label.Cuboid c) {
                int colour = LabelPalette.rgb(ontology, c.className());
                boxes.add(new BoxItem(c.id(), c.box(), colour, BoxStyle.NORMAL, ""));
                tints.add(new Colouring.Tint(c.box(), colour));
            }
        }
        boolean before = rgb == BASE && own.isEmpty();
        for (Label b : ghosts) {
            boolean gone = !before && own.stream().noneMatch(l -> l.id().equals(b.id()));
            extent(b).ifPresent(box -> {
                String tag = before ? b.className() + ", before" : gone ? "\u2212 deleted" : "";
                boxes.add(new BoxItem(new LabelId("before:" + b.id()), box, BASE, gone ? BoxStyle.REMOVED : BoxStyle.GHOST, tag));
                if (before) {
                    tints.add(new Colouring.Tint(box, 0xE9ECF0));
                }
            });
        }
        for (Label l : own) {
            extent(l).ifPresent(box -> {
                boxes.add(new BoxItem(l.id(), box, rgb, BoxStyle.HOVERED, tag(base, l)));
                tints.add(new Colouring.Tint(box, rgb));
            });
        }
        int[] argb = Colouring.labelsOverIntensity(read.points(), tints);
        others.forEach(l -> paint(argb, l, LabelPalette.rgb(ontology, l.className())));
        (before ? ghosts : own).forEach(l -> paint(argb, l, about.size() > 1 ? LabelPalette.rgb(ontology, l.className()) : rgb));
        return new SceneSnapshot(
                List.of(new SceneSnapshot.PointLayer("points", read.points(), Pose.IDENTITY, argb)), boxes, List.of());
    }

    private void paint(int[] argb, Label l, int rgb) {
        if (l instanceof Label.PointMask m && read.sensor().equals(Optional.of(m.sensor()))) {
            PointRuns runs = m.points();
            for (int r = 0; r < runs.runs(); r++) {
                for (int i = runs.from(r); i < Math.min(runs.to(r), argb.length); i++) {
                    argb[i] = 0xFF000000 | rgb;
                }
            }
        }
    }

    /** What changed against what was before. */
    private String tag(List<Label> base, Label l) {
        Optional<Label> before = base.stream().filter(b -> b.id().equals(l.id())).findFirst();
        if (before.isEmpty()) {
            return "+ " + l.className();
        }
        String what = ChangeWords.row(new LabelDiff(capture, LabelDiff.Kind.CHANGED, before, Optional.of(l), List.of())).what();
        return what.length() > 2 ? what : l.className();
    }

    private Optional<Box> extent(Label l) {
        return switch (l) {
            case Label.Cuboid c -> Optional.of(c.box());
            case Label.ImageBox i -> Optional.empty();
            case Label.PointMask m -> read.sensor().equals(Optional.of(m.sensor())) ? about(m.points()) : Optional.empty();
            case Label.Shape s -> around(s.vertices());
            case Label.ImageShape s -> Optional.empty();
            case Label.ImageMask m -> Optional.empty();
            case Label.Relation r -> Optional.empty();
            case Label.SceneTag t -> Optional.empty();
        };
    }

    private Optional<Box> about(PointRuns runs) {
        List<Vec3> points = new ArrayList<>();
        for (int r = 0; r < runs.runs(); r++) {
            for (int i = runs.from(r); i < Math.min(runs.to(r), read.points().size()); i++) {
                points.add(read.points().point(i));
            }
        }
        return around(points);
    }

    private static Optional<Box> around(List<Vec3> points) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (Vec3 p : points) {
            double[] at = {p.x(), p.y(), p.z()};
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], at[k]);
                high[k] = Math.max(high[k], at[k]);
            }
        }
        return low[0] > high[0] || !Double.isFinite(high[0] - low[0]) ? Optional.empty() : Optional.of(Box.upright(
                new Vec3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2),
                high[0] - low[0], high[1] - low[1], high[2] - low[2], 0));
    }

    private static Optional<Vec3> middle(List<Box> boxes) {
        return boxes.stream()
                .map(Box::centre)
                .reduce(Vec3::plus)
                .map(sum -> sum.times(1.0 / boxes.size()));
    }
}
