package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.service.Session;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;
import plumbline.app.ui.parts.Tint;
import plumbline.storage.project.StoredCapture;

/** The pass at the playhead: rate and age of every sensor, the ego's motion, and what the data is. */
final class PlayheadPanel extends StackPane {
    /** A sensor's row: what changes as the playhead moves. */
    private record SensorRow(Lane lane, StackPane state, Label rate, Label age) {}

    private record EgoRow(Series series, Label value, Canvas spark) {}

    private static final double SPARK_WIDTH = 96;
    /** Cameras closer to their sweep than this are called simultaneous: nothing is said. */
    private static final long LEAST_OFFSET_MS = 3;

    private final TimelineModel model;
    private final Label time = Parts.label("", "playhead-time");
    private final Label utc = Parts.mono("", "fg2", "caption-size");
    private final List<SensorRow> sensors = new ArrayList<>();
    private final List<EgoRow> ego = new ArrayList<>();

    PlayheadPanel(TimelineModel model, Session session) {
        this.model = model;
        VBox all = new VBox();
        HBox head = Parts.row(8, time, Parts.spacer(), utc);
        head.getStyleClass().add("playhead-head");
        all.getChildren().addAll(head, sensorTable());
        if (!model.ego().isEmpty()) {
            all.getChildren().addAll(heading("Ego"), egoTable());
        }
        all.getChildren().addAll(heading("Provenance"), provenance(session));
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().add(scroll);
    }

    private static Label heading(String words) {
        Label l = Parts.label(words, "strong", "section-head");
        l.setMaxWidth(Double.MAX_VALUE);
        return l;
    }

    private Node sensorTable() {
        VBox box = new VBox();
        HBox head = sensorRow(new StackPane(), Parts.caption("Sensor"), Parts.caption("Rate"), Parts.caption("Age"));
        box.getChildren().add(head);
        for (Lane lane : model.lanes()) {
            SensorRow row = new SensorRow(lane, new StackPane(), Parts.mono(""), Parts.mono(""));
            sensors.add(row);
            VBox named = named(lane.sensor());
            HBox line = sensorRow(row.state(), named, row.rate(), row.age());
            if (named.getChildren().size() > 1) {
                line.getStyleClass().add("two-lines");
            }
            box.getChildren().add(line);
        }
        return box;
    }

    /** The name; below it, for a camera that is triggered apart from the sweep, by how much it usually is. */
    private VBox named(Sensor sensor) {
        Label name = Parts.label(sensor.id().value());
        name.setMinWidth(0);
        Parts.tip(name, sensor.id().value());
        VBox box = new VBox(name);
        box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        long usual = Math.round(model.sync().usualNanos(sensor.id()).orElse(0) / 1e6);
        if (Math.abs(usual) >= LEAST_OFFSET_MS) {
            Label offset = Parts.label("usually " + (usual > 0 ? "+" : "") + Numbers.count(usual) + " ms", "fg2",
                    "caption-size");
            offset.setMinWidth(0);
            Parts.tip(offset, "Taken " + Math.abs(usual) + " ms " + (usual > 0 ? "after" : "before")
                    + " the sweep, the median over the pass.\nOnly what is off that by more than "
                    + Math.round(Series.SYNC_LIMIT_MS) + " ms is out of sync.");
            box.getChildren().add(offset);
        }
        return box;
    }

    private static HBox sensorRow(StackPane state, Region name, Label rate, Label age) {
        state.setMinWidth(16);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setMinWidth(20);
        HBox.setHgrow(name, Priority.ALWAYS);
        rate.setMinWidth(48);
        age.setMinWidth(56);
        rate.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        age.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        HBox row = Parts.row(8, state, name, rate, age);
        row.getStyleClass().addAll("sensor-row", "rule-below");
        return row;
    }

    private Node egoTable() {
        VBox box = new VBox();
        for (Series s : model.ego()) {
            Label value = Parts.mono("");
            value.setMinWidth(80);
            value.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
            Canvas spark = new Canvas(SPARK_WIDTH, 22);
            ego.add(new EgoRow(s, value, spark));
            Label name = Parts.label(s.name(), "fg1");
            name.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = Parts.row(8, name, Parts.spacer(), value, spark);
            row.getStyleClass().add("fact-row");
            box.getChildren().add(row);
        }
        return box;
    }

    private static Node provenance(Session session) {
        StoredCapture stored = session.stored();
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints(84);
        names.setHalignment(HPos.LEFT);
        grid.getColumnConstraints().addAll(names, new ColumnConstraints(0, 100, Double.MAX_VALUE, Priority.ALWAYS, HPos.LEFT, true));
        long calibrated = session.capture().sensors(SensorKind.CAMERA).stream()
                .filter(s -> s.lens().isPresent())
                .count();
        long cameras = session.capture().sensors(SensorKind.CAMERA).size();
        List<String[]> facts = List.of(
                new String[] {"Capture", stored.hash().shortHex(), "mono"},
                new String[] {"Format", stored.format(), ""},
                new String[] {"Imported", Numbers.day(stored.imported()) + ", " + Numbers.clock(stored.imported()), ""},
                new String[] {"Size", Numbers.plural(stored.frames(), "frame", "frames") + ", "
                        + Numbers.brief(stored.points()) + " points", ""},
                new String[] {"Calibration", cameras == 0
                        ? "no cameras"
                        : calibrated + " of " + cameras + " cameras, " + lenses(session), ""},
                new String[] {"Labels", Numbers.plural(session.labels().size(), "label", "labels") + ", "
                        + session.project().head().map(v -> v.hash().shortHex()).orElse("not committed"), ""},
                new String[] {"Purpose", stored.governance().purpose(), ""},
                new String[] {"Class", stored.governance().classification(), ""},
                new String[] {"Owner", stored.governance().owner(), ""},
                new String[] {"Retention", stored.governance().retention(), ""});
        for (int i = 0; i < facts.size(); i++) {
            Label value = Parts.label(facts.get(i)[1]);
            value.setWrapText(true);
            if (!facts.get(i)[2].isEmpty()) {
                value.getStyleClass().add(facts.get(i)[2]);
            }
            grid.addRow(i, Parts.label(facts.get(i)[0], "fg2"), value);
        }
        return grid;
    }

    private static String lenses(Session session) {
        return session.capture().sensors(SensorKind.CAMERA).stream()
                .map(Sensor::lens)
                .flatMap(java.util.Optional::stream)
                .map(l -> l.getClass().getSimpleName().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("no lens model");
    }

    /** {@code visible}: the part of the pass that the timeline shows; the small curves show the same. */
    void show(Playback playback, TimelineModel.Span visible, boolean dark) {
        long at = playback.playhead();
        time.setText("+" + Numbers.fixed((at - playback.start()) / 1e9, 3) + " s");
        utc.setText(Numbers.utc(at) + " UTC");
        for (SensorRow row : sensors) {
            show(row, at);
        }
        for (EgoRow row : ego) {
            double v = row.series().at(at).orElse(Double.NaN);
            row.value().setText(row.series().words(v));
            spark(row, at, visible, dark);
        }
    }

    private static void show(SensorRow row, long at) {
        Lane lane = row.lane();
        int last = lane.lastAt(at);
        row.rate().setText(last < 0 || lane.usualStepNanos() == 0 ? "—" : TimelineNames.hertz(lane.hertzAt(at)));
        if (last < 0) {
            row.age().getStyleClass().removeAll("high-text", "fg1", "fg2");
            row.age().getStyleClass().add("fg2");
            row.age().setText("in " + span(lane.timesNanos()[0] - at));
            row.state().getChildren().setAll(Parts.icon("mdi2m-minus-circle-outline", "dim"));
            return;
        }
        long age = at - lane.timesNanos()[last];
        boolean silent = lane.usualStepNanos() > 0 && age > 1.7 * lane.usualStepNanos();
        row.age().setText(span(age));
        row.age().getStyleClass().removeAll("high-text", "fg1", "fg2");
        row.age().getStyleClass().add(silent ? "high-text" : "fg1");
        row.state().getChildren().setAll(silent
                ? Parts.icon("mdi2c-close-circle", "high-text")
                : Parts.icon("mdi2c-check-circle", "ok-text"));
    }

    private static String span(long nanos) {
        return nanos < 9_999_500_000L
                ? Numbers.count(Math.round(nanos / 1e6)) + " ms"
                : Numbers.fixed(nanos / 1e9, 1) + " s";
    }

    /** The visible part of the pass; a dot where the playhead stands. */
    private static void spark(EgoRow row, long at, TimelineModel.Span visible, boolean dark) {
        GraphicsContext g = row.spark().getGraphicsContext2D();
        double w = row.spark().getWidth();
        double h = row.spark().getHeight();
        g.clearRect(0, 0, w, h);
        Series s = row.series();
        double low = Math.min(0, s.min());
        double high = Double.isNaN(s.limit()) ? s.max() : Math.max(s.limit(), s.max());
        // A range of a few last digits is noise and stays flat.
        double scale = (h - 8) / Math.max(high - low, 5 * Math.pow(10, -s.decimals()));
        double perNano = w / Math.max(1, visible.toNanos() - visible.fromNanos());
        g.setStroke(Tint.BD2.of(dark));
        g.setLineWidth(1);
        double base = Math.round(h - 4 + low * scale) + 0.5;
        g.strokeLine(0, base, w, base);
        g.setStroke(Tint.ACCENT.of(dark));
        g.setLineWidth(1.5);
        TimeAxis axis = new TimeAxis(
                visible.fromNanos(), visible.toNanos(), visible.fromNanos(), Math.max(visible.fromNanos() + 1, visible.toNanos()), w);
        Curve.stroke(g, s, axis, v -> h - 4 - (v - low) * scale);
        double v = s.at(at).orElse(Double.NaN);
        double x = (at - visible.fromNanos()) * perNano;
        if (Double.isFinite(v) && x >= 0 && x <= w) {
            g.setFill(Tint.FG0.of(dark));
            g.fillOval(Math.clamp(x, 2.5, w - 2.5) - 2.5, h - 4 - (v - low) * scale - 2.5, 5, 5);
        }
    }
}
