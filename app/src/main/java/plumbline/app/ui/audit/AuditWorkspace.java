package plumbline.app.ui.audit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.app.service.Audits;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.audit.AuditEntry;
import plumbline.storage.project.Hash;
import plumbline.storage.project.LabelDiff;
import plumbline.storage.project.LineageGraph;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/** Audit: versions and what changed between two of them, where each thing comes from, and whether the log holds. */
public final class AuditWorkspace implements Workspace {
    private static final double NARROW = 1440;
    private static final int LOG_TAIL = 60;

    /** What is read when the person comes here. */
    private record Read(List<Version> versions, String branch, LineageGraph lineage, List<AuditEntry> log, long edits) {}

    private record Compared(List<LabelDiff> here, long elsewhere, Labels labelsB) {}

    private final Ui ui;
    private final AuditModel model = new AuditModel();
    private final VersionList versions;
    private final LineageStrip strip;
    private final DiffView diff;
    private final ChangesTable changes;
    private final TracePanel trace;
    private final Label lineageTitle = Parts.label("", "strong");
    private final StackPane orphans = new StackPane();
    private final HBox between = Parts.row(8);
    private final Label uncommitted = Parts.label("", "fg2");
    private final StackPane table = new StackPane();
    private final DockTabs left = new DockTabs();
    private final DockTabs right = new DockTabs();
    private final HBox view = new HBox(1);
    private Optional<ChangeWords.Row> chosen = Optional.empty();
    private String branch = "";
    private long edits;
    private int asked;

    public AuditWorkspace(Ui ui) {
        this.ui = ui;
        this.versions = new VersionList(v -> {
            model.chooseB(v.hash());
            compare();
        });
        this.strip = new LineageStrip(this::openStep);
        this.changes = new ChangesTable(ui.session().ontology(), this::choose);
        this.diff = new DiffView(ui, this::chooseInView);
        this.trace = new TracePanel(this::verify);
        build();
        ui.dark().addListener((o, was, is) -> showVersions());
    }

    private void build() {
        HBox foot = Parts.row(8, uncommitted);
        foot.getStyleClass().addAll("audit-foot", "rule-above");
        VBox list = new VBox(versions, foot);
        VBox.setVgrow(versions, Priority.ALWAYS);
        left.add("Versions", list);
        right.add("Trace", trace);
        HBox lineageHead = Parts.row(8, lineageTitle, orphans);
        orphans.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        lineageHead.getStyleClass().add("pane-head");
        between.getStyleClass().add("pane-head");
        table.setMinHeight(96);
        table.setPrefHeight(224);
        table.setMaxHeight(260);
        table.getStyleClass().add("changes");
        VBox centre = new VBox(lineageHead, strip, between, diff, table);
        VBox.setVgrow(diff, Priority.ALWAYS);
        HBox.setHgrow(centre, Priority.ALWAYS);
        centre.setMinWidth(0);
        view.getChildren().addAll(left, centre, right);
        view.getStyleClass().add("audit");
        view.getStylesheets().add(Objects.requireNonNull(
                        AuditWorkspace.class.getResource("/plumbline/app/ui/audit.css"))
                .toExternalForm());
        view.widthProperty().addListener(o -> sizes());
        sizes();
    }

    private void sizes() {
        boolean narrow = view.getWidth() > 0 && view.getWidth() < NARROW;
        strip.setNarrow(narrow);
        fix(left, narrow ? 244 : 300);
        fix(right, narrow ? 288 : 304);
    }

    private static void fix(Region r, double width) {
        r.setMinWidth(width);
        r.setPrefWidth(width);
        r.setMaxWidth(width);
    }

    private Project project() {
        return ui.session().project();
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
        ui.tasks().io(
                () -> {
                    Optional<Version> head = project().head();
                    List<Version> log = head.map(h -> project().log(h.hash())).orElse(List.of());
                    String id = head.map(h -> h.hash().hex()).orElse(ui.session().stored().hash().hex());
                    return new Read(log, project().branch(), project().lineage(id),
                            Audits.tail(project(), LOG_TAIL), project().uncommittedEdits());
                },
                this::show,
                e -> ui.problem("The versions cannot be read: " + e.getMessage()));
    }

    private void show(Read r) {
        branch = r.branch();
        model.setVersions(r.versions());
        String head = r.versions().isEmpty() ? "no version yet" : r.versions().getFirst().hash().shortHex();
        lineageTitle.setText("Lineage of " + r.branch() + " " + head);
        int lost = r.lineage().orphans().size();
        orphans.getChildren().setAll(lost == 0
                ? Parts.iconChip("mdi2c-check-circle", "No orphans", "ok")
                : Parts.iconChip("mdi2a-alert", Numbers.plural(lost, "orphan", "orphans"), "medium"));
        strip.show(LineageSteps.of(r.lineage()));
        edits = r.edits();
        uncommitted.setText(r.edits() == 0
                ? "Everything is committed"
                : Numbers.plural(r.edits(), "edit", "edits") + " not committed");
        trace.showLog(r.log());
        compare();
    }

    private void showVersions() {
        versions.show(VersionGraph.of(model.versions()), model.a(), model.b(), branch, ui.dark().get());
    }

    /** A against B, read off the window's thread. */
    private void compare() {
        showVersions();
        int mine = ++asked;
        if (model.b().isEmpty() || model.a().isEmpty() || model.a().equals(model.b())) {
            nothing(AuditModel.advice(model.versions().size(), edits));
            return;
        }
        Hash a = model.a().get();
        Hash b = model.b().get();
        Hash capture = ui.session().stored().hash();
        ui.tasks().io(
                () -> {
                    List<LabelDiff> all = project().diff(a, b);
                    List<LabelDiff> here = AuditModel.of(all, capture);
                    return new Compared(here, all.size() - here.size(), project().labelsAt(b, capture));
                },
                c -> {
                    if (mine == asked) {
                        show(a, b, c);
                    }
                },
                e -> ui.problem("The two versions cannot be compared: " + e.getMessage()));
    }

    private void nothing(String why) {
        between.getChildren().setAll(Parts.label("Changes", "strong"));
        changes.show(List.of(), Optional.empty());
        table.getChildren().setAll(new EmptyState(why));
        chosen = Optional.empty();
        trace.showNothing();
        diff.show(ui.session().labels(), List.of());
    }

    private void show(Hash a, Hash b, Compared c) {
        between.getChildren().setAll(
                Parts.label("Changes from", "fg1"), Parts.mono(a.shortHex(), "strong"),
                Parts.label("to", "fg1"), Parts.mono(b.shortHex(), "strong"),
                Parts.spacer(),
                tag("+ " + Numbers.count(AuditModel.count(c.here(), LabelDiff.Kind.ADDED)) + " added", "ok"),
                tag("~ " + Numbers.count(AuditModel.count(c.here(), LabelDiff.Kind.CHANGED)) + " changed", "medium"),
                tag("− " + Numbers.count(AuditModel.count(c.here(), LabelDiff.Kind.REMOVED)) + " removed", "high"));
        if (c.elsewhere() > 0) {
            between.getChildren().add(4, Parts.label(Numbers.count(c.elsewhere()) + " more in other captures", "fg2"));
        }
        List<ChangeWords.Row> rows = ChangeWords.rows(c.here());
        diff.show(c.labelsB(), c.here());
        table.getChildren().setAll(rows.isEmpty()
                ? new EmptyState("No label of this capture differs between A and B.")
                : changes);
        Optional<LabelId> keep = chosen.map(r -> r.diff().either().id())
                .filter(id -> rows.stream().anyMatch(r -> r.diff().either().id().equals(id)));
        changes.show(rows, keep);
        if (rows.isEmpty()) {
            chosen = Optional.empty();
            trace.showNothing();
        } else if (keep.isEmpty()) {
            changes.show(rows, Optional.of(rows.getFirst().diff().either().id()));
            choose(rows.getFirst());
        }
    }

    private static Label tag(String words, String kind) {
        Label l = Parts.chip(words, kind);
        l.getStyleClass().add("square");
        // The style sheet lets chips shrink; these say too little to lose a letter.
        l.setStyle("-fx-min-width: " + Math.round(18 + words.length() * 6.6) + "px;");
        return l;
    }

    private void choose(ChangeWords.Row row) {
        chosen = Optional.of(row);
        diff.choose(row.diff());
        LabelId id = row.diff().either().id();
        if (ui.session().labels().find(id).isPresent()) {
            ui.selection().set(Optional.of(id));
        }
        Hash capture = ui.session().stored().hash();
        ui.tasks().io(
                () -> project().lineage(capture, id),
                graph -> {
                    if (chosen.filter(row::equals).isPresent()) {
                        trace.showTrace(row.object(), graph);
                    }
                },
                e -> ui.problem("The trace of " + row.object() + " cannot be read: " + e.getMessage()));
    }

    /** A click in 3D; ghosts carry the id of what they were before. */
    private void chooseInView(LabelId id) {
        String plain = id.value().startsWith("before:") ? id.value().substring("before:".length()) : id.value();
        changes.select(Optional.of(new LabelId(plain)));
        changes.step(0).filter(r -> r.diff().either().id().value().equals(plain)).ifPresent(this::choose);
    }

    private void openStep(LineageSteps.Step s) {
        strip.select(Optional.of(s.name()));
        s.node().ifPresentOrElse(
                n -> ui.tasks().io(
                        () -> project().lineage(n.id()),
                        graph -> trace.showTrace(s.name() + ", " + n.name(), graph),
                        e -> ui.problem("The lineage of " + s.name() + " cannot be read: " + e.getMessage())),
                () -> ui.say(s.name() + ": nothing of this kind is recorded yet."));
    }

    private void verify() {
        trace.showVerifying();
        ui.tasks().io(
                () -> project().verifyAudit(),
                trace::showProof,
                e -> ui.problem("The audit log cannot be verified: " + e.getMessage()));
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
    public Region view() {
        return view;
    }

    @Override
    public List<KeyHint> hints() {
        return List.of(
                new KeyHint("↑ ↓", "version"),
                new KeyHint("Space", "mark as A"),
                new KeyHint("J K", "change"),
                new KeyHint("B", "blink"),
                new KeyHint("Enter", "frame it"),
                new KeyHint("Ctrl+P", "verify the log"));
    }

    @Override
    public boolean key(KeyEvent event) {
        if (event.isControlDown()) {
            if (event.getCode() == KeyCode.P && !event.isShiftDown()) {
                verify();
                return true;
            }
            return false;
        }
        if (event.isAltDown()) {
            return false;
        }
        switch (event.getCode()) {
            case UP, DOWN -> {
                model.stepB(event.getCode() == KeyCode.UP ? -1 : 1);
                compare();
            }
            case SPACE -> {
                model.markA();
                compare();
            }
            case J -> changes.step(1).ifPresent(this::choose);
            case K -> changes.step(-1).ifPresent(this::choose);
            case B -> diff.blink();
            case ENTER -> diff.frameSelected();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void dispose() {
        diff.close();
    }
}
