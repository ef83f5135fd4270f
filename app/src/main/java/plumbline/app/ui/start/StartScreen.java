package plumbline.app.ui.start;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import plumbline.app.Tasks;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** What a person sees when nothing is open: recent projects, ways to start, and this computer. */
public final class StartScreen extends StackPane {
    /** What the screen can ask for. */
    public record Actions(
            Consumer<Path> open, Runnable choose, Runnable create, Runnable capture, Optional<Runnable> sample) {}

    private final Actions actions;

    public StartScreen(List<Path> recent, Actions actions, Tasks tasks) {
        this.actions = actions;
        getStyleClass().add("start");
        VBox main = new VBox(16, Parts.label("Projects", "verdict-title"), projects(recent));
        HBox.setHgrow(main, Priority.ALWAYS);
        VBox side = new VBox(12, Parts.label("Start", "card-title"), starts(), computer(tasks));
        side.setMinWidth(360);
        side.setPrefWidth(400);
        side.getStyleClass().add("start-side");
        HBox both = new HBox(40, main, side);
        both.setMaxWidth(1330);
        both.setMaxHeight(USE_PREF_SIZE);
        both.getStyleClass().add("start-page");
        getChildren().add(both);
        setAlignment(Pos.TOP_CENTER);
    }

    private javafx.scene.Node projects(List<Path> recent) {
        if (recent.isEmpty()) {
            VBox drop = new VBox(
                    10,
                    Parts.label("Nothing opened on this computer yet.", "card-title"),
                    Parts.label("Drop a recording, dataset folder, point file or project here, or begin with the sample.", "fg1"),
                    actions.sample()
                            .map(s -> Parts.primary("Open the sample", s))
                            .orElseGet(() -> Parts.primary("New project", "Ctrl N", actions.create())));
            drop.getStyleClass().add("drop-target");
            drop.setAlignment(Pos.CENTER);
            drop.setPrefHeight(320);
            return drop;
        }
        TilePane tiles = new TilePane(14, 14);
        tiles.setPrefColumns(3);
        tiles.setTileAlignment(Pos.TOP_LEFT);
        recent.forEach(p -> tiles.getChildren().add(card(p)));
        VBox all = new VBox(16, tiles, Parts.label("Drop a recording, dataset folder, point file or project anywhere on this window.", "fg2"));
        return all;
    }

    private Button card(Path project) {
        VBox words = new VBox(
                6,
                Parts.row(8, Parts.icon("mdi2c-cube-scan", "accent-text"),
                        Parts.label(project.getFileName().toString(), "card-title")),
                Parts.label(String.valueOf(project.getParent()), "fg2"),
                Parts.caption(lastOpened(project)));
        Button b = new Button();
        b.setGraphic(words);
        b.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        b.setAlignment(Pos.CENTER_LEFT);
        b.getStyleClass().setAll("start-card");
        b.setPrefWidth(277);
        b.setAccessibleText("Open project " + project.getFileName());
        b.setOnAction(e -> actions.open().accept(project));
        return b;
    }

    private static String lastOpened(Path project) {
        try {
            return "Changed " + Numbers.day(Files.getLastModifiedTime(project).toInstant());
        } catch (IOException e) {
            return "Cannot be read just now";
        }
    }

    private VBox starts() {
        VBox box = new VBox(8);
        box.getChildren().addAll(
                start("mdi2i-import", "Import a capture", "Recording, point file or dataset", "Ctrl I",
                        actions.capture()),
                start("mdi2f-folder-open-outline", "Open a project folder", "From this computer or a disk", "Ctrl O",
                        actions.choose()),
                start("mdi2p-plus", "New project", "Audited from its first minute", "Ctrl N", actions.create()));
        actions.sample().ifPresent(s -> box.getChildren()
                .add(start("mdi2c-cube-scan", "Open the sample", "A simulated street with cameras and labels", "", s)));
        return box;
    }

    private static Button start(String icon, String title, String what, String key, Runnable action) {
        VBox words = new VBox(2, Parts.label(title, "card-title"), Parts.label(what, "fg2"));
        HBox row = Parts.row(14, Parts.icon(icon, "accent-text"), words, Parts.spacer());
        if (!key.isEmpty()) {
            row.getChildren().add(Parts.keyCap(key));
        }
        Button b = new Button();
        b.setGraphic(row);
        b.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        b.setMaxWidth(Double.MAX_VALUE);
        b.getStyleClass().setAll("start-card");
        b.setAccessibleText(title);
        b.setOnAction(e -> action.run());
        row.prefWidthProperty().bind(b.widthProperty().subtract(34));
        return b;
    }

    private static VBox computer(Tasks tasks) {
        VBox rows = new VBox(6);
        rows.getStyleClass().add("card");
        VBox box = new VBox(12, Parts.label("This computer", "card-title"), rows);
        box.setStyle("-fx-padding: 12 0 0 0;");
        Runtime r = Runtime.getRuntime();
        rows.getChildren().addAll(
                fact("Java", Runtime.version().feature() + ", " + r.availableProcessors() + " cores"),
                fact("Memory", Numbers.fixed(r.maxMemory() / 1e9, 1) + " GB for points"));
        tasks.io(
                () -> {
                    FileStore store = Files.getFileStore(Path.of(System.getProperty("user.home")));
                    return store.getUsableSpace();
                },
                free -> rows.getChildren().add(fact("Disk", Numbers.fixed(free / 1e9, 0) + " GB free")),
                e -> rows.getChildren().add(fact("Disk", "not readable")));
        return box;
    }

    private static HBox fact(String name, String value) {
        var label = Parts.label(name, "fg1");
        label.setMinWidth(90);
        return Parts.row(8, label, Parts.label(value));
    }
}
