package plumbline.app.ui.replay;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Progress;
import plumbline.app.service.Checks;
import plumbline.app.ui.Command;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Viewing;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.LayoutCommands;
import plumbline.app.ui.parts.DockTabs;
import plumbline.app.ui.parts.Numbers;

/** Replay: one timeline for all sensors, the 3D view and the cameras at the playhead, and what the checks found. */
public final class ReplayWorkspace implements Workspace {
    private static final long BEFORE_NANOS = 1_000_000_000L;
    private static final long AROUND_NANOS = 4_000_000_000L;
    private final Ui ui;
    private final TimelineModel model;
    private final Playback playback;
    private final ReplayView3d scene;
    private final CameraColumn cameras;
    private final TimelinePane timeline;
    private final TransportBar transport;
    private final PlayheadPanel playhead;
    private final FindingsList findings;
    private final DockTabs left = new DockTabs();
    private final DockTabs right = new DockTabs();
    private final DockTabs below = new DockTabs();
    private final Docks view;
    private final LayoutCommands layout;
    private final PlayClock clock;
    private Optional<Finding> chosen = Optional.empty();
    private Optional<TrackId> followed = Optional.empty();
    private boolean started;
    private boolean checkedHere;
    private boolean seeking;

    public ReplayWorkspace(Ui ui) {
        this.ui = ui;
        this.model = new TimelineModel(ui.session().capture());
        this.playback = new Playback(model.frameTimes(), model.start(), model.end());
        this.scene = new ReplayView3d(ui);
        this.cameras = new CameraColumn(ui);
        this.timeline = new TimelinePane(model, playback, this::seek, this::show, this::choose);
        this.transport = new TransportBar(new Buttons());
        this.playhead = new PlayheadPanel(model, ui.session());
        this.findings = new FindingsList(model, this::called, this::choose, this::runChecks, this::checked);
        view = build();
        layout = LayoutCommands.begin(ui, name(), view);
        this.clock = new PlayClock(playback, () -> view.getScene() != null, this::moved, this::show);
        ui.frame().addListener((o, was, is) -> {
            if (!seeking) {
                playback.seekFrame(is.intValue());
                moved();
            }
        });
        ui.selection().addListener((o, was, is) -> {
            followed = is.flatMap(id -> ui.session().labels().find(id)).map(Label::track);
            scene.request();
        });
        timeline.onVisible(part -> playhead.show(playback, part, ui.dark().get()));
        ui.dark().addListener((o, was, is) -> show());
        ui.session().history().listen(e -> scene.request());
    }

    private Docks build() {
        left.add("Findings", "mdi2a-alert-circle-outline", findings).add("Layers", "mdi2l-layers-outline", new LayersPanel(scene::setLayers, (labels, points) -> {
            cameras.panes().forEach(p -> {
                p.setLabelsShown(labels);
                p.setPointsShown(points);
            });
        }));
        right.add("At playhead", "mdi2m-map-marker-outline", playhead)
                .add("Measures", "mdi2r-ruler", scene.measuresPane());
        // One camera alone is wide rather than tall: it goes below the 3D view.
        Pane centre = cameras.panes().size() == 1 ? new VBox(1, scene, cameras) : new HBox(1, scene, cameras);
        HBox.setHgrow(scene, Priority.ALWAYS);
        VBox.setVgrow(scene, Priority.ALWAYS);
        centre.setMinSize(0, 0);
        cameras.setVisible(!cameras.isEmpty());
        cameras.setManaged(!cameras.isEmpty());
        VBox bottom = new VBox(transport, timeline);
        VBox.setVgrow(timeline, Priority.ALWAYS);
        below.addBare("Timeline", "mdi2c-chart-gantt", bottom);
        Docks all = ReplayDocks.of(centre, left, right, below, this::usualHeight);
        all.widthProperty().addListener((o, was, is) -> sizes(ReplayDocks.narrow(is.doubleValue())));
        all.leftWidthProperty().addListener((o, was, is) -> timeline.setNamesWidth(is.doubleValue()));
        sizes(false);
        return all;
    }

    private void sizes(boolean narrow) {
        if (cameras.panes().size() == 1) {
            cameras.setMinHeight(0);
            cameras.setPrefHeight(narrow ? 180 : 248);
        } else {
            ReplayDocks.fix(cameras, narrow ? 300 : 400);
        }
    }

    private double usualHeight(double height) {
        double wanted = 32 + TimelineRows.of(model.lanes().size(), model.series().size(), 268).contentHeight();
        // Many sensors may take more than the usual 300 where the window is high enough to spare it.
        double usual = Math.max(300, Math.min(360, height * 0.36));
        return Math.clamp(wanted, 160, usual);
    }

    /** The buttons over the timeline. */
    private final class Buttons implements TransportBar.Actions {
        @Override
        public void first() {
            seek(playback.start());
        }

        @Override
        public void step(int frames) {
            playback.step(frames);
            moved();
        }

        @Override
        public void togglePlay() {
            play(!playback.playing());
        }

        @Override
        public void last() {
            seek(playback.end());
        }

        @Override
        public void toggleLoop() {
            playback.setLoop(!playback.loop());
            show();
        }

        @Override
        public void speed(double times) {
            playback.setSpeed(times);
            show();
        }

        @Override
        public void clearRange() {
            playback.clearRange();
            show();
        }
    }

    private void play(boolean on) {
        playback.setPlaying(on);
        clock.follow();
    }

    private void seek(long timeNanos) {
        playback.seek(timeNanos);
        moved();
    }

    /** The playhead stands elsewhere: the frame under it is what all workspaces look at. */
    private void moved() {
        int frame = playback.frame();
        seeking = true;
        ui.frame().set(frame);
        seeking = false;
        if (scene.following() && followed.isPresent()) {
            ui.session().labels().cuboids(frame).stream()
                    .filter(c -> c.track().equals(followed.get()))
                    .findFirst()
                    .ifPresent(c -> ui.selection().set(Optional.of(c.id())));
        }
        if (view.getScene() != null) {
            scene.showFrame(frame);
            cameras.panes().forEach(p -> p.showFrame(frame));
        }
        timeline.followPlayhead();
        show();
    }

    private void show() {
        boolean dark = ui.dark().get();
        timeline.setDark(dark);
        transport.show(playback, model.capture().frames().size());
        playhead.show(playback, timeline.visible(), dark);
    }

    private void choose(Finding f) {
        chosen = Optional.of(f);
        findings.select(Optional.of(f.id()));
        timeline.setSelectedFinding(Optional.of(f.id()));
        f.place().label().filter(id -> ui.session().labels().find(id).isPresent())
                .ifPresent(id -> ui.selection().set(Optional.of(id)));
        playback.setPlaying(false);
        if (f.place().frame() >= 0 && f.place().frame() < model.capture().frames().size()) {
            seek(model.lookAt(f.place().frame()));
        }
        clock.follow();
    }

    private Optional<String> called(LabelId id) {
        return ui.session().labels().find(id).map(l -> l.className() + " " + l.track());
    }

    private void chooseNext() {
        model.next(chosen).ifPresentOrElse(this::choose, () -> ui.say(checked() ? "The checks found nothing that is still open." : "No findings. Run the label checks first."));
    }

    private boolean checked() {
        return checkedHere || ui.checksRun() > 0;
    }

    private void runChecks() {
        ui.tasks().io(
                () -> Checks.run(ui.session(), Progress.NONE),
                found -> {
                    checkedHere = true;
                    show(found);
                    start();
                    ui.say(found.isEmpty() ? "The label checks found nothing."
                            : Numbers.plural(found.size(), "finding", "findings") + ".");
                },
                e -> ui.problem("The label checks did not finish: " + e.getMessage()));
    }

    private void show(List<Finding> found) {
        model.setFindings(found);
        left.setCount("Findings", model.marks().isEmpty() ? -1 : model.marks().size());
        findings.refresh();
        timeline.repaint();
    }

    @Override
    public String name() {
        return "Replay";
    }

    @Override
    public String icon() {
        return "mdi2p-play";
    }

    @Override
    public Region view() {
        return view;
    }

    @Override
    public void activated() {
        ui.tasks().io(
                () -> ui.session().project().findings(ui.session().stored().hash()),
                found -> {
                    show(found);
                    if (!started) {
                        started = true;
                        start();
                    }
                },
                e -> ui.problem("The findings cannot be read: " + e.getMessage()));
        playback.seek(model.lookAt(ui.frame().get()));
        moved();
        takeFocus();
    }

    /** Keys go to the workspace, not to the first tab of a dock; what a person types elsewhere stays theirs. */
    private void takeFocus() {
        Scene scene = view.getScene();
        Node owner = scene == null ? null : scene.getFocusOwner();
        if (owner == null || owner.getScene() != scene || owner.getStyleClass().contains("pl-tab")) {
            view.requestFocus();
        }
    }

    /** First time here: the worst finding is chosen, the playhead a second before it, the loop around it. */
    private void start() {
        if (!model.marks().isEmpty()) {
            TimelineModel.Mark worst = model.marks().getFirst();
            long at = worst.span().fromNanos();
            choose(worst.finding());
            playback.setRange(at - AROUND_NANOS, at + AROUND_NANOS);
            seek(model.before(worst, BEFORE_NANOS));
        }
    }

    @Override
    public List<KeyHint> hints() {
        return List.of(
                new KeyHint("Space", playback.playing() ? "pause" : "play"),
                new KeyHint("← →", "one sweep"),
                new KeyHint("J K L", "shuttle"),
                new KeyHint("I O", "range"),
                new KeyHint("N", "next finding"),
                new KeyHint("T", scene.following() ? "stop following" : "follow object"),
                new KeyHint("Alt+C", "look through camera"));
    }

    @Override
    public Optional<Viewing> viewing() {
        return Optional.of(scene);
    }

    @Override
    public List<Command> commands() {
        return Stream.concat(layout.commands().stream(), scene.tools().commands().stream()).toList();
    }

    @Override
    public List<Region> regions() {
        return List.of(left, scene, right, below);
    }

    @Override
    public boolean key(KeyEvent event) {
        boolean taken = scene.tools().key(event);
        if (taken || event.isControlDown() || event.isMetaDown()) {
            return taken;
        }
        if (event.isAltDown()) {
            if (event.getCode() == KeyCode.C && !cameras.isEmpty()) {
                scene.lookThrough(cameras.chosen().camera());
                return true;
            }
            return false;
        }
        boolean used = transportKey(event) || rangeKey(event.getCode());
        if (used) {
            ui.hintsChanged();
        }
        return used;
    }

    private boolean transportKey(KeyEvent event) {
        int far = event.isShiftDown() ? 10 : 1;
        switch (event.getCode()) {
            case SPACE -> play(!playback.playing());
            case LEFT -> step(-far);
            case RIGHT -> step(far);
            case HOME -> seek(playback.start());
            case END -> seek(playback.end());
            case J -> shuttle(-1);
            case K -> shuttle(0);
            case L -> shuttle(1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean rangeKey(KeyCode code) {
        switch (code) {
            case I -> playback.rangeFromHere();
            case O -> playback.rangeToHere();
            case N -> chooseNext();
            case T -> scene.setFollowing(!scene.following());
            case PLUS, EQUALS, ADD -> timeline.zoom(1 / 1.5);
            case MINUS, SUBTRACT -> timeline.zoom(1.5);
            default -> {
                return false;
            }
        }
        show();
        return true;
    }

    private void step(int frames) {
        playback.step(frames);
        moved();
        clock.follow();
    }

    private void shuttle(int way) {
        playback.shuttle(way);
        clock.follow();
    }

    @Override
    public void dispose() {
        clock.stop();
        scene.close();
        cameras.panes().forEach(p -> p.dispose());
    }
}
