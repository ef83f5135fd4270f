package plumbline.app.ui.start;

import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import plumbline.app.Tasks;
import plumbline.app.service.Admission;
import plumbline.app.service.Imports;
import plumbline.app.service.NewProjects;
import plumbline.app.ui.Failures;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.ProgressRow;
import plumbline.storage.contract.DataContract;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Project;

/**
 * Import in four steps: what it is, whether it keeps its contract, what of it is left out, go. Nothing is written before
 * the last; stopped there, what was copied is found again and the import can be taken up.
 */
public final class ImportDialog extends DialogCard {
    /** The tallest step's height, so that the card stands still between the steps. */
    private static final double PAGE = 360;

    private static final List<String> STEPS = List.of("What it is", "Contract", "Left out", "Go");

    /** Where an import goes. */
    public sealed interface Target {}

    /** Into a project that is open. */
    public record Into(Project project) implements Target {}

    /** Into a project made for it; beside the capture or in {@code home}, as the person says in the dialog. */
    public record IntoNew(Actor actor, Path home, Window owner) implements Target {}

    private final Target target;
    private final Optional<ProjectPlace> place;
    private final Path path;
    private final Window window;
    private final Tasks tasks;
    private final Consumer<NewProjects.Begun> done;
    private final Runnable close;
    private final HBox steps = Parts.row(8);
    private final VBox page = new VBox(12);
    private final RecordForm record;
    private Optional<ImportLook.Looked> looked = Optional.empty();
    private Optional<ContractStep> contract = Optional.empty();
    private Optional<LeaveOutStep> leaveOut = Optional.empty();
    private Optional<Runnable> back = Optional.empty();
    private int at;

    /** {@code done} gets the project, open, and how the import into it ended. */
    public ImportDialog(
            Target target, Path path, Window window, Tasks tasks, Consumer<NewProjects.Begun> done, Runnable close) {
        super("Import " + path.getFileName(), 720, close);
        this.target = target;
        this.path = path;
        this.window = window;
        this.tasks = tasks;
        this.place = switch (target) {
            case Into into -> Optional.empty();
            case IntoNew made -> Optional.of(new ProjectPlace(path, made.home(), made.owner()));
        };
        this.done = done;
        this.close = close;
        record = new RecordForm(switch (target) {
            case Into into -> into.project().actor().purpose();
            case IntoNew made -> made.actor().purpose();
        });
        body(steps, page);
        addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.isAltDown() && e.getCode() == KeyCode.LEFT && back.isPresent()) {
                e.consume();
                back.get().run();
            }
        });
        look();
    }

    private void at(int step, Node... content) {
        at = step;
        steps.getChildren().clear();
        for (int i = 0; i < STEPS.size(); i++) {
            Label chip = Parts.chip((i + 1) + "  " + STEPS.get(i), i == step ? "info" : "outlined");
            chip.setAccessibleText("Step " + (i + 1) + " of 4, " + STEPS.get(i) + (i == step ? ", now" : ""));
            steps.getChildren().add(chip);
        }
        page.setMinHeight(PAGE);
        page.getChildren().setAll(content);
    }

    /** A way back where there is one, then the buttons on the right; the last is the blue one. */
    private void buttons(String caption, Optional<Runnable> goBack, Button... right) {
        back = goBack;
        List<Node> all = new ArrayList<>(List.of(Parts.caption(caption), Parts.spacer()));
        goBack.ifPresentOrElse(
                b -> all.add(Parts.button("Back", "Alt ←", b)), () -> all.add(Parts.button("Cancel", "Esc", close)));
        all.addAll(List.of(right));
        foot(all.toArray(Node[]::new));
    }

    // 1 What it is

    private void look() {
        at(0, Parts.label("Looking at " + path + "...", "fg1"));
        buttons("", Optional.empty());
        tasks.io(() -> ImportLook.at(path), this::known, this::failed);
    }

    private void known(ImportLook.Looked l) {
        looked = Optional.of(l);
        contract = Optional.of(new ContractStep(path, l.template(), window, tasks, () -> {
            if (at == 1) {
                contractButtons();
            }
        }));
        leaveOut = Optional.of(new LeaveOutStep(path, l.capture(), window, tasks, () -> {
            if (at == 2) {
                leaveOutButtons();
            }
        }));
        showWhat();
    }

    private void showWhat() {
        at(0, new ImportFacts(looked.orElseThrow()));
        place.ifPresent(page.getChildren()::add);
        buttons(switch (target) {
            case Into into -> "Goes into the project " + into.project().name() + ".";
            case IntoNew made -> "Goes into a new project.";
        }, Optional.empty(), Parts.primary("Next", "Enter", this::whatIsRight));
        focus();
    }

    private void whatIsRight() {
        if (place.flatMap(ProjectPlace::refusal).isEmpty()) {
            showContract();
        }
    }

    // 2 Contract

    private void showContract() {
        at(1, contract.orElseThrow());
        contractButtons();
        focus();
    }

    private void contractButtons() {
        ContractStep.Result r = contract.orElseThrow().result();
        Optional<Runnable> toWhat = Optional.of(this::showWhat);
        if (r.verdict().isEmpty()) {
            Button next = Parts.primary("Next", "Enter", () -> {});
            next.setDisable(true);
            Parts.tip(next, "The contract has to be checked first; or choose \"No contract\".");
            buttons("", toWhat, next);
            return;
        }
        switch (r.verdict().get()) {
            case ADMITTED -> buttons("", toWhat, Parts.primary("Next", "Enter", this::showLeaveOut));
            case QUARANTINED -> buttons(
                    "", toWhat, Parts.button("Stop import", "Esc", close), Parts.primary("Quarantine capture", "Enter", this::quarantine));
            case BLOCKED -> {
                Button aside = Parts.button("Quarantine capture", () -> {});
                aside.setDisable(true);
                Parts.tip(aside, "A rule that blocks is broken: the contract lets nothing of it be stored.");
                buttons("Mend it at the rig, or choose another contract.", toWhat, aside,
                        Parts.primary("Stop import", "Enter", this::refused));
            }
        }
    }

    /** The refusal is put on record where there is a project. */
    private void refused() {
        switch (target) {
            case IntoNew made -> close.run();
            case Into into -> {
                page.setDisable(true);
                tasks.io(
                        () -> Imports.run(into.project(), request(Optional.empty()), plumbline.annotation.scene.Progress.NONE),
                        ended -> done.accept(new NewProjects.Begun(into.project(), ended)), this::failed);
            }
        }
    }

    private void quarantine() {
        run("Copying " + path.getFileName() + " into quarantine", request(Optional.empty()));
    }

    // 3 Left out

    private void showLeaveOut() {
        at(2, leaveOut.orElseThrow());
        leaveOutButtons();
        focus();
    }

    private void leaveOutButtons() {
        Button next = Parts.primary("Next", "Enter", this::showGo);
        Optional<String> no = leaveOut.orElseThrow().refusal();
        next.setDisable(no.isPresent());
        no.ifPresent(why -> Parts.tip(next, why));
        buttons("", Optional.of(this::showContract), next);
    }

    // 4 Go

    private void showGo() {
        Optional<DataContract> c = contract.orElseThrow().result().contract();
        VBox sum = new VBox(
                6,
                ImportFacts.fact("Goes into", switch (target) {
                    case Into into -> into.project().name();
                    case IntoNew made -> "the new project " + place.orElseThrow().name();
                }),
                ImportFacts.fact("Contract", c.map(d -> "keeps " + d.name() + " " + d.version()).orElse("none")),
                ImportFacts.fact("Left out", leaveOut.orElseThrow().words()));
        at(3, sum, record);
        buttons("", Optional.of(this::showLeaveOut), Parts.primary("Import capture", "Enter",
                () -> run("Importing " + path.getFileName(), request(leaveOut.orElseThrow().rules()))));
        focus();
    }

    private Imports.Request request(Optional<Imports.Rules> rules) {
        return new Imports.Request(path, contract.orElseThrow().result().contract(), rules, record.governance());
    }

    private void run(String title, Imports.Request request) {
        ProgressRow row = new ProgressRow(title, "what is copied is found again").pausable();
        at(3, row, Parts.label("Stopped or failed, the project stays as it is.", "fg2"));
        page.setMinHeight(USE_PREF_SIZE);
        back = Optional.empty();
        foot(Parts.spacer(), Parts.button("Stop import", "Esc", row::stop));
        onClose(row::stop);
        Optional<Path> folder = place.map(ProjectPlace::folder);
        String name = place.map(ProjectPlace::name).orElse("");
        Tasks.Work<NewProjects.Begun> work = switch (target) {
            case Into into -> () -> new NewProjects.Begun(into.project(), Imports.run(into.project(), request, row));
            case IntoNew made -> () -> NewProjects.around(request, folder.orElseThrow(), name, made.actor(), row);
        };
        tasks.io(work, done, e -> {
            if (row.stopped() && e instanceof InterruptedIOException) {
                stopped(title, request);
            } else {
                failed(e);
            }
        });
    }

    private void stopped(String title, Imports.Request request) {
        onClose(close);
        boolean resumes = target instanceof Into;
        page.getChildren().setAll(new Banner("info", resumes
                ? "Stopped. The project is as it was; the samples that are copied wait and are not copied again."
                : "Stopped. No project was made and nothing is kept."));
        foot(Parts.spacer(), Parts.button("Close", "Esc", close),
                Parts.primary(resumes ? "Resume import" : "Start import again", "Enter", () -> run(title, request)));
        focus();
    }

    private void failed(Throwable e) {
        page.setDisable(false);
        onClose(close);
        back = Optional.empty();
        page.getChildren().setAll(new Banner("high", Failures.sentence(e)));
        foot(Parts.spacer(), Parts.button("Close", "Esc", close));
        focus();
    }

    /** Keys go to the dialog and Enter to its blue button, wherever the focus was on the step before. */
    private void focus() {
        requestFocus();
    }

    /** What is said once the dialog has gone. */
    public static String said(NewProjects.Begun begun) {
        Imports.Ended ended = begun.ended();
        if (ended.brought().isPresent()) {
            Imports.Brought b = ended.brought().get();
            String left = b.leftOut().map(w -> " " + Character.toUpperCase(w.charAt(0)) + w.substring(1) + ".").orElse("");
            return b.imported().reused()
                    ? b.imported().capture().name() + " was here already; nothing was stored twice."
                    : "Imported " + b.imported().capture().name() + ": "
                            + plumbline.app.ui.parts.Numbers.plural(b.imported().labels(), "label", "labels") + "." + left;
        }
        Admission.Checked c = ended.checked().orElseThrow();
        return c.aside()
                .map(a -> ended.name() + " is kept aside in " + Admission.QUARANTINE + "/" + a.getFileName() + ", with the reason.")
                .orElse(ended.name() + " was refused by " + c.contract().name() + "; the check is on record.");
    }
}
