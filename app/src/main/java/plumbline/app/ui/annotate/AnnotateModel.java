package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.annotation.edit.LinkIndex;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Measured;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.storage.project.StorageException;
import plumbline.viewer3d.tool.EditTarget;
import plumbline.viewer3d.tool.Edits;

/**
 * What the Annotate workspace knows and does, without a node: the frame in view, the selection, the points, and every
 * edit through {@link History}. Used from the window's thread.
 */
public final class AnnotateModel implements EditTarget {
    /** How the model speaks: a short word, or a trouble that stays until it is read. */
    public record Voice(Consumer<String> say, Consumer<String> problem) {}

    private final Capture capture;
    private final Supplier<Ontology> ontology;
    private final History history;
    private final Optional<String> closed;
    private final IntegerProperty frame;
    private final ObjectProperty<Optional<LabelId>> selection;
    private final Voice voice;
    private final OtherLabels others;
    private final Map<LabelId, Integer> counts = new HashMap<>();
    private final Set<TrackId> hidden = new HashSet<>();
    private final Set<TrackId> oneSize = new HashSet<>();
    private PointBlock points = PointBlock.EMPTY;
    private int pointsFrame = -1;
    private Optional<String> lastClass = Optional.empty();
    private Optional<Cuboid> clipboard = Optional.empty();

    /** {@code closed} says why nothing can be changed; empty where it can. */
    public AnnotateModel(
            Capture capture, Supplier<Ontology> ontology, History history, Optional<String> closed, IntegerProperty frame,
            ObjectProperty<Optional<LabelId>> selection, Voice voice) {
        this.capture = capture;
        this.ontology = ontology;
        this.history = history;
        this.closed = closed;
        this.frame = frame;
        this.selection = selection;
        this.voice = voice;
        this.others = new OtherLabels(this, new LinkIndex(history));
        history.listen(e -> e.changes().changes().forEach(c -> recount(c)));
    }

    public Capture capture() {
        return capture;
    }

    public Ontology ontology() {
        return ontology.get();
    }

    public Labels labels() {
        return history.labels();
    }

    /** Why nothing can be changed here. */
    public Optional<String> closed() {
        return closed;
    }

    public boolean readOnly() {
        return closed.isPresent();
    }

    @Override
    public int frame() {
        return frame.get();
    }

    @Override
    public PointBlock points() {
        return pointsFrame == frame() ? points : PointBlock.EMPTY;
    }

    /** Takes the points of a frame over, once they are read, and counts them in its boxes. */
    public void setPoints(int ofFrame, PointBlock block) {
        points = block;
        pointsFrame = ofFrame;
        counts.clear();
        for (Cuboid c : labels().cuboids(ofFrame)) {
            counts.put(c.id(), PointsInBox.count(block, c.box()));
        }
    }

    private void recount(Change c) {
        if (c.after().orElse(null) instanceof Cuboid b && b.frame() == pointsFrame) {
            counts.put(b.id(), PointsInBox.count(points, b.box()));
        } else {
            counts.remove(c.id());
        }
    }

    /** Points in a box of the frame in view; -1 while they are not read. */
    public int count(LabelId id) {
        return counts.getOrDefault(id, -1);
    }

    /** Points outside the box by less than 5 cm. */
    public int justOutside(Cuboid c) {
        return PointsInBox.countWithin(points(), c.box(), 0.05) - PointsInBox.count(points(), c.box());
    }

    @Override
    public List<Cuboid> cuboids() {
        return labels().cuboids(frame());
    }

    @Override
    public List<Label.Shape> shapes() {
        return labels().inFrame(frame()).stream()
                .filter(l -> l instanceof Label.Shape && Measured.kind(l).isEmpty())
                .map(Label.Shape.class::cast)
                .toList();
    }

    /** Labels that are no boxes in 3D. */
    public OtherLabels others() {
        return others;
    }

    /** The boxes that are not hidden. */
    public List<Cuboid> shown() {
        return cuboids().stream().filter(c -> !hidden.contains(c.track())).toList();
    }

    public boolean isHidden(TrackId track) {
        return hidden.contains(track);
    }

    /** From now on a new size of one box of the track is that of all, or no longer; true where it is. */
    public boolean toggleSizeLock(TrackId track) {
        return oneSize.add(track) || !oneSize.remove(track);
    }

    @Override
    public LabelClass currentClass() {
        Ontology o = ontology();
        return lastClass.flatMap(o::find).orElseGet(() -> o.of(LabelClass.Use.OBJECT).getFirst());
    }

    @Override
    public TrackId nextTrack() {
        int most = 0;
        for (Label l : labels().all()) {
            String t = l.track().value();
            if (t.matches("[0-9]{1,8}")) {
                most = Math.max(most, Integer.parseInt(t));
            }
        }
        return new TrackId(String.format(java.util.Locale.ROOT, "%03d", most + 1));
    }

    @Override
    public Optional<LabelId> selected() {
        return selection.get();
    }

    public Optional<Cuboid> selectedCuboid() {
        return Edits.selected(this);
    }

    @Override
    public void select(Optional<LabelId> label) {
        selection.set(label);
        label.flatMap(labels()::find)
                .filter(l -> Ontology.use(l) == LabelClass.Use.OBJECT)
                .ifPresent(l -> lastClass = Optional.of(l.className()));
    }

    @Override
    public Optional<String> apply(ChangeSet changes) {
        Optional<String> refusal = refusal(changes);
        if (refusal.isPresent()) {
            return refusal;
        }
        try {
            history.apply(TrackEdits.withInterpolation(labels(), capture, TrackOps.oneSize(labels(), changes, oneSize)));
            return Optional.empty();
        } catch (StorageException e) {
            voice.problem().accept(e.getMessage());
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> refusal(ChangeSet changes) {
        if (closed.isPresent()) {
            return closed;
        }
        for (Change c : changes.changes()) {
            boolean opens = c.after().map(l -> !l.finalised()).orElse(false);
            if (c.before().map(Label::finalised).orElse(false) && !(opens && onlyOpens(c))) {
                return Edits.refusal(c.before().orElseThrow());
            }
        }
        return Optional.empty();
    }

    private static boolean onlyOpens(Change c) {
        return c.after().equals(c.before().map(b -> b.withFinalised(false)));
    }

    @Override
    public void say(String sentence) {
        voice.say().accept(sentence);
    }

    private boolean tell(Optional<String> refusal) {
        refusal.ifPresent(this::say);
        return refusal.isEmpty();
    }

    /** Replaces the selected box; a sentence where it is refused. {@code verb} begins the words of the edit. */
    public Optional<String> change(String verb, java.util.function.UnaryOperator<Cuboid> edit) {
        Optional<Cuboid> c = selectedCuboid();
        if (c.isEmpty()) {
            return Optional.of("Select a box first.");
        }
        Cuboid after = edit.apply(c.get());
        return after.equals(c.get())
                ? Optional.empty()
                : apply(ChangeSet.of(verb + " " + Edits.name(c.get()), Change.replace(c.get(), after)));
    }

    public Optional<String> setBox(String verb, Box box) {
        return change(verb, c -> c.withBox(box).withOrigin(Origin.HAND));
    }

    /**
     * The class of the selected object in all its frames that are not finalised; without a selection, of the next
     * box.
     */
    public void setClass(LabelClass cls) {
        lastClass = Optional.of(cls.name());
        if (others.setClass(cls)) {
            return;
        }
        Optional<Cuboid> selected = selectedCuboid();
        if (selected.isEmpty()) {
            say("The next box is a " + cls.name() + ".");
            return;
        }
        if (selected.get().finalised()) {
            tell(Edits.refusal(selected.get()));
            return;
        }
        List<Change> changes = new ArrayList<>();
        for (Cuboid c : TrackEdits.boxes(labels(), selected.get().track()).values()) {
            if (!c.finalised() && !c.className().equals(cls.name())) {
                changes.add(Change.replace(c, c.withClass(cls.name())));
            }
        }
        tell(apply(new ChangeSet("Class of " + selected.get().track() + " is " + cls.name(), changes)));
    }

    /** The class of the next object, without a change of any other. */
    void useClass(LabelClass cls) {
        lastClass = Optional.of(cls.name());
    }

    public boolean classByKey(int digit) {
        Optional<LabelClass> cls = ontology().classes().stream()
                .filter(c -> c.use() == LabelClass.Use.OBJECT && c.hotkey() == digit && digit > 0)
                .findFirst();
        cls.ifPresent(this::setClass);
        return cls.isPresent();
    }

    /** Makes the selected box a keyframe; without one in this frame, puts one between the track's neighbours. */
    public void keyframe() {
        tell(change("Keyframe", c -> c.withOrigin(Origin.HAND)));
    }

    /** Moves the keyframe of a track at a frame to another frame; said where it cannot be. */
    public void moveKeyframe(TrackId track, int from, int to) {
        Cuboid key = TrackEdits.boxes(labels(), track).get(from);
        int there = Math.clamp(to, 0, capture.frames().size() - 1);
        if (key == null || key.origin() != Origin.HAND || there == from) {
            return;
        }
        tell(TrackEdits.moved(labels(), capture, key, there)
                .map(this::apply)
                .orElse(Optional.of("A keyframe goes as far as the next one, and not onto a finalised box.")));
    }

    public void finalise() {
        if (others.finalise()) {
            return;
        }
        tell(selectedCuboid()
                .map(c -> change(c.finalised() ? "Open" : "Finalise", b -> b.withFinalised(!b.finalised())))
                .orElse(Optional.of("Select a box first.")));
    }

    public void delete() {
        if (others.delete()) {
            return;
        }
        selectedCuboid().ifPresentOrElse(c -> Edits.delete(this, c), () -> say("Select a box first."));
    }

    public void hide() {
        selectedCuboid().ifPresent(c -> {
            if (!hidden.remove(c.track())) {
                hidden.add(c.track());
                say(Edits.name(c) + " is hidden. H shows it again.");
            }
        });
    }

    public void copy() {
        clipboard = selectedCuboid();
        say(clipboard.map(c -> "Copied " + Edits.name(c) + ".").orElse("Select a box first."));
    }

    /**
     * Where it stood in the world, in the frame in view; the same object where it has no box here, a new one
     * otherwise.
     */
    public void paste() {
        if (clipboard.isEmpty()) {
            say("Nothing copied yet. Ctrl+C copies the selected box.");
            return;
        }
        Cuboid c = clipboard.get();
        Pose hereFromThere = worldFromLidar(frame()).inverse().times(worldFromLidar(c.frame()));
        boolean taken = cuboids().stream().anyMatch(b -> b.track().equals(c.track()));
        TrackId track = taken ? nextTrack() : c.track();
        Cuboid made = new Cuboid(
                LabelId.random(), track, c.className(), frame(), c.box().in(hereFromThere), c.attributes(), Origin.HAND,
                false, 1);
        if (tell(apply(ChangeSet.of("Paste " + Edits.name(made), Change.create(made))))) {
            select(Optional.of(made.id()));
        }
    }

    public Pose worldFromLidar(int f) {
        return capture.worldFromLidar(capture.frames().get(f));
    }

    /** Goes to a frame, keeping the object selected where it has a box there. */
    public void goTo(int f) {
        int to = Math.clamp(f, 0, capture.frames().size() - 1);
        if (to == frame()) {
            return;
        }
        Optional<Label> was = selected().flatMap(labels()::find);
        frame.set(to);
        selection.set(was.filter(l -> Ontology.use(l) != LabelClass.Use.OBJECT)
                .or(() -> was.flatMap(w -> labels().inFrame(to).stream()
                        .filter(l -> l.track().equals(w.track()) && l.getClass() == w.getClass())
                        .findFirst()))
                .map(Label::id));
    }

    /** The object after (or before) the selected one in the frame, in the order of the list. */
    public void nextObject(boolean forward) {
        List<Cuboid> all = ObjectRows.ordered(ontology(), shown());
        if (all.isEmpty()) {
            return;
        }
        int at = selected().map(id -> all.stream().map(Cuboid::id).toList().indexOf(id)).orElse(-1);
        int next = at < 0 ? (forward ? 0 : all.size() - 1) : Math.floorMod(at + (forward ? 1 : -1), all.size());
        select(Optional.of(all.get(next).id()));
    }
}
