package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SideViews;
import plumbline.viewer3d.tool.EditTarget;

/**
 * One frame of one object in the batch grid: top, side and rear view, in which the box is edited as anywhere. Its edits go
 * to the frame of the cell, whatever frame the window shows.
 */
final class BatchCell extends VBox implements EditTarget {
    private static final double LEAST_HEIGHT = 60;

    private final AnnotateModel model;
    private final TrackId track;
    private final int frame;
    private final PointBlock points;
    private final SideViews views = new SideViews(this);
    private final Label count = Parts.mono("", "fg1");
    private final Label how = Parts.caption("");

    BatchCell(AnnotateModel model, TrackId track, int frame, PointBlock points) {
        this.model = model;
        this.track = track;
        this.frame = frame;
        this.points = points;
        HBox head = Parts.row(6, Parts.mono(Integer.toString(frame), "strong"), how, Parts.spacer(), count);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("batch-head");
        views.node().getChildrenUnmodifiable().forEach(n -> {
            if (n instanceof Region r) {
                r.setMinSize(60, LEAST_HEIGHT);
            }
        });
        VBox.setVgrow(views.node(), Priority.ALWAYS);
        getChildren().addAll(head, views.node());
        getStyleClass().add("batch-cell");
        setMinWidth(0);
        head.setOnMouseClicked(e -> model.goTo(frame));
        show();
    }

    Optional<Cuboid> box() {
        return cuboids().stream().filter(c -> c.track().equals(track)).findFirst();
    }

    void show() {
        Optional<Cuboid> c = box();
        views.show(points, c, c.map(b -> LabelPalette.rgb(model.ontology(), b.className())).orElse(0));
        count.setMinWidth(Region.USE_PREF_SIZE);
        count.setText(c.map(b -> Numbers.count(PointsInBox.count(points, b.box())) + " pts").orElse(""));
        how.setText(c.map(BatchCell::words).orElse("no box"));
        pseudoClassStateChanged(Parts.SELECTED, frame == model.frame());
        setAccessibleText("Frame " + frame + ", " + how.getText() + ", " + count.getText());
    }

    private static String words(Cuboid c) {
        return c.finalised() ? "finalised" : switch (c.origin()) {
            case HAND -> "by hand";
            case INTERPOLATED -> "between";
            case AUTOMATIC -> "automatic";
            case IMPORTED -> "imported";
        };
    }

    /** The keys of a box, for the view under the pointer; K makes a keyframe, F finalises or opens. */
    boolean pressed(KeyEvent e) {
        boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown() && !e.isShiftDown();
        if (plain && (e.getCode() == KeyCode.K || e.getCode() == KeyCode.F)) {
            boolean keyframe = e.getCode() == KeyCode.K;
            box().ifPresent(c -> change(
                    keyframe ? "Keyframe " : c.finalised() ? "Open " : "Finalise ", c,
                    keyframe ? c.withOrigin(Origin.HAND) : c.withFinalised(!c.finalised())));
            return true;
        }
        return views.key(e);
    }

    private void change(String verb, Cuboid before, Cuboid after) {
        if (!after.equals(before)) {
            model.apply(ChangeSet.of(verb + before.className() + " " + track, Change.replace(before, after)))
                    .ifPresent(model::say);
        }
    }

    @Override
    public int frame() {
        return frame;
    }

    @Override
    public PointBlock points() {
        return points;
    }

    @Override
    public List<Cuboid> cuboids() {
        return model.labels().cuboids(frame);
    }

    @Override
    public LabelClass currentClass() {
        return model.currentClass();
    }

    @Override
    public TrackId nextTrack() {
        return model.nextTrack();
    }

    @Override
    public Optional<LabelId> selected() {
        return box().map(Cuboid::id);
    }

    @Override
    public void select(Optional<LabelId> label) {
        // The cell stays with its object; a deleted box leaves it empty.
    }

    @Override
    public Optional<String> apply(ChangeSet changes) {
        return model.apply(changes);
    }

    @Override
    public void say(String sentence) {
        model.say(sentence);
    }
}
