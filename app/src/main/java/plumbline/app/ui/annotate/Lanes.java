package plumbline.app.ui.annotate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.annotation.label.Label.Cuboid;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.TrackId;

/** The tracks as the timeline shows them: the selected object first, then those of the frame. Immutable. */
record Lanes(Map<TrackId, NavigableMap<Integer, Cuboid>> tracks) {
    static Lanes of(Labels labels) {
        Map<TrackId, NavigableMap<Integer, Cuboid>> tracks = new HashMap<>();
        labels.forEach(l -> {
            if (l instanceof Cuboid c) {
                tracks.computeIfAbsent(c.track(), t -> new TreeMap<>()).put(c.frame(), c);
            }
        });
        return new Lanes(tracks);
    }

    /** At most {@code most} tracks. */
    List<TrackId> rows(Optional<Cuboid> selected, List<Cuboid> inFrame, int most) {
        List<TrackId> out = new ArrayList<>();
        selected.ifPresent(c -> out.add(c.track()));
        for (Cuboid c : inFrame) {
            if (out.size() < most && !out.contains(c.track())) {
                out.add(c.track());
            }
        }
        return out;
    }

    NavigableMap<Integer, Cuboid> of(TrackId track) {
        return tracks.getOrDefault(track, new TreeMap<>());
    }
}
