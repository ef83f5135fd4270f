package plumbline.app.ui.start;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import plumbline.app.ui.parts.DialogCard;
import plumbline.app.ui.parts.Parts;

/** Asks which file or folder to import: typed, chosen, or dropped on the window. */
public final class ChooseCaptureDialog extends DialogCard {
    private final TextField path = new TextField();
    private final Button next;
    private final Consumer<Path> chosen;

    public ChooseCaptureDialog(Window owner, Consumer<Path> chosen, Runnable close) {
        super("Import a capture", 620, close);
        this.chosen = chosen;
        next = Parts.primary("Next", "Enter", this::go);
        path.setPromptText("/data/drive_0005.mcap");
        path.setId("capture-path");
        path.setOnAction(e -> go());
        path.textProperty().addListener((o, was, is) -> allow());
        Label known = Parts.label(
                "A recording, a point file, a dataset's folder or a capture folder of Plumbline's own. Dropped anywhere"
                        + " on the window, it does the same.",
                "fg1");
        known.setWrapText(true);
        body(
                FormRow.of("File or folder", path),
                Parts.row(
                        8,
                        Parts.button("Choose a file...", () -> put(new FileChooser().showOpenDialog(owner))),
                        Parts.button("Choose a folder...", () -> put(new DirectoryChooser().showDialog(owner)))),
                known);
        foot(Parts.caption("Nothing is written yet."), Parts.spacer(), Parts.button("Cancel", close), next);
        allow();
    }

    private Optional<Path> typed() {
        try {
            return Optional.of(path.getText().strip()).filter(t -> !t.isEmpty()).map(Path::of).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void allow() {
        next.setDisable(typed().isEmpty());
        Parts.tip(next, typed().isEmpty() ? "Name a file or folder that exists." : "Looks at it first.");
    }

    private void put(File file) {
        if (file != null) {
            path.setText(file.toString());
            go();
        }
    }

    private void go() {
        typed().ifPresent(chosen);
    }
}
