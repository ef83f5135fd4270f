package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.app.service.Session;
import plumbline.app.ui.Command;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Viewing;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.LayoutCommands;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.LabelPalette;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.SeverityLook;
import plumbline.app.ui.view.MeasuresPane;
import plumbline.storage.access.Action;
import plumbline.viewer3d.fx.SideViews;
import plumbline.viewer3d.tool.CuboidTool;
import plumbline.viewer3d.tool.SelectTool;

/** Labelling: objects on the left, 3D and cameras in the middle, side views and properties right, tracks below. */
public final class AnnotateWorkspace implements Workspace {
    private final Ui ui;
    private final Session session;
    private final AnnotateModel model;
    private final AnnotateKeys keys;
    private final Drawing drawing;
    private final Segmentation segmentation;
    private final TrackDesk desk;
    private final BatchGrid grid;
    private final StagePane stage;
    private final ObjectsPane objects;
    private final ClassesPane classes;
    private final FindingsPane findings;
    private final PropertiesPane properties;
    private final TrackPane track;
    private final WhyPane why;
    private final ReviewDocks review;
    private final SideViews sides;
    private final CameraStrip cameras;
    private final TimelinePane timeline;
    private final DockTabs left = new DockTabs();
    private final DockTabs right = new DockTabs();
    private final DockTabs beside = new DockTabs();
    private final DockTabs below = new DockTabs();
    private final VBox suggestion = new VBox(6);
    private final Docks view;
    private final LayoutCommands layout;
    private final AnnotateViewing viewing;
    private final Timeline player = new Timeline();
    private boolean loading;
    private boolean again;
    private boolean disposed;
    private boolean opened;
    private Optional<TrackId> revealed = Optional.empty();

    public AnnotateWorkspace(Ui ui) {
        this.ui = ui;
        this.session = ui.session();
        this.model = new AnnotateModel(
                session.capture(), session::ontology, session.history(), closed(session), ui.frame(),
                ui.selection(), new AnnotateModel.Voice(ui::say, ui::problem));
        SelectTool select = new SelectTool(model);
        CuboidTool cuboid = new CuboidTool(model);
        drawing = new Drawing(ui, model);
        segmentation = new Segmentation(ui, model);
        desk = new TrackDesk(ui, model);
        stage = new StagePane(
                ui,
                model,
                Stream.concat(
                        Stream.of(
                                new StagePane.ToolChoice(select, "V", "mdi2c-cursor-default-outline"),
                                new StagePane.ToolChoice(cuboid, "B", "mdi2c-cube-outline")),
                        Stream.concat(drawing.tools().stream(), segmentation.tools().stream())).toList(),
                w -> load());
        segmentation.over(stage);
        grid = new BatchGrid(ui, model);
        stage.getChildren().add(grid);
        objects = new ObjectsPane(model, c -> stage.view().frame(c.box()));
        classes = new ClassesPane(model, drawing::changeOntology);
        findings = new FindingsPane(ui, this::goTo, this::findingsChanged);
        properties = new PropertiesPane(model);
        track = new TrackPane(model, desk);
        why = new WhyPane(ui, model);
        sides = new SideViews(model);
        cameras = new CameraStrip(ui, model, c -> drawing.showImage(c, stage));
        timeline = new TimelinePane(
                model, new TimelinePane.Actions(model::goTo, this::togglePlay, desk::propagate, model::keyframe));
        keys = new AnnotateKeys(
                model,
                stage,
                new AnnotateKeys.Actions(
                        () -> stage.take(select), () -> stage.take(cuboid), desk::propagate, this::togglePlay,
                        () -> {
                            left.show("Objects");
                            objects.focusFilter();
                        },
                        this::nextFinding, this::redraw, grid::toggle));
        rightDocks();
        view = build();
        review = new ReviewDocks(ui, model, stage, left, right);
        layout = LayoutCommands.begin(ui, name(), view);
        viewing = new AnnotateViewing(stage);
        stage.take(model.readOnly() ? select : cuboid);
        listen();
    }

    private static Optional<String> closed(Session session) {
        return session.readOnly()
                ? Optional.of("This project is open read only; nothing can be changed.")
                : session.whyNot(Action.LABEL_WRITE);
    }

    private void rightDocks() {
        right.add("Properties", "mdi2t-tune", properties).add("Track", "mdi2c-chart-timeline-variant", track)
                .add("Who and why", "mdi2a-account-question-outline", why);
        right.onSeen("Who and why", why::seen);
        beside.add("Side views", "mdi2v-view-split-horizontal", AnnotateDocks.low(sides.node()));
    }

    private Docks build() {
        left.add("Objects", "mdi2f-format-list-bulleted", objects).add("Classes", "mdi2s-shape-outline", classes)
                .add("Findings", "mdi2a-alert-circle-outline", findings)
                .add("Tags", "mdi2t-tag-multiple-outline", drawing.tags())
                .add("Measures", "mdi2r-ruler", new MeasuresPane(ui, stage.measures(), stage.viewTools(), stage.view()));
        below.addBare("Timeline", "mdi2c-chart-gantt", timeline);
        suggestion.getStyleClass().addAll("pane-foot", "rule-above");
        left.getChildren().add(suggestion);
        VBox middle = new VBox(1, stage);
        VBox.setVgrow(stage, Priority.ALWAYS);
        if (cameras.hasCameras()) {
            middle.getChildren().add(cameras);
        }
        middle.setMinSize(0, 0);
        Docks all = AnnotateDocks.of(middle, left, beside, right, below);
        all.leftWidthProperty().addListener((o, was, is) -> timeline.setNameWidth(is.doubleValue()));
        return all;
    }

    private void listen() {
        ui.frame().addListener((o, was, is) -> frameChanged());
        ui.selection().addListener((o, was, is) -> selectionChanged());
        ui.dark().addListener((o, was, is) -> timeline.setDark(is));
        timeline.setDark(ui.dark().get());
        session.history().listen(e -> {
            if (!disposed) {
                timeline.labelsChanged();
                boolean masksAlone = segmentation.follow(e);
                redraw();
                if (!masksAlone) {
                    load();
                }
            }
        });
        player.getKeyFrames().add(new KeyFrame(Duration.millis(100), e -> {
            if (model.frame() >= session.capture().frames().size() - 1) {
                togglePlay();
            } else {
                model.goTo(model.frame() + 1);
            }
        }));
        player.setCycleCount(Timeline.INDEFINITE);
    }

    /** While another workspace plays nobody sees this one; {@link #activated} catches up. */
    private void frameChanged() {
        if (!disposed && view.getScene() != null) {
            showFrame();
        }
    }

    private void showFrame() {
        timeline.paint();
        objects.fill();
        classes.fill();
        left.setCount("Objects", model.cuboids().size());
        load();
    }

    private void selectionChanged() {
        if (!disposed) {
            redraw();
            revealSelected();
            ui.hintsChanged();
        }
    }

    /** Another object was chosen: its row and its box come into view. Following one through time moves no camera. */
    private void revealSelected() {
        Optional<Cuboid> c = model.selectedCuboid();
        if (!c.map(Cuboid::track).equals(revealed)) {
            c.ifPresent(stage::reveal);
        }
        c.ifPresent(b -> objects.reveal(b.id()));
        revealed = c.map(Cuboid::track).or(() -> revealed);
    }

    /** Everything that shows labels, from what is in memory. */
    private void redraw() {
        stage.showBoxes();
        objects.fill();
        classes.fill();
        left.setCount("Objects", model.cuboids().size());
        properties.show();
        track.show();
        why.show();
        drawing.show();
        review.show();
        Optional<Cuboid> c = model.selectedCuboid();
        sides.show(model.points(), c, c.map(b -> LabelPalette.rgb(model.ontology(), b.className())).orElse(0));
        cameras.show(model.frame(), c);
        timeline.paint();
        grid.refresh();
    }

    /** Reads and colours the frame's points; the last wish wins, and the old picture stays until then. */
    private void load() {
        if (loading) {
            again = true;
            return;
        }
        loading = true;
        int frame = model.frame();
        ScenePoints.Wish wish = stage.wish();
        List<Cuboid> boxes = model.shown();
        ui.tasks().compute(
                () -> ScenePoints.read(session, frame, wish, boxes, session.ontology()),
                this::loaded,
                e -> {
                    loading = false;
                    ui.problem(Failures.sentence(e));
                });
    }

    private void loaded(ScenePoints p) {
        loading = false;
        if (disposed) {
            return;
        }
        if (p.frame() == model.frame()) {
            boolean first = !opened && !viewing.arrived();
            opened = true;
            model.setPoints(p.frame(), p.points());
            segmentation.show(p);
            stage.showPoints(p);
            if (first) {
                selectFullest();
                revealed = Optional.empty();
            }
            redraw();
            if (first) {
                revealSelected();
            }
        }
        if (again) {
            again = false;
            load();
        }
    }

    /** The session begins with the object that has the most points; a person rarely starts with an empty hand. */
    private void selectFullest() {
        if (model.selected().isEmpty()) {
            model.cuboids().stream()
                    .max(java.util.Comparator.comparingInt(c -> model.count(c.id())))
                    .ifPresent(c -> model.select(Optional.of(c.id())));
        }
    }

    private void findingsChanged() {
        int n = findings.open().size();
        String kind = findings.open().stream()
                .map(Finding::severity)
                .max(java.util.Comparator.naturalOrder())
                .map(SeverityLook::style)
                .orElse("info");
        left.setCount("Findings", n == 0 ? -1 : n, kind);
        objects.setFindings(findings.worst());
        timeline.setFindings(findings.worst());
        suggestion.getChildren().clear();
        suggestion.setVisible(n > 0);
        suggestion.setManaged(n > 0);
        if (n > 0) {
            Finding f = findings.open().getFirst();
            Label what = Parts.label(f.message());
            what.setWrapText(true);
            what.setMinHeight(Region.USE_PREF_SIZE);
            HBox line = Parts.row(8, SeverityLook.icon(f.severity()), what);
            line.setAlignment(javafx.geometry.Pos.TOP_LEFT);
            suggestion.getChildren().setAll(
                    Parts.row(6, Parts.caption("Next suggested action"), Parts.spacer(), Parts.keyCap("Enter")), line);
            suggestion.setOnMouseClicked(e -> goTo(f));
        }
    }

    private void goTo(Finding f) {
        model.goTo(f.place().frame());
        f.place().label().ifPresent(id -> model.select(Optional.of(id)));
        model.selectedCuboid().map(Cuboid::box)
                .filter(b -> f.place().label().isPresent())
                .or(() -> f.place().pointLidar().map(p -> Box.upright(p, 2, 2, 2, 0)))
                .ifPresent(stage.view()::frame);
    }

    private void nextFinding() {
        if (!findings.next()) {
            ui.say("No open finding. Ctrl+Shift+R runs all checks.");
        }
    }

    private void togglePlay() {
        boolean playing = player.getStatus() == Timeline.Status.RUNNING;
        if (playing) {
            player.stop();
        } else {
            player.play();
        }
        timeline.setPlaying(!playing);
    }

    @Override
    public String name() {
        return "Annotate";
    }

    @Override
    public String icon() {
        return "mdi2c-cube-outline";
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public List<Region> regions() {
        return List.of(left, stage.view(), beside, right, below);
    }

    @Override
    public void activated() {
        findings.refresh();
        review.refresh();
        redraw();
        showFrame();
        view.requestFocus();
    }

    @Override
    public List<KeyHint> hints() {
        return grid.isVisible() ? BatchGrid.HINTS : review.hints(segmentation.hints(drawing.hints(stage, AnnotateKeys.HINTS)));
    }

    @Override
    public Optional<Viewing> viewing() {
        return Optional.of(viewing);
    }

    @Override
    public List<Command> commands() {
        return review.commands(Stream.of(
                        desk.commands(), segmentation.commands(), drawing.commands(layout.commands(), stage.viewTools().commands()))
                .flatMap(List::stream).toList());
    }

    @Override
    public boolean key(KeyEvent event) {
        return review.key(event) || grid.key(event) || sides.key(event)
                || drawing.key(event, stage, () -> left.show("Tags"), cameras.best()) || segmentation.key(event)
                || findings.key(event) || keys.pressed(event);
    }

    @Override
    public void dispose() {
        disposed = true;
        player.stop();
        cameras.dispose();
        drawing.dispose();
        stage.close();
    }
}
