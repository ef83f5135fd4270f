package plumbline.app.ui.looks;

import java.util.SortedMap;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.render.Looks;

/** One chip for each class, chosen while its points are shown; and one for points without a label. */
final class ClassChips extends FlowPane {
    private final ObjectProperty<Looks> looks;
    private SortedMap<String, Integer> shown = new java.util.TreeMap<>();

    ClassChips(ObjectProperty<Looks> looks) {
        super(4, 4);
        this.looks = looks;
    }

    void show(SortedMap<String, Integer> classes, Looks now) {
        if (!classes.equals(shown) || getChildren().isEmpty()) {
            shown = classes;
            getChildren().clear();
            if (!classes.isEmpty()) {
                classes.forEach((name, rgb) -> chip(name, name, rgb));
                chip("", "Without a label", 0x98A1AE);
            }
            setVisible(!classes.isEmpty());
            setManaged(!classes.isEmpty());
        }
        getChildren().forEach(n -> {
            if (n instanceof ToggleButton b) {
                b.setSelected(!now.hiddenClasses().contains(String.valueOf(b.getUserData())));
            }
        });
    }

    private void chip(String name, String words, int rgb) {
        ToggleButton b = Parts.chipButton(words);
        b.setGraphic(Parts.swatch(rgb, 10));
        b.setUserData(name);
        b.setAccessibleText("Points of " + (name.isEmpty() ? "no label" : name) + " are shown");
        Parts.tip(b, "Show or hide the points of " + (name.isEmpty() ? "no label" : name));
        b.setOnAction(e -> looks.set(looks.get().withClass(name, b.isSelected())));
        getChildren().add(b);
    }
}
