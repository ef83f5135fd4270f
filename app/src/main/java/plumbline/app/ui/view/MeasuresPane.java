package plumbline.app.ui.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.EmptyState;
import plumbline.app.ui.parts.ListRow;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SceneView;

/** The frame's measures with their values: a click shows one, the cross or Del takes it away, all undone as any edit. */
public final class MeasuresPane extends VBox {
    private final Ui ui;
    private final Measures measures;
    private final ViewTools tools;
    private final SceneView view;
    private final VBox list = new VBox();

    public MeasuresPane(Ui ui, Measures measures, ViewTools tools, SceneView view) {
        this.ui = ui;
        this.measures = measures;
        this.tools = tools;
        this.view = view;
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
        measures.onChanged(this::fill);
        fill();
    }

    private void fill() {
        List<Measures.Kept> kept = measures.inFrame();
        if (kept.isEmpty()) {
            list.getChildren().setAll(new EmptyState(
                    "Nothing is measured in this frame.", Parts.button("Measure", "Shift M", tools::takeMeasure)));
            return;
        }
        list.getChildren().setAll(kept.stream().map(this::row).toList());
    }

    private Node row(Measures.Kept k) {
        Button away = Parts.iconButton("mdi2c-close", "Delete " + k.name() + " (Del)", () -> delete(k));
        ListRow row = new ListRow(Parts.icon("mdi2r-ruler", "dim"), k.name(), Parts.mono(k.measure().words()), away);
        row.setAccessibleText(k.name() + ", " + k.measure().words());
        row.setFocusTraversable(true);
        row.setOnMouseClicked(e -> show(k));
        row.setOnKeyPressed(e -> {
            switch (e.getCode()) {
                case DELETE -> delete(k);
                case ENTER -> show(k);
                default -> {
                    return;
                }
            }
            e.consume();
        });
        row.setOnContextMenuRequested(e -> {
            MenuItem copy = new MenuItem("Copy its value");
            copy.setOnAction(a -> copy(k));
            MenuItem delete = new MenuItem("Delete it");
            delete.setOnAction(a -> delete(k));
            new ContextMenu(copy, delete).show(row, e.getScreenX(), e.getScreenY());
        });
        return row;
    }

    private void show(Measures.Kept k) {
        Vec3 m = k.measure().middle();
        double size = k.measure().places().stream().mapToDouble(p -> p.distance(m)).max().orElse(1);
        view.frame(Box.upright(m, 2 * size + 1, 2 * size + 1, 1, 0));
    }

    private void delete(Measures.Kept k) {
        measures.delete(k).ifPresent(ui::say);
    }

    private void copy(Measures.Kept k) {
        ClipboardContent text = new ClipboardContent();
        text.putString(k.measure().words());
        Clipboard.getSystemClipboard().setContent(text);
    }
}
