package plumbline.app.ui.annotate;

import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import plumbline.annotation.label.Form;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelClass;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.UsualLinks;
import plumbline.annotation.scene.SensorId;
import plumbline.app.ui.Command;
import plumbline.app.ui.Failures;
import plumbline.app.ui.KeyHint;
import plumbline.app.ui.Ui;
import plumbline.storage.project.StorageException;
import plumbline.viewer3d.tool.ShapeTool;

/** What the Annotate workspace draws beside boxes: lines, outlines, key points, relations and tags, with their keys. */
final class Drawing {
    static final List<KeyHint> HINTS = List.of(
            new KeyHint("L", "draw a line (Enter ends, Backspace back)"),
            new KeyHint("O", "draw an outline"),
            new KeyHint("I", "set key points"),
            new KeyHint("J", "relate to the next chosen object"),
            new KeyHint("T", "tags of the scene"),
            new KeyHint("Y", "next label to look at again"),
            new KeyHint("C", "draw on the best camera's image"));

    private static final List<KeyHint> WHILE_DRAWING = List.of(
            new KeyHint("Click", "set a vertex"),
            new KeyHint("Enter", "end it"),
            new KeyHint("Backspace", "take the last back"),
            new KeyHint("Ctrl click", "on the ground, no snap"),
            new KeyHint("Esc", "drop it"));

    private final Ui ui;
    private final AnnotateModel model;
    private final List<ShapeTool> tools;
    private final TagsPane tags;
    private final RelabelWalk walk;
    private Optional<ImageStage> image = Optional.empty();
    private Optional<Label> relateFrom = Optional.empty();

    Drawing(Ui ui, AnnotateModel model) {
        this.ui = ui;
        this.model = model;
        this.tools = java.util.Arrays.stream(Form.values()).map(f -> new ShapeTool(model, f)).toList();
        this.tags = new TagsPane(model, this::learn);
        this.walk = new RelabelWalk(ui, model);
        ui.selection().addListener((o, was, is) -> chosen());
    }

    List<StagePane.ToolChoice> tools() {
        return tools.stream()
                .map(t -> new StagePane.ToolChoice(t, key(t.form()), OtherRows.form(t.form())))
                .toList();
    }

    private static String key(Form form) {
        return switch (form) {
            case POLYLINE -> "L";
            case POLYGON -> "O";
            case POINTS -> "I";
        };
    }

    /** Shows a camera large in place of 3D; Esc brings 3D back. */
    void showImage(SensorId camera, StagePane stage) {
        hideImage(stage);
        ImageStage made = new ImageStage(ui, model, camera, () -> hideImage(stage));
        image = Optional.of(made);
        stage.getChildren().add(made);
        ui.hintsChanged();
    }

    private void hideImage(StagePane stage) {
        image.ifPresent(i -> {
            stage.getChildren().remove(i);
            i.dispose();
        });
        image = Optional.empty();
        ui.hintsChanged();
    }

    void dispose() {
        image.ifPresent(ImageStage::dispose);
        image = Optional.empty();
    }

    /** Labels, frame or selection changed. */
    void show() {
        tags.show();
        image.ifPresent(ImageStage::show);
    }

    /** The drawing tool's own keys first while it is in hand. */
    List<KeyHint> hints(StagePane stage, List<KeyHint> others) {
        if (image.isPresent()) {
            return java.util.stream.Stream.of(ImageStage.HINTS, others).flatMap(List::stream).toList();
        }
        boolean inHand = stage.view().toolProperty().get().filter(ShapeTool.class::isInstance).isPresent();
        return java.util.stream.Stream.of(inHand ? WHILE_DRAWING : List.<KeyHint>of(), others, HINTS)
                .flatMap(List::stream)
                .toList();
    }

    /** The workspace's commands with those about the ontology. */
    List<Command> commands(List<Command> layout, List<Command> view) {
        List<Command> own = List.of(
                new Command("Change the ontology...", "", "mdi2f-format-list-group", this::changeOntology),
                new Command("Next label to look at again", "Y", "mdi2p-playlist-edit", walk::next));
        return java.util.stream.Stream.of(layout, view, own).flatMap(List::stream).toList();
    }

    void changeOntology() {
        ui.dialog(new OntologyDialog(ui));
    }

    TagsPane tags() {
        return tags;
    }

    /** Keys of what is being drawn come before the workspace's own. */
    boolean key(KeyEvent e, StagePane stage, Runnable showTags, Optional<SensorId> best) {
        if (image.isPresent() && image.get().key(e, () -> hideImage(stage)) || stage.viewTools().key(e)) {
            return true;
        }
        boolean used = stage.view().toolProperty().get()
                .filter(t -> t instanceof ShapeTool s && s.drawing() && s.key(e, stage.view()))
                .isPresent();
        if (used) {
            stage.showBoxes();
            return true;
        }
        if (e.isControlDown() || e.isAltDown() || e.isMetaDown() || e.isShiftDown()) {
            return false;
        }
        Optional<Form> form = switch (e.getCode()) {
            case L -> Optional.of(Form.POLYLINE);
            case O -> Optional.of(Form.POLYGON);
            case I -> Optional.of(Form.POINTS);
            default -> Optional.empty();
        };
        if (form.isPresent() && !model.readOnly()) {
            tools.stream().filter(t -> t.form() == form.get()).forEach(stage::take);
            ui.hintsChanged();
        } else if (e.getCode() == KeyCode.J) {
            relate();
        } else if (e.getCode() == KeyCode.C && best.isPresent()) {
            showImage(best.get(), stage);
        } else if (e.getCode() == KeyCode.Y) {
            walk.next();
        } else if (e.getCode() == KeyCode.T) {
            tags.show();
            showTags.run();
        } else if (e.getCode() == KeyCode.ESCAPE && relateFrom.isPresent()) {
            relateFrom = Optional.empty();
            ui.say("No relation was made.");
        } else {
            return form.isPresent();
        }
        return true;
    }

    private void relate() {
        Optional<Label> selected = model.selected().flatMap(model.labels()::find)
                .filter(l -> Ontology.use(l) == LabelClass.Use.OBJECT);
        if (model.readOnly()) {
            model.closed().ifPresent(ui::say);
        } else if (selected.isEmpty()) {
            ui.say("Select the object that a relation begins at, then press J.");
        } else {
            relateFrom = selected;
            ui.say(OtherLabels.name(selected.get()) + " to which object? Select it; Esc drops.");
        }
    }

    private void chosen() {
        Optional<Label> to = model.selected().flatMap(model.labels()::find)
                .filter(l -> Ontology.use(l) == LabelClass.Use.OBJECT);
        if (relateFrom.isEmpty() || to.isEmpty() || to.get().track().equals(relateFrom.get().track())) {
            return;
        }
        Label from = relateFrom.get();
        relateFrom = Optional.empty();
        ui.dialog(new RelationDialog(
                OtherLabels.name(from), OtherLabels.name(to.get()),
                UsualLinks.offered(model.ontology(), LabelClass.Use.RELATION),
                kind -> {
                    if (learn(kind)) {
                        model.others().relate(from.track(), to.get().track(), kind.name());
                    }
                },
                ui::closeDialog));
    }

    /** Puts a kind or question into the ontology where it has none of that name. */
    private boolean learn(LabelClass c) {
        Ontology now = model.ontology();
        if (now.find(c.name()).isPresent()) {
            boolean same = now.find(c.name()).orElseThrow().use() == c.use();
            if (!same) {
                ui.say(c.name() + " is a class of objects already. Give it another name.");
            }
            return same;
        }
        List<LabelClass> classes = new java.util.ArrayList<>(now.classes());
        classes.add(c);
        try {
            ui.session().project().setOntology(new Ontology(now.name(), now.version(), classes));
            ui.projectChanged();
            return true;
        } catch (StorageException e) {
            ui.problem(Failures.sentence(e));
            return false;
        }
    }
}
