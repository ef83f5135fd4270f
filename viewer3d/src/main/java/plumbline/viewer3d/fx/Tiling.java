package plumbline.viewer3d.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import plumbline.viewer3d.lod.LodView;

/** The octree of a 3D view: which one is shown, when there is more of it to draw, and which are to be closed. */
final class Tiling {
    private static final Duration LOADING = Duration.millis(60);
    /** How often a folder that is still being built is looked at. */
    private static final Duration BUILDING = Duration.millis(800);

    private final Runnable redraw;
    private final List<LodView> leaving = new ArrayList<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final PauseTransition again = new PauseTransition();
    private Optional<LodView> now = Optional.empty();

    Tiling(Runnable redraw) {
        this.redraw = redraw;
        again.setOnFinished(e -> redraw.run());
    }

    Optional<LodView> now() {
        return now;
    }

    void set(LodView lod) {
        now.ifPresent(leaving::add);
        now = Optional.of(lod);
        redraw.run();
    }

    /** From any thread. */
    void changed() {
        if (!asked.getAndSet(true)) {
            Platform.runLater(() -> {
                asked.set(false);
                redraw.run();
            });
        }
    }

    void shown(Optional<LodView> drawn, int missing) {
        if (!drawn.equals(now)) {
            return;
        }
        leaving.forEach(LodView::close);
        leaving.clear();
        boolean building = now.map(t -> !t.source().set().complete()).orElse(false);
        if (missing > 0 || building) {
            again.setDuration(missing > 0 ? LOADING : BUILDING);
            again.playFromStart();
        }
    }

    void close() {
        again.stop();
        leaving.forEach(LodView::close);
        now.ifPresent(LodView::close);
    }
}
