package plumbline.qa.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.TrackId;
import plumbline.annotation.review.Finding;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;

/** What the rules share: cuboids by track, places, and numbers as text. */
final class Tracks {
    private Tracks() {}

    /** The cuboids whose frame the capture has, by track, each in order of frame; one label per track and frame. */
    static SortedMap<TrackId, List<Cuboid>> of(Scene scene) {
        SortedMap<TrackId, List<Cuboid>> out = new TreeMap<>();
        for (Cuboid c : cuboids(scene)) {
            List<Cuboid> track = out.computeIfAbsent(c.track(), t -> new ArrayList<>());
            if (track.isEmpty() || track.getLast().frame() != c.frame()) {
                track.add(c);
            }
        }
        return out;
    }

    static List<Cuboid> cuboids(Scene scene) {
        List<Cuboid> out = new ArrayList<>();
        int frames = scene.capture().frames().size();
        scene.labels().forEach((Label l) -> {
            if (l instanceof Cuboid c && c.frame() >= 0 && c.frame() < frames) {
                out.add(c);
            }
        });
        return out;
    }

    static Frame frame(Scene scene, Cuboid c) {
        return scene.capture().frames().get(c.frame());
    }

    /** Middle of the box in the world frame. */
    static Vec3 world(Scene scene, Cuboid c) {
        return scene.capture().worldFromLidar(frame(scene, c)).apply(c.box().centre());
    }

    static double seconds(Scene scene, Cuboid from, Cuboid to) {
        return (frame(scene, to).timeNanos() - frame(scene, from).timeNanos()) * 1e-9;
    }

    static String name(Label l) {
        return l.className() + " " + l.track();
    }

    static Finding.Place place(Cuboid c) {
        return new Finding.Place(c.frame(), Optional.of(c.id()), Optional.empty(), Optional.of(c.box().centre()));
    }

    static Finding.Place place(int frame, SensorId sensor) {
        return new Finding.Place(frame, Optional.empty(), Optional.of(sensor), Optional.empty());
    }

    /** Rounded, with a point on every machine. */
    static String text(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    static Map<String, String> evidence(String... namesAndValues) {
        Map<String, String> out = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return out;
    }

    static <T> double median(List<T> items, ToDoubleFunction<T> value) {
        double[] sorted = items.stream().mapToDouble(value).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[n / 2] + sorted[(n - 1) / 2]) / 2;
    }

    /** Index of the frame nearest in time; 0 where there are none. */
    static int frameAt(Scene scene, long timeNanos) {
        List<Frame> frames = scene.capture().frames();
        int best = 0;
        for (int i = 1; i < frames.size(); i++) {
            if (Math.abs(frames.get(i).timeNanos() - timeNanos) < Math.abs(frames.get(best).timeNanos() - timeNanos)) {
                best = i;
            }
        }
        return best;
    }
}
