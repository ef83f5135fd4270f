package plumbline.app.ui;

import java.util.Optional;
import plumbline.annotation.edit.ChangeSet;
import plumbline.annotation.edit.History;
import plumbline.storage.project.StorageException;

/** One step back or forth over the edits, said in words. A refusal by the disk is said and nothing is lost. */
final class HistoryStep {
    private HistoryStep() {}

    static void take(History history, boolean forward, Ui ui) {
        try {
            Optional<ChangeSet> done = forward ? history.redo() : history.undo();
            ui.say(done.map(c -> (forward ? "Again: " : "Taken back: ") + c.what())
                    .orElse(forward ? "Nothing to do again." : "Nothing to take back."));
        } catch (StorageException e) {
            ui.problem(Failures.sentence(e));
        }
    }
}
