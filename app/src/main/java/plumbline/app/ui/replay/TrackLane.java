package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.annotation.label.Label;
import plumbline.annotation.label.LabelId;
import plumbline.annotation.label.Labels;
import plumbline.annotation.label.Ontology;
import plumbline.annotation.label.TrackId;
import plumbline.app.service.Views;

/** When one tracked thing is labelled over the pass; between two spans it is not. Times in nanoseconds since 1970. */
public record TrackLane(TrackId track, LabelId first, String name, int rgb, List<TimelineModel.Span> spans) {
    /** More rows than this help nobody; the ones with the most labels stay. */
    public static final int MOST = 60;

    /** Those with the most labels, in the order in which they first appear; {@code whole}: how long each frame lasts. */
    public static List<TrackLane> all(Labels labels, Ontology ontology, List<TimelineModel.Span> frames) {
        Map<TrackId, BitSet> seen = new LinkedHashMap<>();
        Map<TrackId, Label> first = new HashMap<>();
        labels.forEach(l -> {
            if (l instanceof Label.Cuboid && l.frame() < frames.size()) {
                seen.computeIfAbsent(l.track(), k -> new BitSet()).set(l.frame());
                first.merge(l.track(), l, (a, b) -> b.frame() < a.frame() ? b : a);
            }
        });
        return seen.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> -e.getValue().cardinality()))
                .limit(MOST)
                .sorted(Comparator.comparingInt(e -> e.getValue().nextSetBit(0)))
                .map(e -> of(first.get(e.getKey()), ontology, e.getValue(), frames))
                .toList();
    }

    /** Of one track; empty where it has no box. */
    public static Optional<TrackLane> of(TrackId track, Labels labels, Ontology ontology, List<TimelineModel.Span> frames) {
        BitSet seen = new BitSet();
        Label first = null;
        for (Label l : labels.ofTrack(track)) {
            if (l instanceof Label.Cuboid && l.frame() < frames.size()) {
                seen.set(l.frame());
                first = first == null || l.frame() < first.frame() ? l : first;
            }
        }
        return Optional.ofNullable(first).map(f -> of(f, ontology, seen, frames));
    }

    private static TrackLane of(Label first, Ontology ontology, BitSet seen, List<TimelineModel.Span> frames) {
        List<TimelineModel.Span> spans = new ArrayList<>();
        for (int from = seen.nextSetBit(0); from >= 0; from = seen.nextSetBit(seen.nextClearBit(from))) {
            int last = seen.nextClearBit(from) - 1;
            spans.add(new TimelineModel.Span(frames.get(from).fromNanos(), frames.get(last).toNanos()));
            if (seen.nextSetBit(last + 1) < 0) {
                break;
            }
        }
        return new TrackLane(
                first.track(), first.id(), Views.tag(ontology, first), Views.rgb(ontology, first.className()), List.copyOf(spans));
    }

    public long fromNanos() {
        return spans.getFirst().fromNanos();
    }

    public long toNanos() {
        return spans.getLast().toNanos();
    }
}
