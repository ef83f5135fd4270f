package plumbline.app.ui.parts;

import java.util.Optional;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import plumbline.viewer3d.render.Legend;

/** What the colours of points mean, as a card over a 3D view: title, low end, scale, high end. */
public final class LegendCard extends HBox {
    public LegendCard() {
        super(8);
        getStyleClass().addAll("float-card");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setMouseTransparent(true);
        show(Optional.empty());
    }

    /** Hidden where colours mean nothing but themselves. */
    public void show(Optional<Legend> legend) {
        setVisible(legend.isPresent());
        legend.ifPresent(x -> {
            if (!x.entries().isEmpty()) {
                getChildren().setAll(Parts.label(x.title()));
                x.entries().forEach(e -> getChildren().add(
                        Parts.row(4, Parts.swatch(e.rgb(), 10), Parts.label(e.name(), "fg1"))));
                return;
            }
            Region scale = new Region();
            StringBuilder stops = new StringBuilder("-fx-background-color: linear-gradient(to right");
            x.colours().forEach(rgb -> stops.append(String.format(", #%06X", rgb)));
            scale.setStyle(stops.append(");").toString());
            scale.getStyleClass().add("legend-scale");
            int decimals = Math.abs(x.max() - x.min()) < 5 ? 2 : Math.abs(x.max() - x.min()) < 50 ? 1 : 0;
            String unit = x.unit().isEmpty() ? "" : " " + x.unit();
            getChildren().setAll(
                    Parts.label(x.title()),
                    Parts.mono(Numbers.fixed(x.min(), decimals) + unit, "fg1"),
                    scale,
                    Parts.mono(Numbers.fixed(x.max(), decimals) + unit, "fg1"));
        });
    }
}
