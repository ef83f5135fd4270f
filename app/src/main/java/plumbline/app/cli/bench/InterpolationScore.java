package plumbline.app.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import plumbline.annotation.assist.Interpolation;
import plumbline.annotation.assist.Interpolation.Key;
import plumbline.annotation.geometry.BoxIou;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Labels;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.Pose;

/** What interpolation makes of every tenth box of vehicles that move, held against the boxes between. */
record InterpolationScore(int tracks, List<Double> straight, List<Double> smooth) {
    private static final int EVERY = 10;
    private static final double MOVING_METRES_A_SECOND = 1;

    static InterpolationScore of(Capture capture, Labels labels) {
        InterpolationScore score = new InterpolationScore(0, new ArrayList<>(), new ArrayList<>());
        int tracks = 0;
        for (NavigableMap<Integer, Cuboid> track : TruthSweeps.tracks(labels).values()) {
            int before = score.straight.size();
            if (TruthSweeps.street(track.firstEntry().getValue().className()).filter(TruthSweeps::vehicle).isPresent()) {
                for (int f : track.keySet()) {
                    score.stretch(capture, track, f);
                }
            }
            tracks += score.straight.size() > before ? 1 : 0;
        }
        return new InterpolationScore(tracks, score.straight, score.smooth);
    }

    /** From a keyframe, each tenth frame of the track from its first, to the next. */
    private void stretch(Capture capture, NavigableMap<Integer, Cuboid> track, int frame) {
        if ((frame - track.firstKey()) % EVERY != 0 || !track.containsKey(frame + EVERY)) {
            return;
        }
        Key a = key(capture, track, frame).orElseThrow();
        Key b = key(capture, track, frame + EVERY).orElseThrow();
        double metres = a.worldFromLidar().apply(a.cuboid().box().centre())
                .distance(b.worldFromLidar().apply(b.cuboid().box().centre()));
        double seconds = (b.timeNanos() - a.timeNanos()) / 1e9;
        if (metres < MOVING_METRES_A_SECOND * seconds) {
            return;
        }
        for (int f = frame + 1; f < frame + EVERY; f++) {
            Cuboid truth = track.get(f);
            if (truth != null) {
                Pose pose = capture.worldFromLidar(capture.frames().get(f));
                long time = capture.frames().get(f).timeNanos();
                double fraction = (time - a.timeNanos()) / 1e9 / seconds;
                straight.add(BoxIou.iou3d(truth.box(), Interpolation.between(
                        a.cuboid(), a.worldFromLidar(), b.cuboid(), b.worldFromLidar(), f, pose, fraction).box()));
                smooth.add(BoxIou.iou3d(truth.box(), Interpolation.smooth(
                        key(capture, track, frame - EVERY), a, b, key(capture, track, frame + 2 * EVERY), f, pose,
                        time).box()));
            }
        }
    }

    private static Optional<Key> key(Capture capture, NavigableMap<Integer, Cuboid> track, int frame) {
        return Optional.ofNullable(track.get(frame)).map(c -> new Key(
                c, capture.worldFromLidar(capture.frames().get(frame)), capture.frames().get(frame).timeNanos()));
    }

    void report(String set, List<Benchmark.Result> out) {
        if (straight.isEmpty()) {
            return;
        }
        String who = "interpolation, " + set + ": ";
        out.add(Benchmark.Result.of(who + "moving vehicles", tracks, "tracks"));
        out.add(Benchmark.Result.of(who + "boxes between", straight.size(), "boxes"));
        out.add(Benchmark.Result.of(who + "mean IoU, straight", mean(straight), ""));
        out.add(Benchmark.Result.atLeast(who + "mean IoU, smooth", mean(smooth), "", 0.85));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
