package plumbline.app.ui.replay;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import plumbline.app.Tasks;
import plumbline.app.service.Scenarios;
import plumbline.app.service.Session;
import plumbline.storage.project.PassEvent;
import plumbline.storage.project.PassNote;
import plumbline.storage.project.PassNotes;
import plumbline.storage.project.Scenario;

/**
 * The capture's events and the project's scenarios, as the project has them, and the steps that can be taken back here. Reads
 * and writes happen off the window's thread, one after the other; everything else belongs to it.
 */
final class NotesModel {
    /** Told after what is listed changed, and of what could not be done, in a sentence. */
    interface Listener {
        void changed();

        void failed(String sentence);
    }

    /** One write, which can be taken back: what stood before and what stands after. */
    private record Step(Optional<PassNote> before, Optional<PassNote> after) {
        Step inverse() {
            return new Step(after, before);
        }
    }

    private final Session session;
    private final Tasks tasks;
    private final List<Listener> listeners = new ArrayList<>();
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private List<PassEvent> events = List.of();
    private List<Scenario> scenarios = List.of();
    private boolean busy;

    NotesModel(Session session, Tasks tasks) {
        this.session = session;
        this.tasks = tasks;
    }

    void listen(Listener l) {
        listeners.add(l);
    }

    /** Of this capture, in the order of time. */
    List<PassEvent> events() {
        return events;
    }

    /** Of the whole project; those of this capture can be played here. */
    List<Scenario> scenarios() {
        return scenarios;
    }

    Optional<PassEvent> event(String id) {
        return events.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    boolean isHere(Scenario s) {
        return s.capture().equals(session.stored().hash());
    }

    /** Why nothing can be written here; empty where it can. */
    Optional<String> whyNot() {
        return session.project().readOnly()
                ? Optional.of("The project is open to look only; scenarios and events cannot be saved.")
                : Optional.empty();
    }

    void read() {
        queue(() -> tasks.io(this::fetch, this::show, this::failed));
    }

    private record Read(List<PassEvent> events, List<Scenario> scenarios) {}

    private Read fetch() {
        PassNotes notes = session.project().passNotes();
        return new Read(notes.events(session.stored().hash()), notes.scenarios());
    }

    private void show(Read r) {
        events = r.events();
        scenarios = r.scenarios();
        listeners.forEach(Listener::changed);
        next();
    }

    private void failed(Throwable e) {
        listeners.forEach(l -> l.failed(e.getMessage()));
        next();
    }

    void addEvent(long fromNanos, long toNanos, List<String> tags, String note) {
        putEvent(UUID.randomUUID().toString(), fromNanos, toNanos, tags, note);
    }

    void changeEvent(PassEvent e, long fromNanos, long toNanos, List<String> tags, String note) {
        putEvent(e.id(), fromNanos, toNanos, tags, note);
    }

    private void putEvent(String id, long fromNanos, long toNanos, List<String> tags, String note) {
        write(() -> {
            PassEvent e = new PassEvent(
                    id, session.stored().hash(), fromNanos, toNanos, tags, note, session.project().actor().user(),
                    Instant.now());
            return new Step(session.project().passNotes().put(e), Optional.of(e));
        });
    }

    /** {@code replaces}: the id of the scenario that it takes the place of. */
    void saveScenario(
            Optional<String> replaces, String name, long fromNanos, long toNanos, List<String> tags, String note) {
        write(() -> {
            Optional<PassNote> before = replaces.map(id -> session.project().passNotes().scenario(id));
            Scenario s = Scenarios.save(session, replaces, name, fromNanos, toNanos, tags, note);
            return new Step(before, Optional.of(s));
        });
    }

    void remove(String id) {
        write(() -> new Step(Optional.of(session.project().passNotes().remove(id)), Optional.empty()));
    }

    /** The last write here is taken back, or done again; false where there is none. */
    boolean step(boolean forward) {
        Deque<Step> from = forward ? undone : done;
        if (from.isEmpty()) {
            return false;
        }
        Step step = from.pop();
        Step now = forward ? step : step.inverse();
        (forward ? done : undone).push(step);
        queue(() -> tasks.io(
                () -> {
                    PassNotes notes = session.project().passNotes();
                    now.after().ifPresentOrElse(notes::put, () -> notes.remove(now.before().orElseThrow().id()));
                    return fetch();
                },
                this::show, this::failed));
        return true;
    }

    private void write(Tasks.Work<Step> work) {
        Optional<String> no = whyNot();
        if (no.isPresent()) {
            listeners.forEach(l -> l.failed(no.get()));
            return;
        }
        queue(() -> tasks.io(
                work,
                step -> {
                    done.push(step);
                    undone.clear();
                    tasks.io(this::fetch, this::show, this::failed);
                },
                this::failed));
    }

    private void queue(Runnable work) {
        waiting.add(work);
        if (!busy) {
            next();
        }
    }

    private void next() {
        busy = !waiting.isEmpty();
        if (busy) {
            waiting.poll().run();
        }
    }
}
