package plumbline.app.ui.looks;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import plumbline.app.Tasks;
import plumbline.app.ui.parts.Parts;
import plumbline.viewer3d.render.ColourMap;
import plumbline.viewer3d.render.Legend.Range;
import plumbline.viewer3d.render.Looks;
import plumbline.viewer3d.render.Looks.Between;
import plumbline.viewer3d.render.PointValues.Histogram;

/**
 * Everything about how points look, in one column: colour with scale and range, size and light, what is left out, and how
 * much layers cover. Shows and changes one property of {@link Looks}; every control is reached by Tab.
 */
public final class LooksPanel extends ScrollPane {
    private final ObjectProperty<Looks> looks;
    private final Tasks tasks;
    private final ObjectProperty<Boolean> dark;
    private final ComboBox<String> colour = new ComboBox<>();
    private final ComboBox<ColourMap> map = new ComboBox<>();
    private final VBox range = new VBox(4);
    private final StyleSection style;
    private final CheckBox ground = new CheckBox("Ground");
    private final ClassChips classes;
    private final VBox filters = new VBox(8);
    private final Button addFilter;
    private final LayerSliders layers;
    private final VBox filterSection;
    private Optional<LooksSource> source = Optional.empty();
    private boolean showing;
    private String rangeOf = "";
    private List<String> filtersOf = List.of();

    public LooksPanel(ObjectProperty<Looks> looks, Tasks tasks, ObjectProperty<Boolean> dark) {
        this.looks = looks;
        this.tasks = tasks;
        this.dark = dark;
        style = new StyleSection(looks);
        classes = new ClassChips(looks);
        layers = new LayerSliders(looks);
        addFilter = Parts.button("Add range...", this::offerFilters);
        Parts.tip(addFilter, "Show only points with a value in a range");
        filterSection = new VBox(8, head("Show"), ground, classes, filters, addFilter);
        VBox body = new VBox(
                12,
                new VBox(8, head("Colour"), colour, map, range), style, filterSection, layers,
                Parts.button("Restore usual looks", () -> looks.set(Looks.DEFAULT)));
        body.getStyleClass().add("looks-body");
        setContent(body);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("looks-panel");
        choosers();
        looks.addListener((o, was, is) -> show());
        dark.addListener((o, was, is) -> {
            rangeOf = "";
            filtersOf = List.of();
            show();
        });
        show();
    }

    static Node head(String words) {
        return Parts.label(words, "strong");
    }

    private void choosers() {
        dress(colour, "What colours the points");
        colour.setButtonCell(new Words());
        colour.setCellFactory(l -> new Words());
        colour.setOnAction(e -> {
            if (!showing && colour.getValue() != null) {
                looks.set(looks.get().withColour(colour.getValue()));
            }
        });
        dress(map, "Colour scale");
        map.getItems().setAll(ColourMap.CHOICES);
        map.setButtonCell(new ScaleCell());
        map.setCellFactory(l -> new ScaleCell());
        map.setOnAction(e -> {
            if (!showing && map.getValue() != null) {
                boolean usual = source.map(s -> s.usualMap(looks.get().colour()) == map.getValue()).orElse(false);
                looks.set(looks.get().withMap(usual ? Optional.empty() : Optional.of(map.getValue())));
            }
        });
        ground.setOnAction(e -> looks.set(looks.get().withGround(ground.isSelected())));
        Parts.tip(ground, "Points of the ground are shown");
    }

    private static void dress(ComboBox<?> box, String what) {
        box.getStyleClass().add("pl-combo");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(what);
        box.setVisibleRowCount(16);
        Parts.tip(box, what);
    }

    private final class Words extends ListCell<String> {
        @Override
        protected void updateItem(String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty || name == null ? "" : source.map(s -> s.words(name)).orElse(name));
        }
    }

    private static final class ScaleCell extends ListCell<ColourMap> {
        @Override
        protected void updateItem(ColourMap m, boolean empty) {
            super.updateItem(m, empty);
            setText(empty || m == null ? "" : m.words());
            setGraphic(empty || m == null ? null : strip(m));
        }

        private static Region strip(ColourMap m) {
            Region r = new Region();
            r.getStyleClass().add("looks-scale");
            StringBuilder stops = new StringBuilder("-fx-background-color: linear-gradient(to right");
            for (int rgb : m.samples(12)) {
                stops.append(String.format(", #%06X", rgb));
            }
            r.setStyle(stops.append(");").toString());
            return r;
        }
    }

    /** The points have changed, or what is known of them. */
    public void offer(LooksSource now) {
        if (source.equals(Optional.of(now))) {
            // Only coloured anew: an editor that a person holds is left alone.
            return;
        }
        source = Optional.of(now);
        rangeOf = "";
        filtersOf = List.of();
        if (isVisible()) {
            show();
        }
    }

    /** Puts all controls as the looks are; histograms follow when they are counted. */
    public void show() {
        if (source.isEmpty()) {
            return;
        }
        showing = true;
        LooksSource s = source.get();
        Looks now = looks.get();
        if (!colour.getItems().equals(s.colours())) {
            colour.getItems().setAll(s.colours());
        }
        colour.setValue(s.colours().contains(now.colour()) ? now.colour() : s.colours().getFirst());
        Optional<String> value = s.value(colour.getValue());
        map.setValue(now.map().orElse(s.usualMap(colour.getValue())));
        set(map, value.isPresent());
        style.show(now);
        ground.setSelected(now.ground());
        set(ground, s.ground());
        classes.show(s.classes(), now);
        layers.show(s.layers(), now);
        showing = false;
        showRange(s, value);
        showFilters(s, now);
    }

    private static void set(Node n, boolean there) {
        n.setVisible(there);
        n.setManaged(there);
    }

    private void showRange(LooksSource s, Optional<String> value) {
        if (!isVisible()) {
            return;
        }
        String of = colour.getValue() + " " + value.orElse("") + looks.get().range().isPresent();
        if (of.equals(rangeOf)) {
            return;
        }
        rangeOf = of;
        if (value.isEmpty()) {
            range.getChildren().clear();
            return;
        }
        count(s, value.get(), histogram -> {
            Range all = new Range(histogram.min(), histogram.max());
            RangeEditor editor = new RangeEditor(
                    dark.get(), s.words(colour.getValue()), s.unit(value.get()), all, this::chooseRange);
            editor.show(histogram, looks.get().range().orElse(histogram.quantiles(0.02, 0.98)));
            range.getChildren().setAll(editor);
            if (looks.get().range().isPresent()) {
                range.getChildren().add(Parts.link("Usual range", () -> looks.set(looks.get().withRange(Optional.empty()))));
            }
        });
    }

    private void chooseRange(double low, double high) {
        // The editor shows it already: it is not made anew under the pointer that drags it.
        rangeOf = colour.getValue() + " " + source.flatMap(s -> s.value(colour.getValue())).orElse("") + true;
        looks.set(looks.get().withRange(Optional.of(new Range(low, high))));
        if (range.getChildren().size() == 1) {
            range.getChildren().add(Parts.link("Usual range", () -> looks.set(looks.get().withRange(Optional.empty()))));
        }
    }

    private interface Counted {
        void take(Histogram histogram);
    }

    private void count(LooksSource s, String value, Counted then) {
        tasks.compute(
                () -> s.histogram(value),
                h -> {
                    if (source.equals(Optional.of(s))) {
                        h.ifPresent(then::take);
                    }
                },
                e -> range.getChildren().setAll(Parts.caption("These points cannot be read: " + e.getMessage())));
    }

    private void showFilters(LooksSource s, Looks now) {
        List<String> of = now.filters().stream().map(Between::value).toList();
        if (of.equals(filtersOf) || !isVisible()) {
            return;
        }
        filtersOf = of;
        filters.getChildren().clear();
        for (Between f : now.filters()) {
            VBox place = new VBox(4);
            Button away = Parts.iconButton("mdi2c-close", "Show all of " + s.words(f.value()), () ->
                    looks.set(looks.get().withoutFilter(f.value())));
            place.getChildren().setAll(Parts.row(4, Parts.label(s.words(f.value())), Parts.spacer(), away));
            filters.getChildren().add(place);
            count(s, f.value(), histogram -> {
                RangeEditor editor = new RangeEditor(
                        dark.get(), s.words(f.value()), s.unit(f.value()), new Range(histogram.min(), histogram.max()),
                        (low, high) -> looks.set(looks.get().withFilter(new Between(f.value(), low, high))));
                editor.show(histogram, new Range(f.min(), f.max()));
                place.getChildren().add(editor);
            });
        }
        VBox.setVgrow(filters, Priority.NEVER);
    }

    private void offerFilters() {
        ContextMenu menu = new ContextMenu();
        source.ifPresent(s -> s.values().stream()
                .filter(v -> looks.get().filter(v).isEmpty())
                .forEach(v -> {
                    MenuItem item = new MenuItem(s.words(v));
                    item.setOnAction(e -> addFilter(s, v));
                    menu.getItems().add(item);
                }));
        menu.show(addFilter, Side.BOTTOM, 0, 4);
    }

    /** Begins with all values, so that nothing vanishes before a handle is moved. */
    private void addFilter(LooksSource s, String value) {
        count(s, value, h -> looks.set(looks.get().withFilter(new Between(value, h.min(), h.max()))));
    }
}
