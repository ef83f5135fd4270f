package plumbline.app.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.DirectoryChooser;
import plumbline.annotation.label.LabelId;
import plumbline.app.service.Checks;
import plumbline.app.service.NewProjects;
import plumbline.app.service.Session;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.ProgressRow;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.start.ChooseCaptureDialog;
import plumbline.app.ui.start.ImportDialog;
import plumbline.app.ui.start.NewProjectDialog;
import plumbline.app.ui.start.StartScreen;
import plumbline.storage.project.Project;
import plumbline.storage.project.Version;

/** What the window's menu, palette and keys do. */
final class WindowActions {
    private final Window window;
    private final WindowParts parts;
    private final MergeDoor merges;
    private final CloudDoor clouds;
    private final Entrance entrance;
    private final ViewDoor views;

    WindowActions(Window window, WindowParts parts) {
        this.window = window;
        this.parts = parts;
        merges = new MergeDoor(window);
        clouds = new CloudDoor(window, parts.settings(), this::showImport);
        entrance = new Entrance(window, parts);
        views = new ViewDoor(window);
    }

    MergeDoor merges() {
        return merges;
    }

    ViewDoor views() {
        return views;
    }

    /** What can be done now; what needs an open project is left out while there is none. */
    List<Command> commands() {
        List<Command> out = new ArrayList<>();
        out.add(new Command("Search or run a command", "Ctrl+K", "mdi2m-magnify", this::palette));
        out.add(new Command("Open project folder...", "Ctrl+O", "mdi2f-folder-open-outline", this::openProject));
        out.add(new Command("New project...", "Ctrl+N", "mdi2p-plus", this::newProject));
        if (window.held().map(p -> !p.readOnly()).orElse(true)
                && window.openSession().map(s -> s.at().isEmpty()).orElse(true)) {
            out.add(new Command("Import a capture...", "Ctrl+I", "mdi2i-import", this::importCapture));
        }
        out.add(new Command("Look at a point cloud...", "Ctrl+Shift+O", "mdi2c-cloud-outline", clouds::choose));
        if (parts.door().hasSample()) {
            out.add(new Command("Open the sample", "", "mdi2c-cube-scan", this::sample));
        }
        if (window.visitor().isPresent()) {
            out.add(new Command("Close the point cloud", "Ctrl+Shift+W", "mdi2c-close", window::leaveVisit));
        }
        if (window.workspace().isPresent()) {
            out.add(new Command("Draw with OpenGL or Java", "", "mdi2e-expansion-card", window.drawn()::turn));
        }
        if (window.openSession().isPresent()) {
            sessionCommands(out, window.session().readOnly());
        }
        out.add(new Command("Switch to dark or light", "Ctrl+Shift+L", "mdi2t-theme-light-dark", this::switchTheme));
        out.add(new Command("Show what the keys do", "F1", "mdi2k-keyboard-outline", this::help));
        out.add(new Command("Go to the next part of the window", "F6", "mdi2a-arrow-right", () ->
                window.nextRegion(true)));
        out.add(new Command("Go to the part before", "Shift+F6", "mdi2a-arrow-left", () -> window.nextRegion(false)));
        out.add(new Command("Open the menu", "F10", "mdi2m-menu", this::menu));
        return out;
    }

    /** Those and what the workspace adds: for keys, palette and F1; the menu would be too long. */
    List<Command> allCommands() {
        List<Command> out = commands();
        out.addAll(views.commands());
        window.workspace().ifPresent(w -> out.addAll(w.commands()));
        return out;
    }

    private void sessionCommands(List<Command> out, boolean readOnly) {
        List<WorkspaceEntry> spaces = window.workspaces();
        for (int i = 0; i < spaces.size(); i++) {
            WorkspaceEntry w = spaces.get(i);
            out.add(new Command("Go to " + w.name(), "Ctrl+" + (i + 1), w.icon(), () -> window.show(w.name())));
        }
        if (window.session().at().isPresent()) {
            out.add(new Command("Back to the labels as they stand", "Ctrl+Shift+T", "mdi2h-history", () ->
                    window.reopen(Optional.empty(), "Back to now.")));
        }
        out.addAll(merges.commands());
        if (!readOnly && !merges.shown()) {
            out.add(new Command("Take back the last edit", "Ctrl+Z", "mdi2u-undo", () -> window.step(false)));
            out.add(new Command("Do it again", "Ctrl+Shift+Z", "mdi2r-redo", () -> window.step(true)));
            out.add(new Command("Commit a version...", "Ctrl+Enter", "mdi2s-source-commit", this::commit));
            out.add(new Command("Run all checks", "Ctrl+Shift+R", "mdi2c-check-all", this::runChecks));
            out.add(new Command("Push to server...", "", "mdi2c-cloud-upload-outline", () -> sync(SyncDialog.Way.PUSH)));
            out.add(new Command("Pull from server...", "", "mdi2c-cloud-download-outline", () ->
                    sync(SyncDialog.Way.PULL)));
        }
        if (!merges.shown()) {
            out.add(new Command("Export labels...", "Ctrl+Shift+E", "mdi2e-export", this::export));
        }
        out.add(new Command("Choose another capture...", "Ctrl+L", "mdi2f-filmstrip", this::chooseCapture));
        out.add(new Command("Close project", "Ctrl+Shift+W", "mdi2c-close", window::showStart));
    }

    void menu() {
        ContextMenu menu = new ContextMenu();
        for (Command c : commands()) {
            if (c.name().equals("Switch to dark or light") || c.name().startsWith("Go to Annotate")) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            MenuItem item = new MenuItem(c.name(), Parts.icon(c.icon()));
            if (!c.key().isEmpty()) {
                item.setAccelerator(javafx.scene.input.KeyCombination.valueOf(c.key()));
            }
            item.setOnAction(e -> c.run().run());
            menu.getItems().add(item);
        }
        Point2D below = window.scene().getRoot().localToScreen(8, 40);
        menu.show(window.scene().getRoot(), below.getX(), below.getY());
    }

    void palette() {
        window.overlays().open(
                new PaletteBox(PaletteEntries.of(window, allCommands().stream().skip(1).toList()), window::closeDialog).framesOf(window),
                        Pos.TOP_CENTER, new Insets(96, 0, 0, 0));
    }

    /** From the purpose chip. */
    void purpose(String words) {
        entrance.purpose(words);
    }

    void help() {
        List<KeyHint> hints = window.workspace().map(Workspace::hints).orElse(List.of());
        window.dialog(new KeyHelp(window.workspace().map(Workspace::name).orElse("Start"), hints, allCommands(),
                window::closeDialog));
    }

    private void switchTheme() {
        window.dark().set(!window.dark().get());
    }

    StartScreen.Actions startActions() {
        return new StartScreen.Actions(
                this::openFolder,
                this::openProject,
                this::newProject,
                this::importCapture,
                parts.door().hasSample() ? Optional.of(this::sample) : Optional.empty());
    }

    void opened(Project project) {
        views.opened(project);
        parts.tasks().io(
                () -> {
                    parts.recents().opened(project.folder());
                    return project;
                },
                p -> {},
                e -> window.say("The list of recent projects could not be written: " + Failures.sentence(e)));
    }

    /** A project with nothing in it yet. */
    void emptyProject(Project project) {
        window.showEmpty(new EmptyState(
                project.name() + " has no capture yet. Drop a recording, dataset folder or point file here.",
                Parts.primary("Import a capture...", "Ctrl+I", this::importCapture)));
        opened(project);
    }

    void openProject() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Open a project folder");
        Optional.ofNullable(chooser.showDialog(window.stage())).ifPresent(f -> openFolder(f.toPath()));
    }

    void openFolder(Path folder) {
        parts.tasks().io(
                () -> parts.door().open(folder),
                entrance::enter,
                e -> window.problem(Failures.sentence(e)));
    }

    private void newProject() {
        window.dialog(new NewProjectDialog(
                window.stage(),
                (folder, name) -> parts.tasks().io(
                        () -> parts.door().create(folder, name),
                        p -> {
                            window.closeDialog();
                            window.open(p, Optional.empty());
                        },
                        e -> {
                            window.closeDialog();
                            window.problem(Failures.sentence(e));
                        }),
                window::closeDialog));
    }

    private void sample() {
        ProgressRow row = new ProgressRow("Making the sample");
        DialogCard card = new DialogCard("The sample", 480, row::stop);
        card.body(
                Parts.label("A simulated street with cameras and labels. Made on this computer.", "fg1"),
                row);
        window.dialog(card);
        Path home = parts.settings().folder().resolve("samples");
        parts.tasks().io(
                () -> {
                    Files.createDirectories(home);
                    return parts.door().createSample(home, row);
                },
                folder -> {
                    window.closeDialog();
                    openFolder(folder);
                },
                e -> {
                    window.closeDialog();
                    if (!row.cancelled()) {
                        window.problem(Failures.sentence(e));
                    }
                });
    }

    /** One thing at a time, and not under a dialog that has its own work. */
    void dropped(List<Path> files) {
        if (window.overlays().isOpen()) {
            window.say("Finish or close the dialog first, then drop it again.");
            return;
        }
        Path first = files.getFirst();
        if (files.size() > 1) {
            window.say(files.size() + " things were dropped; " + first.getFileName()
                    + " is taken. A folder brings all that is in it.");
        }
        bring(first);
    }

    /** A project is opened; a large cloud is shown on its own; a capture goes into the project that is open and can be written, else into a new one. */
    void bring(Path given) {
        Path path = given.toAbsolutePath().normalize();
        if (parts.door().isProject(path)) {
            openFolder(path);
        } else {
            clouds.bring(path);
        }
    }

    private void importCapture() {
        window.dialog(new ChooseCaptureDialog(window.stage(), this::showImport, window::closeDialog));
    }

    private ImportDialog.Target importTarget() {
        return window.held()
                .filter(p -> !p.readOnly())
                .<ImportDialog.Target>map(ImportDialog.Into::new)
                .orElseGet(() -> new ImportDialog.IntoNew(
                        parts.settings().actor("annotation"), Path.of(System.getProperty("user.home")),
                        window.stage()));
    }

    private void showImport(Path path) {
        window.dialog(new ImportDialog(importTarget(), path, window.stage(), parts.tasks(), this::imported, window::closeDialog));
    }

    private void imported(NewProjects.Begun begun) {
        window.closeDialog();
        begun.ended().brought().ifPresentOrElse(
                b -> window.open(begun.project(), Optional.of(b.imported().capture())),
                () -> {
                    if (window.held().filter(p -> p == begun.project()).isEmpty()) {
                        window.open(begun.project(), Optional.empty());
                    }
                });
        window.say(ImportDialog.said(begun));
    }

    void export() {
        window.dialog(new ExportDialog(window, window::closeDialog));
    }

    void commit() {
        if (merges.takes(MergeDoor.NAME)) {
            return;
        }
        window.dialog(new CommitDialog(window, window::closeDialog));
    }

    /** The way that is needed: fetch where the server has more, send otherwise. */
    void sync() {
        if (!window.session().readOnly() && !merges.resumed()) {
            sync(window.serverHasMore() ? SyncDialog.Way.PULL : SyncDialog.Way.PUSH);
        }
    }

    private void sync(SyncDialog.Way way) {
        window.dialog(new SyncDialog(window, way));
    }

    void chooseCapture() {
        window.overlays().open(
                new PaletteBox(PaletteEntries.captures(window), window::closeDialog), Pos.TOP_CENTER,
                        new Insets(96, 0, 0, 0));
    }

    void reopen(Optional<Version> at, String sentence) {
        Session now = window.session();
        String here = window.workspace().map(Workspace::name).orElse("");
        int frame = window.frame().get();
        Optional<LabelId> selected = window.selection().get();
        parts.tasks().io(
                () -> new Session(now.project(), now.stored(), at),
                s -> {
                    window.open(s);
                    window.frame().set(frame);
                    window.selection().set(selected.filter(id -> s.labels().find(id).isPresent()));
                    window.show(here);
                    // The sentence is placed by where the view lies.
                    window.scene().getRoot().applyCss();
                    window.scene().getRoot().layout();
                    window.say(sentence);
                },
                e -> window.problem(Failures.sentence(e)));
    }

    private void runChecks() {
        Session session = window.session();
        ProgressRow row = new ProgressRow("Running the checks");
        DialogCard card = new DialogCard("Checks", 480, row::stop);
        card.body(row);
        window.dialog(card);
        parts.tasks().compute(
                () -> Checks.run(session, row),
                found -> {
                    window.closeDialog();
                    if (!row.cancelled()) {
                        window.say(found.isEmpty() ? "No findings."
                                : Numbers.plural(found.size(), "finding", "findings") + ".");
                        window.checked();
                    }
                },
                e -> {
                    window.closeDialog();
                    window.problem(Failures.sentence(e));
                });
    }

}
