package plumbline.app.ui.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import plumbline.annotation.edit.FieldGroup;
import plumbline.app.service.MergeDesk.State;
import plumbline.app.service.MergeDesk.Thing;
import plumbline.storage.project.StoredConflict;

/** Which object and which of its conflicts is looked at, and where the keys lead. No nodes; used on the window's thread. */
final class MergeModel {
    private Optional<State> state = Optional.empty();
    private Optional<FieldGroup> filter = Optional.empty();
    private int thing;
    private int card;

    /** What was read anew; the same object and conflict stay chosen where they are still there. */
    void set(State now) {
        Optional<String> chosen = conflict().map(StoredConflict::id);
        boolean first = state.isEmpty();
        state = Optional.of(now);
        thing = Math.clamp(thing, 0, Math.max(0, now.things().size() - 1));
        chosen.ifPresent(this::choose);
        if (first && !things().isEmpty()) {
            choose(things().stream().filter(Thing::open).findFirst().orElse(things().getFirst()));
        }
        clampCard();
    }

    Optional<State> state() {
        return state;
    }

    List<Thing> things() {
        return state.map(State::things).orElse(List.of());
    }

    /** Those that the filter leaves. */
    List<Thing> shown() {
        return filter.map(g -> things().stream()
                        .filter(t -> t.conflicts().stream().anyMatch(c -> c.conflict().group().equals(g)))
                        .toList())
                .orElse(things());
    }

    Optional<FieldGroup> filter() {
        return filter;
    }

    void filter(Optional<FieldGroup> group) {
        filter = group;
        if (thing().filter(t -> shown().contains(t)).isEmpty() && !shown().isEmpty()) {
            choose(shown().getFirst());
        }
    }

    /** All groups that something is in conflict about. */
    List<FieldGroup> groups() {
        TreeSet<FieldGroup> out = new TreeSet<>();
        things().forEach(t -> t.conflicts().forEach(c -> out.add(c.conflict().group())));
        return new ArrayList<>(out);
    }

    Optional<Thing> thing() {
        return things().isEmpty() ? Optional.empty() : Optional.of(things().get(thing));
    }

    /** The one that a key decides. */
    Optional<StoredConflict> conflict() {
        return thing().map(t -> t.conflicts().get(Math.min(card, t.conflicts().size() - 1)));
    }

    int card() {
        return card;
    }

    void choose(Thing t) {
        thing = Math.max(0, things().indexOf(t));
        card = firstOpen(things().get(thing));
    }

    /** By the id of a conflict; false where it is not here. */
    boolean choose(String conflict) {
        for (int i = 0; i < things().size(); i++) {
            List<StoredConflict> of = things().get(i).conflicts();
            for (int j = 0; j < of.size(); j++) {
                if (of.get(j).id().equals(conflict)) {
                    thing = i;
                    card = j;
                    return true;
                }
            }
        }
        return false;
    }

    void card(int index) {
        card = index;
        clampCard();
    }

    /** After a decision: on to what is still open about this object; else it stays, so that the result is seen. */
    void decided() {
        thing().filter(Thing::open).ifPresent(t -> card = firstOpen(t));
    }

    /** The next object with something open, round the end; false where there is none. */
    boolean next() {
        List<Thing> all = things();
        for (int i = 1; i <= all.size(); i++) {
            int at = (thing + i) % all.size();
            if (all.get(at).open() && shown().contains(all.get(at))) {
                thing = at;
                card = firstOpen(all.get(at));
                return true;
            }
        }
        return false;
    }

    /** Up or down the list as shown: open ones first, as the list has them. */
    void step(List<Thing> inOrder, int by) {
        if (!inOrder.isEmpty()) {
            int at = thing().map(inOrder::indexOf).orElse(-1);
            choose(inOrder.get(Math.clamp(at + by, 0, inOrder.size() - 1)));
        }
    }

    private static int firstOpen(Thing t) {
        for (int i = 0; i < t.conflicts().size(); i++) {
            if (t.conflicts().get(i).open()) {
                return i;
            }
        }
        return 0;
    }

    private void clampCard() {
        card = thing().map(t -> Math.clamp(card, 0, t.conflicts().size() - 1)).orElse(0);
    }
}
