package plumbline.app.ui.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * A stack of panes with tabs, 32 high, and counts on them; one pane shows at a time. A pane that was added here may be
 * moved into another stack; by its name it is still reached from here.
 */
public final class DockTabs extends VBox {
    /** Below this width in pixels the tabs move together. */
    private static final double TIGHT = 240;

    /** Who is told of what a person does with the tabs. */
    public interface Host {
        /** A pane came to the front, by hand or by the program. */
        void shown(DockPane pane);

        void added(DockTabs to, DockPane pane);

        /** Press, drag and release on a tab, with the main button. */
        void tabMouse(DockPane pane, MouseEvent event);
    }

    private final HBox strip = new HBox();
    private final StackPane content = new StackPane();
    private final List<DockPane> here = new ArrayList<>();
    private final Map<String, DockPane> own = new LinkedHashMap<>();
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");
    private Optional<Host> host = Optional.empty();

    public DockTabs() {
        getStyleClass().add("dock");
        strip.getStyleClass().addAll("dock-tabs", "rule-below");
        strip.setMinWidth(0);
        VBox.setVgrow(content, Priority.ALWAYS);
        content.setMinHeight(0);
        getChildren().addAll(strip, content);
        widthProperty().addListener((o, was, is) -> {
            getStyleClass().remove("tight");
            if (is.doubleValue() < TIGHT) {
                getStyleClass().add("tight");
            }
        });
    }

    /** The first tab added shows at once. */
    public DockTabs add(String name, Node node) {
        return add(name, "mdi2d-dock-window", node);
    }

    /** {@code icon} stands for the name where there is no room for words. */
    public DockTabs add(String name, String icon, Node node) {
        return add(new DockPane(name, icon, node, false));
    }

    /** A pane with a head of its own, which shows no tab while it is alone in its stack. */
    public DockTabs addBare(String name, String icon, Node node) {
        return add(new DockPane(name, icon, node, true));
    }

    private DockTabs add(DockPane pane) {
        own.put(pane.name(), pane);
        pane.tab().setOnAction(e -> pane.at().front(pane));
        pane.tab().addEventHandler(MouseEvent.ANY, e -> {
            if (e.getButton() == MouseButton.PRIMARY) {
                host.ifPresent(h -> h.tabMouse(pane, e));
            }
        });
        take(pane, here.size());
        host.ifPresent(h -> h.added(this, pane));
        return this;
    }

    public void setHost(Host told) {
        host = Optional.of(told);
    }

    /** Those that stand here, in the order of the tabs. */
    public List<DockPane> panes() {
        return List.copyOf(here);
    }

    /** Makes a pane stand here; it leaves the stack where it stood. The first one shows. */
    public void take(DockPane pane, int index) {
        here.remove(pane);
        here.add(Math.clamp(index, 0, here.size()), pane);
        pane.stand(this);
        fill();
        if (here.size() == 1) {
            front(pane);
        }
    }

    /** A pane that is about to stand elsewhere; what showed with it gives way to a neighbour. */
    public void release(DockPane pane) {
        int at = here.indexOf(pane);
        if (at < 0) {
            return;
        }
        here.remove(at);
        pane.tab().setSelected(false);
        pane.seen(false);
        fill();
        if (shown.get().equals(pane.name())) {
            content.getChildren().clear();
            shown.set("");
            if (!here.isEmpty()) {
                front(here.get(Math.min(at, here.size() - 1)));
            }
        }
    }

    private void fill() {
        strip.getChildren().setAll(here.stream().map(DockPane::tab).toList());
        boolean bare = here.size() == 1 && here.getFirst().bare();
        strip.setVisible(!bare);
        strip.setManaged(!bare);
        requestLayout();
    }

    /** Brings a pane to the front of the stack where it stands. */
    public void show(String name) {
        DockPane pane = own.get(name);
        pane.at().front(pane);
    }

    public void front(DockPane pane) {
        here.forEach(p -> p.tab().setSelected(p == pane));
        if (!shown.get().equals(pane.name())) {
            here.forEach(p -> p.seen(p == pane));
            content.getChildren().setAll(pane.content());
            shown.set(pane.name());
        }
        host.ifPresent(h -> h.shown(pane));
    }

    public ReadOnlyStringProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Is told whether a pane that was added here is in front of its stack, wherever that is; and at once. */
    public void onSeen(String name, Consumer<Boolean> told) {
        own.get(name).onSeen(told);
    }

    /** The count on a tab; negative takes it off. Kinds as a badge's. */
    public void setCount(String name, long count, String... kinds) {
        own.get(name).count(count < 0 ? Optional.empty() : Optional.of(Parts.badge(count, kinds)));
    }

    @Override
    protected void layoutChildren() {
        compact();
        super.layoutChildren();
    }

    /** Where the names do not fit beside each other, the last of those in the back are told by their icons. */
    private void compact() {
        double room = getWidth() - strip.snappedLeftInset() - strip.snappedRightInset();
        double free = room - here.stream().mapToDouble(DockPane::smallWidth).sum();
        List<DockPane> order = new ArrayList<>(here);
        order.sort(java.util.Comparator.comparing(p -> !p.tab().isSelected()));
        boolean named = true;
        for (DockPane p : order) {
            double more = p.fullWidth() - p.smallWidth();
            boolean fits = getWidth() <= 0 || named && more <= free || p.tab().isSelected();
            named &= fits;
            free -= fits ? more : 0;
            p.small(!fits);
        }
    }
}
