package plumbline.app.ui.annotate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.assist.BoxFit;
import plumbline.annotation.assist.Ground;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.geometry.PointsInBox;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.app.service.Session;
import plumbline.app.ui.Command;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.viewer3d.tool.Edits;

/** The commands, with their keys, for the selected object's whole track; what reads points runs beside the window. */
final class TrackDesk {
    private static final int SWEEPS_EACH_SIDE = 10;
    private static final int FEWEST_POINTS = 3;

    private final Ui ui;
    private final AnnotateModel model;
    private final Session session;

    TrackDesk(Ui ui, AnnotateModel model) {
        this.ui = ui;
        this.model = model;
        this.session = ui.session();
    }

    List<Command> commands() {
        return List.of(
                new Command("Split the track here", "Shift+K", "mdi2c-content-cut", this::split),
                new Command("Join with the track that goes on", "Shift+J", "mdi2s-set-merge", this::join),
                new Command("Lock or free the track's size", "Shift+U", "mdi2a-arrow-expand-all", this::lockSize),
                new Command("One box for all frames", "Shift+F", "mdi2a-anchor", this::still),
                new Command("Head the track the way it goes", "Shift+X", "mdi2n-navigation-outline", this::head));
    }

    /** Empty, having said why, where no box is selected or nothing may be changed. */
    private Optional<Cuboid> chosen() {
        Optional<Cuboid> c = model.selectedCuboid();
        if (c.isEmpty()) {
            ui.say("Select a box first.");
        } else if (model.readOnly()) {
            model.closed().ifPresent(ui::say);
            return Optional.empty();
        }
        return c;
    }

    private void apply(ChangeSet set, String nothing) {
        if (set.changes().isEmpty()) {
            ui.say(nothing);
        } else {
            model.apply(set).ifPresentOrElse(ui::say, () -> ui.say(set.what() + "."));
        }
    }

    void split() {
        chosen().ifPresent(c -> apply(TrackOps.split(model.labels(), c, model.nextTrack()),
                "The track begins here; go to a later frame to split it."));
    }

    void join() {
        chosen().ifPresent(c -> {
            Optional<TrackId> next = TrackOps.goesOn(model.capture(), model.labels(), c.track());
            next.ifPresentOrElse(
                    n -> apply(TrackOps.join(model.capture(), model.labels(), c.track(), n),
                            "Both tracks have boxes in the same frames."),
                    () -> ui.say("No " + c.className() + " begins near where " + Edits.name(c) + " ends."));
        });
    }

    void lockSize() {
        chosen().ifPresent(c -> {
            if (!model.toggleSizeLock(c.track())) {
                ui.say("The boxes of " + Edits.name(c) + " may differ in size again.");
                return;
            }
            ChangeSet set = TrackOps.sized(model.labels(), c);
            if (!set.changes().isEmpty()) {
                model.apply(set).ifPresent(ui::say);
            }
            ui.say(Edits.name(c) + " has one size; resizing one box resizes all. Shift+U frees it.");
        });
    }

    void head() {
        chosen().ifPresent(c -> apply(TrackOps.headed(model.capture(), model.labels(), c.track()),
                "Every box of " + Edits.name(c) + " heads the way it goes, or it never moves."));
    }

    /** Refits the box on the sweeps about this frame together and writes it to each frame that sees it. */
    void still() {
        chosen().ifPresent(c -> compute(() -> still(c), set -> apply(set, "No other frame sees " + Edits.name(c) + ".")));
    }

    private ChangeSet still(Cuboid c) throws IOException {
        int frames = model.capture().frames().size();
        List<PointBlock> near = new ArrayList<>();
        int from = Math.max(0, c.frame() - SWEEPS_EACH_SIDE);
        int to = Math.min(frames - 1, c.frame() + SWEEPS_EACH_SIDE);
        for (int f = from; f <= to; f++) {
            Pose hereFromThere = pose(c.frame()).inverse().times(pose(f));
            near.add(Aggregate.about(session.points(f), hereFromThere, c.box(), 3));
        }
        PointBlock all = Aggregate.of(near);
        Box fitted = BoxFit.refit(all, Ground.estimate(session.points(c.frame())), c.box()).box();
        Box world = fitted.in(pose(c.frame()));
        List<Integer> seen = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            if (f == c.frame() || PointsInBox.count(session.points(f), world.in(pose(f).inverse())) >= FEWEST_POINTS) {
                seen.add(f);
            }
        }
        return TrackOps.still(model.capture(), model.labels(), c, world, seen);
    }

    private Pose pose(int frame) {
        return model.worldFromLidar(frame);
    }

    /** {@code frames} on, negative back, each drawn onto its own points. */
    void propagate(int frames) {
        chosen().ifPresent(c -> compute(
                () -> Propagation.of(model.capture(), model.labels(), c, frames, session::points),
                set -> {
                    if (set.changes().isEmpty()) {
                        ui.say("Nothing to propagate to: the next box is by hand, imported or finalised.");
                    } else {
                        model.apply(set).ifPresentOrElse(ui::say, () -> ui.say(set.what() + " frames."));
                    }
                }));
    }

    private interface Work {
        ChangeSet run() throws IOException;
    }

    private void compute(Work work, java.util.function.Consumer<ChangeSet> done) {
        ui.tasks().compute(work::run, done, e -> ui.problem(Failures.sentence(e)));
    }
}
