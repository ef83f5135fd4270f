package plumbline.app.ui;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import plumbline.annotation.label.LabelId;
import plumbline.app.Tasks;
import plumbline.app.service.Session;
import plumbline.app.ui.layout.Layouts;
import plumbline.app.ui.parts.Theme;
import plumbline.app.ui.start.StartScreen;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;
import plumbline.storage.project.Version;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.RendererChoice;

/**
 * The window: top bar, one workspace or the start screen, status bar, and what lies over them. Lives on the FX thread.
 * Owns the project that is open in it and closes it; tasks and settings belong to whoever made the window.
 */
public final class Window implements Ui, AutoCloseable {
    private final WindowParts parts;
    private final Stage stage;
    private final Scene scene;
    private final StackPane centre = new StackPane();
    private final Overlays overlays = new Overlays();
    private final TopBar topBar;
    private final StatusBar statusBar;
    private final WindowActions actions;
    private final IntegerProperty frame = new SimpleIntegerProperty();
    private final ObjectProperty<Optional<LabelId>> selection = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Boolean> dark = new SimpleObjectProperty<>(true);
    private final Map<String, Workspace> built = new LinkedHashMap<>();
    private Optional<Session> session = Optional.empty();
    private Optional<Project> empty = Optional.empty();
    private int checksRun;
    private Optional<String> token = Optional.empty();
    private Optional<SaveWatch> saves = Optional.empty();
    private Optional<Workspace> current = Optional.empty();
    private Optional<SessionUi> workspaceUi = Optional.empty();
    private final DrawnBy drawn;
    private final Visit visit = new Visit();

    /** Shows the start screen; the stage is shown by the caller. Sizes in layout pixels. */
    public Window(Stage stage, WindowParts parts, boolean darkTheme, double width, double height) {
        this.stage = stage;
        this.parts = parts;
        drawn = new DrawnBy(parts);
        Theme.loadFonts();
        actions = new WindowActions(this, parts);
        topBar = new TopBar(
                parts.settings().user(),
                parts.settings().device(),
                actions::menu,
                actions::palette,
                actions::chooseCapture,
                actions::commit,
                actions::sync);
        topBar.onPurpose(actions::purpose);
        statusBar = new StatusBar(actions::help);
        BorderPane frameBox = new BorderPane(centre, new VBox(topBar, overlays.banners()), null, statusBar, null);
        frameBox.getStyleClass().add("window");
        StackPane root = new StackPane(frameBox, overlays.toasts(), overlays.dialogs());
        scene = new Scene(root, width, height);
        dark.addListener((o, was, is) -> Theme.apply(scene, is));
        dark.set(darkTheme);
        Theme.apply(scene, darkTheme);
        scene.addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, new Keys(this, actions)::pressed);
        new FolderDrop(actions::dropped).listen(scene);
        stage.setScene(scene);
        stage.setTitle("Plumbline");
        stage.setMinWidth(1024);
        stage.setMinHeight(640);
        showStart();
    }

    @Override
    public Session session() {
        return session.orElseThrow(() -> new IllegalStateException("no project is open"));
    }

    public Optional<Session> openSession() {
        return session;
    }

    @Override
    public Tasks tasks() {
        return parts.tasks();
    }

    @Override
    public IntegerProperty frame() {
        return frame;
    }

    @Override
    public ObjectProperty<Optional<LabelId>> selection() {
        return selection;
    }

    @Override
    public ObjectProperty<Boolean> dark() {
        return dark;
    }

    @Override
    public ReadOnlyObjectProperty<RendererChoice> renderer() {
        return drawn.choice();
    }

    @Override
    public ObjectProperty<Looks> looks(String place) {
        return drawn.looks().of(place);
    }

    DrawnBy drawn() {
        return drawn;
    }

    @Override
    public Layouts layouts() {
        return new Layouts(parts.settings());
    }

    public Scene scene() {
        return scene;
    }

    public Stage stage() {
        return stage;
    }

    TopBar topBar() {
        return topBar;
    }

    WindowActions actions() {
        return actions;
    }

    Overlays overlays() {
        return overlays;
    }

    Optional<Workspace> workspace() {
        return current;
    }

    /** Opens a project at a capture (the first where none is named), off this thread; a failure becomes a banner. */
    public void open(Project project, Optional<StoredCapture> capture) {
        Optional<StoredCapture> wanted = capture.or(() -> project.captures().stream().findFirst());
        if (wanted.isEmpty()) {
            closeSession(held().filter(p -> p != project));
            empty = Optional.of(project);
            topBar.nothingOpen();
            statusBar.nothingOpen();
            actions.emptyProject(project);
            return;
        }
        tasks().io(() -> new Session(project, wanted.get()), this::open, e -> {
            if (held().filter(p -> p == project).isEmpty()) {
                project.close();
            }
            problem(Failures.sentence(e));
        });
    }

    /** The project this window holds open, with captures or without. */
    Optional<Project> held() {
        return session.map(Session::project).or(() -> empty);
    }

    /** A project folder is opened; anything else becomes an import, into the project that is open or a new one. */
    public void openPath(Path path) {
        actions.bring(path);
    }

    /** Takes a session over and shows the first workspace. */
    public void open(Session opened) {
        closeSession(held().filter(p -> p != opened.project()));
        session = Optional.of(opened);
        overlays.clear();
        frame.set(0);
        selection.set(Optional.empty());
        Project project = opened.project();
        topBar.setWorkspaces(parts.workspaces(), this::show);
        topBar.showProject(project, opened.stored().name(), project.captures().size() > 1);
        SessionUi ui = new SessionUi(this, opened);
        workspaceUi = Optional.of(ui);
        saves = Optional.of(new SaveWatch(opened, ui.tasks(), topBar, statusBar));
        saves.get().refresh();
        syncChanged();
        actions.opened(project);
        actions.merges().look();
        opened.at().ifPresent(v -> overlays.stay(Looking.at(v, () -> reopen(Optional.empty(), "Back to now."))));
        stage.setTitle(project.name() + " · Plumbline");
        if (!parts.workspaces().isEmpty()) {
            show(parts.workspaces().getFirst().name());
        }
    }

    @Override
    public void reopen(Optional<Version> at, String sentence) {
        actions.reopen(at, sentence);
    }

    @Override
    public void show(String name, LabelId about) {
        show(name);
        current.ifPresent(w -> w.about(about));
    }

    /** After a commit, an import or a sync: version, edits and last save are read anew. */
    @Override
    public void projectChanged() {
        saves.ifPresent(SaveWatch::refresh);
        syncChanged();
        current.ifPresent(Workspace::activated);
    }

    @Override
    public int checksRun() {
        return checksRun;
    }

    /** Something was written: version, edits and last save alone. */
    void saved() {
        saves.ifPresent(SaveWatch::refresh);
    }

    /** The checks were run: findings are read anew. */
    void checked() {
        checksRun++;
        projectChanged();
    }

    /** Asks the server again, off this thread. */
    void syncChanged() {
        saves.ifPresent(s -> s.askServer(token));
    }

    /** The server's token, kept for as long as this project is open and nowhere on disk. */
    void useToken(Optional<String> given) {
        token = given;
    }

    Optional<String> token() {
        return token;
    }

    boolean serverHasMore() {
        return saves.map(SaveWatch::serverHasMore).orElse(false);
    }

    /** Closes what is open and shows the start screen. */
    public void showStart() {
        closeSession(held());
        topBar.nothingOpen();
        statusBar.nothingOpen();
        stage.setTitle("Plumbline");
        centre.getChildren().setAll(new StartScreen(parts.recents().list(), actions.startActions(), parts.tasks()));
    }

    private void closeSession(Optional<Project> toClose) {
        built.values().forEach(Workspace::dispose);
        built.clear();
        workspaceUi.ifPresent(SessionUi::close);
        workspaceUi = Optional.empty();
        visit.end();
        drawn.clear();
        current = Optional.empty();
        Optional<Session> old = session;
        session = Optional.empty();
        empty = Optional.empty();
        saves = Optional.empty();
        old.flatMap(Failures::closing).ifPresent(this::problem);
        if (toClose.isPresent()) {
            token = Optional.empty();
        }
        toClose.ifPresent(Project::close);
    }

    @Override
    public void show(String name) {
        if (session.isEmpty() || actions.merges().takes(name)) {
            return;
        }
        show(name, WorkspaceEntry.named(parts.workspaces(), name).make());
    }

    /** A view of the open session by its name; where that is no workspace's, none is lit. */
    void show(String name, java.util.function.Function<Ui, Workspace> make) {
        Workspace w = built.computeIfAbsent(name, n -> make.apply(workspaceUi.orElseThrow()));
        visit.end();
        present(w);
    }

    private void present(Workspace w) {
        current = Optional.of(w);
        centre.getChildren().setAll(w.view());
        topBar.showWorkspace(w.name());
        statusBar.showDrawn(drawn.last(w.name()));
        w.activated();
        hintsChanged();
    }

    /** Shows what belongs to no project; the one that is open stays open behind it. */
    void visit(Workspace w) {
        visit.begin(w, current.map(Workspace::name));
        present(w);
    }

    Optional<Workspace> visitor() {
        return visit.workspace();
    }

    /** Back to the project that is open behind it, or to the start screen. */
    void leaveVisit() {
        if (session.isPresent()) {
            show(visit.before().orElse(parts.workspaces().getFirst().name()));
        } else {
            empty.ifPresentOrElse(p -> open(p, Optional.empty()), this::showStart);
        }
    }

    @Override
    public void say(String sentence) {
        overlays.say(sentence);
    }

    @Override
    public void problem(String sentence) {
        overlays.problem(sentence);
    }

    @Override
    public void dialog(Node content) {
        overlays.open(content, Pos.CENTER, Insets.EMPTY);
    }

    @Override
    public void closeDialog() {
        overlays.close();
        current.ifPresent(w -> w.view().requestFocus());
    }

    @Override
    public void hintsChanged() {
        current.ifPresent(w -> statusBar.showHints(w.name(), w.hints()));
    }

    @Override
    public void drew(SceneView.Status status) {
        statusBar.showDrawn(status);
        drawn.drew(current.map(Workspace::name), status).ifPresent(this::say);
    }

    /** Steps over the history: true forward. */
    void step(boolean forward) {
        if (session.isPresent() && !current.map(w -> w.step(forward)).orElse(false)) {
            HistoryStep.take(session.get().history(), forward, this);
        }
    }

    void nextRegion(boolean forward) {
        List<Node> middle = current.<List<Node>>map(w -> List.copyOf(w.regions())).orElse(List.of(centre));
        Regions.next(topBar, middle, statusBar, scene.getFocusOwner(), forward);
    }

    void showEmpty(Node content) {
        centre.getChildren().setAll(content);
    }

    List<WorkspaceEntry> workspaces() {
        return parts.workspaces();
    }

    @Override
    public void close() {
        closeSession(held());
    }
}
