package plumbline.storage.project;

import java.util.List;
import java.util.Optional;
import plumbline.storage.access.Action;

/** Scenarios and events, once the policy has allowed to read the capture that they speak of. */
final class GuardedPassNotes implements PassNotes {
    private final PassNotes notes;
    private final SqliteAccess access;

    GuardedPassNotes(PassNotes notes, SqliteAccess access) {
        this.notes = notes;
        this.access = access;
    }

    /** Those of captures that may be read; the others are not spoken of. */
    @Override
    public List<Scenario> scenarios() {
        return notes.scenarios().stream().filter(s -> allowed(s.capture())).toList();
    }

    @Override
    public Scenario scenario(String idOrName) {
        Scenario s = notes.scenario(idOrName);
        require(s.capture());
        return s;
    }

    @Override
    public List<PassEvent> events(Hash capture) {
        require(capture);
        return notes.events(capture);
    }

    @Override
    public Optional<PassNote> put(PassNote note) {
        require(note.capture());
        return notes.put(note);
    }

    /** Asked of every capture: whoever may not read one may not take its notes away either. */
    @Override
    public PassNote remove(String id) {
        access.requireEverywhere(Action.CAPTURE_READ);
        return notes.remove(id);
    }

    private boolean allowed(Hash capture) {
        return access.decide(Action.CAPTURE_READ, Optional.of(capture)).allowed();
    }

    private void require(Hash capture) {
        access.require(Action.CAPTURE_READ, Optional.of(capture));
    }
}
