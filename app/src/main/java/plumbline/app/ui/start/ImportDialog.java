package plumbline.app.ui.start;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Problem;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.Tasks;
import plumbline.app.service.Imports;
import plumbline.app.service.NewProjects;
import plumbline.app.ui.Failures;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.ProgressRow;
import plumbline.storage.format.Captures;
import plumbline.storage.project.Actor;
import plumbline.storage.project.Governance;
import plumbline.storage.project.Project;

/** Import in three steps: what it is, under which rules it is kept, go. Cancelled or failed, nothing of it stays. */
public final class ImportDialog extends DialogCard {
    /** Where an import goes. */
    public sealed interface Target {}

    /** Into a project that is open. */
    public record Into(Project project) implements Target {}

    /** Into a project made for it; beside the capture or in {@code home}, as the person says in the dialog. */
    public record IntoNew(Actor actor, Path home, Window owner) implements Target {}

    private record Looked(Capture capture, int labels) {}

    private final Target target;
    private final Optional<ProjectPlace> place;
    private final Path path;
    private final Tasks tasks;
    private final Consumer<NewProjects.Made> done;
    private final Runnable close;
    private final HBox steps = Parts.row(8);
    private final VBox page = new VBox(12);
    private final TextField purpose = new TextField();
    private final TextField site = new TextField();
    private final TextField owner = new TextField();
    private final TextField region = new TextField();
    private final TextField retention = new TextField();

    /** {@code done} gets the project, open, and what came into it. */
    public ImportDialog(Target target, Path path, Tasks tasks, Consumer<NewProjects.Made> done, Runnable close) {
        super("Import " + path.getFileName(), 720, close);
        this.target = target;
        this.path = path;
        this.tasks = tasks;
        this.place = switch (target) {
            case Into into -> Optional.empty();
            case IntoNew made -> Optional.of(new ProjectPlace(path, made.home(), made.owner()));
        };
        this.done = done;
        this.close = close;
        Governance usual = Governance.DEFAULT;
        purpose.setText(switch (target) {
            case Into into -> into.project().actor().purpose();
            case IntoNew made -> made.actor().purpose();
        });
        site.setText(usual.site());
        owner.setText(usual.owner());
        region.setText(usual.region());
        retention.setText(usual.retention());
        page.setMinHeight(220);
        body(steps, page);
        look();
    }

    private void at(int step, Node... content) {
        steps.getChildren().clear();
        List<String> names = List.of("What it is", "Under which rules", "Go");
        for (int i = 0; i < names.size(); i++) {
            Label chip = Parts.chip((i + 1) + "  " + names.get(i), i == step ? "info" : "outlined");
            steps.getChildren().add(chip);
        }
        page.getChildren().setAll(content);
    }

    private void look() {
        at(0, Parts.label("Looking at " + path + "...", "fg1"));
        foot(Parts.spacer(), Parts.button("Cancel", close));
        tasks.io(
                () -> {
                    try (CaptureSource source = Captures.open(path)) {
                        return new Looked(source.capture(), source.labels().size());
                    }
                },
                this::showWhat,
                this::failed);
    }

    private void showWhat(Looked looked) {
        Capture c = looked.capture();
        double seconds = c.frames().isEmpty()
                ? 0
                : (c.frames().getLast().timeNanos() - c.frames().getFirst().timeNanos()) / 1e9;
        VBox facts = new VBox(
                6,
                fact("Name", c.name()),
                fact("Format", c.format()),
                fact("Frames", Numbers.count(c.frames().size()) + " over " + Numbers.fixed(seconds, 1) + " s"),
                fact("Sensors", sensors(c)),
                fact("World", c.world()),
                fact("Labels with it", Numbers.count(looked.labels())));
        at(0, facts);
        problems(c.problems()).ifPresent(page.getChildren()::add);
        place.ifPresent(page.getChildren()::add);
        foot(
                Parts.caption(switch (target) {
                    case Into into -> "Goes into the project " + into.project().name() + ".";
                    case IntoNew made -> "Goes into a new project.";
                }),
                Parts.spacer(),
                Parts.button("Cancel", close),
                Parts.primary("Next", "Enter", this::whatIsRight));
    }

    private void whatIsRight() {
        if (place.flatMap(ProjectPlace::refusal).isEmpty()) {
            showRules();
        }
    }

    private void showRules() {
        Label why = Parts.label("On record for this capture from its first minute, with every read and export.", "fg1");
        why.setWrapText(true);
        at(
                1,
                why,
                FormRow.of("Purpose", purpose),
                FormRow.of("Site", site),
                FormRow.of("Owner", owner),
                FormRow.of("Region", region),
                FormRow.of("Kept", retention));
        foot(Parts.spacer(), Parts.button("Back", this::look), Parts.primary("Import capture", "Enter", this::go));
    }

    private void go() {
        Governance rules = new Governance(
                words(purpose), Governance.DEFAULT.classification(), words(region), words(owner), words(site),
                        words(retention));
        ProgressRow row = new ProgressRow("Importing " + path.getFileName());
        at(2, row, Parts.label("Stopped or failed, the project stays as it is.", "fg2"));
        foot(Parts.spacer(), Parts.button("Stop", row::stop));
        onClose(row::stop);
        Optional<Path> folder = place.map(ProjectPlace::folder);
        String name = place.map(ProjectPlace::name).orElse("");
        Tasks.Work<NewProjects.Made> work = switch (target) {
            case Into into -> () -> new NewProjects.Made(
                    into.project(), Imports.importPath(into.project(), path, rules, row));
            case IntoNew made -> () -> NewProjects.around(path, folder.orElseThrow(), name, made.actor(), rules, row);
        };
        tasks.io(work, done, e -> {
            if (row.cancelled()) {
                close.run();
            } else {
                failed(e);
            }
        });
    }

    private void failed(Throwable e) {
        onClose(close);
        page.getChildren().setAll(new Banner("high", Failures.sentence(e)));
        foot(Parts.spacer(), Parts.button("Close", close));
    }

    private static String words(TextField f) {
        return f.getText().isBlank() ? "unspecified" : f.getText().strip();
    }

    private static String word(SensorKind kind, boolean several) {
        String one = kind.name().toLowerCase(java.util.Locale.ROOT);
        return several && one.length() > 4 ? one + "s" : one;
    }

    private static String sensors(Capture c) {
        return Arrays.stream(SensorKind.values())
                .map(kind -> {
                    List<Sensor> of = c.sensors(kind);
                    return of.isEmpty() ? "" : of.size() + " " + word(kind, of.size() > 1);
                })
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static Optional<Node> problems(List<Problem> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        VBox box = new VBox(1);
        problems.stream().limit(4).forEach(p ->
                box.getChildren().add(new Banner("medium", p.where() + ": " + p.what())));
        if (problems.size() > 4) {
            box.getChildren().add(Parts.caption("and " + (problems.size() - 4) + " more, listed with the capture"));
        }
        return Optional.of(box);
    }

    private static HBox fact(String name, String value) {
        Label label = Parts.label(name, "fg1");
        label.setMinWidth(120);
        Label words = Parts.label(value);
        words.setWrapText(true);
        return Parts.row(8, label, words);
    }
}
