package plumbline.qa.calibration;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.annotation.scene.Capture;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Frame;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Pose;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;

/** A recording whose calibration says that one camera is turned about its own axes, though it is not. */
record Turned(CaptureSource source, Capture capture) implements CaptureSource {
    static Turned of(CaptureSource source, SensorId camera, double pitchDegrees, double yawDegrees, double rollDegrees) {
        Pose turn = RotationSearch.turn(new double[] {pitchDegrees, yawDegrees, rollDegrees});
        Capture c = source.capture();
        Map<Sample, Sample> moved = new HashMap<>();
        for (Sample s : c.samples()) {
            Pose pose = s.sensor().equals(camera) ? s.worldFromSensor().times(turn) : s.worldFromSensor();
            moved.put(s, new Sample(s.sensor(), s.timeNanos(), pose, s.encoding(), s.key()));
        }
        List<Sensor> sensors = c.sensors().stream()
                .map(s -> s.id().equals(camera)
                        ? new Sensor(s.id(), s.kind(), s.egoFromSensor().times(turn), s.lens())
                        : s)
                .toList();
        List<Frame> frames = c.frames().stream()
                .map(f -> {
                    Map<SensorId, Sample> samples = new HashMap<>();
                    f.samples().forEach((id, s) -> samples.put(id, moved.get(s)));
                    return new Frame(f.index(), f.timeNanos(), f.worldFromEgo(), samples);
                })
                .toList();
        return new Turned(source, new Capture(
                c.name(), c.format(), c.world(), sensors, c.referenceLidar(), frames,
                c.samples().stream().map(moved::get).toList(), c.trajectory(), c.problems()));
    }

    @Override
    public PointBlock points(Sample sample) throws IOException {
        return source.points(sample);
    }

    @Override
    public byte[] image(Sample sample) throws IOException {
        return source.image(sample);
    }

    @Override
    public byte[] raw(Sample sample) throws IOException {
        return source.raw(sample);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
