package plumbline.app.ui.camera;

import java.util.List;
import java.util.Optional;
import javafx.animation.FadeTransition;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.Undistortion;
import plumbline.app.ui.Ui;

/**
 * A camera's straightened picture over a 3D view that stands where the camera stood, faded in and out. The view looks along
 * the camera's axis with the picture's angle from top to bottom ({@link #fovYRad}), so point and pixel lie on one another.
 */
public final class LookThrough extends Region {
    private static final Duration FADE = Duration.millis(200);

    private final Ui ui;
    private final Canvas canvas = new Canvas();
    private final FadeTransition fade = new FadeTransition(FADE, this);
    private Optional<SensorId> camera = Optional.empty();
    private Optional<ImageStore> store = Optional.empty();
    private Optional<Image> picture = Optional.empty();
    private int frame = -1;
    private double mix = 0.6;

    public LookThrough(Ui ui) {
        this.ui = ui;
        getChildren().add(canvas);
        setMouseTransparent(true);
        setOpacity(0);
    }

    /** Of a camera's picture without its distortion, from its upper to its lower edge. */
    public static double fovYRad(LensModel lens) {
        LensModel.Pinhole p = Undistortion.of(lens).pinhole();
        return 2 * Math.atan(p.height() / 2.0 / p.fy());
    }

    public Optional<SensorId> camera() {
        return camera;
    }

    /** 0 the 3D view alone, 1 the picture alone. */
    public void setMix(double share) {
        mix = Math.clamp(share, 0, 1);
        if (camera.isPresent()) {
            fade.stop();
            setOpacity(mix);
        }
    }

    public double mix() {
        return mix;
    }

    /** A camera without a lens has no place in 3D; nothing is shown then. */
    public void show(SensorId through, int index, boolean fades) {
        Optional<LensModel> lens = lens(through);
        if (lens.isEmpty()) {
            return;
        }
        if (!camera.equals(Optional.of(through))) {
            hide(false);
            camera = Optional.of(through);
            ImageStore fresh = new ImageStore(ui.session().source(), ui.tasks(), (s, image, why) -> arrived());
            fresh.setStraight(Optional.of(Undistortion.of(lens.get())));
            fresh.setWidth(getWidth(), lens.get().width());
            store = Optional.of(fresh);
            fade(mix, fades);
        }
        showFrame(index);
    }

    public void showFrame(int index) {
        frame = index;
        List<Sample> wanted = java.util.stream.IntStream.rangeClosed(index, index + 3)
                .mapToObj(this::sample)
                .flatMap(Optional::stream)
                .toList();
        store.ifPresent(s -> s.want(wanted.toArray(new Sample[0])));
        arrived();
    }

    public void hide(boolean fades) {
        store.ifPresent(ImageStore::close);
        store = Optional.empty();
        camera = Optional.empty();
        fade(0, fades);
    }

    private void fade(double to, boolean slowly) {
        fade.stop();
        if (slowly && getScene() != null) {
            fade.setToValue(to);
            fade.playFromStart();
        } else {
            setOpacity(to);
        }
    }

    private Optional<LensModel> lens(SensorId id) {
        return ui.session().capture().sensor(id).flatMap(Sensor::lens);
    }

    private Optional<Sample> sample(int index) {
        var frames = ui.session().capture().frames();
        return index < 0 || index >= frames.size() || camera.isEmpty()
                ? Optional.empty()
                : frames.get(index).sample(camera.get());
    }

    private void arrived() {
        Optional<Image> now = sample(frame).flatMap(s -> store.flatMap(x -> x.find(s)));
        picture = now.or(() -> picture);
        paint();
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Optional<LensModel.Pinhole> pinhole = camera.flatMap(this::lens).map(l -> Undistortion.of(l).pinhole());
        if (picture.isEmpty() || pinhole.isEmpty()) {
            return;
        }
        LensModel.Pinhole p = pinhole.get();
        double down = getHeight() / p.height();
        double across = down * p.fy() / p.fx();
        g.drawImage(
                picture.get(), getWidth() / 2 - (p.cx() + 0.5) * across, getHeight() / 2 - (p.cy() + 0.5) * down,
                p.width() * across, p.height() * down);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        camera.flatMap(this::lens).ifPresent(l -> store.ifPresent(s -> s.setWidth(getWidth(), l.width())));
        paint();
    }
}
