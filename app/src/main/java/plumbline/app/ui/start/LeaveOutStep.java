package plumbline.app.ui.start;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Duration;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Sensor;
import plumbline.app.Tasks;
import plumbline.app.service.Imports;
import plumbline.app.ui.Failures;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.storage.format.minimise.MinimisationFile;

/** What is never stored: areas of the ground, directions of a sensor, whole sensors; or a file of such rules. */
final class LeaveOutStep extends VBox {
    private static final double MAP_WIDTH = 264;

    private final Path path;
    private final Capture capture;
    private final Tasks tasks;
    private final Runnable changed;
    private final LeaveOut rules = new LeaveOut();
    private final VBox rows = new VBox(6);
    private final Label effect = Parts.label("Everything is stored.", "fg1");
    private final PauseTransition soon = new PauseTransition(Duration.millis(300));
    private final GroundMap map;
    private final FlowPane sensors = new FlowPane(6, 6);
    private final HBox adding;
    private final HBox fromFile = Parts.row(8);
    private Optional<Path> file = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private int asked;

    LeaveOutStep(Path path, Capture capture, Window window, Tasks tasks, Runnable changed) {
        super(10);
        this.path = path;
        this.capture = capture;
        this.tasks = tasks;
        this.changed = changed;
        map = new GroundMap(MAP_WIDTH, 216, rules::areas, this::corner);
        capture.sensors().forEach(s -> sensors.getChildren().add(sensor(s)));
        adding = Parts.row(8,
                Parts.button("Leave out an area", () -> area(false)),
                Parts.button("Keep only an area", () -> area(true)),
                Parts.button("Leave out a direction", this::mask));
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefViewportHeight(176);
        VBox right = new VBox(8, adding, scroll);
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        effect.setWrapText(true);
        effect.setMinHeight(USE_PREF_SIZE);
        fromFile.getChildren().add(Parts.button("Choose a file of rules...", () -> choose(window)));
        soon.setOnFinished(e -> weigh());
        VBox left = new VBox(4, map, Parts.caption("White: the way driven. Click: a corner."));
        getChildren().addAll(
                Parts.label("What is left out here is never stored. The rules stand in the capture's lineage.", "fg1"),
                new HBox(12, left, right), FormRow.of("Sensors left out", sensors), fromFile, effect);
        fill();
        tasks.io(() -> ImportLook.ground(path), map::show, e -> effect.setText(Failures.sentence(e)));
    }

    private ToggleButton sensor(Sensor s) {
        String name = s.id().value();
        ToggleButton b = Parts.chipButton(name);
        boolean needed = s.id().equals(capture.referenceLidar());
        b.setDisable(needed);
        b.setOnAction(e -> {
            if (b.isSelected()) {
                rules.sensors().add(name);
            } else {
                rules.sensors().remove(name);
            }
            b.setText(b.isSelected() ? "− " + name : name);
            said();
        });
        Parts.tip(b, needed ? name + " is the reference lidar; without it there are no frames." : "Leave out " + name + " (Space)");
        return b;
    }

    /** What the import is to leave out; empty where that is nothing. Asked for where nothing is refused. */
    Optional<Imports.Rules> rules() {
        if (file.isPresent()) {
            return file.map(Imports.Rules::file);
        }
        if (rules.nothing()) {
            return Optional.empty();
        }
        String document = rules.document();
        return Optional.of(c -> MinimisationFile.read("the rules", document, c));
    }

    /** Why one cannot go on like this. */
    Optional<String> refusal() {
        return file.isPresent() ? refusal : rules.refusal().or(() -> refusal);
    }

    /** In words for the last step. */
    String words() {
        if (file.isPresent()) {
            return "by " + file.get().getFileName();
        }
        List<String> out = new ArrayList<>();
        if (!rules.areas().isEmpty()) {
            out.add(Numbers.plural(rules.areas().size(), "area", "areas"));
        }
        if (!rules.masks().isEmpty()) {
            out.add(Numbers.plural(rules.masks().size(), "direction", "directions"));
        }
        if (!rules.sensors().isEmpty()) {
            out.add(String.join(", ", rules.sensors()));
        }
        return out.isEmpty() ? "nothing" : String.join("; ", out);
    }

    private void corner(double x, double y) {
        if (file.isPresent()) {
            return;
        }
        if (rules.areas().isEmpty()) {
            rules.areas().add(new LeaveOut.Area());
        }
        rules.areas().getLast().add(x, y);
        fill();
        said();
    }

    private void area(boolean keepOnly) {
        LeaveOut.Area a = new LeaveOut.Area();
        a.keepOnly = keepOnly;
        rules.areas().add(a);
        fill();
        said();
        focusLast();
    }

    private void mask() {
        LeaveOut.Mask m = new LeaveOut.Mask();
        m.sensor = capture.referenceLidar().value();
        rules.masks().add(m);
        fill();
        said();
        focusLast();
    }

    private void focusLast() {
        if (rows.lookupAll(".text-field").stream().reduce((x, y) -> y).orElse(null) instanceof Node n) {
            n.requestFocus();
        }
    }

    private void fill() {
        rows.getChildren().clear();
        for (LeaveOut.Area a : rules.areas()) {
            rows.getChildren().add(row(
                    a.keepOnly ? "Keep only" : "Leave out",
                    List.of(field("Corners of the area, x y; x y; x y in metres", "x y; x y; x y (metres)", a.corners, w -> a.corners = w)),
                    () -> rules.areas().remove(a)));
        }
        for (LeaveOut.Mask m : rules.masks()) {
            rows.getChildren().add(row(sensorOf(m), List.of(
                    field("Azimuth from and to, degrees", "azimuth °", m.azimuth, w -> m.azimuth = w),
                    field("Elevation from and to, degrees", "elevation °", m.elevation, w -> m.elevation = w),
                    field("Range from and to, metres", "range m", m.range, w -> m.range = w)), () -> rules.masks().remove(m)));
        }
        if (rows.getChildren().isEmpty()) {
            Label none = Parts.label("No area and no direction is left out.", "fg2");
            rows.getChildren().add(none);
        }
    }

    private Node sensorOf(LeaveOut.Mask m) {
        ComboBox<String> box = new ComboBox<>();
        capture.sensors().stream()
                .filter(s -> s.kind() == plumbline.annotation.scene.SensorKind.LIDAR
                        || s.kind() == plumbline.annotation.scene.SensorKind.RADAR)
                .forEach(s -> box.getItems().add(s.id().value()));
        box.setValue(m.sensor);
        box.setPrefWidth(110);
        box.setAccessibleText("Sensor of the direction");
        box.valueProperty().addListener((o, was, is) -> {
            m.sensor = is;
            said();
        });
        return box;
    }

    private interface Typed {
        void as(String words);
    }

    private TextField field(String what, String prompt, String words, Typed typed) {
        TextField f = new TextField(words);
        f.setPromptText(prompt);
        f.setAccessibleText(what);
        Parts.tip(f, what);
        f.getStyleClass().add("form-field");
        f.setPrefColumnCount(6);
        f.setMinWidth(40);
        f.textProperty().addListener((o, was, is) -> {
            typed.as(is);
            said();
        });
        return f;
    }

    private HBox row(Object name, List<TextField> fields, Runnable remove) {
        Node first = name instanceof Node n ? n : Parts.label(String.valueOf(name), "fg1");
        HBox row = Parts.row(6, first);
        if (first instanceof Label l) {
            l.setMinWidth(64);
        }
        fields.forEach(f -> {
            HBox.setHgrow(f, Priority.ALWAYS);
            row.getChildren().add(f);
        });
        row.getChildren().add(Parts.iconButton("mdi2c-close", "Take this rule away", () -> {
            remove.run();
            fill();
            said();
        }));
        return row;
    }

    private void choose(Window window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Minimisation rules (YAML)");
        File chosen = chooser.showOpenDialog(window);
        if (chosen != null) {
            take(Optional.of(chosen.toPath()));
        }
    }

    /** A file of rules stands in place of what is set here. */
    void take(Optional<Path> rulesFile) {
        file = rulesFile;
        boolean own = file.isEmpty();
        List.of(adding, rows, sensors).forEach(n -> n.setDisable(!own));
        while (fromFile.getChildren().size() > 1) {
            fromFile.getChildren().removeLast();
        }
        file.ifPresent(f -> fromFile.getChildren().addAll(
                Parts.chip(f.getFileName().toString(), "info"),
                Parts.iconButton("mdi2c-close", "Set the rules here instead", () -> take(Optional.empty())),
                Parts.caption("stands in place of what is set above")));
        said();
    }

    private void said() {
        map.draw();
        refusal = Optional.empty();
        asked++;
        Optional<String> no = file.isPresent() ? Optional.empty() : rules.refusal();
        effect.getStyleClass().setAll(no.isPresent() ? "high-text" : "fg1");
        effect.setText(no.orElseGet(() -> rules().isEmpty() ? "Everything is stored." : "Looking at the first sweep..."));
        soon.playFromStart();
        changed.run();
    }

    /** Reads the first sweep by the rules and says what they do to it. */
    private void weigh() {
        Optional<Imports.Rules> now = refusal().isPresent() ? Optional.empty() : rules();
        if (now.isEmpty()) {
            return;
        }
        int mine = ++asked;
        tasks.io(
                () -> ImportLook.effect(path, now.get()),
                e -> {
                    if (mine == asked) {
                        effect.setText("Of the first sweep " + Numbers.count(e.leftOut()) + " of " + Numbers.count(e.points())
                                + " points are left out.");
                    }
                },
                e -> {
                    if (mine == asked) {
                        refusal = Optional.of(Failures.sentence(e));
                        effect.getStyleClass().setAll("high-text");
                        effect.setText(Failures.sentence(e));
                        changed.run();
                    }
                });
    }
}
