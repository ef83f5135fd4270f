package plumbline.app.ui.replay;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Scenarios;
import plumbline.app.ui.Ui;
import plumbline.storage.project.PassEvent;
import plumbline.storage.project.PassNote;
import plumbline.storage.project.Scenario;

/** Scenarios and events in the replay: the dock's pane, the dialog of an event, and what of them the timeline shows. */
final class ReplayNotes implements ScenariosPane.Actions, NotesModel.Listener {
    private final Ui ui;
    private final TimelineModel model;
    private final Playback playback;
    private final TimelinePane timeline;
    private final Runnable moved;
    private final NotesModel notes;
    private final ScenarioDraft draft;
    private final ScenariosPane pane;
    private Optional<String> selectedEvent = Optional.empty();

    /** {@code moved}: the playhead or the range stand elsewhere. */
    ReplayNotes(Ui ui, TimelineModel model, Playback playback, TimelinePane timeline, Runnable moved) {
        this.ui = ui;
        this.model = model;
        this.playback = playback;
        this.timeline = timeline;
        this.moved = moved;
        this.notes = new NotesModel(ui.session(), ui.tasks());
        String version = ui.session().at().or(() -> ui.session().project().head()).map(v -> v.hash().shortHex()).orElse("none yet");
        this.draft = new ScenarioDraft(notes, playback, "Pins this capture and the last version, now " + version + ".");
        this.pane = new ScenariosPane(notes, this, draft, model.start());
        notes.listen(this);
    }

    ScenariosPane pane() {
        return pane;
    }

    NotesModel model() {
        return notes;
    }

    void read() {
        notes.read();
    }

    /** The range stands elsewhere. */
    void show() {
        draft.show();
    }

    void save() {
        draft.save();
    }

    boolean step(boolean forward) {
        return notes.step(forward);
    }

    @Override
    public void changed() {
        model.setEvents(notes.events());
        selectedEvent = selectedEvent.filter(id -> notes.event(id).isPresent());
        timeline.setSelectedEvent(selectedEvent);
        pane.refresh();
    }

    @Override
    public void failed(String sentence) {
        ui.problem(sentence);
    }

    /** At the playhead, or over the range where one is set and asked for. */
    void add(boolean overRange) {
        boolean range = overRange && !playback.rangeIsWhole();
        if (overRange && !range) {
            ui.say("Set a range with I and O first; E alone notes the playhead.");
            return;
        }
        long from = range ? playback.rangeStart() : playback.playhead();
        long to = range ? playback.rangeEnd() : playback.playhead();
        dialog(Optional.empty(), from, to);
    }

    private void dialog(Optional<PassEvent> event, long from, long to) {
        Optional<String> no = notes.whyNot();
        if (no.isPresent()) {
            ui.problem(no.get());
            return;
        }
        EventDialog d = new EventDialog(
                event, (from - model.start()) / 1e9, (to - model.start()) / 1e9,
                (tags, note) -> event.ifPresentOrElse(
                        e -> notes.changeEvent(e, from, to, tags, note), () -> notes.addEvent(from, to, tags, note)),
                ui::closeDialog);
        ui.dialog(d);
        d.first().requestFocus();
    }

    void select(PassEvent e) {
        selectedEvent = Optional.of(e.id());
        timeline.setSelectedEvent(selectedEvent);
        pane.select(selectedEvent);
    }

    /** Takes away the event that is selected; false where none is. */
    boolean removeSelected() {
        Optional<PassEvent> e = selectedEvent.flatMap(notes::event);
        e.ifPresent(this::remove);
        return e.isPresent();
    }

    /** False where no event is selected. */
    boolean editSelected() {
        Optional<PassEvent> e = selectedEvent.flatMap(notes::event);
        e.ifPresent(this::edit);
        return e.isPresent();
    }

    @Override
    public void open(Scenario s) {
        if (!notes.isHere(s)) {
            ui.say("This scenario is of another capture, " + s.capture().shortHex() + "; open that one to play it.");
            return;
        }
        pane.select(Optional.of(s.id()));
        draft.edit(s);
        playback.setRange(s.fromNanos(), s.toNanos());
        playback.seek(s.fromNanos());
        timeline.show(s.fromNanos() - (s.toNanos() - s.fromNanos()) / 4, s.toNanos() + (s.toNanos() - s.fromNanos()) / 4);
        moved.run();
    }

    @Override
    public void export(Scenario s) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export scenario " + s.name());
        chooser.setInitialFileName(s.name().replaceAll("[^\\p{L}\\p{N}]+", "-").toLowerCase(java.util.Locale.ROOT) + ".zip");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Scenario package", "*.zip"));
        File chosen = chooser.showSaveDialog(pane.getScene().getWindow());
        if (chosen == null) {
            return;
        }
        Path out = chosen.toPath();
        ui.say("Exporting " + s.name() + ".");
        ui.tasks().io(
                () -> Scenarios.export(ui.session().project(), s, out, Progress.NONE),
                w -> ui.say("Exported " + s.name() + " to " + out.getFileName()
                        + (w.losses().isEmpty() ? "." : "; not in it: " + String.join(", ", w.losses()) + ".")),
                e -> ui.problem("The scenario was not exported: " + e.getMessage()));
    }

    @Override
    public void open(PassEvent e) {
        select(e);
        playback.seek(e.fromNanos());
        if (!e.isPoint()) {
            playback.setRange(e.fromNanos(), e.toNanos());
        }
        moved.run();
    }

    @Override
    public void edit(PassEvent e) {
        select(e);
        dialog(Optional.of(e), e.fromNanos(), e.toNanos());
    }

    @Override
    public void remove(PassNote n) {
        notes.remove(n.id());
        ui.say("Removed. Ctrl+Z brings it back.");
    }
}
