package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Column;
import plumbline.app.ui.Command;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.app.ui.Viewing;
import plumbline.app.ui.Workspace;
import plumbline.app.ui.layout.Docks;
import plumbline.app.ui.layout.LayoutCommands;
import plumbline.app.ui.parts.DockTabs;
import plumbline.storage.project.PassEvent;

/** Replay: one timeline for all sensors, the 3D view and the cameras at the playhead, and what the checks found. */
public final class ReplayWorkspace implements Workspace {
    private final Ui ui;
    private final TimelineModel model;
    private final Playback playback;
    private final ReplayView3d scene;
    private final CameraColumn cameras;
    private final TimelinePane timeline;
    private final TransportBar transport;
    private final PlayheadPanel playhead;
    private final ReplayFindings findings;
    private final ReplayNotes notes;
    private final ReplayPlots plots;
    private final ReplayKeys keys = new ReplayKeys(new Buttons());
    private final DockTabs left = new DockTabs();
    private final DockTabs right = new DockTabs();
    private final DockTabs below = new DockTabs();
    private final LayersPanel layers;
    private final Docks view;
    private final LayoutCommands layout;
    private final PlayClock clock;
    private Optional<TrackId> followed = Optional.empty();
    private boolean seeking;

    public ReplayWorkspace(Ui ui) {
        this.ui = ui;
        this.model = new TimelineModel(ui.session().capture());
        this.playback = new Playback(model.frameTimes(), model.start(), model.end());
        this.scene = new ReplayView3d(ui);
        this.cameras = new CameraColumn(ui, scene.pointed());
        this.timeline = new TimelinePane(model, playback, this::seek, this::show, new Chosen());
        this.findings = new ReplayFindings(ui, model, playback, timeline, left, at -> {
            seek(at);
            clock().follow();
        });
        this.notes = new ReplayNotes(ui, model, playback, timeline, this::moved);
        this.plots = new ReplayPlots(ui, model, timeline);
        this.transport = new TransportBar(new Buttons());
        this.playhead = new PlayheadPanel(model, ui.session());
        this.layers = new LayersPanel(scene::setLayers, plots::setAllTracks, cameras::setLook);
        view = build();
        scene.onArrival(findings::stay);
        layout = LayoutCommands.begin(ui, name(), view);
        this.clock = new PlayClock(playback, () -> view.getScene() != null, this::moved, this::show);
        fields();
        scene.onPoint(p -> cameras.chooseFor(playback.frame(), p));
        cameras.panes().forEach(p -> p.onPoint(scene::goTo));
        ui.frame().addListener((o, was, is) -> {
            if (!seeking) {
                playback.seekFrame(is.intValue());
                moved();
            }
        });
        ui.selection().addListener((o, was, is) -> {
            followed = is.flatMap(id -> ui.session().labels().find(id)).map(Label::track);
            scene.request();
            plots.tracks();
        });
        timeline.onVisible(part -> playhead.show(playback, part, ui.dark().get()));
        ui.dark().addListener((o, was, is) -> show());
        ui.session().history().listen(e -> {
            scene.request();
            plots.tracks();
        });
    }

    private Docks build() {
        left.add("Scenarios", "mdi2m-movie-outline", notes.pane())
                .add("Findings", "mdi2a-alert-circle-outline", findings.list())
                .add("Layers", "mdi2l-layers-outline", layers);
        left.show("Findings");
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
        double wanted = 32 + TimelineRows.of(model.lanes().size(), 0, model.series().size(), 268).contentHeight();
        // Many sensors may take more than the usual 300 where the window is high enough to spare it.
        double usual = Math.max(300, Math.min(360, height * 0.36));
        return Math.clamp(wanted, 160, usual);
    }

    /** Fields of the first sweep's points, for the pictures to be coloured by. */
    private void fields() {
        if (!model.capture().frames().isEmpty() && !cameras.isEmpty()) {
            ui.tasks().compute(
                    () -> ui.session().points(0).columns().stream().map(Column::name).toList(),
                    layers::setFields,
                    e -> ui.problem("The first sweep cannot be read: " + e.getMessage()));
        }
    }

    private PlayClock clock() {
        return clock;
    }

    /** The buttons over the timeline. */
    private final class Buttons implements ReplayKeys.Actions {
        @Override
        public void shuttle(int way) {
            playback.shuttle(way);
            clock.follow();
        }

        @Override
        public void rangeFromHere() {
            playback.rangeFromHere();
            show();
        }

        @Override
        public void rangeToHere() {
            playback.rangeToHere();
            show();
        }

        @Override
        public void nextFinding() {
            findings.chooseNext();
        }

        @Override
        public void toggleFollow() {
            scene.setFollowing(!scene.following());
        }

        @Override
        public void zoom(double factor) {
            timeline.zoom(factor);
        }

        @Override
        public void sweeps(int more) {
            layers.addSweeps(more);
        }

        @Override
        public boolean lookThrough() {
            return !cameras.isEmpty() && scene.lookThrough(cameras.chosen().camera());
        }

        @Override
        public ReplayNotes notes() {
            return notes;
        }

        @Override
        public void addEvent(boolean overRange) {
            notes.add(overRange);
        }

        @Override
        public void choosePlots() {
            plots.choose();
        }

        @Override
        public void first() {
            seek(playback.start());
        }

        @Override
        public void step(int frames) {
            playback.step(frames);
            moved();
            clock.follow();
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

    /** What a click on the timeline chose. */
    private final class Chosen implements TimelinePane.Marks {
        @Override
        public void choose(Finding f) {
            findings.choose(f);
        }

        @Override
        public void choose(PassEvent e) {
            notes.open(e);
        }

        @Override
        public void edit(PassEvent e) {
            notes.edit(e);
        }

        @Override
        public void choose(TrackLane t) {
            int frame = playback.frame();
            ui.selection().set(ui.session().labels().cuboids(frame).stream()
                    .filter(c -> c.track().equals(t.track()))
                    .findFirst()
                    .map(Label::id)
                    .or(() -> Optional.of(t.first())));
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
        notes.show();
        playhead.show(playback, timeline.visible(), dark);
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
        findings.read();
        notes.read();
        plots.tracks();
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

    @Override
    public List<KeyHint> hints() {
        return ReplayKeys.hints(playback.playing(), scene.following());
    }

    @Override
    public Optional<Viewing> viewing() {
        return Optional.of(scene);
    }

    @Override
    public List<Command> commands() {
        List<Command> all = new ArrayList<>(layout.commands());
        all.add(new Command("Save the scenario", "Ctrl+S", "mdi2m-movie-outline", notes::save));
        all.add(new Command("Note an event at the playhead", "", "mdi2r-rhombus-outline", () -> notes.add(false)));
        all.add(new Command("Choose plots", "", "mdi2c-chart-line", plots::choose));
        all.addAll(scene.tools().commands());
        return all;
    }

    @Override
    public List<Region> regions() {
        return List.of(left, scene, right, below);
    }

    @Override
    public boolean key(KeyEvent event) {
        boolean used = scene.key(event) || scene.tools().key(event) || keys.pressed(event);
        if (used) {
            ui.hintsChanged();
        }
        return used;
    }

    @Override
    public boolean step(boolean forward) {
        return notes.step(forward);
    }

    @Override
    public void dispose() {
        clock.stop();
        scene.close();
        plots.close();
        cameras.panes().forEach(p -> p.dispose());
    }
}
