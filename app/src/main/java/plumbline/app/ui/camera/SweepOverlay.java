package plumbline.app.ui.camera;

import java.util.Optional;
import javafx.scene.image.Image;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.Vec3;
import plumbline.app.service.Projection;
import plumbline.app.service.SightLine;
import plumbline.app.ui.Ui;

/**
 * The lidar's points of a frame on one camera's picture: as a picture over it, and to be pointed at. Both are worked out off
 * the window's thread when they are first asked for.
 */
final class SweepOverlay {
    /** The points of a frame as they fall on the picture, and where they are. */
    private record Sweep(int frame, PointBlock block, Projection.Points points) {}

    private final Ui ui;
    private final SensorId camera;
    private final Runnable drawn;
    private Optional<Image> picture = Optional.empty();
    private Optional<Sweep> sweep = Optional.empty();
    private CameraLook.Points by = new CameraLook.Points.Hidden();
    private int frame = -1;
    private boolean reading;

    /** {@code drawn}: another picture is there. */
    SweepOverlay(Ui ui, SensorId camera, Runnable drawn) {
        this.ui = ui;
        this.camera = camera;
        this.drawn = drawn;
    }

    Optional<Image> picture() {
        return picture;
    }

    /** The picture was straightened, sized or coloured otherwise: all of it is made anew. */
    void forget() {
        frame = -1;
        sweep = Optional.empty();
    }

    /** {@code shownScale}: layout pixels for a pixel of the image that is seen whole. */
    void show(Optional<Projection.View> view, int index, CameraLook.Points points, double shownScale) {
        boolean same = frame == index && by.equals(points);
        by = points;
        if (points instanceof CameraLook.Points.Hidden || view.isEmpty()) {
            picture = Optional.empty();
            frame = -1;
        } else if (!same && shownScale > 0) {
            frame = index;
            ui.tasks().compute(
                    () -> draw(view.get(), ui.session().points(index), points, shownScale),
                    image -> {
                        if (frame == index && by.equals(points)) {
                            picture = Optional.of(image);
                            drawn.run();
                        }
                    },
                    e -> ui.problem("The points of frame " + index + " cannot be shown on " + camera + ": "
                            + e.getMessage()));
        }
    }

    private static Image draw(Projection.View v, PointBlock block, CameraLook.Points by, double shownScale) {
        double scale = Math.min(1, 2 * shownScale);
        int width = Math.max(1, (int) Math.round(v.lens().width() * scale));
        int height = Math.max(1, (int) Math.round(v.lens().height() * scale));
        Projection.Points projected = Projection.points(v, block);
        int[] argb = PointOverlay.colours(projected, block, by);
        return PointOverlay.draw(projected, argb, width, height, scale, scale < 0.6 ? 2 : 3);
    }

    /** The lidar's point at a pixel, within so many; empty while the sweep is not read yet, which this begins. */
    Optional<Vec3> at(Projection.View view, int index, double u, double v, double within) {
        if (sweep.filter(w -> w.frame() == index).isEmpty()) {
            read(view, index);
            return Optional.empty();
        }
        return SightLine.nearest(sweep.get().points(), u, v, within).map(sweep.get().block()::point);
    }

    private void read(Projection.View view, int index) {
        if (reading) {
            return;
        }
        reading = true;
        ui.tasks().compute(
                () -> {
                    PointBlock block = ui.session().points(index);
                    return new Sweep(index, block, Projection.points(view, block));
                },
                read -> {
                    reading = false;
                    sweep = Optional.of(read);
                },
                e -> {
                    reading = false;
                    ui.problem("The points of frame " + index + " cannot be pointed at on " + camera + ": " + e.getMessage());
                });
    }
}
