package plumbline.qa.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.LensModel;
import plumbline.annotation.scene.MotionCompensation;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Progress;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;

/**
 * Do lidar and cameras still agree? Depth edges of the sweeps are put into the images through the recorded poses and
 * calibration, and a rotation of each camera is sought that brings more of them onto image edges (after Levinson and
 * Thrun, "Automatic online calibration of cameras and lasers", 2013). Rotation alone: a lever arm of centimetres moves
 * far edges by less than a pixel, so nothing is said of it (0 m) or of time (0 ms).
 */
public final class EdgeAgreement {
    private EdgeAgreement() {}

    /** Checks each camera over the pass; reads at most {@link EdgeOptions#mostFrames} sweeps and images of each. */
    public static CalibrationReport check(CaptureSource source, EdgeOptions options, Progress progress)
            throws IOException {
        Capture capture = source.capture();
        List<Sensor> cameras = capture.sensors(SensorKind.CAMERA).stream()
                .filter(s -> s.lens().isPresent())
                .toList();
        Map<Sample, Swept> edges = new ConcurrentHashMap<>();
        List<CalibrationReport.PairCheck> pairs = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (Sensor camera : cameras) {
            List<Frame> frames = chosen(capture, camera.id(), options.mostFrames());
            List<EdgeView> views;
            try {
                views = frames.parallelStream()
                        .filter(f -> !progress.cancelled())
                        .map(f -> {
                            progress.update("Edges of " + camera.id(), done.getAndIncrement(),
                                    (long) cameras.size() * frames.size());
                            return view(source, camera, f, options, edges);
                        })
                        .toList();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            pairs.add(PairFit.of(camera, capture.referenceLidar(), views, options));
        }
        return Words.report(pairs, capture.referenceLidar(), options);
    }

    /**
     * The depth edges of one frame on one camera's image, with other extrinsics than the recorded ones when asked: the
     * picture before and after a correction.
     */
    public static EdgeEvidence evidence(CaptureSource source, SensorId camera, int frame, Pose egoFromCamera)
            throws IOException {
        Capture capture = source.capture();
        Sensor sensor = capture.sensor(camera)
                .filter(s -> s.lens().isPresent())
                .orElseThrow(() -> new IOException(
                        capture.name() + ": " + camera + " has no lens; add its calibration"));
        if (frame < 0 || frame >= capture.frames().size()) {
            throw new IOException(capture.name() + ": there is no frame " + frame);
        }
        Frame f = capture.frames().get(frame);
        if (f.sample(camera).isEmpty() || f.sample(capture.referenceLidar()).isEmpty()) {
            throw new IOException(capture.name() + ", frame " + frame + ": no sweep or no image of " + camera);
        }
        Sensor moved = new Sensor(camera, SensorKind.CAMERA, egoFromCamera, sensor.lens());
        Pose cameraFromRecorded = egoFromCamera.inverse().times(sensor.egoFromSensor());
        try {
            return view(source, moved, f, EdgeOptions.defaults(), new ConcurrentHashMap<>())
                    .evidence(cameraFromRecorded);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Frames with a sweep and an image, evenly over the pass. */
    private static List<Frame> chosen(Capture capture, SensorId camera, int most) {
        List<Frame> usable = capture.frames().stream()
                .filter(f -> f.sample(camera).isPresent() && f.sample(capture.referenceLidar()).isPresent())
                .toList();
        if (usable.size() <= most) {
            return usable;
        }
        List<Frame> out = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            out.add(usable.get((int) ((long) i * (usable.size() - 1) / Math.max(1, most - 1))));
        }
        return out;
    }

    private static EdgeView view(
            CaptureSource source, Sensor camera, Frame frame, EdgeOptions options, Map<Sample, Swept> kept) {
        Sample image = frame.sample(camera.id()).orElseThrow();
        Sample sweep = frame.sample(source.capture().referenceLidar()).orElseThrow();
        LensModel lens = camera.lens().orElseThrow();
        try {
            Swept swept = kept.get(sweep);
            if (swept == null) {
                swept = swept(source, sweep);
                kept.put(sweep, swept);
            }
            EdgeImage picture = EdgeImage.of(
                    source.image(image), options.mostWidth(), options.closePixels(),
                    camera.id() + ", frame " + frame.index());
            // Sweep and image are taken at different times: the way goes through the world.
            Pose cameraFromLidar = image.worldFromSensor().inverse().times(sweep.worldFromSensor());
            Sight sight = new Sight(lens, swept.points, cameraFromLidar);
            return EdgeView.of(frame.index(), image.timeNanos(), lens, picture, swept.edges, sight, cameraFromLidar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sweep's points and edges, both in the lidar's frame at the sample's time. */
    private record Swept(PointBlock points, DepthEdges edges) {}

    private static Swept swept(CaptureSource source, Sample sweep) throws IOException {
        Capture capture = source.capture();
        Pose egoFromLidar = capture.sensor(sweep.sensor()).orElseThrow().egoFromSensor();
        PointBlock points = source.points(sweep);
        return new Swept(
                MotionCompensation.atSampleTime(points, sweep, egoFromLidar, capture.trajectory()),
                DepthEdges.of(points).atOneTime(sweep.timeNanos(), capture.trajectory(), egoFromLidar));
    }
}
