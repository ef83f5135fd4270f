package plumbline.app.ui.audit;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.Histories;
import plumbline.app.ui.Command;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.layout.LayoutCommands;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.project.Provenance;
import plumbline.storage.project.RefMove;
import plumbline.storage.project.Version;

/** Audit: versions and what changed between two of them, where each thing comes from, and whether the log holds. */
public final class AuditWorkspace implements Workspace, AuditReads.Shown {
    private final Ui ui;
    private final AuditModel model = new AuditModel();
    private final AuditReads reads;
    private final VersionActions actions;
    private final VersionList versions;
    private final LineageStrip strip;
    private final DiffView diff;
    private final ChangesTable changes;
    private final ProofPane proof;
    private final TracePanel trace;
    private final TraceReads traces;
    private final ListView<AuditEntry> log;
    private final ListView<RefMove> moves;
    private final AuditLayout view;
    private final LayoutCommands layout;
    private Optional<LabelId> about = Optional.empty();

    public AuditWorkspace(Ui ui) {
        this.ui = ui;
        this.reads = new AuditReads(ui, model, this);
        this.actions = new VersionActions(ui, model, ui::projectChanged);
        this.versions = new VersionList(ui, model, this::chooseB, this::menu);
        this.strip = new LineageStrip(this::openStep);
        this.proof = new ProofPane(this::prove);
        this.trace = new TracePanel(this::prove, proof);
        this.traces = new TraceReads(ui, trace, proof);
        this.changes = new ChangesTable(ui.session().ontology(), this::choose, this::hover, this::restoreObject);
        this.diff = new DiffView(ui, this::chooseInView, this::hover);
        this.log = LogPane.entries(e -> prove(e.name()));
        this.moves = LogPane.moves(h -> model.version(h).ifPresent(v -> {
            this.view().showVersions();
            chooseB(v);
        }));
        this.view = new AuditLayout(
                new VBox(versions), log, moves, strip, diff, changes, trace, this::menu, this::direct);
        this.layout = LayoutCommands.begin(ui, name(), view.docks());
        VBox.setVgrow(versions, Priority.ALWAYS);
        ui.dark().addListener((o, was, is) -> {
            versions.show();
            proof.redraw(is);
        });
    }

    /** Keys go to the workspace, not to the first tab of a dock; what a person types elsewhere stays theirs. */
    private void takeFocus() {
        Scene scene = view.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        if (owner == null || owner.getScene() != scene || owner.getStyleClass().contains("pl-tab")) {
            view.requestFocus();
        }
    }

    @Override
    public void activated() {
        takeFocus();
        reads.begin();
    }

    @Override
    public void about(LabelId label) {
        about = Optional.of(label);
    }

    // What was read

    @Override
    public void overview(AuditReads.Begun r) {
        Histories.Overview o = r.overview();
        boolean fresh = model.b().isEmpty();
        model.set(o);
        ui.session().at().filter(v -> fresh).ifPresent(v -> model.chooseB(v.hash()));
        view.uncommitted().setText(o.edits() == 0 ? "All committed" : Numbers.plural(o.edits(), "edit", "edits") + " open");
        Parts.tip(view.uncommitted(), o.edits() == 0 ? "Every edit is in a version."
                : "Edits that no version has yet. Commit with Ctrl+Enter.");
        LogPane.fill(log, r.log());
        LogPane.fill(moves, r.moves());
        proof.showReads(r.reads(), r.moreReads());
        marksMoved();
    }

    @Override
    public void orphans(int lost) {
        view.orphans().getChildren().setAll(lost == 0
                ? Parts.iconChip("mdi2c-check-circle", "No orphans", "ok")
                : Parts.iconChip("mdi2a-alert", Numbers.plural(lost, "orphan", "orphans"), "medium"));
    }

    @Override
    public void lineage(List<LineageSteps.Step> steps, Provenance.Direction direction, boolean more) {
        strip.show(steps, direction);
    }

    @Override
    public void gates(List<plumbline.app.service.Gates.Gate> gates) {
        proof.showGates(gates);
    }

    @Override
    public void compared(Comparison c, String narrowed) {
        view.between().getChildren().setAll(
                Parts.label("Changes from", "fg1"), Parts.mono(model.a().orElseThrow().shortHex(), "strong"),
                Parts.label("to", "fg1"), Parts.mono(model.b().orElseThrow().shortHex(), "strong"));
        if (!narrowed.isEmpty()) {
            Label only = Parts.chip(narrowed, "info");
            Parts.tip(only, "By the chosen box of the strip; Esc takes it off.");
            view.between().getChildren().add(only);
        }
        if (c.elsewhere() > 0) {
            Label more = Parts.label(Numbers.count(c.elsewhere()) + " more in other captures", "fg2");
            more.setMinWidth(10);
            view.between().getChildren().add(more);
        }
        view.between().getChildren().addAll(
                Parts.spacer(), changes.filter(), VersionCell.tag("+ " + Numbers.count(c.added()) + " added", "ok"),
                VersionCell.tag("~ " + Numbers.count(c.changed()) + " changed", "medium"),
                VersionCell.tag("− " + Numbers.count(c.removed()) + " removed", "high"));
        Optional<LabelId> keep = changes.selected().map(r -> r.diff().either().id());
        changes.show(c.rows(), keep);
        diff.show(c);
        view.showTable(!c.rows().isEmpty() ? changes
                : new EmptyState(narrowed.isEmpty() ? "No label of this capture differs between A and B."
                        : "No change between A and B is of that kind.", Parts.keyCap(narrowed.isEmpty() ? "↑ ↓" : "Esc")));
        reads.touches(c);
        first(c);
    }

    /** What the person came for, what was chosen before, or the first change. */
    private void first(Comparison c) {
        Optional<LabelId> wanted = about;
        about = Optional.empty();
        if (wanted.isPresent() && !changes.select(wanted)) {
            traces.label(wanted.get(), ui.session().labels().find(wanted.get())
                    .map(l -> l.className() + " " + l.track()).orElse(wanted.get().value()));
        } else if (changes.selected().isPresent()) {
            choose(changes.selected().get());
        } else if (!c.rows().isEmpty()) {
            changes.select(Optional.of(c.rows().getFirst().diff().either().id()));
            changes.selected().ifPresent(this::choose);
        } else {
            traces.nothing();
        }
    }

    @Override
    public void touched(java.util.Map<LabelId, Histories.Touch> touches) {
        changes.show(touches);
    }

    // What the person does

    private void direct(Provenance.Direction d) {
        view.showDirection(d);
        reads.lineage(d);
    }

    private void chooseB(Version v) {
        model.chooseB(v.hash());
        marksMoved();
    }

    private void marksMoved() {
        versions.show();
        String b = model.b().map(h -> h.shortHex()).orElse("no version yet");
        view.lineageTitle().setText("Lineage of " + model.overview().branch() + " " + b);
        reads.lineage(reads.direction());
        reads.gates();
        if (model.comparable()) {
            reads.compare();
        } else {
            nothing();
        }
    }

    private void nothing() {
        reads.forget();
        view.between().getChildren().setAll(Parts.label("Changes", "strong"));
        changes.show(List.of(), Optional.empty());
        view.showTable(
                new EmptyState(AuditModel.advice(model.versions().size(), model.overview().edits())));
        diff.show(new Comparison(List.of(), java.util.Map.of(), java.util.Set.of(), ui.session().labels(), 0, 0, 0, 0));
        first(Comparison.NOTHING);
    }

    private void choose(ChangeWords.Row row) {
        diff.choose(row.diff());
        LabelId id = row.diff().either().id();
        if (ui.session().labels().find(id).isPresent()) {
            ui.selection().set(Optional.of(id));
        }
        traces.label(id, row.object());
    }

    private void chooseInView(LabelId id) {
        if (changes.select(Optional.of(id))) {
            changes.selected().ifPresent(this::choose);
        } else {
            ui.session().labels().find(id).ifPresent(l -> traces.label(id, l.className() + " " + l.track()));
        }
    }

    private void hover(Optional<LabelId> id) {
        traces.hover(id, id.flatMap(ui.session().labels()::find).map(l -> l.className() + " " + l.track()).orElse(""));
    }

    private void openStep(LineageSteps.Step s) {
        strip.select(Optional.of(s.name()));
        reads.narrow(s.name());
        if (s.node().isPresent()) {
            traces.node(s.name() + ", " + LineageSteps.shortName(s, s.node().get()), s.node().get().id());
        } else {
            traces.sentence(s.name(), "Nothing of this kind is recorded of this version yet.");
        }
        about = Optional.empty();
    }

    private void closeStep() {
        strip.select(Optional.empty());
        reads.narrow("");
        changes.selected().ifPresent(this::choose);
    }

    /** The entry behind the newest step of the trace, else the newest of the log; and the whole chain. */
    private void prove() {
        traces.entry().or(() -> log.getItems().stream().findFirst().map(AuditEntry::name))
                .ifPresentOrElse(this::prove, traces::verify);
    }

    private void prove(String entry) {
        traces.prove(entry);
    }

    private void menu() {
        versions.selected().ifPresent(this::menu);
    }

    private void menu(Version v) {
        Bounds at = versions.localToScreen(versions.getBoundsInLocal());
        actions.menu(v, versions, at.getMinX() + 40, at.getMinY() + 120);
    }

    private void restoreObject() {
        changes.selected().ifPresent(r -> model.a().flatMap(model::version).ifPresent(a -> actions.restore(a, r)));
    }

    @Override
    public String name() {
        return "Audit";
    }

    @Override
    public String icon() {
        return "mdi2s-shield-check-outline";
    }

    @Override
    public AuditLayout view() {
        return view;
    }

    @Override
    public List<Region> regions() {
        return view.regions();
    }

    @Override
    public List<KeyHint> hints() {
        return AuditKeys.HINTS;
    }

    @Override
    public List<Command> commands() {
        return layout.commands();
    }

    @Override
    public boolean key(KeyEvent event) {
        return AuditKeys.pressed(event, this);
    }

    /** One key without Ctrl or Alt. False where it means nothing here. */
    boolean plain(KeyCode code, boolean shift) {
        boolean inList = log.isFocused() || moves.isFocused();
        if (inList && (code == KeyCode.UP || code == KeyCode.DOWN || code == KeyCode.ENTER)) {
            return false;
        }
        switch (code) {
            case UP, DOWN -> versions.step(code == KeyCode.UP ? -1 : 1);
            case LEFT, RIGHT -> strip.step(code == KeyCode.LEFT ? -1 : 1).ifPresentOrElse(this::openStep, this::closeStep);
            case ESCAPE -> {
                closeStep();
                changes.filter().clear();
                versions.clearFilter();
            }
            case SPACE -> {
                model.markA();
                marksMoved();
            }
            case J -> changes.step(1);
            case K -> changes.step(-1);
            case B -> {
                if (shift) {
                    diff.both();
                } else {
                    diff.blink();
                }
            }
            case ENTER -> diff.frameSelected();
            case Y -> traces.blame();
            case U -> direct(reads.direction() == Provenance.Direction.UP ? Provenance.Direction.BOTH
                    : Provenance.Direction.UP);
            case D -> direct(reads.direction() == Provenance.Direction.DOWN ? Provenance.Direction.BOTH
                    : Provenance.Direction.DOWN);
            case SLASH -> changes.focusFilter();
            case R -> {
                if (shift) {
                    restoreObject();
                } else {
                    act("R");
                }
            }
            case T, N, G, V -> act(code.getName());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void act(String key) {
        versions.selected().ifPresent(v -> actions.run(v, key));
    }

    /** One key with Ctrl. */
    boolean control(KeyCode code) {
        switch (code) {
            case P -> prove();
            case M -> menu();
            case F -> {
                view.showVersions();
                versions.focusFilter();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void dispose() {
        reads.forget();
        diff.close();
    }
}
