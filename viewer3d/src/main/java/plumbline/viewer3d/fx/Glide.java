package plumbline.viewer3d.fx;

import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import plumbline.viewer3d.view.Camera;
import plumbline.viewer3d.view.CameraMoves;

/** A camera's way of 200 ms from here to there, slow at both ends; any other move of the camera ends it. */
final class Glide extends AnimationTimer {
    private static final double LASTS_NANOS = 200e6;

    private final Consumer<Camera> place;
    private Camera from = Camera.DEFAULT;
    private Camera to = Camera.DEFAULT;
    private long began;
    private boolean running;

    Glide(Consumer<Camera> place) {
        this.place = place;
    }

    void start(Camera here, Camera there) {
        from = here;
        to = there;
        began = 0;
        running = true;
        start();
    }

    /** Where a glide is heading, or {@code now} where there is none: so that keys pressed in a row add up. */
    Camera goal(Camera now) {
        return running ? to : now;
    }

    @Override
    public void stop() {
        running = false;
        super.stop();
    }

    @Override
    public void handle(long now) {
        if (began == 0) {
            began = now;
        }
        double t = Math.min(1, (now - began) / LASTS_NANOS);
        if (t >= 1) {
            stop();
        }
        place.accept(CameraMoves.between(from, to, t * t * (3 - 2 * t)));
    }
}
