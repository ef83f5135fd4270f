package plumbline.storage.project;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@link PassNotes} in the project's database. */
final class SqlitePassNotes implements PassNotes {
    private final Store store;
    private final Actor actor;

    SqlitePassNotes(Store store, Actor actor) {
        this.store = store;
        this.actor = actor;
    }

    @Override
    public List<Scenario> scenarios() {
        return store.db().read(c -> {
            List<Hash> captures = CaptureRows.all(c).stream().map(StoredCapture::hash).toList();
            return PassNoteRows.of(c).stream()
                    .filter(Scenario.class::isInstance)
                    .map(Scenario.class::cast)
                    .sorted(Comparator.comparingInt((Scenario s) -> captures.indexOf(s.capture()))
                            .thenComparingLong(Scenario::fromNanos))
                    .toList();
        });
    }

    @Override
    public Scenario scenario(String idOrName) {
        List<Scenario> all = scenarios();
        List<Scenario> found = all.stream().filter(s -> s.id().equals(idOrName)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(s -> s.name().equalsIgnoreCase(idOrName.strip())).toList();
        }
        if (found.size() != 1) {
            throw new StorageException(found.isEmpty()
                    ? "There is no scenario \"" + idOrName + "\" in this project; \"plumbline scenario list\" shows them."
                    : found.size() + " scenarios are called \"" + idOrName + "\"; name one by its id: "
                            + String.join(", ", found.stream().map(Scenario::id).toList()) + ".");
        }
        return found.getFirst();
    }

    @Override
    public List<PassEvent> events(Hash capture) {
        return store.db().read(c -> PassNoteRows.of(c).stream()
                .filter(n -> n.capture().equals(capture))
                .filter(PassEvent.class::isInstance)
                .map(PassEvent.class::cast)
                .toList());
    }

    @Override
    public Optional<PassNote> put(PassNote note) {
        return store.db().write(c -> {
            CaptureRows.require(c, note.capture());
            Optional<PassNoteRows.Row> row = PassNoteRows.find(c, note.id());
            Optional<PassNote> before = row.filter(r -> !r.gone()).map(PassNoteRows.Row::note);
            PassNoteRows.put(c, new PassNoteRows.Row(note, false, after(row), actor.user()));
            store.trail().leaf(
                    c, kind(note) + (before.isPresent() ? ".change" : ".add"), note.id(),
                    PassNoteJson.change(before, Optional.of(note)));
            return before;
        });
    }

    @Override
    public PassNote remove(String id) {
        return store.db().write(c -> {
            PassNoteRows.Row row = PassNoteRows.find(c, id)
                    .filter(r -> !r.gone())
                    .orElseThrow(() -> new StorageException("There is no scenario or event " + id + "; nothing was removed."));
            PassNoteRows.put(c, new PassNoteRows.Row(row.note(), true, after(Optional.of(row)), actor.user()));
            store.trail().leaf(
                    c, kind(row.note()) + ".remove", id, PassNoteJson.change(Optional.of(row.note()), Optional.empty()));
            return row.note();
        });
    }

    /** Now, or just after the last write where this computer's clock is behind the one that made it. */
    private static long after(Optional<PassNoteRows.Row> last) {
        return Math.max(Times.nanos(Instant.now()), last.map(r -> r.atNanos() + 1).orElse(0L));
    }

    private static String kind(PassNote note) {
        return switch (note) {
            case Scenario s -> "scenario";
            case PassEvent e -> "event";
        };
    }
}
