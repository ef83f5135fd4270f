package plumbline.app.ui.parts;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A dock's tabs, 32 high, with counts on them; one content shows at a time. */
public final class DockTabs extends VBox {
    /** Below this width in pixels the tabs move together. */
    private static final double TIGHT = 240;

    private final HBox strip = new HBox();
    private final StackPane content = new StackPane();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<String, ToggleButton> tabs = new LinkedHashMap<>();
    private final Map<String, Node> contents = new LinkedHashMap<>();
    private final ReadOnlyStringWrapper shown = new ReadOnlyStringWrapper("");

    public DockTabs() {
        getStyleClass().add("dock");
        strip.getStyleClass().addAll("dock-tabs", "rule-below");
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
        ToggleButton tab = new ToggleButton(name);
        tab.getStyleClass().setAll("pl-tab");
        tab.setMinWidth(Region.USE_PREF_SIZE);
        tab.setToggleGroup(group);
        tab.setOnAction(e -> show(name));
        tabs.put(name, tab);
        contents.put(name, node);
        strip.getChildren().add(tab);
        if (tabs.size() == 1) {
            show(name);
        }
        return this;
    }

    public void show(String name) {
        tabs.get(name).setSelected(true);
        content.getChildren().setAll(contents.get(name));
        shown.set(name);
    }

    public ReadOnlyStringProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The count on a tab; negative takes it off. Kinds as a badge's. */
    public void setCount(String name, long count, String... kinds) {
        tabs.get(name).setGraphic(count < 0 ? null : Parts.badge(count, kinds));
    }
}
