package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import plumbline.annotation.label.RelabelQueue;
import plumbline.app.service.OntologyChanges;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Numbers;

/** Goes through exactly the labels that the ontology asks somebody to look at again, one by one, with how many are left. */
final class RelabelWalk {
    private final Ui ui;
    private final AnnotateModel model;
    private int most;

    RelabelWalk(Ui ui, AnnotateModel model) {
        this.ui = ui;
        this.model = model;
    }

    /** The next label after the selected one in the queue's order; the first where none is selected. */
    void next() {
        List<RelabelQueue.Entry> queue = RelabelQueue.of(model.labels(), model.ontology());
        if (queue.isEmpty()) {
            ui.say(most > 0 ? "All " + Numbers.count(most) + " labels are seen to." : "No label has to be looked at again.");
            most = 0;
            return;
        }
        most = Math.max(most, queue.size());
        int at = model.selected()
                .map(id -> queue.stream().map(e -> e.label().id()).toList().indexOf(id))
                .orElse(-1);
        RelabelQueue.Entry e = queue.get((at + 1) % queue.size());
        model.goTo(e.label().frame());
        model.select(Optional.of(e.label().id()));
        ui.say(Numbers.count(most - queue.size()) + " of " + Numbers.count(most) + " done. " + OntologyChanges.words(e) + ".");
    }
}
