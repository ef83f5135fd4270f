package plumbline.app.ui.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.app.Tasks;

/** What can be plotted over the pass, and what is: each offer is worked out when it is first chosen, off the window's thread. */
final class Plots {
    /** {@code group}: where it comes from, in words. */
    record Offer(String id, String group, String name, Tasks.Work<Series> read) {}

    /** Told when other series are shown, and of one that could not be read. */
    interface Listener {
        void shown(List<Series> series);

        void failed(String sentence);
    }

    private final Tasks tasks;
    private final Listener listener;
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private final Set<String> chosen = new LinkedHashSet<>();
    private final Map<String, Series> ready = new HashMap<>();
    private final Set<String> reading = new HashSet<>();

    Plots(Tasks tasks, Listener listener) {
        this.tasks = tasks;
        this.listener = listener;
    }

    /** One that is there already stays as it is. */
    void offer(Offer o) {
        offers.putIfAbsent(o.id(), o);
    }

    /** One that needs no reading, shown at once where {@code shown}. */
    void offer(String id, String group, Series series, boolean shown) {
        ready.put(id, series);
        offer(new Offer(id, group, series.name(), () -> series));
        if (shown) {
            chosen.add(id);
        }
    }

    List<Offer> offers() {
        return List.copyOf(offers.values());
    }

    boolean isChosen(String id) {
        return chosen.contains(id);
    }

    boolean isReading(String id) {
        return reading.contains(id);
    }

    void choose(String id, boolean on) {
        if (on) {
            chosen.add(id);
        } else {
            chosen.remove(id);
        }
        if (on && !ready.containsKey(id)) {
            read(offers.get(id));
        } else {
            tell();
        }
    }

    private void read(Offer o) {
        if (!reading.add(o.id())) {
            return;
        }
        tasks.compute(
                o.read(),
                series -> {
                    reading.remove(o.id());
                    ready.put(o.id(), series);
                    if (series.isEmpty()) {
                        chosen.remove(o.id());
                        listener.failed(o.name() + " has no value in this pass.");
                    }
                    tell();
                },
                e -> {
                    reading.remove(o.id());
                    chosen.remove(o.id());
                    listener.failed(o.name() + " cannot be plotted: " + e.getMessage());
                });
    }

    private void tell() {
        List<Series> shown = new ArrayList<>();
        for (String id : offers.keySet()) {
            if (chosen.contains(id) && ready.containsKey(id)) {
                shown.add(ready.get(id));
            }
        }
        listener.shown(shown);
    }
}
