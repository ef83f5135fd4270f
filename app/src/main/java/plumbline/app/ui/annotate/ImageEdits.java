package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.edit.AttributeEdits;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.FieldGroup;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelHead;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.Pixel;
import plumbline.annotation.label.PointRuns;
import plumbline.annotation.label.ReviewState;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.ImageLinks;
import plumbline.app.service.Projection;

/**
 * Edits of labels on one camera's image. A label drawn while an object in 3D is selected becomes that object's on this camera;
 * otherwise it is a new object.
 */
final class ImageEdits {
    private final AnnotateModel model;
    private final SensorId camera;

    ImageEdits(AnnotateModel model, SensorId camera) {
        this.model = model;
        this.camera = camera;
    }

    Optional<Label> selected() {
        return model.selected().flatMap(model.labels()::find);
    }

    /** The selected label where it is on this camera in the frame in view. */
    Optional<Label> selectedHere() {
        return selected().filter(l -> l.frame() == model.frame() && ImageLinks.camera(l).equals(Optional.of(camera)));
    }

    Optional<Projection.View> view() {
        return Projection.view(model.capture(), model.capture().frames().get(model.frame()), camera);
    }

    /** The object's box in 3D in the frame in view, by the selected label's track. */
    Optional<Label.Cuboid> cuboid() {
        return selected().flatMap(l -> model.cuboids().stream().filter(c -> c.track().equals(l.track())).findFirst());
    }

    /** The selected object's labels on this camera in the frame in view. */
    List<Label> linked() {
        return selected().stream()
                .flatMap(s -> model.labels().inFrame(model.frame()).stream()
                        .filter(l -> l.track().equals(s.track()) && ImageLinks.camera(l).equals(Optional.of(camera))))
                .toList();
    }

    private LabelHead head() {
        Optional<Label> linkTo = selected().filter(l ->
                ImageLinks.camera(l).isEmpty() && Ontology.use(l) == LabelClass.Use.OBJECT);
        return linkTo
                .map(l -> LabelHead.byHand(LabelId.random(), l.track(), l.className(), model.frame()))
                .orElseGet(() -> LabelHead.byHand(
                        LabelId.random(), model.nextTrack(), model.currentClass().name(), model.frame()));
    }

    /** A box; the object's own on this camera moves there where it has one. */
    void box(double[] r) {
        LabelHead head = head();
        Label.ImageBox made = new Label.ImageBox(
                head.id(), head.track(), head.className(), head.frame(), camera, Math.min(r[0], r[2]), Math.min(r[1], r[3]),
                Math.max(r[0], r[2]), Math.max(r[1], r[3]), new TreeMap<>(), Origin.HAND, false, ReviewState.OPEN);
        put(made, l -> l instanceof Label.ImageBox);
    }

    void shape(Form form, List<Pixel> vertices) {
        put(new Label.ImageShape(head(), camera, form, vertices), l -> false);
    }

    void mask(PointRuns pixels, int width, int height) {
        put(new Label.ImageMask(head(), camera, width, height, pixels), l -> l instanceof Label.ImageMask);
    }

    private void put(Label made, java.util.function.Predicate<Label> same) {
        Optional<Label> there = model.labels().inFrame(made.frame()).stream()
                .filter(l -> l.track().equals(made.track()) && ImageLinks.camera(l).equals(Optional.of(camera)) && same.test(l))
                .findFirst();
        Label after = there.map(t -> moved(t, made))
                .orElseGet(() -> AttributeEdits.inherit(model.labels(), model.ontology(), made));
        Change change = there.map(t -> Change.replace(t, after)).orElseGet(() -> Change.create(after));
        String what = (there.isPresent() ? "Draw again " : "Draw ") + OtherLabels.name(after) + " on " + camera;
        model.apply(ChangeSet.of(what, change)).ifPresentOrElse(model::say, () -> model.select(Optional.of(after.id())));
    }

    /** The label that was there, at the new place. */
    private static Label moved(Label was, Label made) {
        return FieldGroup.POINTS.with(FieldGroup.GEOMETRY.with(was, made), made);
    }

    /** Puts a label of this camera in place of the selected one. */
    void replace(String verb, Label before, Label after) {
        model.others().replace(verb, before, after).ifPresent(model::say);
    }

    /** An outline becomes the mask of its pixels. */
    void outlineToMask() {
        Optional<Label> here = selectedHere();
        Optional<Projection.View> view = view();
        if (here.isEmpty() || view.isEmpty() || !(here.get() instanceof Label.ImageShape s) || s.form() != Form.POLYGON) {
            model.say("Select an outline on this image first.");
            return;
        }
        int width = view.get().lens().width();
        int height = view.get().lens().height();
        Label.ImageMask mask = new Label.ImageMask(
                s.head().withOrigin(Origin.HAND), camera, width, height, ImageLinks.pixels(s.vertices(), width, height));
        replace("Make a mask of", s, mask);
    }

    /** The rectangle about what this camera sees of the object's box in 3D. */
    void boxFrom3d() {
        Optional<Label.Cuboid> c = cuboid();
        Optional<double[]> r = c.isEmpty() ? Optional.empty() : view().flatMap(v -> ImageLinks.rectangle(v, c.get().box()));
        if (r.isEmpty()) {
            model.say(c.isEmpty() ? "Select an object with a box in 3D first." : camera + " does not see " + OtherLabels.name(c.get()) + ".");
            return;
        }
        model.select(Optional.of(c.get().id()));
        box(r.get());
    }

    /** A box in 3D about the points in the selected label; what it changes is said. */
    void boxIn3d() {
        Optional<Label> here = selectedHere();
        Optional<Projection.View> view = view();
        if (here.isEmpty() || view.isEmpty()) {
            model.say("Select a box, an outline or a mask on this image first.");
            return;
        }
        LabelClass cls = model.ontology().find(here.get().className()).orElseGet(model::currentClass);
        Optional<ImageLinks.Lifted> found = ImageLinks.lift(view.get(), model.points(), here.get(), cls);
        if (found.isEmpty()) {
            model.say("No box found: too few points of the sweep hang together in " + OtherLabels.name(here.get()) + ".");
            return;
        }
        Optional<Label.Cuboid> before = cuboid();
        Label.Cuboid after = before.map(b -> b.withBox(found.get().proposal().box()).withOrigin(Origin.HAND))
                .orElseGet(() -> new Label.Cuboid(
                        LabelId.random(), here.get().track(), here.get().className(), model.frame(),
                        found.get().proposal().box(), new TreeMap<>(), Origin.HAND, false, 1));
        Change change = before.<Change>map(b -> Change.replace(b, after)).orElseGet(() -> Change.create(after));
        Optional<String> refused = before.flatMap(plumbline.viewer3d.tool.Edits::refusal)
                .or(() -> model.apply(ChangeSet.of("Box in 3D from " + camera + " of " + OtherLabels.name(after), change)));
        String difference = before
                .map(b -> String.format(Locale.ROOT, "; it overlaps the one before by %.2f", BoxIou.iou3d(b.box(), after.box())))
                .orElse("");
        model.say(refused.orElse(OtherLabels.name(after) + " in 3D from " + found.get().pointsInLabel() + " points"
                + difference + "."));
    }

    /** How the selected object's label here and its box in 3D agree; empty where one of them is missing. */
    Optional<ImageLinks.Agreement> agreement() {
        Optional<Label> onImage = selectedHere().or(() -> linked().stream().findFirst());
        Optional<Label.Cuboid> box = cuboid();
        return onImage.isPresent() && box.isPresent()
                ? view().flatMap(v -> ImageLinks.agreement(v, box.get().box(), onImage.get()))
                : Optional.empty();
    }
}
