package plumbline.app.ui.start;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import plumbline.app.service.NewProjects;
import plumbline.app.ui.parts.Parts;

/** Name and place of a project that is made for a capture, filled in sensibly; says where it will lie, or why not. */
final class ProjectPlace extends VBox {
    private final TextField name = new TextField();
    private final TextField parent = new TextField();
    private final Label where = Parts.caption("");

    ProjectPlace(Path capture, Path home, Window owner) {
        super(8);
        Path beside = NewProjects.parentFor(capture, home);
        parent.setText(beside.toString());
        name.setText(NewProjects.freeName(beside, NewProjects.nameFor(capture)));
        name.setId("project-name");
        parent.setId("project-parent");
        where.setWrapText(true);
        getChildren().addAll(
                FormRow.of("New project", name),
                FormRow.of("In folder", parent, Parts.button("Choose...", () -> choose(owner))),
                where);
        name.textProperty().addListener((o, was, is) -> say());
        parent.textProperty().addListener((o, was, is) -> say());
        say();
    }

    String name() {
        return name.getText().strip();
    }

    Path folder() {
        return NewProjects.folderFor(Path.of(parent.getText().strip()), name());
    }

    /** Why it cannot be made like this; empty where it can. */
    Optional<String> refusal() {
        if (name().isEmpty() || name().length() > 100) {
            return Optional.of("A project needs a name of at most 100 letters.");
        }
        try {
            Path in = Path.of(parent.getText().strip());
            if (!Files.isDirectory(in) || !Files.isWritable(in)) {
                return Optional.of(in + " is not a folder that can be written to.");
            }
            return Files.exists(folder()) ? Optional.of(folder() + " exists already. Choose another name or folder.")
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("\"" + parent.getText() + "\" is not a folder's name.");
        }
    }

    private void say() {
        Optional<String> no = refusal();
        where.setText(no.orElseGet(() -> "Becomes " + folder()));
        where.getStyleClass().remove("high-text");
        if (no.isPresent()) {
            where.getStyleClass().add("high-text");
        }
    }

    private void choose(Window owner) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Folder that the project goes into");
        Optional.ofNullable(chooser.showDialog(owner)).ifPresent(f -> parent.setText(f.toString()));
    }
}
