package plumbline.app.ui.annotate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.Suspects;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Numbers;

/** Goes through the boxes most worth a second look, worst first, and says why; ranked anew at each step. */
final class SuspectWalk {
    private final Ui ui;
    private final Consumer<Label> go;
    private final Set<LabelId> seen = new HashSet<>();
    private boolean reading;

    SuspectWalk(Ui ui, Consumer<Label> go) {
        this.ui = ui;
        this.go = go;
    }

    /** The worst that was not shown yet; after the last one it begins again. */
    void next() {
        if (reading) {
            return;
        }
        reading = true;
        ui.tasks().compute(
                () -> Suspects.of(ui.session()),
                all -> {
                    reading = false;
                    show(all);
                },
                e -> {
                    reading = false;
                    ui.problem(Failures.sentence(e));
                });
    }

    private void show(List<Suspects.Suspect> all) {
        if (all.isEmpty()) {
            ui.say("No box gives a reason to doubt it.");
            return;
        }
        Optional<Suspects.Suspect> next = all.stream().filter(s -> !seen.contains(s.box().id())).findFirst();
        if (next.isEmpty()) {
            seen.clear();
        }
        Suspects.Suspect s = next.orElse(all.getFirst());
        seen.add(s.box().id());
        ui.session().labels().find(s.box().id()).ifPresent(go);
        ui.say("Suspect " + Numbers.count(seen.size()) + " of " + Numbers.count(all.size()) + ", "
                + OtherLabels.name(s.box()) + ": " + String.join("; ", s.reasons()) + ".");
    }
}
