package plumbline.app.ui.calibrate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.Calibrations;
import plumbline.app.ui.Command;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.layout.DockSizes;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.LayoutCommands;
import plumbline.app.ui.layout.Side;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.ProgressRow;
import plumbline.app.ui.parts.VerdictCard;
import plumbline.qa.calibration.CalibrationReport;

/** Calibrate: the verdict on the pass, the evidence for it, and the numbers, camera by camera. */
public final class CalibrateWorkspace implements Workspace {
    private final Ui ui;
    private final DockTabs left = new DockTabs();
    private final DockTabs right = new DockTabs();
    private final ChecksPane checks = new ChecksPane(this::choose);
    private final EdgePane edges;
    private final ErrorCurve curve = new ErrorCurve(this::showFrame);
    private final GroundPlan ground = new GroundPlan();
    private final CorrectionPane correction;
    private final StackPane verdict = new StackPane();
    private final Label edgesTitle = Parts.label("", "strong");
    private final VBox facts = new VBox();
    private final Label checkedAt = Parts.label("Not checked yet", "fg2");
    private final VBox results = new VBox();
    private final StackPane centre = new StackPane();
    private final StackPane beside = new StackPane();
    private final Docks view;
    private final LayoutCommands layout;
    private Optional<CalibrateModel> model = Optional.empty();
    private Optional<ProgressRow> running = Optional.empty();

    public CalibrateWorkspace(Ui ui) {
        this.ui = ui;
        this.edges = new EdgePane(ui);
        this.correction = new CorrectionPane(ui);
        view = build();
        layout = LayoutCommands.begin(ui, name(), view);
        empty();
        ui.dark().addListener((o, was, is) -> model.ifPresent(m -> show(m, false)));
    }

    private Docks build() {
        HBox foot = Parts.row(8, checkedAt, Parts.spacer(), Parts.button("Run", "Ctrl R", this::run));
        foot.getStyleClass().addAll("checks-foot", "rule-above");
        VBox list = new VBox(checks, foot);
        VBox.setVgrow(checks, Priority.ALWAYS);
        left.add("Checks", "mdi2c-check-all", list);
        right.add("Correction", "mdi2a-axis-arrow", beside);
        VBox evidence = pane(head(edgesTitle, Parts.spacer(), bar("Edges", "D", edges::toggleEdges),
                bar("Blink", "B", edges::blink)), edges);
        VBox error = pane(head(Parts.label("Rotation error over the pass", "strong"),
                Parts.label("against the lidar, 95 % band; gaps where edges do not decide", "fg2")), curve);
        HBox plan = new HBox(1, ground, facts);
        HBox.setHgrow(ground, Priority.ALWAYS);
        facts.getStyleClass().add("ground-facts");
        VBox pass = pane(head(Parts.label("Pass on the ground", "strong"), Parts.spacer(),
                legend("ok", "good"), legend("high", "over the limit")), plan);
        results.setSpacing(1);
        results.getChildren().addAll(verdict, evidence, error, pass);
        VBox.setVgrow(evidence, Priority.ALWAYS);
        VBox.setVgrow(error, Priority.ALWAYS);
        VBox.setVgrow(pass, Priority.ALWAYS);
        for (Region r : new Region[] {evidence, error, pass}) {
            r.setMinHeight(0);
        }
        evidence.setPrefHeight(340);
        error.setPrefHeight(240);
        pass.setPrefHeight(220);
        centre.getStyleClass().add("calibrate-centre");
        centre.setMinSize(0, 0);
        Docks all = new Docks(centre, DockSizes.of(264, 220, 316, 288, 200)).at(Side.LEFT, "left", left, 1)
                .at(Side.RIGHT, "right", right, 1);
        all.getStyleClass().add("calibrate");
        all.setFocusTraversable(true);
        all.getStylesheets().add(Objects.requireNonNull(
                        CalibrateWorkspace.class.getResource("/plumbline/app/ui/calibrate.css"))
                .toExternalForm());
        all.widthProperty().addListener((o, was, is) -> fix(facts, is.doubleValue() < 1440 ? 150 : 200));
        facts.heightProperty().addListener(o -> fewFacts());
        fix(facts, 200);
        return all;
    }

    private static void fix(Region r, double width) {
        r.setMinWidth(width);
        r.setPrefWidth(width);
        r.setMaxWidth(width);
    }

    private static HBox head(Node... nodes) {
        HBox head = Parts.row(8, nodes);
        head.getStyleClass().add("pane-head");
        return head;
    }

    private static Button bar(String words, String key, Runnable action) {
        Button b = Parts.barButton("mdi2e-eye-outline", words, action);
        b.setGraphic(Parts.keyCap(key));
        b.setContentDisplay(ContentDisplay.RIGHT);
        b.setAccessibleText(words + ", key " + key);
        return b;
    }

    private static VBox pane(HBox head, Region content) {
        VBox pane = new VBox(head, content);
        VBox.setVgrow(content, Priority.ALWAYS);
        return pane;
    }

    private static HBox legend(String kind, String words) {
        Region line = new Region();
        line.getStyleClass().addAll("legend-line", kind);
        return Parts.row(6, line, Parts.label(words, "fg2"));
    }

    private void empty() {
        beside.getChildren().setAll(new EmptyState("What would set the chosen camera right stands here after the check."));
        checks.show(PassCheck.ofPass(ui.session().capture()), 0);
        boolean possible = ui.session().capture().sensors().stream().anyMatch(s -> s.lens().isPresent());
        centre.getChildren().setAll(possible
                ? new EmptyState(
                        "Each camera is checked against the lidar: do depth edges lie on picture edges, over the whole pass?",
                        Parts.primary("Run the calibration check", "Ctrl R", this::run))
                : new EmptyState("This capture has no camera with a lens model, so there is nothing to check."));
    }

    private void run() {
        if (running.isPresent()) {
            return;
        }
        ProgressRow row = new ProgressRow("Calibration check");
        row.setMaxWidth(420);
        running = Optional.of(row);
        StackPane card = new StackPane(row);
        card.getStyleClass().add("run-card");
        centre.getChildren().setAll(card);
        checkedAt.setText("Checking");
        ui.hintsChanged();
        ui.tasks().compute(
                () -> Calibrations.check(ui.session(), row),
                report -> finished(row, report),
                e -> {
                    running = Optional.empty();
                    restore();
                    ui.problem("The calibration check did not finish: " + e.getMessage());
                });
    }

    private void finished(ProgressRow row, CalibrationReport report) {
        running = Optional.empty();
        if (row.cancelled() || report.pairs().isEmpty()) {
            restore();
            ui.say(row.cancelled() ? "The check was stopped; nothing of it is kept." : report.headline());
            return;
        }
        checkedAt.setText("Checked " + Numbers.clock(Instant.now()).substring(0, 5));
        model = Optional.of(new CalibrateModel(ui.session().capture(), report));
        restore();
    }

    private void restore() {
        ui.hintsChanged();
        if (model.isEmpty()) {
            checkedAt.setText("Not checked yet");
            empty();
            return;
        }
        beside.getChildren().setAll(correction);
        centre.getChildren().setAll(results);
        show(model.get(), true);
    }

    private void show(CalibrateModel m, boolean evidenceToo) {
        boolean dark = ui.dark().get();
        CalibrationReport r = m.report();
        checks.show(m.checks(), r.limitDegrees());
        checks.select(Optional.of(m.chosen()));
        left.setCount("Checks", m.failing() == 0 ? -1 : m.failing(), "high");
        verdict.getChildren().setAll(new VerdictCard(
                m.kind(), m.icon(), r.headline(), r.sentence(),
                Parts.primary("Show in Replay", "R", this::replay)));
        edgesTitle.setText("Depth edges on the picture, " + m.chosen() + ", frame " + Numbers.count(m.frame()));
        curve.show(r, m.chosen(), m.frame(), dark);
        PassSummary s = m.summary(ui.session().capture());
        ground.show(s, dark);
        facts.getChildren().setAll(facts(s));
        fewFacts();
        correction.show(r, m.pair(), dark);
        if (evidenceToo) {
            edges.show(m.pair(), m.frame());
        }
    }

    private static List<Node> facts(PassSummary s) {
        boolean all = s.badSeconds() <= 0;
        Node state = Parts.icon(all ? "mdi2c-check-circle" : "mdi2a-alert", all ? "ok-text" : "medium-text");
        VBox usable = fact("Usable now", minutes(s.goodSeconds()), state,
                Math.round(s.goodShare() * 100) + " % of the pass");
        VBox again = fact("To drive again", kilometres(s.badMetres()),
                Parts.icon(all ? "mdi2c-check-circle" : "mdi2a-alert", all ? "ok-text" : "medium-text"),
                all ? "nothing" : "about " + minutes(s.badSeconds()));
        return List.of(usable, again, fact("Length of the pass", kilometres(s.goodMetres() + s.badMetres()), null,
                minutes(s.goodSeconds() + s.badSeconds())));
    }

    /** The last fact goes where there is no height for it. */
    private void fewFacts() {
        if (facts.getChildren().size() > 2) {
            facts.getChildren().getLast().setVisible(facts.getHeight() > 176);
        }
    }

    private static VBox fact(String name, String value, Node state, String detail) {
        HBox big = Parts.row(6, Parts.label(value, "fact-value"));
        if (state != null) {
            big.getChildren().add(state);
        }
        VBox box = new VBox(2, Parts.label(name, "fg2"), big, Parts.label(detail, "fg2"));
        box.setMinHeight(Region.USE_PREF_SIZE);
        return box;
    }

    static String minutes(double seconds) {
        long whole = Math.round(seconds);
        return whole >= 60 ? whole / 60 + " min " + String.format("%02d s", whole % 60) : Numbers.fixed(seconds, 1) + " s";
    }

    static String kilometres(double metres) {
        return metres >= 1000 ? Numbers.fixed(metres / 1000, 1) + " km" : Numbers.fixed(metres, 0) + " m";
    }

    private void choose(SensorId camera) {
        model.ifPresent(m -> {
            m.choose(camera);
            show(m, true);
        });
    }

    private void showFrame(int frame) {
        model.ifPresent(m -> {
            m.showFrame(frame);
            show(m, true);
        });
    }

    private void replay() {
        model.ifPresent(m -> ui.frame().set(m.frame()));
        ui.show("Replay");
    }

    @Override
    public String name() {
        return "Calibrate";
    }

    @Override
    public String icon() {
        return "mdi2c-crosshairs";
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void activated() {
        if (model.isEmpty() && running.isEmpty()) {
            empty();
        }
    }

    @Override
    public List<KeyHint> hints() {
        if (running.isPresent()) {
            return List.of(new KeyHint("Esc", "stop the check"));
        }
        return model.isEmpty()
                ? List.of(new KeyHint("Ctrl+R", "run the check"))
                : List.of(
                        new KeyHint("↑ ↓", "camera"),
                        new KeyHint("B", "blink before and after"),
                        new KeyHint("D", "edges"),
                        new KeyHint("V", "rig in 3D"),
                        new KeyHint("Shift+← →", "frame"),
                        new KeyHint("R", "show in Replay"),
                        new KeyHint("Ctrl+R", "run again"));
    }

    @Override
    public List<Command> commands() {
        return layout.commands();
    }

    @Override
    public List<Region> regions() {
        return List.of(left, centre, right);
    }

    @Override
    public boolean key(KeyEvent event) {
        if (event.isControlDown() && event.getCode() == KeyCode.R) {
            run();
            return true;
        }
        if (running.isPresent() && event.getCode() == KeyCode.ESCAPE) {
            running.get().stop();
            return true;
        }
        if (model.isEmpty() || running.isPresent() || event.isControlDown() || event.isAltDown()) {
            return false;
        }
        return resultKey(model.get(), event);
    }

    private boolean resultKey(CalibrateModel m, KeyEvent event) {
        switch (event.getCode()) {
            case UP, DOWN -> {
                m.step(event.getCode() == KeyCode.UP ? -1 : 1);
                show(m, true);
            }
            case LEFT, RIGHT -> {
                if (!event.isShiftDown()) {
                    return false;
                }
                m.stepFrame(event.getCode() == KeyCode.LEFT ? -1 : 1);
                show(m, true);
            }
            case B -> edges.blink();
            case D -> edges.toggleEdges();
            case V -> correction.toggle3d();
            case R, ENTER -> replay();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void dispose() {
        running.ifPresent(ProgressRow::stop);
        correction.close();
    }
}
