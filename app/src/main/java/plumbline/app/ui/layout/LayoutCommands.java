package plumbline.app.ui.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.app.ui.Command;
import plumbline.app.ui.Failures;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.DockPane;
import plumbline.storage.project.Project;

/**
 * A workspace's layout as a person and a project keep it, and what can be done with it by key and palette. Lives on the FX
 * thread; files are read and written beside it, the newest wish last.
 */
public final class LayoutCommands {
    private static final double STEP = 32;

    private final Ui ui;
    private final String workspace;
    private final Docks docks;
    private boolean keeping;
    private boolean again;

    private LayoutCommands(Ui ui, String workspace, Docks docks) {
        this.ui = ui;
        this.workspace = workspace;
        this.docks = docks;
    }

    /** The docks are filled: shows what was kept for this person or shared in the project, and keeps what changes. */
    public static LayoutCommands begin(Ui ui, String workspace, Docks docks) {
        LayoutCommands made = new LayoutCommands(ui, workspace, docks);
        docks.begin(Optional.empty(), made::keep);
        ui.tasks().io(
                () -> ui.layouts().read(workspace, Optional.of(ui.session().project())),
                wanted -> wanted.ifPresent(w -> {
                    if (docks.state().equals(docks.usual())) {
                        docks.begin(Optional.of(w), made::keep);
                    }
                }),
                e -> ui.say("The usual layout is shown; the one kept could not be read. " + Failures.sentence(e)));
        return made;
    }

    private void keep() {
        if (keeping) {
            again = true;
            return;
        }
        keeping = true;
        DockState now = docks.state();
        ui.tasks().io(
                () -> {
                    ui.layouts().keep(workspace, now);
                    return now;
                },
                kept -> next(),
                e -> {
                    ui.say("The layout could not be kept: " + Failures.sentence(e));
                    next();
                });
    }

    private void next() {
        keeping = false;
        if (again) {
            again = false;
            keep();
        }
    }

    /** The program's own layout, also where the project shares another. */
    private void restore() {
        docks.fill(Optional.empty());
        docks.change(docks.usual());
        ui.say("The usual layout of " + workspace + " is back.");
    }

    private void share() {
        Project project = ui.session().project();
        DockState now = docks.state();
        ui.tasks().io(
                () -> {
                    ui.layouts().share(workspace, project, now);
                    return project;
                },
                p -> ui.say("Whoever opens this project folder and has no own layout of " + workspace + " gets this one."),
                e -> ui.problem(Failures.sentence(e)));
    }

    private void takeShared() {
        Project project = ui.session().project();
        ui.tasks().io(
                () -> ui.layouts().shared(workspace, project),
                found -> found.ifPresentOrElse(
                        docks::change, () -> ui.say("No layout of " + workspace + " is shared in this project yet.")),
                e -> ui.problem(Failures.sentence(e)));
    }

    private void move(Side side) {
        docks.current().ifPresent(p -> {
            docks.change(docks.state().toSide(p.name(), side));
            docks.reveal(p);
            p.tab().requestFocus();
        });
    }

    /** With their keys; what names a pane has none. */
    public List<Command> commands() {
        List<Command> out = new ArrayList<>();
        if (docks.passing()) {
            out.add(new Command("Close the pane over the views", "Esc", "mdi2c-close", docks::drop));
        }
        out.add(new Command("Restore layout", "Ctrl+Alt+0", "mdi2v-view-dashboard-outline", this::restore));
        out.add(new Command("Fill the window with this pane, or go back", "Ctrl+Alt+F", "mdi2a-arrow-expand-all",
                docks::toggleFull));
        out.add(new Command("Fill the window with the views, or go back", "Ctrl+Alt+V", "mdi2f-fullscreen", () ->
                docks.fill(docks.state().full().isPresent() ? Optional.empty() : Optional.of(DockState.VIEWS))));
        out.add(new Command("Move this pane left", "Alt+Shift+Left", "mdi2d-dock-left", () -> move(Side.LEFT)));
        out.add(new Command("Move this pane right", "Alt+Shift+Right", "mdi2d-dock-right", () -> move(Side.RIGHT)));
        out.add(new Command("Move this pane below", "Alt+Shift+Down", "mdi2d-dock-bottom", () -> move(Side.BOTTOM)));
        for (DockPane p : docks.panes()) {
            out.add(new Command("Show " + p.name(), "", p.icon(), () -> {
                docks.reveal(p);
                p.tab().requestFocus();
            }));
        }
        for (Side side : Side.values()) {
            String what = side == Side.BOTTOM ? "the docks below" : "the " + side.word() + " docks";
            out.add(new Command("Make " + what + " larger", "", "mdi2a-arrow-expand", () ->
                    docks.resizeAndKeep(side, STEP)));
            out.add(new Command("Make " + what + " smaller", "", "mdi2a-arrow-collapse", () ->
                    docks.resizeAndKeep(side, -STEP)));
        }
        out.add(new Command("Share this layout in the project", "", "mdi2s-share-variant-outline", this::share));
        out.add(new Command("Take the project's layout", "", "mdi2v-view-dashboard-variant-outline", this::takeShared));
        return out;
    }
}
