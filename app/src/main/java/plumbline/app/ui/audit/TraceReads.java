package plumbline.app.ui.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.EntryProofs;
import plumbline.app.service.Traces;
import plumbline.app.ui.Ui;
import plumbline.storage.project.Blame;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.Provenance;

/** Reads traces, blames and proofs off the window's thread and shows the last that was asked for. */
final class TraceReads {
    private static final int DEPTH = 3;
    private static final int NODES = 200;

    private record About(LabelId id, String name) {}

    private final Ui ui;
    private final TracePanel panel;
    private final ProofPane proof;
    private final AtomicInteger asked = new AtomicInteger();
    private Optional<About> selected = Optional.empty();
    private Optional<About> shown = Optional.empty();
    private Optional<String> entry = Optional.empty();
    private boolean blaming;

    TraceReads(Ui ui, TracePanel panel, ProofPane proof) {
        this.ui = ui;
        this.panel = panel;
        this.proof = proof;
    }

    private Project project() {
        return ui.session().project();
    }

    private Hash capture() {
        return ui.session().stored().hash();
    }

    /** The newest audit entry of the trace that is shown. */
    Optional<String> entry() {
        return entry;
    }

    void nothing() {
        asked.incrementAndGet();
        selected = Optional.empty();
        shown = Optional.empty();
        entry = Optional.empty();
        panel.showNothing();
    }

    void sentence(String what, String sentence) {
        nothing();
        panel.showSentence(what, sentence);
    }

    void label(LabelId id, String name) {
        selected = Optional.of(new About(id, name));
        show(selected.get());
    }

    /** While blame is on, what is under the pointer is shown in place of the selection. */
    void hover(Optional<LabelId> id, String name) {
        if (blaming) {
            Optional<About> want = id.filter(x -> !name.isEmpty()).map(x -> new About(x, name)).or(() -> selected);
            want.filter(w -> shown.filter(w::equals).isEmpty()).ifPresent(this::show);
        }
    }

    /** Y: from the trace to who set each field, and back. */
    void blame() {
        blaming = !blaming;
        selected.ifPresentOrElse(this::show, () ->
                ui.say(blaming ? "Choose an object or point at one: who set its fields is shown." : "Blame is off."));
    }

    private void show(About a) {
        shown = Optional.of(a);
        int mine = asked.incrementAndGet();
        Project p = project();
        Hash capture = capture();
        if (blaming) {
            boolean there = ui.session().at().isPresent() || ui.session().labels().find(a.id()).isPresent();
            if (!there) {
                panel.showSentence("Blame of " + a.name(),
                        "It is not among the labels as they stand. Shift+R restores it as in A; Y shows its trace.");
                return;
            }
            ui.tasks().io(
                    () -> mine == asked.get() ? p.history().blame(capture, a.id()) : List.<Blame>of(),
                    b -> {
                        if (mine == asked.get()) {
                            panel.showBlame(a.name(), b);
                        }
                    },
                    e -> failed(mine, "Blame of " + a.name(), e));
            return;
        }
        ui.tasks().io(
                () -> mine == asked.get() ? TraceRows.of(Traces.of(p, capture, a.id())) : List.<TraceRows.Row>of(),
                rows -> {
                    if (mine == asked.get()) {
                        entry = TracePanel.newestEntry(rows);
                        panel.showTrace(a.name(), rows, false);
                    }
                },
                e -> failed(mine, a.name(), e));
    }

    private void failed(int mine, String what, Throwable e) {
        if (mine == asked.get()) {
            panel.showSentence(what, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** What lies near a node of the lineage. */
    void node(String what, String id) {
        selected = Optional.empty();
        entry = Optional.empty();
        int mine = asked.incrementAndGet();
        Project p = project();
        ui.tasks().io(
                () -> p.provenance().around(id, Provenance.Direction.BOTH, DEPTH, NODES),
                (LineageGraph.Part part) -> {
                    if (mine == asked.get()) {
                        panel.showTrace(what, TraceRows.of(part), part.more());
                    }
                },
                e -> failed(mine, what, e));
    }

    /** One entry up to the root, then whether the whole chain holds. */
    void prove(String name) {
        Project p = project();
        proof.proving();
        ui.tasks().io(
                () -> EntryProofs.of(p, name),
                proved -> {
                    proof.show(proved, ui.dark().get());
                    verify();
                },
                e -> ui.problem("Entry " + name + " cannot be proved: " + e.getMessage()));
    }

    void verify() {
        Project p = project();
        proof.proving();
        ui.tasks().io(p::verifyAudit, proof::show,
                e -> ui.problem("The audit log cannot be verified: " + e.getMessage()));
    }
}
