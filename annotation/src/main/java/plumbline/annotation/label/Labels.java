package plumbline.annotation.label;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All labels of a scene, immutable. An edit shares everything but the frames and index buckets that it touches: at a
 * million labels in a hundred thousand frames one edit copies some tens of kilobytes.
 */
public final class Labels {
    private static final int CHUNK = 256;
    private static final int BUCKETS = 4096;
    private static final Label[] NONE = {};
    public static final Labels EMPTY = new Labels(new Label[0][][], newIndex(), 0);

    private final Label[][][] chunks;
    private final List<Map<LabelId, Integer>> frameOf;
    private final int size;

    private Labels(Label[][][] chunks, List<Map<LabelId, Integer>> frameOf, int size) {
        this.chunks = chunks;
        this.frameOf = frameOf;
        this.size = size;
    }

    private static List<Map<LabelId, Integer>> newIndex() {
        List<Map<LabelId, Integer>> index = new ArrayList<>(BUCKETS);
        for (int i = 0; i < BUCKETS; i++) {
            index.add(Map.of());
        }
        return index;
    }

    public static Labels of(Collection<? extends Label> labels) {
        return EMPTY.with(labels, Set.of());
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The labels of one frame, sorted by id. */
    public List<Label> inFrame(int frame) {
        return List.of(frameArray(frame));
    }

    public List<Label.Cuboid> cuboids(int frame) {
        List<Label.Cuboid> out = new ArrayList<>();
        for (Label l : frameArray(frame)) {
            if (l instanceof Label.Cuboid c) {
                out.add(c);
            }
        }
        return out;
    }

    public Optional<Label> find(LabelId id) {
        Integer frame = frameOf.get(bucket(id)).get(id);
        if (frame == null) {
            return Optional.empty();
        }
        for (Label l : frameArray(frame)) {
            if (l.id().equals(id)) {
                return Optional.of(l);
            }
        }
        throw new IllegalStateException("the index knows " + id + ", its frame does not");
    }

    /** In order of frame, then id. */
    public void forEach(Consumer<? super Label> action) {
        for (Label[][] chunk : chunks) {
            if (chunk != null) {
                for (Label[] frame : chunk) {
                    if (frame != null) {
                        for (Label l : frame) {
                            action.accept(l);
                        }
                    }
                }
            }
        }
    }

    public List<Label> all() {
        List<Label> out = new ArrayList<>(size);
        forEach(out::add);
        return out;
    }

    /** The labels of one track by frame. */
    public List<Label> ofTrack(TrackId track) {
        List<Label> out = new ArrayList<>();
        forEach(l -> {
            if (l.track().equals(track)) {
                out.add(l);
            }
        });
        return out;
    }

    /** This with some labels put (new or in place of the one with the same id) and others taken away. */
    public Labels with(Collection<? extends Label> put, Set<LabelId> removed) {
        Map<LabelId, Label> puts = new HashMap<>();
        put.forEach(l -> puts.put(l.id(), l));
        Map<Integer, Set<LabelId>> drop = new TreeMap<>();
        Map<Integer, List<Label>> add = new TreeMap<>();
        Set<LabelId> gone = new HashSet<>(removed);
        gone.addAll(puts.keySet());
        int n = size;
        for (LabelId id : gone) {
            Integer frame = frameOf.get(bucket(id)).get(id);
            if (frame != null) {
                drop.computeIfAbsent(frame, f -> new HashSet<>()).add(id);
                n--;
            }
        }
        for (Label l : puts.values()) {
            add.computeIfAbsent(l.frame(), f -> new ArrayList<>()).add(l);
            n++;
        }
        return new Labels(newChunks(drop, add), newIndex(gone, puts), n);
    }

    /**
     * What is only here and what is only in {@code other}, a label whose content differs in both. Frames that the two
     * share are passed over without a look, so between two states of one history it costs what changed.
     */
    public void differences(Labels other, Consumer<? super Label> onlyHere, Consumer<? super Label> onlyThere) {
        for (int c = 0; c < Math.max(chunks.length, other.chunks.length); c++) {
            Label[][] a = c < chunks.length ? chunks[c] : null;
            Label[][] b = c < other.chunks.length ? other.chunks[c] : null;
            for (int f = 0; f < CHUNK && a != b; f++) {
                Label[] here = a == null || a[f] == null ? NONE : a[f];
                Label[] there = b == null || b[f] == null ? NONE : b[f];
                if (here != there) {
                    differences(here, there, onlyHere, onlyThere);
                }
            }
        }
    }

    private static void differences(
            Label[] here, Label[] there, Consumer<? super Label> onlyHere, Consumer<? super Label> onlyThere) {
        int i = 0;
        int j = 0;
        while (i < here.length || j < there.length) {
            int order = i == here.length ? 1 : j == there.length ? -1 : here[i].id().compareTo(there[j].id());
            if (order != 0 || here[i] != there[j] && !here[i].equals(there[j])) {
                if (order <= 0) {
                    onlyHere.accept(here[i]);
                }
                if (order >= 0) {
                    onlyThere.accept(there[j]);
                }
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private Label[][][] newChunks(Map<Integer, Set<LabelId>> drop, Map<Integer, List<Label>> add) {
        Set<Integer> frames = new HashSet<>(drop.keySet());
        frames.addAll(add.keySet());
        int last = frames.stream().mapToInt(Integer::intValue).max().orElse(-1);
        Label[][][] out = Arrays.copyOf(chunks, Math.max(chunks.length, last / CHUNK + 1));
        Set<Integer> copied = new HashSet<>();
        for (int frame : frames) {
            int c = frame / CHUNK;
            if (copied.add(c)) {
                out[c] = out[c] == null ? new Label[CHUNK][] : out[c].clone();
            }
            List<Label> kept = new ArrayList<>();
            Set<LabelId> dropped = drop.getOrDefault(frame, Set.of());
            for (Label l : frameArray(frame)) {
                if (!dropped.contains(l.id())) {
                    kept.add(l);
                }
            }
            kept.addAll(add.getOrDefault(frame, List.of()));
            kept.sort((a, b) -> a.id().compareTo(b.id()));
            out[c][frame % CHUNK] = kept.toArray(NONE);
        }
        return out;
    }

    private List<Map<LabelId, Integer>> newIndex(Set<LabelId> gone, Map<LabelId, Label> puts) {
        List<Map<LabelId, Integer>> index = new ArrayList<>(frameOf);
        Set<Integer> copied = new HashSet<>();
        for (LabelId id : gone) {
            int b = bucket(id);
            Label put = puts.get(id);
            // Most edits leave a label in its frame, and so the index as it is.
            if (put != null && Integer.valueOf(put.frame()).equals(index.get(b).get(id))) {
                continue;
            }
            if (copied.add(b)) {
                index.set(b, new HashMap<>(index.get(b)));
            }
            if (put == null) {
                index.get(b).remove(id);
            } else {
                index.get(b).put(id, put.frame());
            }
        }
        return index;
    }

    private Label[] frameArray(int frame) {
        if (frame < 0 || frame / CHUNK >= chunks.length || chunks[frame / CHUNK] == null) {
            return NONE;
        }
        Label[] found = chunks[frame / CHUNK][frame % CHUNK];
        return found == null ? NONE : found;
    }

    private static int bucket(LabelId id) {
        int h = id.value().hashCode();
        return (h ^ (h >>> 15)) & (BUCKETS - 1);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Labels other && size == other.size && all().equals(other.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }
}
