package plumbline.annotation.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import plumbline.annotation.label.Labels;

/**
 * The one door through which labels change. Each call writes the journal first, then swaps the labels, then tells the
 * listeners once. Used from one thread (the window's, or the command line's).
 */
public final class History {
    /** What happened, told to listeners after the journal has it. */
    public record Event(Journal.Step step, ChangeSet changes, Labels before, Labels after) {}

    private final Journal journal;
    private final Deque<ChangeSet> undo = new ArrayDeque<>();
    private final Deque<ChangeSet> redo = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new ArrayList<>();
    private Labels labels;

    public History(Labels labels, Journal journal) {
        this.labels = labels;
        this.journal = journal;
        journal.undoable().forEach(undo::addLast);
        journal.redoable().forEach(redo::addLast);
    }

    public Labels labels() {
        return labels;
    }

    public void apply(ChangeSet changes) {
        if (changes.changes().isEmpty()) {
            return;
        }
        Labels after = changes.apply(labels);
        journal.append(Journal.Step.APPLY, changes);
        undo.addLast(changes);
        redo.clear();
        swap(Journal.Step.APPLY, changes, after);
    }

    /** Takes the last edit back; empty when there is none. */
    public Optional<ChangeSet> undo() {
        if (undo.isEmpty()) {
            return Optional.empty();
        }
        ChangeSet inverse = undo.getLast().inverse();
        Labels after = inverse.apply(labels);
        journal.append(Journal.Step.UNDO, inverse);
        redo.addLast(undo.removeLast());
        swap(Journal.Step.UNDO, inverse, after);
        return Optional.of(inverse);
    }

    /** Does the last undone edit again; empty when there is none. */
    public Optional<ChangeSet> redo() {
        if (redo.isEmpty()) {
            return Optional.empty();
        }
        ChangeSet again = redo.getLast();
        Labels after = again.apply(labels);
        journal.append(Journal.Step.REDO, again);
        undo.addLast(redo.removeLast());
        swap(Journal.Step.REDO, again, after);
        return Optional.of(again);
    }

    public boolean canUndo() {
        return !undo.isEmpty();
    }

    public boolean canRedo() {
        return !redo.isEmpty();
    }

    public void listen(Consumer<Event> listener) {
        listeners.add(listener);
    }

    private void swap(Journal.Step step, ChangeSet changes, Labels after) {
        Event event = new Event(step, changes, labels, after);
        labels = after;
        for (Consumer<Event> l : List.copyOf(listeners)) {
            l.accept(event);
        }
    }
}
