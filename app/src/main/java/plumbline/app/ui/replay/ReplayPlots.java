package plumbline.app.ui.replay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.app.service.MeasurementNumbers;
import plumbline.app.service.RecordingNumbers;
import plumbline.app.service.Session;
import plumbline.app.ui.Ui;

/** What the timeline shows below the sensors: the plots that are chosen, and the rows of tracks. */
final class ReplayPlots implements Plots.Listener {
    /** Every sweep is read for it; a pass of more than so many is sampled. */
    private static final int MOST_SWEEPS = 2000;

    private final Ui ui;
    private final TimelineModel model;
    private final TimelinePane timeline;
    private final Plots plots;
    private final List<RecordingNumbers> recordings = new ArrayList<>();
    private boolean allTracks;

    ReplayPlots(Ui ui, TimelineModel model, TimelinePane timeline) {
        this.ui = ui;
        this.model = model;
        this.timeline = timeline;
        this.plots = new Plots(ui.tasks(), this);
        model.ego().forEach(s -> plots.offer("ego:" + s.name(), "Ego and rig", s, true));
        Capture capture = model.capture();
        if (capture.trajectory().size() > 2) {
            plots.offer(new Plots.Offer(
                    "acceleration", "Ego and rig", "Acceleration", () -> Series.acceleration(capture.trajectory())));
        }
        capture.sensors(SensorKind.LIDAR).forEach(l -> plots.offer(new Plots.Offer(
                "points:" + l.id(), "Ego and rig", "Points per sweep of " + l.id(), () -> points(ui.session(), l.id()))));
        measurements();
        model.lanes().forEach(l -> plots.offer(new Plots.Offer(
                "interval:" + l.sensor().id(), "Time between messages", l.sensor().id().value(), () -> Series.interval(l))));
    }

    /** What IMU and GNSS measured, as far as the capture's encodings can be read. */
    private void measurements() {
        for (Sensor s : model.capture().sensors()) {
            try {
                for (String field : MeasurementNumbers.fields(ui.session().source(), s)) {
                    plots.offer(new Plots.Offer("sensor:" + s.id() + ":" + field, s.id().value(), field, () -> {
                        RecordingNumbers.Track t = MeasurementNumbers.read(ui.session().source(), s, field);
                        return new Series(
                                s.id() + " " + field, "", decimals(t.values()), t.timesNanos(), t.values(), Double.NaN);
                    }));
                }
            } catch (IOException e) {
                ui.problem("What " + s.id() + " measured cannot be plotted: " + e.getMessage());
            }
        }
    }

    private static Series points(Session session, SensorId lidar) throws IOException {
        List<Frame> frames = session.capture().frames().stream()
                .filter(f -> f.sample(lidar).isPresent())
                .toList();
        int step = Math.max(1, (frames.size() + MOST_SWEEPS - 1) / MOST_SWEEPS);
        int n = (frames.size() + step - 1) / step;
        long[] times = new long[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            var sample = frames.get(i * step).sample(lidar).orElseThrow();
            times[i] = sample.timeNanos();
            values[i] = session.source().points(sample).size();
        }
        String name = step == 1 ? "Points" : "Points, 1 of " + step;
        return new Series(name + " " + lidar, "", 0, times, values, Double.NaN);
    }

    void choose() {
        PlotChooser dialog = new PlotChooser(plots, this::addRecording, ui::closeDialog);
        ui.dialog(dialog);
        dialog.first().requestFocus();
    }

    private void addRecording() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Choose the recording whose numbers are offered");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Recordings", "*.mcap", "*.db3"));
        File chosen = chooser.showOpenDialog(timeline.getScene().getWindow());
        if (chosen != null) {
            addRecording(chosen.toPath());
        }
    }

    /** Offers every number of every message of a recording; its times are taken as they are. */
    void addRecording(Path path) {
        ui.tasks().io(
                () -> RecordingNumbers.open(path),
                numbers -> {
                    recordings.add(numbers);
                    for (RecordingNumbers.Topic t : numbers.topics()) {
                        for (String field : t.fields()) {
                            plots.offer(new Plots.Offer(
                                    path + ":" + t.name() + ":" + field, path.getFileName() + " " + t.name(), field,
                                    () -> field(numbers, t, field)));
                        }
                    }
                    choose();
                },
                e -> ui.problem(path.getFileName() + " cannot be plotted from: " + e.getMessage()));
    }

    private Series field(RecordingNumbers numbers, RecordingNumbers.Topic topic, String field) throws IOException {
        RecordingNumbers.Track track = numbers.read(topic.name(), field);
        boolean outside = track.timesNanos().length == 0
                || track.timesNanos()[track.timesNanos().length - 1] < model.start()
                || track.timesNanos()[0] > model.end();
        if (outside) {
            throw new IOException("the recording's messages lie outside this pass in time");
        }
        return new Series(
                topic.name() + " " + field, "", decimals(track.values()), track.timesNanos(), track.values(), Double.NaN);
    }

    /** As many as the values' range needs to be told apart. */
    private static int decimals(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            low = Double.isFinite(v) ? Math.min(low, v) : low;
            high = Double.isFinite(v) ? Math.max(high, v) : high;
        }
        return high > low ? Math.clamp(3 - (int) Math.floor(Math.log10(high - low)), 0, 7) : 2;
    }

    void close() {
        for (RecordingNumbers r : recordings) {
            try {
                r.close();
            } catch (IOException e) {
                ui.problem(r.file() + " could not be closed: " + e.getMessage());
            }
        }
    }

    @Override
    public void shown(List<Series> series) {
        model.setSeries(series);
        timeline.rowsChanged();
    }

    @Override
    public void failed(String sentence) {
        ui.problem(sentence);
    }

    void setAllTracks(boolean all) {
        allTracks = all;
        tracks();
    }

    /** After the selection or the labels have changed. */
    void tracks() {
        Optional<TrackId> selected =
                ui.selection().get().flatMap(id -> ui.session().labels().find(id)).map(l -> l.track());
        List<TrackLane> now = allTracks
                ? TrackLane.all(ui.session().labels(), ui.session().ontology(), model.frameSpans())
                : selected.flatMap(t -> TrackLane.of(t, ui.session().labels(), ui.session().ontology(), model.frameSpans()))
                        .stream()
                        .toList();
        if (!now.equals(model.tracks())) {
            model.setTracks(now);
            timeline.rowsChanged();
        }
    }
}
