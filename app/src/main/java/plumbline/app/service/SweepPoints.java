package plumbline.app.service;

import java.io.IOException;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.MotionCompensation;
import plumbline.annotation.scene.PointBlock;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;

/** A sweep as everything that is shown or measured uses it: in the sensor's frame at the sample's time. */
public final class SweepPoints {
    private SweepPoints() {}

    public static PointBlock of(CaptureSource source, Sample sample) throws IOException {
        PointBlock points = source.points(sample);
        return source.capture()
                .sensor(sample.sensor())
                .map(Sensor::egoFromSensor)
                .map(ego -> MotionCompensation.atSampleTime(points, sample, ego, source.capture().trajectory()))
                .orElse(points);
    }
}
