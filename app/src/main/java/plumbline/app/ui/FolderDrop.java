package plumbline.app.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;

/** Files or folders dragged onto the window. */
final class FolderDrop {
    private final Consumer<List<Path>> dropped;

    FolderDrop(Consumer<List<Path>> dropped) {
        this.dropped = dropped;
    }

    void listen(Scene scene) {
        scene.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
            }
            e.consume();
        });
        scene.setOnDragDropped(e -> {
            boolean has = e.getDragboard().hasFiles() && !e.getDragboard().getFiles().isEmpty();
            if (has) {
                dropped.accept(e.getDragboard().getFiles().stream().map(File::toPath).toList());
            }
            e.setDropCompleted(has);
            e.consume();
        });
    }
}
