package plumbline.app.ui.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.Gates;
import plumbline.app.service.Histories;
import plumbline.app.ui.Ui;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.audit.AuditFilter;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.Provenance;
import plumbline.storage.project.RefMove;
import plumbline.storage.project.Version;

/**
 * What Audit reads, off the window's thread. What was asked before and is no longer wanted ends early, and its answer is
 * dropped. Used from the window's thread.
 */
final class AuditReads {
    private static final int LOG_TAIL = 500;
    private static final int MOVES = 500;
    private static final int READS = 200;
    private static final int STRIP_DEPTH = 6;
    private static final int STRIP_NODES = 400;

    /** What is read when the person comes here. */
    record Begun(
            Histories.Overview overview, List<AuditEntry> log, List<RefMove> moves, List<AuditEntry> reads,
            boolean moreReads) {}

    /** Who shows it. */
    interface Shown {
        void overview(Begun begun);

        void orphans(int lost);

        void lineage(List<LineageSteps.Step> steps, Provenance.Direction direction, boolean more);

        void gates(List<Gates.Gate> gates);

        /** {@code narrowed} says what a box of the strip leaves; empty for everything. */
        void compared(Comparison c, String narrowed);

        void touched(Map<LabelId, Histories.Touch> touches);
    }

    /** The whole of A against B, of which a box of the strip leaves a part. */
    private record Whole(Hash a, Hash b, List<LabelDiff> here, Comparison all, Set<LabelId> found) {}

    private final Ui ui;
    private final AuditModel model;
    private final Shown shown;
    private final AtomicInteger beginning = new AtomicInteger();
    private final AtomicInteger comparing = new AtomicInteger();
    private final AtomicInteger tracing = new AtomicInteger();
    private Provenance.Direction direction = Provenance.Direction.BOTH;
    private Optional<Whole> whole = Optional.empty();
    private String step = "";

    AuditReads(Ui ui, AuditModel model, Shown shown) {
        this.ui = ui;
        this.model = model;
        this.shown = shown;
    }

    private Project project() {
        return ui.session().project();
    }

    private Hash capture() {
        return ui.session().stored().hash();
    }

    void begin() {
        int mine = beginning.incrementAndGet();
        whole = Optional.empty();
        Project p = project();
        AuditFilter ofCapture = new AuditFilter(
                Optional.empty(), Optional.of("capture.read"), Optional.of(capture().hex()), Optional.empty(),
                Optional.empty(), READS);
        ui.tasks().io(
                () -> {
                    List<AuditEntry> reads = p.auditTrail().entries(ofCapture);
                    return new Begun(Histories.overview(p), p.auditLog(LOG_TAIL), p.history().reflog(MOVES), reads,
                            reads.size() == READS);
                },
                b -> {
                    if (mine == beginning.get()) {
                        shown.overview(b);
                        orphans();
                    }
                },
                e -> ui.problem("The versions cannot be read: " + e.getMessage()));
    }

    private void orphans() {
        Project p = project();
        ui.tasks().io(() -> p.provenance().orphans().size(), shown::orphans,
                e -> ui.problem("The lineage cannot be read: " + e.getMessage()));
    }

    Provenance.Direction direction() {
        return direction;
    }

    /** Of version B, or of the capture before the first version. */
    void lineage(Provenance.Direction d) {
        direction = d;
        Project p = project();
        String id = model.b().orElse(capture()).hex();
        ui.tasks().io(
                () -> p.provenance().around(id, d, STRIP_DEPTH, STRIP_NODES),
                part -> {
                    if (d == direction && id.equals(model.b().orElse(capture()).hex())) {
                        shown.lineage(LineageSteps.of(new LineageGraph(part.nodes(), part.edges(), List.of())), d,
                                part.more());
                    }
                },
                e -> ui.problem("The lineage cannot be read: " + e.getMessage()));
    }

    void gates() {
        Optional<Hash> b = model.b();
        Project p = project();
        Hash capture = capture();
        b.ifPresentOrElse(
                h -> ui.tasks().io(
                        () -> Gates.of(p, h, capture),
                        g -> {
                            if (model.b().equals(b)) {
                                shown.gates(g);
                            }
                        },
                        e -> ui.problem("The gates cannot be read: " + e.getMessage())),
                () -> shown.gates(List.of()));
    }

    /** A against B. */
    void compare() {
        Hash a = model.a().orElseThrow();
        Hash b = model.b().orElseThrow();
        if (whole.filter(w -> w.a().equals(a) && w.b().equals(b)).isPresent()) {
            narrow(step);
            return;
        }
        int mine = comparing.incrementAndGet();
        tracing.incrementAndGet();
        Project p = project();
        Hash capture = capture();
        ui.tasks().io(
                () -> {
                    if (mine != comparing.get()) {
                        return Optional.<Whole>empty();
                    }
                    List<LabelDiff> all = p.diff(a, b);
                    List<LabelDiff> here = AuditModel.of(all, capture);
                    if (mine != comparing.get()) {
                        return Optional.<Whole>empty();
                    }
                    Set<LabelId> found = p.findings(capture).stream()
                            .flatMap(f -> f.place().label().stream())
                            .collect(Collectors.toSet());
                    return Optional.of(new Whole(
                            a, b, here, Comparison.of(here, all.size() - here.size(), p.labelsAt(b, capture)), found));
                },
                w -> {
                    if (mine == comparing.get() && w.isPresent()) {
                        whole = w;
                        narrow(step);
                    }
                },
                e -> ui.problem("The two versions cannot be compared: " + e.getMessage()));
    }

    /** Leaves what a box of the strip is about; empty for everything. */
    void narrow(String toStep) {
        step = toStep;
        if (whole.isEmpty()) {
            return;
        }
        Whole w = whole.get();
        LineageSteps.Narrowing n = LineageSteps.narrowing(step, w.found());
        if (n.words().isEmpty()) {
            shown.compared(w.all(), "");
            return;
        }
        int mine = comparing.incrementAndGet();
        ui.tasks().compute(
                () -> Comparison.of(
                        w.here().stream().filter(n.keep()).toList(), w.all().elsewhere(), w.all().labelsB()),
                c -> {
                    if (mine == comparing.get()) {
                        shown.compared(c, n.words());
                    }
                },
                e -> ui.problem("The changes cannot be narrowed: " + e.getMessage()));
    }

    /** Who made each change and when. */
    void touches(Comparison c) {
        if (c.rows().isEmpty() || whole.isEmpty()) {
            return;
        }
        int mine = tracing.incrementAndGet();
        Whole w = whole.get();
        Project p = project();
        Hash capture = capture();
        List<Version> versions = model.versions();
        ui.tasks().io(
                () -> Histories.touched(
                        p, versions, w.a(), w.b(), capture,
                        w.here().stream().map(d -> d.either().id()).collect(Collectors.toSet()), () -> mine == tracing.get()),
                t -> {
                    if (mine == tracing.get()) {
                        shown.touched(t);
                    }
                },
                e -> ui.problem("Who made the changes cannot be read: " + e.getMessage()));
    }

    /** Nothing that is under way is wanted any more. */
    void forget() {
        whole = Optional.empty();
        comparing.incrementAndGet();
        tracing.incrementAndGet();
    }
}
