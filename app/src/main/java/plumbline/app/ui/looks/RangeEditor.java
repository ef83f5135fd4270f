package plumbline.app.ui.looks;

import java.util.Optional;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.app.ui.parts.HistogramRange;
import plumbline.app.ui.parts.PropertyField;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.PointValues.Histogram;

/** A range of values: handles on their histogram, its two ends as numbers that can be typed. */
final class RangeEditor extends VBox {
    /** What is told when a person has chosen other ends. */
    interface Chosen {
        void range(double low, double high);
    }

    private final HistogramRange bars;
    private final PropertyField low;
    private final PropertyField high;
    private final Chosen chosen;

    RangeEditor(boolean dark, String of, String unit, Range all, Chosen chosen) {
        super(4);
        this.chosen = chosen;
        double span = Math.max(1e-9, all.max() - all.min());
        int decimals = span < 0.5 ? 4 : span < 5 ? 2 : span < 500 ? 1 : 0;
        bars = new HistogramRange(dark, this::dragged);
        bars.setAccessibleText("Range of " + of);
        low = new PropertyField("From", unit, decimals, span / 200, v -> typed(v, true));
        high = new PropertyField("To", unit, decimals, span / 200, v -> typed(v, false));
        HBox ends = new HBox(8, low, high);
        for (Region r : new Region[] {low, high}) {
            HBox.setHgrow(r, Priority.ALWAYS);
            r.setPrefWidth(110);
            r.setMinWidth(0);
        }
        getChildren().addAll(bars, ends);
    }

    void show(Histogram histogram, Range now) {
        bars.show(histogram.counts(), histogram.min(), histogram.max(), now.min(), now.max());
        low.show(now.min());
        high.show(now.max());
    }

    private void dragged(double l, double h) {
        low.show(l);
        high.show(h);
        chosen.range(l, h);
    }

    private Optional<String> typed(double v, boolean isLow) {
        double l = isLow ? v : low.value();
        double h = isLow ? high.value() : v;
        if (l > h) {
            return Optional.of("The range would end before it begins; the old value stays in force.");
        }
        bars.choose(l, h);
        return Optional.empty();
    }
}
