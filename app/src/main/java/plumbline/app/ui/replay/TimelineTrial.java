package plumbline.app.ui.replay;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javafx.scene.Scene;
import plumbline.annotation.review.Finding;
import plumbline.annotation.review.Severity;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;
import plumbline.storage.project.PassEvent;

/** A timeline of a long pass that was never recorded, painted at one zoom after another, for measuring. */
public final class TimelineTrial {
    private static final SensorId LIDAR = new SensorId("lidar");
    private static final long STEP_NANOS = 100_000_000L;
    private static final int ROUNDS = 60;

    private TimelineTrial() {}

    /** A lidar at 10 Hz with jitter and drop-outs, a pose for each sweep. */
    static Capture longPass(int frames) {
        Random random = new Random(7);
        List<Frame> all = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        long[] times = new long[frames];
        List<Pose> poses = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            times[i] = i * STEP_NANOS + random.nextInt(5_000_000) + (random.nextInt(200) == 0 ? STEP_NANOS / 2 : 0);
            Pose p = Pose.of(i * 0.8 + 3 * Math.sin(i / 90.0), 20 * Math.sin(i / 400.0), 0, 0, 0, Math.sin(i / 800.0), Math.cos(i / 800.0));
            poses.add(p);
            Sample sweep = new Sample(LIDAR, times[i], p, "pcd", "s" + i);
            if (random.nextInt(300) != 0) {
                samples.add(sweep);
            }
            all.add(new Frame(i, times[i], p, Map.of(LIDAR, sweep)));
        }
        return new Capture(
                "long pass", "made", "local",
                List.of(new Sensor(LIDAR, SensorKind.LIDAR, Pose.IDENTITY, Optional.empty())), LIDAR, all, samples,
                new Trajectory(times, poses), List.of());
    }

    /** Milliseconds of computing for each paint: of the window's thread, and of all threads with the picture drawn in software. */
    public record Paints(List<Double> window, List<Double> all) {}

    /** Other programs on this machine do not count. */
    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** {@code messages} sweeps, a hundredth as many findings; on the window's thread. */
    public static Paints paint(int messages) {
        TimelineModel model = new TimelineModel(longPass(messages));
        Playback playback = new Playback(model.frameTimes(), model.start(), model.end());
        TimelinePane pane = new TimelinePane(model, playback, t -> {}, () -> {}, new TimelinePane.Marks() {
            @Override
            public void choose(Finding f) {}

            @Override
            public void choose(PassEvent e) {}

            @Override
            public void edit(PassEvent e) {}

            @Override
            public void choose(TrackLane t) {}
        });
        List<Series> series = new ArrayList<>(model.ego());
        series.add(Series.acceleration(model.capture().trajectory()));
        series.add(Series.interval(model.lanes().getFirst()));
        model.setSeries(series);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < messages / 100; i++) {
            findings.add(Finding.of(
                    "rule " + i, Severity.values()[i % 4],
                    new Finding.Place(i * 100, Optional.empty(), Optional.empty(), Optional.empty()), "Made up", Map.of()));
        }
        model.setFindings(findings);
        pane.setNamesWidth(264);
        pane.rowsChanged();
        new Scene(pane, 1600, 268);
        pane.resize(1600, 268);
        pane.layout();
        List<Double> window = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long began = cpuNanos();
            long here = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            if (i % 20 == 19) {
                pane.show(model.start(), model.end());
            } else {
                pane.zoom(1 / 1.5);
            }
            window.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - here) / 1e6);
            pane.snapshot(null, null);
            whole.add((cpuNanos() - began) / 1e6);
        }
        return new Paints(window.subList(ROUNDS / 3, ROUNDS), whole.subList(ROUNDS / 3, ROUNDS));
    }
}
