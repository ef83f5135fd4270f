package plumbline.app.ui.replay;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Checks;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.Numbers;

/** Findings in the replay: their list, the one that is chosen, and what of them the timeline shows. */
final class ReplayFindings {
    private static final long BEFORE_NANOS = 1_000_000_000L;
    private static final long AROUND_NANOS = 4_000_000_000L;

    private final Ui ui;
    private final TimelineModel model;
    private final Playback playback;
    private final TimelinePane timeline;
    private final DockTabs dock;
    private final LongConsumer seek;
    private final FindingsList list;
    private Optional<Finding> chosen = Optional.empty();
    private boolean started;
    private boolean checkedHere;

    /** {@code dock} shows the count on its tab; {@code seek} moves the playhead. */
    ReplayFindings(
            Ui ui, TimelineModel model, Playback playback, TimelinePane timeline, DockTabs dock, LongConsumer seek) {
        this.ui = ui;
        this.model = model;
        this.playback = playback;
        this.timeline = timeline;
        this.dock = dock;
        this.seek = seek;
        this.list = new FindingsList(model, this::called, this::choose, this::runChecks, this::checked);
    }

    FindingsList list() {
        return list;
    }

    void choose(Finding f) {
        chosen = Optional.of(f);
        list.select(Optional.of(f.id()));
        timeline.setSelectedFinding(Optional.of(f.id()));
        f.place().label().filter(id -> ui.session().labels().find(id).isPresent())
                .ifPresent(id -> ui.selection().set(Optional.of(id)));
        playback.setPlaying(false);
        if (f.place().frame() >= 0 && f.place().frame() < model.capture().frames().size()) {
            seek.accept(model.lookAt(f.place().frame()));
        }
    }

    void chooseNext() {
        model.next(chosen).ifPresentOrElse(this::choose, () -> ui.say(checked()
                ? "The checks found nothing that is still open."
                : "No findings. Run the label checks first."));
    }

    private Optional<String> called(LabelId id) {
        return ui.session().labels().find(id).map(l -> l.className() + " " + l.track());
    }

    private boolean checked() {
        return checkedHere || ui.checksRun() > 0;
    }

    private void runChecks() {
        ui.tasks().io(
                () -> Checks.run(ui.session(), Progress.NONE),
                found -> {
                    checkedHere = true;
                    show(found);
                    start();
                    ui.say(found.isEmpty() ? "The label checks found nothing."
                            : Numbers.plural(found.size(), "finding", "findings") + ".");
                },
                e -> ui.problem("The label checks did not finish: " + e.getMessage()));
    }

    /** As the project has them; the first time here goes to the worst. */
    void read() {
        ui.tasks().io(
                () -> ui.session().project().findings(ui.session().stored().hash()),
                found -> {
                    show(found);
                    if (!started) {
                        started = true;
                        start();
                    }
                },
                e -> ui.problem("The findings cannot be read: " + e.getMessage()));
    }

    private void show(List<Finding> found) {
        model.setFindings(found);
        dock.setCount("Findings", model.marks().isEmpty() ? -1 : model.marks().size());
        list.refresh();
        timeline.repaint();
    }

    /** The worst finding is chosen, the playhead a second before it, the loop around it. */
    /** Somebody came to see something else: the playhead stays where it is. */
    void stay() {
        started = true;
    }

    private void start() {
        if (!model.marks().isEmpty()) {
            TimelineModel.Mark worst = model.marks().getFirst();
            long at = worst.span().fromNanos();
            choose(worst.finding());
            playback.setRange(at - AROUND_NANOS, at + AROUND_NANOS);
            seek.accept(model.before(worst, BEFORE_NANOS));
        }
    }
}
