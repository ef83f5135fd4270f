package plumbline.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Palette;
import plumbline.viewer3d.render.SceneSnapshot;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.render.SceneSnapshot.BoxStyle;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** A frame as the scene that the headless renderer draws, in the frame of the reference lidar. */
public final class Views {
    /** The name of the default colouring: labelled points in class colours over intensity in slate. */
    public static final String LABELS = PointLooks.LABELS;

    private Views() {}

    public static SceneSnapshot scene(
            PointBlock points, List<Label.Cuboid> cuboids, Ontology ontology, String colour, Optional<LabelId> selected) {
        List<BoxItem> boxes = new ArrayList<>();
        for (Label.Cuboid c : cuboids) {
            BoxStyle style = selected.filter(c.id()::equals).isPresent() ? BoxStyle.SELECTED : BoxStyle.NORMAL;
            boxes.add(new BoxItem(c.id(), c.box(), rgb(ontology, c.className()), style, tag(ontology, c)));
        }
        PointLayer layer = new PointLayer("points", points, Pose.IDENTITY, colours(points, cuboids, ontology, colour));
        return new SceneSnapshot(List.of(layer), boxes, List.of());
    }

    /** {@code labels}, {@code height}, {@code distance}, {@code rgb}, or the name of a column of the points. */
    public static int[] colours(PointBlock points, List<Label.Cuboid> cuboids, Ontology ontology, String colour) {
        return PointLooks.colour(new PointLooks.Given(points, cuboids, ontology), Looks.of(colour)).argb();
    }

    public static int rgb(Ontology ontology, String className) {
        return Palette.label(ontology.find(className).map(LabelClass::colour).orElse(14));
    }

    /** Two letters and the track, as in {@code CA 014}; long track names are cut to their end. */
    public static String tag(Ontology ontology, Label label) {
        String code = ontology.find(label.className())
                .map(LabelClass::code)
                .orElse(label.className().substring(0, Math.min(2, label.className().length())).toUpperCase(Locale.ROOT));
        String track = label.track().value();
        return code + " " + (track.length() > 6 ? track.substring(track.length() - 6) : track);
    }
}
