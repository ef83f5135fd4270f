package plumbline.qa.simulate;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import plumbline.annotation.geometry.Box;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Origin;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;

/**
 * The true labels of a pass and how many points each has: every object within 80 m that has at least five of its
 * points in its box, upright in the frame of the lidar where it stood at the sweep's reference time. An object that vanishes for a frame and comes back
 * begins a new track.
 */
record LabelTruth(Labels labels, Map<LabelId, Integer> points) {
    static final double RANGE = 80;
    /** Nobody who looks at the sweep can draw a box around fewer. */
    private static final int FEWEST_POINTS = 5;

    /** {@code sweeps} gives the sweep of each frame; {@code worldFromLidar} the true pose at each. */
    static LabelTruth of(
            World world, Lidar lidar, int[] sweeps, List<Pose> worldFromLidar, Progress progress)
            throws InterruptedIOException {
        AtomicInteger done = new AtomicInteger();
        List<List<Lidar.Seen>> seen = IntStream.range(0, sweeps.length)
                .parallel()
                .mapToObj(f -> {
                    if (progress.cancelled()) {
                        return List.<Lidar.Seen>of();
                    }
                    progress.update("Finding what the lidar sees", done.getAndIncrement(), sweeps.length);
                    return lidar.seen(world, sweeps[f], sweeps[f] * Lidar.TURN_SECONDS, RANGE);
                })
                .toList();
        if (progress.cancelled()) {
            throw new InterruptedIOException("stopped; nothing was written");
        }
        List<Label> out = new ArrayList<>();
        Map<LabelId, Integer> points = new HashMap<>();
        Map<Integer, Integer> lastFrame = new HashMap<>();
        Map<Integer, TrackId> trackOf = new HashMap<>();
        int tracks = 0;
        for (int f = 0; f < sweeps.length; f++) {
            Pose lidarFromWorld = worldFromLidar.get(f).inverse();
            for (Lidar.Seen s : seen.get(f)) {
                if (s.inBox() < FEWEST_POINTS) {
                    continue;
                }
                int object = s.actor().object();
                if (lastFrame.getOrDefault(object, -2) != f - 1) {
                    trackOf.put(object, new TrackId(String.format(Locale.ROOT, "%03d", ++tracks)));
                }
                lastFrame.put(object, f);
                Label.Cuboid c = label(s, trackOf.get(object), f, lidarFromWorld);
                out.add(c);
                points.put(c.id(), s.points());
            }
        }
        return new LabelTruth(Labels.of(out), points);
    }

    static Box upright(Box tilted) {
        return Box.upright(tilted.centre(), tilted.length(), tilted.width(), tilted.height(), tilted.yaw());
    }

    private static Label.Cuboid label(Lidar.Seen s, TrackId track, int frame, Pose lidarFromWorld) {
        Box box = upright(s.actor().box().in(lidarFromWorld));
        TreeMap<String, String> attributes = new TreeMap<>();
        double part = s.points() / (double) Math.max(1, s.unhindered());
        attributes.put("occluded", part > 0.6 ? "none" : part > 0.25 ? "partly" : "mostly");
        if (!s.actor().state().isEmpty()) {
            attributes.put("state", s.actor().state());
        }
        return new Label.Cuboid(
                new LabelId("o" + s.actor().object() + "-f" + frame), track, s.actor().className(), frame, box,
                        attributes,
                Origin.HAND, false, 1);
    }
}
