package plumbline.app.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import plumbline.annotation.scene.CaptureSource;
import plumbline.annotation.scene.Sample;
import plumbline.annotation.scene.Sensor;
import plumbline.annotation.scene.SensorId;
import plumbline.annotation.scene.SensorKind;
import plumbline.storage.format.FormatException;
import plumbline.storage.format.ros.CdrReader;
import plumbline.storage.format.ros.Measurements;
import plumbline.storage.format.ros.MessageFields;
import plumbline.storage.format.ros.RosHeader;
import plumbline.storage.format.ros.RosSchemas;

/** What a capture's inertial units and satellite receivers measured, as numbers over time; units as in their ROS messages. */
public final class MeasurementNumbers {
    private MeasurementNumbers() {}

    /** Dotted names of what a sensor measures; none for sensors of other kinds, or of encodings that are only kept. */
    public static List<String> fields(CaptureSource source, Sensor sensor) throws FormatException {
        boolean readable = samples(source, sensor.id()).stream().findFirst().map(Sample::encoding).filter(e ->
                        Measurements.isImu(e) || Measurements.isFix(e))
                .isPresent();
        Optional<String> type = type(sensor.kind());
        if (!readable || type.isEmpty()) {
            return List.of();
        }
        return parsed(type.get()).names().stream()
                .filter(n -> !n.startsWith("header.") && !n.contains("covariance"))
                .toList();
    }

    public static RecordingNumbers.Track read(CaptureSource source, Sensor sensor, String field) throws IOException {
        MessageFields fields = parsed(type(sensor.kind()).orElseThrow());
        int column = fields.names().indexOf(field);
        List<Sample> samples = samples(source, sensor.id());
        long[] times = new long[samples.size()];
        double[] values = new double[samples.size()];
        for (int i = 0; i < times.length; i++) {
            Sample s = samples.get(i);
            byte[] message = Measurements.message(s, new RosHeader(s.timeNanos(), sensor.id().value()), source.raw(s));
            times[i] = s.timeNanos();
            values[i] = fields.read(new CdrReader(s.key(), ByteBuffer.wrap(message)))[column];
        }
        return new RecordingNumbers.Track(times, values);
    }

    private static List<Sample> samples(CaptureSource source, SensorId sensor) {
        return source.capture().samples().stream().filter(s -> s.sensor().equals(sensor)).toList();
    }

    private static Optional<String> type(SensorKind kind) {
        return switch (kind) {
            case IMU -> Optional.of(RosSchemas.IMU);
            case GNSS -> Optional.of(RosSchemas.NAV_SAT_FIX);
            case LIDAR, CAMERA, RADAR -> Optional.empty();
        };
    }

    private static MessageFields parsed(String type) throws FormatException {
        return MessageFields.parse(type, type, RosSchemas.definition(type));
    }
}
