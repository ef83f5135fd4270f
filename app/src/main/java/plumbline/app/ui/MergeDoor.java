package plumbline.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import plumbline.app.service.MergeDesk;
import plumbline.app.service.Merges;
import plumbline.app.service.Session;
import plumbline.app.service.Sync;
import plumbline.app.ui.merge.MergeWorkspace;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.project.Merging;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/**
 * The ways into a merge and out of it. A merge changes the labels under every view, so that on each way out the session is
 * opened anew: nothing shows labels from before.
 */
final class MergeDoor implements MergeWorkspace.Leave {
    static final String NAME = MergeWorkspace.NAME;

    private final Window window;
    private boolean open;
    private Optional<Banner> banner = Optional.empty();

    MergeDoor(Window window) {
        this.window = window;
    }

    /** True while the merge view is what the window shows. */
    boolean shown() {
        return view().isPresent();
    }

    private Optional<MergeWorkspace> view() {
        return window.workspace().filter(MergeWorkspace.class::isInstance).map(MergeWorkspace.class::cast);
    }

    private Project project() {
        return window.session().project();
    }

    /** A project was opened: an open merge is said, with the way to it. */
    void look() {
        open = false;
        banner = Optional.empty();
        window.topBar().showMerging(Optional.empty());
        Project p = project();
        window.tasks().io(
                () -> p.merging().current().map(m -> new Left(m.name(), p.merging().conflicts(false).stream()
                        .filter(c -> c.merge().id().equals(m.id()))
                        .count())),
                left -> {
                    if (holds(p) && !shown()) {
                        open = left.isPresent();
                        banner = left.map(l -> banner(l, p.readOnly()));
                        banner.ifPresent(window.overlays()::show);
                    }
                },
                e -> problem(p, e));
    }

    /** An open merge and how many conflicts are left of it. */
    private record Left(String name, long conflicts) {}

    private boolean holds(Project p) {
        return window.held().equals(Optional.of(p));
    }

    /** A project that was closed meanwhile has nothing to say any more. */
    private void problem(Project p, Throwable e) {
        if (holds(p)) {
            window.problem(Failures.sentence(e));
        }
    }

    private Banner banner(Left left, boolean readOnly) {
        String words = "A merge of " + left.name() + " is open: " + (left.conflicts() == 0 ? "every conflict is decided."
                : Numbers.plural(left.conflicts(), "conflict", "conflicts") + " left. What is open is as before both.");
        return readOnly ? new Banner("info", words) : new Banner("info", words, Parts.button("Continue merge", this::resume));
    }

    /** Whether a name leads to the merge view or away from it, and is taken care of. */
    boolean takes(String name) {
        if (name.equals(NAME)) {
            boolean here = open || shown();
            view().ifPresentOrElse(MergeWorkspace::finish, this::resumed);
            return here;
        }
        if (shown()) {
            leave(() -> window.show(name));
            return true;
        }
        return false;
    }

    /** True where a merge is open: it is shown. */
    boolean resumed() {
        if (open && !shown()) {
            resume();
        }
        return open;
    }

    private void resume() {
        Project p = project();
        window.tasks().io(
                () -> MergeDesk.open(p),
                desk -> {
                    if (holds(p) && !shown()) {
                        desk.ifPresentOrElse(this::show, () -> window.say("No merge is open."));
                    }
                },
                e -> problem(p, e));
    }

    private void show(MergeDesk desk) {
        open = true;
        banner.ifPresent(window.overlays()::remove);
        window.show(NAME, ui -> new MergeWorkspace(ui, desk, this));
        window.topBar().showMerging(Optional.of(desk.ground().merge().name()));
    }

    /** Begins to merge a branch, or what was fetched of one. */
    void begin(String name) {
        Project p = project();
        window.tasks().io(
                () -> Merges.merge(p, name),
                begun -> {
                    switch (begun) {
                        case Merging.Begun.UpToDate none -> window.say("Nothing to merge: this copy has all of it.");
                        case Merging.Begun.Forward(Version v) ->
                            leave(() -> window.say("Moved forward to " + v.hash().shortHex() + "."));
                        case Merging.Begun.Finished(Version v, var changes) -> leave(() -> window.say(
                                "Merged without a conflict: " + Numbers.plural(changes.size(), "label", "labels") + " changed. Version "
                                        + v.hash().shortHex() + "."));
                        case Merging.Begun.Open(var merge, var changes, int conflicts) -> resume();
                    }
                },
                e -> problem(p, e));
    }

    /** What both sides went on with, as a dialog's words and button. */
    void offer(DialogCard card, Sync.Fork fork) {
        Button merge = Parts.primary("Merge...", "Enter", () -> {
            window.closeDialog();
            begin(fork.name());
        });
        card.body(
                new Banner("info", "Both sides went on: " + Numbers.plural(fork.ahead(), "version", "versions") + " only here, "
                        + fork.behind() + " only on the server, the last by " + fork.theirs().author() + "."),
                Parts.label("A merge takes both. What contradicts is asked, one by one; you can stop and go on later.", "fg1"));
        card.foot(Parts.spacer(), Parts.button("Later", window::closeDialog), merge);
    }

    private void fetched() {
        Project p = project();
        window.tasks().io(
                () -> Sync.fork(p),
                fork -> fork.ifPresentOrElse(
                        f -> begin(f.name()),
                        () -> window.say("Nothing to merge: what was fetched is here. Pull to ask the server again.")),
                e -> problem(p, e));
    }

    List<Command> commands() {
        List<Command> out = new ArrayList<>();
        if (project().readOnly()) {
            return out;
        }
        if (shown()) {
            out.add(new Command("Finish merge", "Ctrl+Enter", "mdi2s-source-merge", () -> view().ifPresent(MergeWorkspace::finish)));
            out.add(new Command("Take back the last decision", "Ctrl+Z", "mdi2u-undo", () -> window.step(false)));
            out.add(new Command("Decide it again", "Ctrl+Shift+Z", "mdi2r-redo", () -> window.step(true)));
            out.add(new Command("Stop merging and keep decisions", "", "mdi2p-pause", this::stop));
            out.add(new Command("Give the merge up...", "", "mdi2c-close-circle-outline", this::giveUp));
        } else if (open) {
            out.add(new Command("Continue merge", "Ctrl+M", "mdi2s-source-merge", this::resume));
        } else {
            out.add(new Command("Merge what was fetched...", "Ctrl+M", "mdi2s-source-merge", this::fetched));
        }
        return out;
    }

    private void giveUp() {
        DialogCard card = new DialogCard("Give the merge up", 480, window::closeDialog);
        card.body(Parts.label("Labels become yours as before the merge, and all decisions are gone.", "fg1"));
        card.foot(Parts.spacer(), Parts.button("Go on merging", window::closeDialog), Parts.primary("Give merge up", () -> {
            window.closeDialog();
            view().ifPresent(v -> v.abort(() -> leave(() -> window.say("Gave the merge up; labels are as before it."))));
        }));
        window.dialog(card);
    }

    @Override
    public void saved() {
        window.saved();
    }

    @Override
    public void stop() {
        leave(() -> window.say("Stopped. Decisions are kept."));
    }

    @Override
    public void finished(Version v) {
        leave(() -> window.say("Merged: version " + v.hash().shortHex() + " has both sides. Push it to share it."));
    }

    /** Opens the session anew, then goes on. */
    private void leave(Runnable then) {
        Session old = window.session();
        window.tasks().io(
                () -> new Session(old.project(), old.stored()),
                s -> {
                    window.open(s);
                    then.run();
                },
                e -> problem(old.project(), e));
    }
}
