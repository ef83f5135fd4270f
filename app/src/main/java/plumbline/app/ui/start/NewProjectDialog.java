package plumbline.app.ui.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;

/** Name and place of a new project. */
public final class NewProjectDialog extends DialogCard {
    private final TextField name = new TextField();
    private final TextField parent = new TextField(System.getProperty("user.home"));
    private final Button make;
    private final javafx.scene.control.Label where = Parts.caption("");

    public NewProjectDialog(Stage stage, BiConsumer<Path, String> create, Runnable close) {
        super("New project", 520, close);
        make = Parts.primary("Make project", () -> create.accept(folder(), name.getText().strip()));
        name.setPromptText("Harbour Road");
        Button browse = Parts.button("Choose...", () -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle("Folder that the project goes into");
            Optional.ofNullable(chooser.showDialog(stage)).ifPresent(f -> parent.setText(f.toString()));
        });
        name.textProperty().addListener((o, was, is) -> check());
        parent.textProperty().addListener((o, was, is) -> check());
        name.setOnAction(e -> {
            if (!make.isDisabled()) {
                make.fire();
            }
        });
        body(FormRow.of("Name", name), FormRow.of("In folder", parent, browse), where);
        foot(Parts.caption("A folder with one database and an object store. The audit log starts at once."),
                Parts.spacer(), make);
        check();
    }

    private Path folder() {
        String plain = name.getText().strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Path.of(parent.getText()).resolve(plain);
    }

    private void check() {
        String n = name.getText().strip();
        if (n.isEmpty() || n.length() > 100) {
            refuse("A project needs a name.");
        } else if (!Files.isDirectory(Path.of(parent.getText()))) {
            refuse(parent.getText() + " is not a folder.");
        } else if (Files.exists(folder())) {
            refuse(folder() + " exists already. Choose another name or folder.");
        } else {
            where.setText("Becomes " + folder());
            make.setDisable(false);
            Parts.tip(make, "Makes the folder and opens it.");
        }
    }

    private void refuse(String why) {
        where.setText(why);
        make.setDisable(true);
        Parts.tip(make, why);
    }
}
