package plumbline.app.ui.layout;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.DockPane;
import plumbline.app.ui.parts.Parts;

/** The right docks of a small window: 40 wide, an icon a pane; a click lays the pane over the views, again takes it away. */
final class DockRail extends VBox {
    private final Consumer<Optional<DockPane>> chosen;
    private Optional<DockPane> open = Optional.empty();

    DockRail(Consumer<Optional<DockPane>> chosen) {
        super(4);
        this.chosen = chosen;
        getStyleClass().addAll("dock", "dock-rail");
    }

    Optional<DockPane> open() {
        return open;
    }

    void open(DockPane pane) {
        open = Optional.of(pane);
    }

    void close() {
        open = Optional.empty();
    }

    void show(List<DockPane> panes) {
        open = open.filter(panes::contains);
        getChildren().setAll(panes.stream().map(p -> {
            boolean on = open.filter(o -> o == p).isPresent();
            Button b = Parts.iconButton(p.icon(), p.name() + (on ? ": close (Esc)" : ": open over the view"), () -> {
                open = on ? Optional.empty() : Optional.of(p);
                chosen.accept(open);
            });
            if (on) {
                b.getStyleClass().add("on");
            }
            return b;
        }).toList());
    }
}
