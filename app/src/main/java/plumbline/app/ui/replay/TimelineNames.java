package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.ui.parts.Numbers;
import plumbline.app.ui.parts.Parts;

/** The timeline's name column: what each row is, its rate or its value at the playhead, and what it lost, in words. */
final class TimelineNames extends Pane {
    /** Rows that are not scrolled: pass, events, findings. */
    private static final int FIXED = 3;

    private final TimelineModel model;
    private final List<HBox> rows = new ArrayList<>();
    private final List<Label> values = new ArrayList<>();
    private final Label events = Parts.mono("", "fg1");
    private final Label findings = Parts.mono("", "fg1");
    private final Pane scrolled = new Pane();
    private final Rectangle clip = new Rectangle();

    TimelineNames(TimelineModel model) {
        this.model = model;
        getStyleClass().add("timeline-names");
        scrolled.setManaged(false);
        scrolled.setClip(clip);
        rebuild();
    }

    /** After other tracks or plots are shown. */
    void rebuild() {
        rows.clear();
        values.clear();
        scrolled.getChildren().clear();
        getChildren().clear();
        add(row("", "Whole pass", Parts.mono(length(), "fg1")), false);
        add(row("mdi2r-rhombus-outline", "Events", events), false);
        add(row("mdi2a-alert-circle-outline", "Findings", findings), false);
        for (Lane lane : model.lanes()) {
            int missing = lane.missing();
            Label rate = missing > 0
                    ? Parts.label(Numbers.count(missing) + " dropped", "high-text", "caption-size")
                    : Parts.mono(lane.hertz() > 0 ? hertz(lane.hertz()) : times(lane), "fg1", "caption-size");
            rate.setMinWidth(Region.USE_PREF_SIZE);
            add(row(icon(lane.sensor().kind()), lane.sensor().id().value(), rate), true);
        }
        for (TrackLane track : model.tracks()) {
            String length = Numbers.fixed((track.toNanos() - track.fromNanos()) / 1e9, 1) + " s";
            HBox row = row("", track.name(), Parts.mono(length, "fg1", "caption-size"));
            row.getChildren().addFirst(Parts.swatch(track.rgb(), 10));
            add(row, true);
        }
        for (Series s : model.series()) {
            Label value = Parts.mono("", "fg1", "caption-size");
            values.add(value);
            add(row("mdi2c-chart-line", s.name(), value), true);
        }
        getChildren().add(scrolled);
    }

    private void add(HBox row, boolean scrolls) {
        rows.add(row);
        // Placed here by the timeline's rows, not by the pane's own layout.
        row.setManaged(false);
        (scrolls ? scrolled : this).getChildren().add(row);
    }

    @Override
    protected void layoutChildren() {
        rows.forEach(HBox::layout);
    }

    private static HBox row(String icon, String name, Label right) {
        Label words = Parts.label(name, icon.isEmpty() ? "fg2" : "fg0");
        words.setMinWidth(24);
        HBox row = Parts.row(8, words, Parts.spacer(), right);
        if (!icon.isEmpty()) {
            row.getChildren().addFirst(Parts.icon(icon, "dim", "lane-icon"));
        }
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("timeline-name");
        row.setMinHeight(0);
        return row;
    }

    private String length() {
        return Numbers.fixed((model.end() - model.start()) / 1e9, 1) + " s";
    }

    private static String times(Lane lane) {
        return Numbers.plural(lane.timesNanos().length, "message", "messages");
    }

    static String hertz(double hz) {
        return Numbers.fixed(hz, hz < 9.95 ? 1 : 0) + " Hz";
    }

    static String icon(SensorKind kind) {
        return switch (kind) {
            case LIDAR -> "mdi2r-radar";
            case CAMERA -> "mdi2c-camera-outline";
            case RADAR -> "mdi2s-signal-distance-variant";
            case IMU -> "mdi2a-axis-arrow";
            case GNSS -> "mdi2s-satellite-variant";
        };
    }

    void show(Playback playback) {
        events.setText(Numbers.count(model.events().size()));
        findings.setText(Numbers.count(model.marks().size()));
        for (int i = 0; i < values.size(); i++) {
            Series s = model.series().get(i);
            double v = s.at(playback.playhead()).orElse(Double.NaN);
            values.get(i).setText(s.words(v));
        }
    }

    void place(TimelineRows r, double scroll, double width, double height) {
        rows.get(0).resizeRelocate(0, 0, width, TimelineRows.OVERVIEW);
        rows.get(1).resizeRelocate(0, TimelineRows.EVENTS_TOP, width, TimelineRows.EVENTS);
        rows.get(2).resizeRelocate(0, TimelineRows.FINDINGS_TOP, width, TimelineRows.FINDINGS);
        scrolled.resizeRelocate(0, TimelineRows.LANES_TOP, width, Math.max(0, height - TimelineRows.LANES_TOP));
        clip.setWidth(width);
        clip.setHeight(Math.max(0, height - TimelineRows.LANES_TOP));
        int thin = r.lanes() + r.tracks();
        for (int i = FIXED; i < rows.size(); i++) {
            int k = i - FIXED;
            boolean lane = k < thin;
            double top = lane ? r.laneTop(k) : r.plotTop(k - thin);
            rows.get(i).resizeRelocate(
                    0, top - scroll - TimelineRows.LANES_TOP, width, lane ? r.laneHeight() : r.plotHeight());
        }
    }
}
