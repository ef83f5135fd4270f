package plumbline.storage.format.ros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Trajectory;

/**
 * The coordinate frames of a recording: each child hangs from one parent by {@code parentFromChild}, either fixed
 * ({@code tf_static}) or over time ({@code tf}). Where two parents claim a child, the first one heard stays.
 */
final class TransformTree {
    private static final int DEEPEST = 200;

    private static final class Edge {
        final String parent;
        final NavigableMap<Long, Pose> poses = new TreeMap<>();
        boolean fixed;
        Trajectory track = Trajectory.EMPTY;

        Edge(String parent) {
            this.parent = parent;
        }

        Pose at(long timeNanos) {
            if (fixed || poses.size() == 1) {
                return poses.lastEntry().getValue();
            }
            if (track.size() != poses.size()) {
                long[] times = poses.keySet().stream().mapToLong(Long::longValue).toArray();
                track = new Trajectory(times, new ArrayList<>(poses.values()));
            }
            return track.nearest(timeNanos);
        }
    }

    private final Map<String, Edge> edges = new HashMap<>();
    private final Set<String> contested = new HashSet<>();

    void add(RosPose t, long timeNanos, boolean fixed) {
        String parent = t.header().frameId();
        Edge e = edges.computeIfAbsent(t.child(), c -> new Edge(parent));
        if (!e.parent.equals(parent)) {
            contested.add(t.child() + " (kept under " + e.parent + ", also under " + parent + ")");
            return;
        }
        e.fixed |= fixed;
        e.poses.put(fixed ? 0 : timeNanos, t.parentFromChild());
    }

    /** Frames that two parents claim, in words. */
    List<String> contested() {
        return contested.stream().sorted().toList();
    }

    boolean knows(String frame) {
        return edges.containsKey(frame) || edges.values().stream().anyMatch(e -> e.parent.equals(frame));
    }

    /** The top of the rigid tree that a frame hangs in: fixed edges only. */
    String rigidRoot(String frame) {
        String at = frame;
        for (int i = 0; i < DEEPEST; i++) {
            Edge e = edges.get(at);
            if (e == null || !e.fixed) {
                return at;
            }
            at = e.parent;
        }
        return at;
    }

    /** The frame at the top of everything above a frame. */
    String root(String frame) {
        List<String> chain = chain(frame);
        return chain.isEmpty() ? frame : edges.get(chain.getLast()).parent;
    }

    /** The frame and those above it that hang from something, upwards. */
    private List<String> chain(String frame) {
        List<String> out = new ArrayList<>();
        String at = frame;
        for (int i = 0; i < DEEPEST && edges.containsKey(at); i++) {
            out.add(at);
            at = edges.get(at).parent;
        }
        return out;
    }

    private Pose fromTop(String frame, long timeNanos) {
        Pose topFromFrame = Pose.IDENTITY;
        for (String f : chain(frame)) {
            topFromFrame = edges.get(f).at(timeNanos).times(topFromFrame);
        }
        return topFromFrame;
    }

    /** {@code targetFromSource}, at a time where the way between them moves; empty where they are not connected. */
    Optional<Pose> lookup(String target, String source, long timeNanos) {
        if (target.equals(source)) {
            return Optional.of(Pose.IDENTITY);
        }
        List<String> up = chain(source);
        Pose pose = Pose.IDENTITY;
        for (String f : up) {
            Edge e = edges.get(f);
            pose = e.at(timeNanos).times(pose);
            if (e.parent.equals(target)) {
                return Optional.of(pose);
            }
        }
        if (!root(target).equals(root(source))) {
            return Optional.empty();
        }
        return Optional.of(fromTop(target, timeNanos).inverse().times(pose));
    }

    /** True where no edge between two frames of one tree moves. */
    boolean rigid(String a, String b) {
        return rigidRoot(a).equals(rigidRoot(b));
    }

    /**
     * {@code rootFromFrame} at every time that the moving edge next above the frame was heard; empty where none
     * moves.
     */
    Trajectory trajectory(String frame) {
        Optional<Edge> nearest = chain(frame).stream()
                .map(edges::get)
                .filter(e -> !e.fixed)
                .findFirst();
        if (nearest.isEmpty()) {
            return Trajectory.EMPTY;
        }
        long[] times = nearest.get().poses.keySet().stream().mapToLong(Long::longValue).toArray();
        List<Pose> poses = new ArrayList<>(times.length);
        for (long t : times) {
            poses.add(fromTop(frame, t));
        }
        return new Trajectory(times, poses);
    }

    /** The moved frame with the most frames hanging rigidly below it, where nobody named the vehicle. */
    Optional<String> likelyVehicle() {
        Map<String, Integer> below = new TreeMap<>();
        for (String f : edges.keySet()) {
            String top = rigidRoot(f);
            if (edges.containsKey(top)) {
                below.merge(top, 1, Integer::sum);
            }
        }
        return below.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry<String, Integer>::getValue))
                .map(Map.Entry::getKey);
    }
}
