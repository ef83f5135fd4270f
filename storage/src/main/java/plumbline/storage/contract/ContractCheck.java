package plumbline.storage.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Column;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.annotation.scene.Trajectory;

/**
 * Holds a capture against its contract. Times, calibration and poses come from the opened description; of the points
 * one sweep of each lidar is decoded, for its fields and ranges. Reads nothing else and stores nothing.
 */
public final class ContractCheck {
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final DataContract contract;
    private final CaptureSource source;
    private final Capture capture;
    private final Map<SensorId, List<Sample>> samples = new HashMap<>();
    private final List<Breach> breaches = new ArrayList<>();
    private final long start;
    private final long end;

    private ContractCheck(DataContract contract, CaptureSource source) {
        this.contract = contract;
        this.source = source;
        this.capture = source.capture();
        capture.samples().forEach(s -> samples.computeIfAbsent(s.sensor(), k -> new ArrayList<>()).add(s));
        this.start = capture.samples().stream().mapToLong(Sample::timeNanos).min().orElse(0);
        this.end = capture.samples().stream().mapToLong(Sample::timeNanos).max().orElse(0);
    }

    /** Every breach, in the contract's order; none where the capture keeps it. */
    public static List<Breach> run(DataContract contract, CaptureSource source) throws IOException {
        ContractCheck check = new ContractCheck(contract, source);
        for (DataContract.Asset a : contract.assets()) {
            check.asset(a);
        }
        return List.copyOf(check.breaches);
    }

    private void asset(DataContract.Asset asset) throws IOException {
        if (asset.isCapture()) {
            for (Expectation e : asset.expectations()) {
                whole(e);
            }
            return;
        }
        List<Sensor> sensors = capture.sensors().stream().filter(asset::is).toList();
        for (Expectation e : asset.expectations()) {
            if (e.rule() == Expectation.Rule.PRESENT) {
                present(asset, sensors, e);
            }
        }
        for (Sensor s : sensors) {
            List<Sample> own = samples.getOrDefault(s.id(), List.of());
            if (!own.isEmpty()) {
                for (Expectation e : asset.expectations()) {
                    sensor(s, own, e);
                }
                fields(asset, s, own);
            }
        }
    }

    private void present(DataContract.Asset asset, List<Sensor> sensors, Expectation e) {
        long most = sensors.stream().mapToLong(s -> samples.getOrDefault(s.id(), List.of()).size()).max().orElse(0);
        if (!e.allows(most)) {
            add(asset.physicalName(), e, start, end, most + " samples", sensors.isEmpty()
                    ? "the capture has no such sensor"
                    : "the sensor has " + most + " samples");
        }
    }

    private void whole(Expectation e) {
        switch (e.rule()) {
            case WORLD_FRAME -> {
                if (!capture.world().equals(e.text())) {
                    add(DataContract.Asset.CAPTURE, e, start, end, capture.world(),
                            "the world frame is \"" + capture.world() + "\"");
                }
            }
            case POSE_GAP -> poseGap(e);
            case PRESENT -> {
                if (!e.allows(capture.samples().size())) {
                    add(DataContract.Asset.CAPTURE, e, start, end, capture.samples().size() + " samples", "too few samples");
                }
            }
            case RATE, DROPPED_FRAMES, CALIBRATION, MONOTONIC_TIME, SYNC_OFFSET, MEDIAN_RANGE, SCHEMA -> add(
                    DataContract.Asset.CAPTURE, e, start, end, "not asked", e.rule().word() + " is a rule about a sensor");
        }
    }

    /** The longest time without a pose, the ends of the recording included. */
    private void poseGap(Expectation e) {
        Trajectory t = capture.trajectory();
        long from = start;
        long longestFrom = start;
        long longest = t.isEmpty() ? Long.MAX_VALUE : 0;
        for (int i = 0; i <= t.size(); i++) {
            long to = i < t.size() ? t.timeNanos(i) : Math.max(end, from);
            if (!t.isEmpty() && to - from > longest) {
                longest = to - from;
                longestFrom = from;
            }
            from = i < t.size() ? t.timeNanos(i) : from;
        }
        if (t.isEmpty()) {
            add(DataContract.Asset.CAPTURE, e, start, end, "no poses", "the capture has no poses");
        } else if (!e.allows(longest / NANOS)) {
            add(DataContract.Asset.CAPTURE, e, longestFrom, longestFrom + longest, seconds(longest),
                    "no pose for " + seconds(longest));
        }
    }

    private void sensor(Sensor s, List<Sample> own, Expectation e) throws IOException {
        switch (e.rule()) {
            case RATE -> rate(s, own, e);
            case DROPPED_FRAMES -> dropped(s, own, e);
            case CALIBRATION -> calibration(s, e);
            case MONOTONIC_TIME -> monotonic(s, own, e);
            case SYNC_OFFSET -> sync(s, e);
            case MEDIAN_RANGE -> range(s, own, e);
            case PRESENT -> { }
            case POSE_GAP, WORLD_FRAME, SCHEMA -> add(
                    s.id().value(), e, start, end, "not asked", e.rule().word() + " is a rule about the whole capture");
        }
    }

    private static double median(double[] values) {
        double[] v = values.clone();
        Arrays.sort(v);
        return v.length % 2 == 1 ? v[v.length / 2] : (v[v.length / 2 - 1] + v[v.length / 2]) / 2;
    }

    private static double[] gaps(List<Sample> own) {
        double[] out = new double[own.size() - 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = own.get(i + 1).timeNanos() - own.get(i).timeNanos();
        }
        return out;
    }

    /** By the median time between samples, which a few dropped ones do not move. */
    private void rate(Sensor s, List<Sample> own, Expectation e) {
        double hertz = own.size() < 2 ? 0 : NANOS / Math.max(1, median(gaps(own)));
        if (!e.allows(hertz)) {
            add(s, own, e, Expectation.number(hertz) + " Hz", "runs at " + Expectation.number(hertz) + " Hz");
        }
    }

    /** What is missing by the sensor's own usual time between samples; the span is that of the longest gap. */
    private void dropped(Sensor s, List<Sample> own, Expectation e) {
        if (own.size() < 3) {
            return;
        }
        double[] gaps = gaps(own);
        double usual = Math.max(1, median(gaps));
        long missing = 0;
        int longest = 0;
        for (int i = 0; i < gaps.length; i++) {
            missing += Math.max(0, Math.round(gaps[i] / usual) - 1);
            longest = gaps[i] > gaps[longest] ? i : longest;
        }
        if (!e.allows(missing)) {
            add(s.id().value(), e, own.get(longest).timeNanos(), own.get(longest + 1).timeNanos(), missing + " frames",
                    missing + " frames are missing, most of them in a gap of " + seconds((long) gaps[longest]));
        }
    }

    private void calibration(Sensor s, Expectation e) {
        boolean lens = s.kind() != SensorKind.CAMERA || s.lens().isPresent();
        if (!lens) {
            add(s.id().value(), e, start, end, "no lens", "the camera has no calibration");
        }
    }

    /** In the order of the recording, which the samples' keys keep; the capture's own list is sorted by time. */
    private void monotonic(Sensor s, List<Sample> own, Expectation e) {
        List<Sample> recorded = new ArrayList<>(own);
        recorded.sort(Comparator.comparing(Sample::key, RecordedOrder.KEYS));
        List<Sample> back = new ArrayList<>();
        for (int i = 1; i < recorded.size(); i++) {
            if (recorded.get(i).timeNanos() <= recorded.get(i - 1).timeNanos()) {
                back.add(recorded.get(i));
            }
        }
        if (!e.allows(back.size())) {
            add(s.id().value(), e, back.getFirst().timeNanos(), back.getLast().timeNanos(), back.size() + " samples",
                    back.size() + " samples are not later than the one recorded before them");
        }
    }

    /** The sample of a keyframe against its sweep: the median over the frames, and the frames that are off. */
    private void sync(Sensor s, Expectation e) {
        List<Frame> both = capture.frames().stream()
                .filter(f -> f.sample(s.id()).isPresent() && f.sample(capture.referenceLidar()).isPresent())
                .toList();
        if (both.isEmpty() || s.id().equals(capture.referenceLidar())) {
            return;
        }
        double[] offsets = both.stream().mapToDouble(f -> milli(f, s)).toArray();
        double middle = median(offsets);
        if (!e.allows(middle)) {
            List<Frame> off = both.stream().filter(f -> !e.allows(milli(f, s))).toList();
            String measured = String.format(java.util.Locale.ROOT, "%.1f ms", middle);
            add(s.id().value(), e, off.getFirst().timeNanos(), off.getLast().timeNanos(), measured,
                    "its clock stands " + measured + " against the sweeps of " + capture.referenceLidar()
                            + " in the middle of " + both.size() + " frames; " + off.size() + " are outside the limit");
        }
    }

    private double milli(Frame f, Sensor s) {
        long sweep = f.sample(capture.referenceLidar()).orElseThrow().timeNanos();
        return (f.sample(s.id()).orElseThrow().timeNanos() - sweep) / NANOS_PER_MILLI;
    }

    /** Points in millimetres or in a map's frame show in their median distance. */
    private void range(Sensor s, List<Sample> own, Expectation e) throws IOException {
        PointBlock points = source.points(own.getFirst());
        double[] ranges = new double[points.size()];
        int n = 0;
        for (int i = 0; i < points.size(); i++) {
            double r = Math.sqrt(points.px(i) * points.px(i) + points.py(i) * points.py(i) + points.pz(i) * points.pz(i));
            if (Double.isFinite(r) && r > 0) {
                ranges[n++] = r;
            }
        }
        double middle = n == 0 ? 0 : median(Arrays.copyOf(ranges, n));
        if (!e.allows(middle)) {
            add(s, own.subList(0, 1), e, Expectation.number(middle) + " m",
                    "its points lie " + Expectation.number(middle) + " m away in the middle; are they in metres and its own frame?");
        }
    }

    private void fields(DataContract.Asset asset, Sensor s, List<Sample> own) throws IOException {
        boolean points = s.kind() == SensorKind.LIDAR || s.kind() == SensorKind.RADAR;
        if (asset.fields().isEmpty() || !points) {
            return;
        }
        PointBlock block = source.points(own.getFirst());
        for (DataContract.Field f : asset.fields()) {
            boolean position = List.of("x", "y", "z").contains(f.name());
            Optional<Column> c = block.column(f.name());
            String found = position ? block.exact().isPresent() ? "f8" : "f4" : c.map(Column::type).orElse("missing");
            if (!found.equals(f.type()) && (found.equals("missing") || !f.type().isEmpty())) {
                breaches.add(new Breach(
                        s.id().value(), Expectation.Rule.SCHEMA.word(), own.getFirst().timeNanos(),
                        own.getFirst().timeNanos(), found, f.name() + (f.type().isEmpty() ? "" : " " + f.type()), f.role(),
                        f.consequence(), s.id() + ": the field \"" + f.name() + "\" is " + found
                                + (f.type().isEmpty() ? "" : ", not " + f.type())));
            }
        }
    }

    private static String seconds(long nanos) {
        return String.format(java.util.Locale.ROOT, "%.3f s", nanos / NANOS);
    }

    private void add(Sensor s, List<Sample> own, Expectation e, String measured, String what) {
        add(s.id().value(), e, own.getFirst().timeNanos(), own.getLast().timeNanos(), measured, what);
    }

    private void add(String sensor, Expectation e, long from, long to, String measured, String what) {
        breaches.add(new Breach(
                sensor, e.rule().word(), from, to, measured, e.limit(), e.role(), e.consequence(),
                sensor + ": " + what + "; allowed is " + e.limit()));
    }
}
