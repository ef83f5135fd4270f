package plumbline.app.ui.looks;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import plumbline.app.service.PointLooks;
import plumbline.viewer3d.render.PointColours;
import plumbline.viewer3d.render.SceneSnapshot.PointLayer;

/** Makes points without a label blink while they are asked for; by key alone where motion is reduced. */
public final class Blink {
    private static final Duration HALF = Duration.millis(600);

    private final Runnable redraw;
    private final Timeline clock;
    private boolean off;

    public Blink(Runnable redraw) {
        this.redraw = redraw;
        clock = new Timeline(new KeyFrame(HALF, e -> turn()));
        clock.setCycleCount(Animation.INDEFINITE);
    }

    /** Whether there is something to blink at all, and whether it may by itself. */
    public void run(boolean asked, boolean reducedMotion) {
        if (asked && !reducedMotion) {
            clock.play();
        } else {
            clock.stop();
            off = false;
        }
    }

    public void turn() {
        off = !off;
        redraw.run();
    }

    public void stop() {
        clock.stop();
    }

    /** The layers as they are to look now. */
    public List<PointLayer> of(List<PointLayer> layers) {
        return off ? layers.stream().map(Blink::dimmed).toList() : layers;
    }

    private static PointLayer dimmed(PointLayer layer) {
        int[] argb = layer.colours().toArray();
        for (int i = 0; i < argb.length; i++) {
            argb[i] = PointLooks.blinked(argb[i]);
        }
        return layer.withColours(PointColours.of(argb));
    }
}
