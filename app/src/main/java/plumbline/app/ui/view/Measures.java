package plumbline.app.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import plumbline.annotation.edit.Change;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Measured;
import plumbline.annotation.label.TrackId;
import plumbline.app.service.Session;
import plumbline.app.ui.Ui;
import plumbline.storage.access.Action;
import plumbline.storage.project.StorageException;
import plumbline.viewer3d.tool.Measure;

/** The measures of a capture: labels like all others, so that they are saved, undone, committed and sent. On the FX thread. */
public final class Measures {
    static final int RGB = 0xFDF565;

    /** One that is kept; {@code name} is its track's, as in {@code Distance 3}. */
    public record Kept(LabelId id, String name, int frame, Measure measure) {}

    private final Ui ui;
    private final Session session;
    private final List<Runnable> watchers = new ArrayList<>();

    public Measures(Ui ui) {
        this.ui = ui;
        session = ui.session();
        session.history().listen(e -> {
            if (Stream.of(e.changes()).flatMap(c -> c.changes().stream())
                    .anyMatch(c -> c.before().or(c::after).flatMap(Measured::kind).isPresent())) {
                tell();
            }
        });
        ui.frame().addListener(o -> tell());
    }

    public void onChanged(Runnable watcher) {
        watchers.add(watcher);
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }

    /** Those of the frame in view. */
    public List<Measure> shown() {
        return inFrame().stream().map(Kept::measure).toList();
    }

    public List<Kept> inFrame() {
        return session.labels().inFrame(ui.frame().get()).stream().flatMap(l -> kept(l).stream()).toList();
    }

    private static Optional<Kept> kept(Label l) {
        return Measured.kind(l).flatMap(Measure.Kind::of).flatMap(kind -> {
            Label.Shape s = (Label.Shape) l;
            int n = s.vertices().size();
            return n < kind.fewest() || kind.most() > 0 && n > kind.most()
                    ? Optional.empty()
                    : Optional.of(new Kept(l.id(), l.track().value(), l.frame(), new Measure(kind, s.vertices())));
        });
    }

    /** Saves one; a sentence where that is refused. */
    public Optional<String> add(Measure m) {
        Form form = switch (m.kind()) {
            case POINT -> Form.POINTS;
            case AREA -> Form.POLYGON;
            case DISTANCE, PATH, HEIGHT, ANGLE -> Form.POLYLINE;
        };
        TrackId track = free(m.kind().word());
        Label.Shape made = Measured.of(
                LabelId.random(), track, ui.frame().get(), m.kind().text(), form, m.places());
        return apply(ChangeSet.of("Measure " + m.words(), Change.create(made)));
    }

    private TrackId free(String word) {
        int n = 1;
        while (!session.labels().ofTrack(new TrackId(word + " " + n)).isEmpty()) {
            n++;
        }
        return new TrackId(word + " " + n);
    }

    public Optional<String> delete(Kept k) {
        return session.labels().find(k.id())
                .flatMap(l -> apply(ChangeSet.of("Delete " + k.name(), Change.delete(l))));
    }

    /** Why nothing can be measured and kept here; empty where it can. */
    public Optional<String> closed() {
        return session.readOnly()
                ? Optional.of("This project is open read only; a measure cannot be kept.")
                : session.whyNot(Action.LABEL_WRITE);
    }

    private Optional<String> apply(ChangeSet changes) {
        if (closed().isPresent()) {
            return closed();
        }
        try {
            session.apply(changes);
            return Optional.empty();
        } catch (StorageException e) {
            ui.problem(e.getMessage());
            return Optional.of(e.getMessage());
        }
    }
}
