package plumbline.app.ui.looks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import plumbline.app.Tasks;
import plumbline.app.service.LooksKeep;
import plumbline.viewer3d.render.Looks;

/** The looks of each place as properties that remember themselves for the person. Lives on the FX thread. */
public final class ChosenLooks {
    private final LooksKeep keep;
    private final Tasks tasks;
    private final Map<String, ObjectProperty<Looks>> places = new HashMap<>();
    private final Map<String, Looks> unsaved = new HashMap<>();

    public ChosenLooks(LooksKeep keep, Tasks tasks) {
        this.keep = keep;
        this.tasks = tasks;
    }

    public ObjectProperty<Looks> of(String place) {
        return places.computeIfAbsent(place, p -> {
            ObjectProperty<Looks> looks = new SimpleObjectProperty<>(keep.read(p));
            looks.addListener((o, was, is) -> changed(p, is));
            return looks;
        });
    }

    /** Written one after the other; of many changes while one is written only the last follows. */
    private void changed(String place, Looks now) {
        boolean writing = unsaved.containsKey(place);
        unsaved.put(place, now);
        if (!writing) {
            write(place, now);
        }
    }

    private void write(String place, Looks now) {
        tasks.io(
                () -> {
                    keep.write(place, now);
                    return now;
                },
                written -> wrote(place, written),
                e -> unsaved.remove(place));
    }

    private void wrote(String place, Looks written) {
        Looks last = unsaved.get(place);
        if (last == null || last.equals(written)) {
            unsaved.remove(place);
        } else {
            write(place, last);
        }
    }
}
