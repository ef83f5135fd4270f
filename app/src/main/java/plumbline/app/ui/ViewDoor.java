package plumbline.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import plumbline.app.service.KeptViews;
import plumbline.app.service.Session;
import plumbline.app.service.ViewLink;
import plumbline.storage.project.Project;
import plumbline.storage.project.StoredCapture;
import plumbline.viewer3d.fx.SplitView;

/** Places to come back to: the picture of a view and a link to it for others, and views kept by name with the project. */
final class ViewDoor {
    private static final int BY_KEY = 9;

    private final Window window;
    private KeptViews kept = new KeptViews(List.of());
    private Optional<ViewLink> wanted = Optional.empty();

    ViewDoor(Window window) {
        this.window = window;
    }

    private Optional<Viewing> viewing() {
        return window.workspace().flatMap(Workspace::viewing);
    }

    /** The next project that is opened is opened to see this. */
    void want(ViewLink link) {
        wanted = Optional.of(link);
    }

    /** A project was opened: what is kept with it is read, and what it was opened for is shown. */
    void opened(Project project) {
        kept = new KeptViews(List.of());
        window.tasks().io(
                () -> KeptViews.of(project),
                read -> {
                    kept = read;
                    goWanted();
                },
                e -> {
                    window.say("The kept views could not be read. " + Failures.sentence(e));
                    goWanted();
                });
    }

    private void goWanted() {
        Optional<ViewLink> link = wanted.filter(l -> window.openSession().isPresent());
        wanted = Optional.empty();
        link.ifPresent(this::go);
    }

    List<Command> commands() {
        List<Command> out = new ArrayList<>();
        if (window.openSession().isEmpty()) {
            return out;
        }
        out.add(new Command("Go to a view by its link...", "Ctrl+Shift+G", "mdi2l-link-variant", this::ask));
        if (viewing().isEmpty()) {
            return out;
        }
        out.add(new Command("Copy the picture of this view", "Ctrl+Shift+C", "mdi2i-image-outline", this::copyPicture));
        out.add(new Command("Copy a link to this view", "Ctrl+Shift+K", "mdi2l-link-variant", this::copyLink));
        out.add(new Command("Keep this view, go to kept views...", "Ctrl+D", "mdi2b-bookmark-outline", this::list));
        for (int i = 0; i < kept.views().size(); i++) {
            KeptViews.Kept k = kept.views().get(i);
            out.add(new Command("Go to view " + k.name(), i < BY_KEY ? "Ctrl+Alt+" + (i + 1) : "",
                    "mdi2b-bookmark-outline", () -> go(k.link())));
        }
        return out;
    }

    /** Where the person looks now. */
    Optional<ViewLink> here() {
        return viewing().map(v -> new ViewLink(
                window.session().stored().hash().shortHex(), window.frame().get(),
                window.workspace().orElseThrow().name(), v.view().cameraProperty().get(), v.view().clip(),
                window.selection().get(), v.looks()));
    }

    void copyLink() {
        here().ifPresent(link -> {
            put(c -> c.putString(link.text()));
            window.say("The link to this view is on the clipboard. It opens with Ctrl+Shift+G here, or with"
                    + " plumbline open PROJECT --view LINK.");
        });
    }

    /** In layout pixels, with what stands over the points; of all views where there are several. */
    void copyPicture() {
        viewing().ifPresent(v -> {
            boolean several = v.view().getParent() instanceof SplitView s && s.shown().size() > 1;
            WritableImage image = (several ? v.view().getParent() : v.view()).snapshot(null, null);
            put(c -> c.putImage(image));
            window.say("The picture of this view is on the clipboard, " + (int) image.getWidth() + " \u00d7 "
                    + (int) image.getHeight() + ".");
        });
    }

    private static void put(java.util.function.Consumer<ClipboardContent> fill) {
        ClipboardContent content = new ClipboardContent();
        fill.accept(content);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void ask() {
        String there = Optional.ofNullable(Clipboard.getSystemClipboard().getString()).orElse("");
        window.dialog(new LinkDialog(there.startsWith("plumbline://") ? there.strip() : "", link -> {
            window.closeDialog();
            go(link);
        }, window::closeDialog));
    }

    private void list() {
        window.dialog(new KeptViewsDialog(kept, window.session().readOnly(), new KeptViewsDialog.Actions(
                name -> here().ifPresent(link -> write(kept.with(name, link), "Kept as " + name + ".")),
                k -> {
                    window.closeDialog();
                    go(k.link());
                },
                k -> {
                    put(c -> c.putString(k.link().text()));
                    window.say("The link to " + k.name() + " is on the clipboard.");
                },
                k -> write(kept.without(k.name()), k.name() + " is no longer kept."),
                window::closeDialog)));
    }

    private void write(KeptViews next, String done) {
        Session session = window.session();
        window.tasks().io(
                () -> {
                    next.write(session.project());
                    return next;
                },
                written -> {
                    kept = written;
                    window.closeDialog();
                    window.say(done);
                },
                e -> {
                    window.closeDialog();
                    window.problem(Failures.sentence(e));
                });
    }

    /** Capture, frame, selection, workspace, camera, clip and looks of a link; a sentence where the capture is not here. */
    void go(ViewLink link) {
        Session now = window.session();
        if (now.stored().hash().hex().startsWith(link.capture())) {
            arrive(link);
            return;
        }
        Optional<StoredCapture> wanted = now.project().captures().stream()
                .filter(c -> c.hash().hex().startsWith(link.capture()))
                .findFirst();
        if (wanted.isEmpty()) {
            window.problem("The link is to capture " + link.capture() + ", which this project does not have."
                    + " Open the project that has it, or bring it here by a pull.");
            return;
        }
        window.tasks().io(
                () -> new Session(now.project(), wanted.get()),
                s -> {
                    window.open(s);
                    arrive(link);
                },
                e -> window.problem(Failures.sentence(e)));
    }

    private void arrive(ViewLink link) {
        Session session = window.session();
        int last = session.capture().frames().size() - 1;
        if (link.frame() > last) {
            window.problem("The link is to frame " + link.frame() + "; this capture ends with frame " + last + ".");
            return;
        }
        String name = window.workspaces().stream()
                .map(WorkspaceEntry::name)
                .filter(w -> w.toLowerCase(Locale.ROOT).equals(link.workspace()))
                .findFirst()
                .orElse(window.workspaces().getFirst().name());
        window.frame().set(link.frame());
        window.selection().set(link.selected().filter(id -> session.labels().find(id).isPresent()));
        window.show(name);
        viewing().ifPresent(v -> v.arrive(link.camera(), link.clip(), link.looks()));
        window.frame().set(link.frame());
    }
}
