package plumbline.app.ui;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;

/** A file or folder dragged onto the window. */
final class FolderDrop {
    private final Consumer<Path> dropped;

    FolderDrop(Consumer<Path> dropped) {
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
                dropped.accept(e.getDragboard().getFiles().getFirst().toPath());
            }
            e.setDropCompleted(has);
            e.consume();
        });
    }
}
