package plumbline.app.ui.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import plumbline.app.Tasks;
import plumbline.app.service.Admission;
import plumbline.app.ui.Failures;
import plumbline.app.ui.parts.Banner;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.contract.Breach;
import plumbline.storage.contract.ContractReader;
import plumbline.storage.contract.DataContract;

/** The contract that a capture is held against, and each breach with place, measured value, limit and whose task it is. */
final class ContractStep extends VBox {
    /** What is known of the chosen contract; the verdict is empty while it is being checked, or where it cannot be. */
    record Result(Optional<DataContract> contract, Optional<Admission.Verdict> verdict, List<Breach> breaches) {}

    private static final String NONE = "No contract";

    private final Path path;
    private final Tasks tasks;
    private final Runnable changed;
    private final ToggleGroup group = new ToggleGroup();
    private final FlowPane choices = new FlowPane(6, 6);
    private final VBox found = new VBox(8);
    private Result result = new Result(Optional.empty(), Optional.of(Admission.Verdict.ADMITTED), List.of());
    private int asked;

    ContractStep(Path path, Optional<String> template, Window window, Tasks tasks, Runnable changed) {
        super(12);
        this.path = path;
        this.tasks = tasks;
        this.changed = changed;
        choice(NONE, this::none);
        for (String name : ContractReader.TEMPLATES) {
            choice(template.equals(Optional.of(name)) ? name + ", this rig's" : name, () -> check(name));
        }
        choices.getChildren().add(Parts.button("Choose a contract...", () -> choose(window)));
        ScrollPane scroll = new ScrollPane(found);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefViewportHeight(268);
        Label why = Parts.label("What the recording has to be, checked before anything of it is stored.", "fg1");
        getChildren().addAll(why, choices, scroll);
        select(template.map(t -> t + ", this rig's").orElse(NONE));
        template.ifPresentOrElse(this::check, this::none);
    }

    Result result() {
        return result;
    }

    private ToggleButton choice(String words, Runnable chosen) {
        ToggleButton b = Parts.chipButton(words);
        b.setToggleGroup(group);
        b.setOnAction(e -> {
            b.setSelected(true);
            chosen.run();
        });
        Parts.tip(b, words.equals(NONE) ? "Nothing is checked. The import is on record all the same."
                : "Contract of the rig template " + words + " (Space)");
        choices.getChildren().add(b);
        return b;
    }

    private void select(String words) {
        group.getToggles().stream()
                .filter(t -> t instanceof ToggleButton b && b.getText().equals(words))
                .forEach(t -> t.setSelected(true));
    }

    private void choose(Window window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Data contract (ODCS YAML)");
        File file = chooser.showOpenDialog(window);
        if (file != null) {
            check(file.toPath());
        }
    }

    /** Takes a contract from a file. */
    void check(Path file) {
        String words = file.getFileName().toString();
        choices.getChildren().removeIf(n -> n instanceof ToggleButton b && b.getText().equals(words));
        ToggleButton b = choice(words, () -> check(file.toString()));
        choices.getChildren().remove(b);
        choices.getChildren().add(choices.getChildren().size() - 1, b);
        b.setSelected(true);
        check(file.toString());
    }

    private void none() {
        asked++;
        show(new Result(Optional.empty(), Optional.of(Admission.Verdict.ADMITTED), List.of()),
                new Banner("info", "Nothing is checked. Choose a contract to be told of missing sensors, clocks that are off,"
                        + " gaps and wrong units while the rig is still on site."));
    }

    private void check(String fileOrTemplate) {
        int mine = ++asked;
        show(new Result(Optional.empty(), Optional.empty(), List.of()), Parts.label("Checking " + path.getFileName() + "...", "fg1"));
        tasks.io(
                () -> read(fileOrTemplate),
                r -> {
                    if (mine == asked) {
                        show(r, nodes(r));
                    }
                },
                e -> {
                    if (mine == asked) {
                        show(new Result(Optional.empty(), Optional.empty(), List.of()), new Banner("high", Failures.sentence(e)));
                    }
                });
    }

    private Result read(String fileOrTemplate) throws IOException {
        DataContract contract = ContractReader.read(fileOrTemplate);
        List<Breach> breaches = ImportLook.check(path, contract);
        return new Result(Optional.of(contract), Optional.of(Admission.verdict(breaches)), breaches);
    }

    private void show(Result r, Node... nodes) {
        result = r;
        found.getChildren().setAll(nodes);
        changed.run();
    }

    private static Node[] nodes(Result r) {
        DataContract c = r.contract().orElseThrow();
        String name = c.name() + " " + c.version();
        int n = r.breaches().size();
        List<Node> out = new ArrayList<>();
        out.add(switch (r.verdict().orElseThrow()) {
            case ADMITTED -> new Banner("ok", "Keeps the contract " + name + ".");
            case QUARANTINED -> new Banner("medium", Numbers.plural(n, "breach", "breaches") + " of " + name
                    + ". Quarantined, it is kept aside whole, with the reason beside it, until somebody decides.");
            case BLOCKED -> new Banner("high", "Refused by " + name + ": "
                    + Numbers.plural(n, "breach", "breaches") + ". Nothing of it is stored.");
        });
        r.breaches().forEach(b -> out.add(new BreachCard(b)));
        return out.toArray(Node[]::new);
    }
}
