package plumbline.app.ui.looks;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.PropertyField;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.view.PointStyle;
import plumbline.viewer3d.view.PointStyle.Mode;

/** Size of points, their light and shape. */
final class StyleSection extends VBox {
    private static final double USUAL_METRES = 0.1;
    private static final double LARGEST_PIXELS = 24;
    private static final double LARGEST_METRES = 10;

    private final ObjectProperty<Looks> looks;
    private final Map<Mode, ToggleButton> modes = new EnumMap<>(Mode.class);
    private final PropertyField pixels = new PropertyField("Size", "px", 1, 0.05, v -> size(v, LARGEST_PIXELS));
    private final PropertyField metres = new PropertyField("Size", "m", 3, 0.002, v -> size(v, LARGEST_METRES));
    private final Slider light = new Slider(0, 1, 0.5);
    private final CheckBox round = new CheckBox("Round points");
    private final CheckBox gaps = new CheckBox("Close small gaps");
    private boolean showing;

    StyleSection(ObjectProperty<Looks> looks) {
        super(8);
        this.looks = looks;
        HBox row = new HBox(4);
        for (Mode m : Mode.values()) {
            ToggleButton b = Parts.chipButton(words(m));
            b.setOnAction(e -> mode(m));
            Parts.tip(b, tip(m));
            modes.put(m, b);
            row.getChildren().add(b);
        }
        light.setBlockIncrement(0.05);
        light.setAccessibleText("Strength of the eye-dome light, 0 to 1");
        light.valueProperty().addListener((o, was, is) -> {
            if (!showing) {
                style(style().withEyeDome(Math.round(is.doubleValue() * 100) / 100.0));
            }
        });
        Parts.tip(light, "How much edges in depth are darkened; arrow keys move it");
        HBox.setHgrow(light, Priority.ALWAYS);
        round.setOnAction(e -> style(style().withRound(round.isSelected())));
        Parts.tip(round, "Discs in place of squares from 3 pixels on");
        gaps.setOnAction(e -> style(style().withFillGaps(gaps.isSelected())));
        Parts.tip(gaps, "Holes of a few pixels in surfaces are closed while the camera stands");
        getChildren().addAll(
                LooksPanel.head("Points"), row, pixels, metres, Parts.row(8, Parts.label("Light"), light), round, gaps);
    }

    private static String words(Mode m) {
        return switch (m) {
            case ADAPTIVE -> "Adaptive";
            case PIXELS -> "Pixels";
            case METRES -> "Metres";
        };
    }

    private static String tip(Mode m) {
        return switch (m) {
            case ADAPTIVE -> "Larger when near; as large as their spacing where finer points are still on their way";
            case PIXELS -> "The same size at any distance";
            case METRES -> "A size in the scene";
        };
    }

    private PointStyle style() {
        return looks.get().style();
    }

    private void style(PointStyle now) {
        looks.set(looks.get().withStyle(now));
    }

    private void mode(Mode m) {
        boolean metresNow = m == Mode.METRES;
        boolean metresWere = style().mode() == Mode.METRES;
        double size = metresNow == metresWere
                ? style().size()
                : metresNow ? USUAL_METRES : PointStyle.DEFAULT.size();
        style(style().withMode(m, size));
        show(looks.get());
    }

    private Optional<String> size(double v, double largest) {
        if (!(v > 0) || v > largest) {
            return Optional.of("Sizes go from above 0 to " + (int) largest + "; the old value stays in force.");
        }
        style(style().withSize(v));
        return Optional.empty();
    }

    void show(Looks now) {
        showing = true;
        PointStyle s = now.style();
        modes.forEach((m, b) -> b.setSelected(m == s.mode()));
        boolean inMetres = s.mode() == Mode.METRES;
        (inMetres ? metres : pixels).show(s.size());
        for (PropertyField f : new PropertyField[] {metres, pixels}) {
            boolean there = f == metres == inMetres;
            f.setVisible(there);
            f.setManaged(there);
        }
        light.setValue(s.eyeDome());
        round.setSelected(s.round());
        gaps.setSelected(s.fillGaps());
        showing = false;
    }
}
