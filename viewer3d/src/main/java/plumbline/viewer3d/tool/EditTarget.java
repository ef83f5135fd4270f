package plumbline.viewer3d.tool;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;

/** What tools work on: the frame in view and the one door for edits. The window implements it over its session. */
public interface EditTarget {
    int frame();

    /** Points of the frame in the frame of the reference lidar, which is the view frame. */
    PointBlock points();

    /** The frame's cuboids as they stand. */
    List<Label.Cuboid> cuboids();

    /** The frame's lines, outlines and key points as they stand. */
    default List<Label.Shape> shapes() {
        return List.of();
    }

    /** The class that a new object gets: the last used. */
    LabelClass currentClass();

    /** A track name that is free. */
    TrackId nextTrack();

    Optional<LabelId> selected();

    void select(Optional<LabelId> label);

    /** Saves the edit; a sentence in place of it where it is refused (finalised, read only, disk full). */
    Optional<String> apply(ChangeSet changes);

    /** A short word beside the pointer or in the status bar: why nothing happened, what the fit found. */
    void say(String sentence);
}
