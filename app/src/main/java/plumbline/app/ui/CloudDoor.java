package plumbline.app.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import plumbline.app.service.Settings;
import plumbline.app.service.TileCache;
import plumbline.app.service.Tiles;
import plumbline.app.ui.cloud.CloudWorkspace;
import plumbline.storage.tile.TileFolder;

/** How point clouds come into the window: large files and folders of tiles on their own, all else by the import. */
final class CloudDoor {
    private final Window window;
    private final TileCache cache;
    private final Consumer<Path> importing;

    CloudDoor(Window window, Settings settings, Consumer<Path> importing) {
        this.window = window;
        this.cache = TileCache.of(settings);
        this.importing = importing;
    }

    void bring(Path path) {
        window.tasks().io(
                () -> {
                    boolean tiles = TileFolder.isTiles(path);
                    return tiles || Tiles.isLarge(path) ? Optional.of(tiles) : Optional.<Boolean>empty();
                },
                large -> large.ifPresentOrElse(tiles -> show(path, tiles), () -> importing.accept(path)),
                e -> window.problem(Failures.sentence(e)));
    }

    /** Any point file that the person names, large or not. */
    void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Look at a point cloud");
        File file = chooser.showOpenDialog(window.stage());
        if (file != null) {
            show(file.toPath().toAbsolutePath().normalize(), false);
        }
    }

    private void show(Path path, boolean tiles) {
        Optional<Runnable> again = tiles ? Optional.empty() : Optional.of(() -> importing.accept(path));
        window.visit(new CloudWorkspace(window, path, cache, new CloudWorkspace.Doors(again, window::leaveVisit)));
    }
}
