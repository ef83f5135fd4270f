package plumbline.app.ui.camera;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.app.service.Projection;
import plumbline.app.service.Undistortion;

/** What one camera of a capture has at each frame, and how it looks through its lens, recorded or straightened. */
final class CameraFrames {
    /** So many pictures on are fetched while the frame moves: a third of a second at 10 Hz passes while they are decoded. */
    private static final int AHEAD = 4;

    private final Capture capture;
    private final SensorId camera;
    private final Optional<LensModel> lens;
    private final Optional<Undistortion> undistortion;
    private final long usualStepNanos;
    private boolean straight;

    CameraFrames(Capture capture, SensorId camera) {
        this.capture = capture;
        this.camera = camera;
        this.lens = capture.sensor(camera).flatMap(Sensor::lens);
        this.undistortion = lens.map(Undistortion::of).filter(u -> !u.isIdentity());
        this.usualStepNanos = CameraTiming.usualStepNanos(capture, camera);
    }

    Optional<LensModel> lens() {
        return lens;
    }

    void setStraight(boolean on) {
        straight = on;
    }

    /** What straightens the picture; empty where it is shown as recorded, or is straight by itself. */
    Optional<Undistortion> straight() {
        return straight ? undistortion : Optional.empty();
    }

    boolean has(int frame) {
        return frame >= 0 && frame < capture.frames().size();
    }

    Optional<Sample> sample(int frame) {
        return has(frame) ? capture.frames().get(frame).sample(camera) : Optional.empty();
    }

    /** Of a frame and those that come next in a direction, each once. */
    List<Sample> from(int frame, int direction) {
        return IntStream.rangeClosed(0, AHEAD)
                .mapToObj(i -> sample(frame + i * direction))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    Optional<CameraTiming> timing(int frame) {
        return has(frame) ? Optional.of(CameraTiming.of(capture, frame, camera, usualStepNanos)) : Optional.empty();
    }

    /** As the picture is shown: through its lens, or through the pinhole of the straightened one. */
    Optional<Projection.View> view(int frame) {
        Optional<Projection.View> v =
                has(frame) ? Projection.view(capture, capture.frames().get(frame), camera) : Optional.empty();
        return straight().isEmpty()
                ? v
                : v.map(x -> new Projection.View(
                        x.image(), straight().get().pinhole(), x.cameraFromLidar(), x.offsetNanos(), Optional.empty()));
    }
}
