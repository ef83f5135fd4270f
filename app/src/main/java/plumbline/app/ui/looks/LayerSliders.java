package plumbline.app.ui.looks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.render.Looks;

/** How much each kind of layer covers what is behind it, 0 to 100 %. */
final class LayerSliders extends VBox {
    private static final double NAME_WIDTH = 92;
    private static final double PERCENT_WIDTH = 44;

    private final ObjectProperty<Looks> looks;
    private final Map<String, Slider> sliders = new LinkedHashMap<>();
    private boolean showing;

    LayerSliders(ObjectProperty<Looks> looks) {
        super(8);
        this.looks = looks;
    }

    void show(List<String> layers, Looks now) {
        showing = true;
        if (!List.copyOf(sliders.keySet()).equals(layers)) {
            sliders.clear();
            getChildren().setAll(LooksPanel.head("Opacity"));
            layers.forEach(this::row);
        }
        sliders.forEach((layer, s) -> s.setValue(now.opacityOf(layer) * 100));
        setVisible(!layers.isEmpty());
        setManaged(!layers.isEmpty());
        showing = false;
    }

    private void row(String layer) {
        String words = layer.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + layer.substring(1);
        Slider s = new Slider(0, 100, 100);
        s.setBlockIncrement(5);
        s.setAccessibleText("Opacity of " + layer + " in percent");
        Parts.tip(s, "Opacity of " + layer + "; arrow keys move it");
        Label name = Parts.label(words);
        name.setMinWidth(NAME_WIDTH);
        name.setLabelFor(s);
        Label percent = Parts.mono("100 %", "fg1");
        percent.setMinWidth(PERCENT_WIDTH);
        percent.setStyle("-fx-alignment: center-right;");
        s.valueProperty().addListener((o, was, is) -> {
            percent.setText(Math.round(is.doubleValue()) + " %");
            if (!showing) {
                looks.set(looks.get().withOpacity(layer, Math.round(is.doubleValue()) / 100.0));
            }
        });
        HBox.setHgrow(s, Priority.ALWAYS);
        sliders.put(layer, s);
        getChildren().add(Parts.row(4, name, s, percent));
    }
}
