package plumbline.app.ui.view;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import plumbline.annotation.scene.Vec3;
import plumbline.app.ui.Ui;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.fx.SceneView;
import plumbline.viewer3d.render.PointRenderer;
import plumbline.viewer3d.render.SceneSnapshot.BoxItem;
import plumbline.viewer3d.tool.Measure;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;

/** The menu of a right click that stays in place: what can be done with the object and the place under the pointer. */
final class ViewMenu {
    private final Ui ui;
    private final SceneView view;
    private final ViewTools tools;
    private final ContextMenu menu = new ContextMenu();

    ViewMenu(Ui ui, SceneView view, ViewTools tools) {
        this.ui = ui;
        this.view = view;
        this.tools = tools;
        view.marks().onMenu(this::show);
    }

    private void show(MouseEvent e) {
        menu.getItems().clear();
        view.boxAt(e.getX(), e.getY()).ifPresent(this::ofObject);
        Optional<Vec3> place = view.pick(e.getX(), e.getY()).map(PointRenderer.Picked::positionView)
                .or(() -> view.groundAt(e.getX(), e.getY()));
        place.ifPresent(this::ofPlace);
        item("mdi2h-home-outline", "Home", view::home);
        if (!view.clip().isNone()) {
            item("mdi2c-crop-free", "Show all points again (Shift+N)", tools::showAll);
        }
        menu.show(view, e.getScreenX(), e.getScreenY());
    }

    private void ofObject(BoxItem box) {
        String name = box.tag().isEmpty() ? "this object" : box.tag();
        item("mdi2c-cursor-default-outline", "Select " + name, () -> ui.selection().set(Optional.of(box.id())));
        item("mdi2f-fit-to-screen-outline", "Bring " + name + " into view", () -> view.frame(box.box()));
        item("mdi2c-cube-scan", "Show " + name + " alone (Shift+I)", () -> {
            ui.selection().set(Optional.of(box.id()));
            tools.showAlone();
        });
        item("mdi2h-history", "Show the history of " + name, () -> ui.show("Audit", box.id()));
        menu.getItems().add(new SeparatorMenuItem());
    }

    private void ofPlace(Vec3 place) {
        item("mdi2i-image-filter-center-focus", "Look at this place", () -> {
            Camera c = view.cameraProperty().get();
            view.setCamera(CameraMoves.moved(c, place.minus(c.target())), true);
        });
        tools.comment().ifPresent(c -> item("mdi2c-comment-plus-outline", "Comment on this place", () -> c.accept(place)));
        item("mdi2r-ruler", "Measure its height above ground", () -> tools.keep(Measure.aboveGround(place, view.ground())));
        item("mdi2c-content-copy", "Copy its coordinates", () -> {
            ClipboardContent text = new ClipboardContent();
            text.putString(String.format(Locale.ROOT, "%.3f %.3f %.3f", place.x(), place.y(), place.z()));
            Clipboard.getSystemClipboard().setContent(text);
        });
    }

    private void item(String icon, String words, Runnable run) {
        MenuItem item = new MenuItem(words, Parts.icon(icon));
        item.setOnAction(e -> run.run());
        menu.getItems().add(item);
    }
}
