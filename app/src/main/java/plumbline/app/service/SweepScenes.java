package plumbline.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.viewer3d.render.Legend;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** Frames of a capture as scenes for pictures without a window, in the frame of the reference lidar. */
public final class SweepScenes {
    private final CaptureSource source;
    private final Labels labels;
    private final Ontology ontology;

    public SweepScenes(CaptureSource source, Labels labels, Ontology ontology) {
        this.source = source;
        this.labels = labels;
        this.ontology = ontology;
    }

    /** What is to be in it: boxes or not, sweeps on each side, at most so many points of a sweep. */
    public record Wish(Looks looks, boolean boxes, int sweepsAround, int budget) {}

    public record Scene(SceneSnapshot snapshot, PointBlock points, Optional<Legend> legend) {}

    /** Throws {@link IllegalArgumentException} where the points cannot be coloured as wished. */
    public Scene at(Frame frame, Wish wish) throws IOException {
        Capture capture = source.capture();
        Pose lidarFromWorld = capture.worldFromLidar(frame).inverse();
        List<PointLayer> layers = new ArrayList<>();
        PointBlock own = points(frame);
        Optional<Legend> legend = Optional.empty();
        int from = Math.max(0, frame.index() - wish.sweepsAround());
        int to = Math.min(capture.frames().size() - 1, frame.index() + wish.sweepsAround());
        for (int f = from; f <= to; f++) {
            Frame at = f == frame.index() ? frame : capture.frames().get(f);
            boolean isOwn = f == frame.index();
            PointBlock block = isOwn ? own : points(at);
            PointBlock shown = Thinning.atMost(block, wish.budget());
            // Masks name points by number, which thinning changes.
            List<Label> known = shown == block ? labelsOf(at.index(), wish) : List.of();
            PointLooks.Coloured c = SweepColours.exactly(source, at, shown, known, ontology, wish.looks());
            legend = isOwn ? c.legend() : legend;
            Pose pose = isOwn ? Pose.IDENTITY : lidarFromWorld.times(capture.worldFromLidar(at));
            String kind = isOwn ? "sweep" : "sweeps around";
            layers.add(new PointLayer(kind, shown, pose, c.argb()).withOpacity(wish.looks().opacityOf(kind)));
        }
        List<BoxItem> boxes = wish.boxes() ? boxes(frame.index()) : List.of();
        SceneSnapshot scene =
                new SceneSnapshot(layers, boxes, wish.boxes() ? lines(frame.index()) : List.of()).withBoxOpacity(wish.looks().opacityOf("boxes"));
        return new Scene(scene, own, legend);
    }

    public PointBlock points(Frame frame) throws IOException {
        Optional<Sample> sweep = frame.sample(source.capture().referenceLidar());
        return sweep.isPresent() ? SweepPoints.of(source, sweep.get()) : PointBlock.EMPTY;
    }

    /** Labels colour points where they are drawn, or where the colour or a filter is about them. */
    private List<Label> labelsOf(int frame, Wish wish) {
        boolean about = List.of(PointLooks.CLASS, PointLooks.INSTANCE, PointLooks.UNLABELLED).contains(wish.looks().colour())
                || !wish.looks().hiddenClasses().isEmpty();
        return wish.boxes() || about ? labels.inFrame(frame) : List.of();
    }

    private List<SceneSnapshot.LineItem> lines(int frame) {
        List<Label.Relation> relations = labels.all().stream()
                .filter(l -> l instanceof Label.Relation r && r.holdsIn(frame))
                .map(Label.Relation.class::cast)
                .toList();
        return ShapeScenes.lines(labels.inFrame(frame), relations, ontology, Optional.empty());
    }

    private List<BoxItem> boxes(int frame) {
        return labels.cuboids(frame).stream()
                .map(c -> new BoxItem(
                        c.id(), c.box(), Views.rgb(ontology, c.className()), BoxStyle.NORMAL, Views.tag(ontology, c)))
                .toList();
    }
}
